from __future__ import annotations

import cv2
import numpy as np
import pytest

from classifier.screenshot.crops import HEIGHT
from classifier.screenshot.ink import ink
from classifier.screenshot.page import Pixels

WIDTH = 400
BLACK, WHITE, BLUE, GREY = (0, 0, 0), (255, 255, 255), (10, 110, 255), (140, 142, 146)


def line(letters: tuple[int, int, int], ground: Pixels | tuple[int, int, int], words: str = "abc xyz mn") -> Pixels:
    """Letters on a background, antialiased."""
    picture = np.empty((HEIGHT, WIDTH, 3), np.uint8)
    picture[:] = ground
    cv2.putText(picture, words, (10, 30), cv2.FONT_HERSHEY_SIMPLEX, 0.9, letters, 2, cv2.LINE_AA)
    return picture


def shaded(first: tuple[int, int, int], last: tuple[int, int, int]) -> Pixels:
    """A background that changes along the line."""
    share = np.linspace(0, 1, WIDTH)[None, :, None]
    return np.asarray((1 - share) * np.array(first) + share * np.array(last), np.uint8)


def spoilt(picture: Pixels, quality: int) -> Pixels:
    """The picture as JPEG keeps it."""
    kept = cv2.imdecode(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_COLOR)
    return np.asarray(kept, np.uint8)


@pytest.mark.parametrize(
    ("letters", "ground"),
    [
        (WHITE, BLACK),
        (WHITE, BLUE),
        (GREY, WHITE),
        (GREY, BLACK),
        (WHITE, shaded((10, 108, 255), (122, 75, 255))),
        (BLACK, shaded((255, 210, 226), (198, 214, 255))),
    ],
)
def test_letters_of_any_colour_come_out_dark_on_white(
    letters: tuple[int, int, int], ground: Pixels | tuple[int, int, int]
) -> None:
    plain = ink(line(BLACK, WHITE)).strip
    found = ink(line(letters, ground))
    assert not found.emoji.any()
    assert np.mean((found.strip < 128) != (plain < 128)) < 0.03
    assert np.median(found.strip) > 250


def test_small_white_letters_on_blue_survive_jpeg() -> None:
    small = cv2.resize(line(WHITE, BLUE), None, fx=0.3, fy=0.3, interpolation=cv2.INTER_AREA)
    seen = cv2.resize(spoilt(np.asarray(small, np.uint8), 50), (WIDTH, HEIGHT), interpolation=cv2.INTER_LINEAR)
    found = ink(np.asarray(seen, np.uint8))
    assert not found.emoji.any()
    assert np.mean((found.strip < 128) != (ink(line(BLACK, WHITE)).strip < 128)) < 0.12


@pytest.mark.parametrize("ground", [WHITE, BLACK, BLUE, (240, 240, 240)])
def test_a_yellow_face_is_taken_out_and_the_letters_stay(ground: tuple[int, int, int]) -> None:
    letters = BLACK if sum(ground) > 600 else WHITE
    without = line(letters, ground)
    face = without.copy()
    cv2.circle(face, (340, 22), 17, (255, 204, 50), cv2.FILLED, cv2.LINE_AA)
    cv2.circle(face, (334, 18), 3, (100, 60, 20), cv2.FILLED, cv2.LINE_AA)
    found = ink(face)
    assert found.emoji[326:354].all()
    assert not found.emoji[:310].any()
    assert (found.strip[:, 315:] == 255).all()
    assert np.mean((found.strip[:, :310] < 128) != (ink(without).strip[:, :310] < 128)) < 0.02


def test_a_coloured_word_is_no_emoji() -> None:
    picture = line(BLACK, WHITE, "abc")
    cv2.putText(picture, "@an", (100, 30), cv2.FONT_HERSHEY_SIMPLEX, 0.9, BLUE, 2, cv2.LINE_AA)
    found = ink(spoilt(picture, 60))
    assert not found.emoji.any()
    assert (found.strip[:, 100:160] < 128).any()


def test_an_even_line_holds_nothing() -> None:
    found = ink(np.full((HEIGHT, WIDTH, 3), 200, np.uint8))
    assert found.blank
    assert not found.emoji.any()


def test_what_is_as_large_and_full_as_an_emoji_is_said_to_be() -> None:
    picture = np.full((HEIGHT, 90, 3), 255, np.uint8)
    cv2.circle(picture, (22, 22), 17, (200, 170, 30), cv2.FILLED, cv2.LINE_AA)
    cv2.circle(picture, (66, 22), 17, (200, 170, 30), cv2.FILLED, cv2.LINE_AA)
    assert ink(picture).full
    assert not ink(line(BLACK, WHITE, "abc")[:, :90]).full
