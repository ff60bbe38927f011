from __future__ import annotations

import pytest

from classifier.screenshot.lookalikes import Symbol, by_place, by_size

SMALL, CAPITAL, FOOT = 20.0, 28.0, 40.0


def line(*letters: tuple[str, float, float]) -> list[Symbol]:
    """Letters beside each other: text, width, height; on one foot."""
    return [
        Symbol(text, 30.0 * at, FOOT - height, 30.0 * at + width, FOOT)
        for at, (text, width, height) in enumerate(letters)
    ]


@pytest.mark.parametrize(
    ("letter", "height", "expected"),
    [("V", SMALL, "v"), ("V", CAPITAL, "V"), ("S", SMALL, "s"), ("S", CAPITAL, "S"), ("Z", SMALL, "z")],
)
def test_a_letter_with_a_capital_of_the_same_shape_is_told_by_its_height(
    letter: str, height: float, expected: str
) -> None:
    symbols = line((letter, 16, height), ("a", 16, SMALL), ("n", 16, SMALL))
    assert by_size(symbols)[0].text == expected


@pytest.mark.parametrize(
    ("letter", "width", "expected"),
    [("ỉ", 3, "i"), ("ỉ", 9, "ỉ"), ("ì", 3, "i"), ("ì", 8, "ì")],
)
def test_a_dot_no_wider_than_its_stem_is_no_tone(letter: str, width: float, expected: str) -> None:
    symbols = line(("t", 10, 24), (letter, width, 27), ("n", 16, SMALL), ("h", 16, CAPITAL), ("a", 16, SMALL))
    assert by_size(symbols)[1].text == expected


def test_in_a_line_with_marks_a_dot_below_is_believed() -> None:
    symbols = line(("đ", 16, CAPITAL), ("ị", 4, 27), ("a", 16, SMALL), ("c", 16, SMALL), ("ắ", 16, CAPITAL))
    assert by_size(symbols)[1].text == "ị"


def test_without_small_letters_to_measure_by_nothing_changes() -> None:
    symbols = line(("V", 16, SMALL), ("Ì", 3, CAPITAL))
    assert by_size(symbols) == symbols


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ("mèo Im lun á", "mèo lm lun á"),
        ("thích Im", "thích lm"),
        ("Im", "lm"),
        ("Im lặng một lát", "Im lặng một lát"),
        ("thôi. Im lặng đi", "thôi. Im lặng đi"),
        ("bạn ơi Im lặng", "bạn ơi Im lặng"),
        ("một tỜ", "một tờ"),
        ("MỘT TỜ", "MỘT TỜ"),
        ("bik r ,m giữ chỗ", "bik r, m giữ chỗ"),
        ("chào :)", "chào :)"),
    ],
)
def test_a_letter_that_cannot_stand_there_is_another(read: str, expected: str) -> None:
    assert by_place(read) == expected
