"""Marked comments: reading them, and counting how well others mark."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.bootstrap import interval
from training.errors import CorpusError
from training.spans import Marked, counts, mean_f1, micro_f1, read_marked, table

COMMENT = Marked("đồ ngu quá", frozenset({3, 4, 5}))
CALM = Marked("trời đẹp", frozenset())


def test_a_file_is_read_with_its_offsets(tmp_path: Path) -> None:
    path = tmp_path / "dev.csv"
    path.write_text('content,index_spans\n"đồ ngu, quá","[3, 4, 5]"\ntrời đẹp,[]\n', "utf-8")
    first, second = read_marked(path)
    assert first == Marked("đồ ngu, quá", frozenset({3, 4, 5}))
    assert first.toxic
    assert not second.toxic


@pytest.mark.parametrize(
    "written",
    [
        "content,index_spans\nngu,[3]\n",
        "content,index_spans\nngu,[-1]\n",
        "content,index_spans\nngu,ngu\n",
        "content,spans\nngu,[0]\n",
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, written: str) -> None:
    path = tmp_path / "dev.csv"
    path.write_text(written, "utf-8")
    with pytest.raises(CorpusError, match=r"dev\.csv"):
        read_marked(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError):
        read_marked(tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("spans", "found"),
    [
        ([], (0, 0, 3)),
        ([(3, 6)], (3, 3, 3)),
        ([(0, 6)], (3, 6, 3)),
        ([(4, 8), (5, 10)], (2, 6, 3)),
    ],
)
def test_characters_are_counted_once(spans: list[tuple[int, int]], found: tuple[int, int, int]) -> None:
    assert counts(COMMENT, spans) == found


def test_the_two_means_count_differently() -> None:
    rows = table([COMMENT, CALM, CALM], [[(3, 6)], [], [(0, 4)]])
    assert micro_f1(rows) == pytest.approx(2 * 3 / (3 + 3 + 4))
    assert mean_f1(rows) == pytest.approx((1 + 1 + 0) / 3)


def test_nothing_to_mark_and_nothing_marked_is_right() -> None:
    assert micro_f1(table([CALM], [[]])) == mean_f1(table([CALM], [[]])) == 1


def test_the_interval_is_over_comments() -> None:
    rows = table([COMMENT] * 20, [[(3, 6)]] * 10 + [[]] * 10)
    low, high = interval(mean_f1, rows)
    assert low < 0.5 < high
