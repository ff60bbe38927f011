from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.explain.quotes import quote, whole
from classifier.schema import Span

LONG = " ".join(f"chữ{number}" for number in range(60))


def cut(text: str, words: str) -> str:
    start = text.index(words)
    wide = quote(text, Span(0, start, start + len(words)), 0, len(text))
    return text[wide.start : wide.end]


@pytest.mark.parametrize(
    ("text", "words", "quoted"),
    [
        ("hi em, anh nạp thẻ cho em nha, khỏi xin mẹ", "nạp thẻ cho", "anh nạp thẻ cho em nha"),
        ("đừng nói với mẹ", "đừng nói với mẹ", "đừng nói với mẹ"),
        ('mẹ dặn "đừng kể ai" nghe con', "đừng kể", "đừng kể ai"),
        ("  đừng kể ai  ", "kể", "đừng kể ai"),
        (LONG, "chữ30", "chữ24 chữ25 chữ26 chữ27 chữ28 chữ29 chữ30 chữ31 chữ32 chữ33 chữ34 chữ35 chữ36"),
        (
            LONG.replace("chữ36 chữ37", "[ẢNH NHẠY CẢM]"),
            "chữ31",
            "chữ25 chữ26 chữ27 chữ28 chữ29 chữ30 chữ31 chữ32 chữ33 chữ34 chữ35",
        ),
    ],
)
def test_a_quote_is_the_clause_around_the_words(text: str, words: str, quoted: str) -> None:
    assert cut(text, words) == quoted


def test_half_a_placeholder_becomes_the_whole() -> None:
    text = "gửi [ẢNH NHẠY CẢM] cho em"
    assert whole(text, Span(3, 0, text.index(" NHẠY"))) == Span(3, 0, text.index("]") + 1)


@given(st.text(alphabet="aạ ,.[]\n“", max_size=60), st.lists(st.integers(0, 60), min_size=4, max_size=4))
def test_a_quote_holds_its_words_and_stays_within_its_bounds(text: str, places: list[int]) -> None:
    least, start, end, most = sorted(min(place, len(text)) for place in places)
    wide = quote(text, Span(0, start, end), least, most)
    assert least <= wide.start <= start <= end <= wide.end <= most
    assert text[wide.start : start] == text[wide.start : start].lstrip()
    assert text[end : wide.end] == text[end : wide.end].rstrip()
