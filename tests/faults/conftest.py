"""The parts that fault tests share with those of the service, and the school whose service is killed."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from service.settings import Settings
from tests.faults.world import World, world
from tests.service.desk import database, desk, make_desk, postgres, sad_desk, settings, small_desk, trained, url

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["database", "desk", "make_desk", "postgres", "sad_desk", "settings", "small_desk", "trained", "url"]

ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.database)]


@pytest.fixture(scope="module", params=ENGINES)
def school(request: pytest.FixtureRequest, trained: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A school at work on a database of its own, once on each engine."""
    folder = tmp_path_factory.mktemp("school")
    shutil.copytree(trained, folder / "var")
    url = None if request.param == "sqlite" else request.getfixturevalue("postgres")
    with world(Settings(var=folder / "var", database_url=url), folder) as made:
        yield made
