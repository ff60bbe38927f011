"""The work of one process, on SQLite."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from service.database import Database
from tests.contracts.jobs import JobsContract

if TYPE_CHECKING:
    from collections.abc import Iterator


class TestEmbedded(JobsContract):
    @pytest.fixture
    def database(self, tmp_path: Path) -> Iterator[Database]:
        database = Database(f"sqlite:///{tmp_path / 'jobs.db'}")
        database.upgrade()
        yield database
        database.close()
