from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.words import snap, words


@pytest.mark.parametrize(
    ("text", "marked", "whole"),
    [
        ("Các bạn học sinh ơi", "sinh", "học sinh"),
        ("đừng nói với bố mẹ nhé", "mẹ", "bố mẹ"),
        ("đồ ngu", "g", "ngu"),
        ("Nhà trường  thông báo", "báo", "thông báo"),
    ],
)
def test_evidence_never_shows_half_a_word(text: str, marked: str, whole: str) -> None:
    at = text.index(marked)
    start, end = snap(text, at, at + len(marked))
    assert text[start:end] == whole


def test_a_word_far_into_a_long_text_is_found() -> None:
    text = "hôm nay vui quá " * 500 + "các bạn học sinh ơi " + "mai gặp nhé " * 500
    at = text.index("sinh")
    assert text[slice(*snap(text, at, at + 4))] == "học sinh"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_any_text_and_range_snap_to_a_wider_range(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    first, last = snap(text, start, end)
    assert 0 <= first <= start <= end <= last <= len(text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_words_cover_the_text_in_order(text: str) -> None:
    last = 0
    for start, end in words(text):
        assert last <= start < end <= len(text)
        assert not text[last:start].strip()
        last = end
    assert not text[last:].strip()


def test_empty_ranges_stay() -> None:
    assert snap("học sinh", 3, 3) == (3, 3)
    assert words("  ") == ()
