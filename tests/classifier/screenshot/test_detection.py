from __future__ import annotations

import cv2
import numpy as np
import pytest

from classifier.screenshot.detection import TextDetector, lines_of
from classifier.screenshot.page import Pixels
from classifier.screenshot.text import DATA


@pytest.fixture(scope="module")
def detector() -> TextDetector:
    return TextDetector((DATA / "detector.onnx").read_bytes())


def written(height: int, width: int, *places: tuple[int, int], size: float = 1.4) -> Pixels:
    """Words on white; the places are their left ends' x and foot."""
    picture = np.full((height, width, 3), 255, np.uint8)
    for place in places:
        cv2.putText(picture, "chieu nay tha dieu", place, cv2.FONT_HERSHEY_SIMPLEX, size, (20, 20, 20), 3, cv2.LINE_AA)
    return picture


def test_the_middle_of_a_line_is_grown_to_the_whole() -> None:
    text = np.zeros((100, 200), np.float32)
    text[40:50, 30:130] = 0.9
    (quad,) = lines_of(text)
    (left, top), (right, bottom) = quad.min(axis=0), quad.max(axis=0)
    assert left == pytest.approx(30 - 6, abs=1.5)
    assert right == pytest.approx(129 + 6, abs=1.5)
    assert top == pytest.approx(40 - 6, abs=1.5)
    assert bottom == pytest.approx(49 + 6, abs=1.5)


def test_a_slanted_line_keeps_its_slant_and_its_corners_their_order() -> None:
    text = np.zeros((200, 300), np.float32)
    cv2.line(text, (40, 60), (240, 100), 1.0, 10)
    (quad,) = lines_of(text)
    along = quad[1] - quad[0]
    assert np.degrees(np.arctan2(along[1], along[0])) == pytest.approx(np.degrees(np.arctan2(40, 200)), abs=1)
    down = quad[3] - quad[0]
    assert along[0] * down[1] - along[1] * down[0] > 0


def test_a_region_that_is_hardly_text_is_left_out() -> None:
    text = np.zeros((100, 200), np.float32)
    text[40:50, 30:130] = 0.3
    assert lines_of(text).shape == (0, 4, 2)


@pytest.mark.parametrize("shape", [(1600, 720), (400, 1080), (40, 40), (8, 600)])
def test_an_empty_picture_has_no_lines(detector: TextDetector, shape: tuple[int, int]) -> None:
    assert len(detector.find(np.full((*shape, 3), 230, np.uint8))) == 0


@pytest.mark.parametrize("size", [(2400, 1080), (700, 1080), (9000, 1080), (1080, 4000)])
def test_lines_are_found_where_they_stand_whatever_the_picture_s_shape(
    detector: TextDetector, size: tuple[int, int]
) -> None:
    height, width = size
    feet = [(60, 200), (width - 560, height // 2), (60, height - 60)]
    found = detector.find(written(height, width, *feet))
    middles = found.mean(axis=1)
    for x, y in feet:
        assert (np.abs(middles - [x + 178, y - 15]).max(axis=1) < 40).any(), (x, y)


def test_small_type_on_a_wide_screen_is_found(detector: TextDetector) -> None:
    feet = [(80, 100 + 40 * at) for at in range(20)]
    assert len(detector.find(written(1080, 1920, *feet, size=0.45))) >= 20
