from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.faults.deeds import DEEDS, Deed
from tests.faults.sweeping import kill_where_it_matters
from tests.faults.world import World, world
from service.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.database)])
def school(request: pytest.FixtureRequest, trained: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("school")
    shutil.copytree(trained, folder / "var")
    url = None if request.param == "sqlite" else request.getfixturevalue("postgres")
    with world(Settings(var=folder / "var", database_url=url), folder) as made:
        yield made


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.name.replace(" ", "-"))
def test_whatever_dies_at_whatever_step_everything_is_there_once(school: World, deed: Deed) -> None:
    died_at = list(kill_where_it_matters(school, deed))
    print(deed.name, died_at)
    assert died_at
