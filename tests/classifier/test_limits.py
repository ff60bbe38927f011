"""Characters that are no text are found wherever they stand."""

import pytest

from classifier.limits import unusable_character


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("mai đi học nha", None),
        ("dòng một\r\n\tdòng hai", None),
        ("👩‍👩‍👧 gia đình", None),  # joined emoji hold zero-width joiners, which are text
        ("\x00", 0),
        ("a\x1bb", 1),
        ("ab\ud800", 2),
        ("abc\x7f", 3),
    ],
)
def test_a_control_character_or_a_lone_surrogate_is_found_at_its_place(text: str, place: int | None) -> None:
    assert unusable_character(text) == place
