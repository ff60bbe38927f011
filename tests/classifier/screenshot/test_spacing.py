from __future__ import annotations

import numpy as np
import pytest

from classifier.screenshot.ink import Ink
from classifier.screenshot.lookalikes import Symbol
from classifier.screenshot.spacing import gaps, pieces, spaced

HEIGHT = 40


def letters(*places: tuple[int, int], width: int = 300, dark: int = 0, top: int = 8) -> Ink:
    """A strip with letters at these columns."""
    strip = np.full((HEIGHT, width), 255, np.uint8)
    for first, last in places:
        strip[top : HEIGHT - 8, first:last] = dark
    return Ink(strip, np.zeros(width, np.bool_))


def symbols(*words: str) -> list[Symbol]:
    """Letters 10 wide every 20 columns; the first of each word starts it."""
    read = [(letter, at == 0) for word in words for at, letter in enumerate(word)]
    return [
        Symbol(letter, 20.0 * at, 10, 20.0 * at + 10, 30, starts_word=starts)
        for at, (letter, starts) in enumerate(read)
    ]


def test_the_margins_are_no_gaps() -> None:
    assert gaps(letters((20, 30), (40, 50))) == [(30, 40)]


def test_a_faint_time_behind_a_message_is_a_line_of_its_own() -> None:
    line = letters((10, 100))
    faint = letters((118, 160), dark=90)
    line.strip[:, 110:] = faint.strip[:, 110:]
    assert [last for _, last in pieces(line)] == [109, 300]


def test_a_word_as_dark_as_the_rest_stays_in_the_line() -> None:
    assert list(pieces(letters((10, 100), (118, 160)))) == [(0, 300)]


def test_what_stands_far_apart_is_a_line_of_its_own() -> None:
    assert len(list(pieces(letters((10, 100), (160, 200))))) == 2


def test_an_emoji_between_words_does_not_part_them() -> None:
    line = letters((10, 100), (160, 200))
    line.emoji[105:150] = True
    assert list(pieces(line)) == [(0, 300)]


def test_a_gap_as_wide_as_the_other_spaces_is_one() -> None:
    read = symbols("ab", "cdef")
    assert spaced(read, [(31, 43), (71, 82)], HEIGHT) == "ab cd ef"


@pytest.mark.parametrize(("width", "expected"), [(6, "abcd"), (12, "ab cd")])
def test_where_no_space_was_seen_a_wide_gap_is_one(width: int, expected: str) -> None:
    assert spaced(symbols("abcd"), [(35 - width // 2, 35 + width // 2)], HEIGHT) == expected


def test_figures_are_not_parted() -> None:
    assert spaced(symbols("15h"), [(12, 24)], HEIGHT) == "15h"


def test_a_space_seen_a_letter_beside_its_gap_is_not_written_twice() -> None:
    assert spaced(symbols("ab", "cd"), [(51, 63)], HEIGHT) == "ab cd"
