"""What a normalised text tells of itself."""

from __future__ import annotations

import time
import unicodedata

import pytest

from classifier.normalize import normalize


def test_words_come_with_marks_and_without() -> None:
    message = normalize("Đừng nói, đừng kể")
    assert message.words == {"đừng", "nói", "kể"}
    assert message.bare == "dung noi, dung ke"
    assert message.bare_words == {"dung", "noi", "ke"}


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("dung noi voi me", True),
        ("đừng nói với mẹ", False),
        (unicodedata.normalize("NFD", "đừng nói với mẹ"), False),
        ("dung noi voi ba me em nhé", True),  # one word of seven
        ("", True),
    ],
)
def test_whether_marks_were_left_out(text: str, lacks: bool) -> None:
    assert normalize(text).lacks_marks is lacks


def test_one_endless_word_costs_no_more_than_its_length() -> None:
    message = normalize("a" * 20_000 + " ă")
    before = time.process_time()
    assert not message.lacks_marks  # one word of two
    assert time.process_time() - before < 0.5


def test_the_last_letter_of_a_spelt_word_does_not_stand_for_the_signs_after_it() -> None:
    normal = normalize("a i x a*?")
    assert normal.text == "ai xa*?"
    assert normal.starts == (0, 2, 3, 4, 6, 7, 8)
    assert normal.ends == (1, 3, 4, 5, 7, 8, 9)
