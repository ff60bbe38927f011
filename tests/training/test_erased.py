"""The service's list of what was erased, read by training: both sides keep to one form without importing each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.retention.tombstones import NAME, Tombstone, Tombstones
from training import erased
from training.erased import Erased

if TYPE_CHECKING:
    from pathlib import Path


def stone(erasure: str, report: str) -> Tombstone:
    return Tombstone(erasure, "2026-11-28T00:00:00+00:00", report, "c" * 32, "closed_harm", "retention")


def test_rows_of_erased_reports_are_left_out(tmp_path: Path) -> None:
    assert NAME == erased.NAME
    assert Erased.read(tmp_path).facts() == {"latest": None, "reports": 0}
    Tombstones(tmp_path / NAME).add([stone("1", "a"), stone("1", "b")])
    Tombstones(tmp_path / NAME).add([stone("2", "-")])
    known = Erased.read(tmp_path)
    assert known.facts() == {"latest": "2", "reports": 2}
    rows = [("a", "x"), ("b", "y"), ("c", "z")]
    assert list(known.without_erased(rows, lambda row: row[0])) == [("c", "z")]


def test_a_line_that_a_power_cut_tore_counts_for_nothing_and_the_next_one_for_itself(tmp_path: Path) -> None:
    stones = Tombstones(tmp_path / NAME)
    stones.add([stone("1", "a")])
    with stones.path.open("ab") as file:
        file.write(b"2\t2026-11")
    assert Erased.read(tmp_path).reports == {"a"}
    stones.add([stone("2", "b")])
    stones.add([stone("2", "b")])
    assert Erased.read(tmp_path).reports == {"a", "b"}
    assert [one.report_id for one in stones.read()] == ["a", "b"]
