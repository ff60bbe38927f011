"""The lexicon that the word marker is measured against is used as well as it can be."""

from __future__ import annotations

import pytest

from benchmarks.spans import Lexicon, counted_words
from classifier.normalize import normalize
from training.spans import Marked

ENTRIES = [["ngu"], ["óc", "chó"], ["chó"], ["con", "chó", "điên"]]


@pytest.mark.parametrize(
    ("text", "bare", "marked"),
    [
        ("mày NGUUU quá", False, ["NGUUU"]),
        ("đồ óc chó, con chó điên", False, ["óc chó", "con chó điên"]),
        ("may oc cho", False, []),
        ("may oc cho", True, ["oc cho"]),
        ("ngủ đi con", False, []),
        ("ngủ đi con", True, ["ngủ"]),
        ("", False, []),
    ],
)
def test_the_longest_entry_is_marked_in_any_spelling(text: str, bare: bool, marked: list[str]) -> None:
    assert [text[start:end] for start, end in Lexicon(ENTRIES, bare=bare)(normalize(text))] == marked


def test_a_counted_lexicon_holds_what_is_marked_more_often_than_not() -> None:
    often, seldom, once = (
        Marked("ngu quá", frozenset(range(3))),
        Marked("quá ngu", frozenset()),
        Marked("dốt", frozenset(range(3))),
    )
    assert counted_words([often, often, seldom, once]) == [["ngu"]]
