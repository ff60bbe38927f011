from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from classifier.screenshot.detection import TextDetector
from classifier.screenshot.page import Pixels
from classifier.screenshot.text import DATA
from classifier.screenshot.upright import levelling, warped

PICTURE = Path(__file__).parent / "pictures" / "lines.png"


@pytest.fixture(scope="module")
def detector() -> TextDetector:
    return TextDetector((DATA / "detector.onnx").read_bytes())


@pytest.fixture(scope="module")
def screen() -> Pixels:
    return np.asarray(cv2.imread(str(PICTURE), cv2.IMREAD_COLOR_RGB), np.uint8)


def photographed(screen: Pixels, degrees: float, lean: float) -> tuple[Pixels, NDArray[np.float64]]:
    """A photo of the screen before a grey wall, turned and seen from aside; and the way from the screen to it."""
    height, width = screen.shape[:2]
    wide, high = round(width * 1.3), round(height * 1.25)
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    corners = np.array([[0, 0, 1], [width, 0, 1], [width, height, 1], [0, height, 1]]) @ turn.T
    corners += [[lean * width, 0], [0, lean * height], [0, -lean * height], [-lean * width / 2, 0]]
    corners += [(wide - width) / 2, (high - height) / 2]
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    way = cv2.getPerspectiveTransform(flat, corners.astype(np.float32))
    photo = cv2.warpPerspective(screen, way, (wide, high), flags=cv2.INTER_AREA, borderValue=(90, 100, 95))
    blurred = cv2.GaussianBlur(photo, (0, 0), 1.2)
    return np.asarray(blurred, np.uint8), np.asarray(way, np.float64)


def slants(way: NDArray[np.float64], height: int, width: int) -> list[float]:
    """How far the screen's four sides are from level and plumb, degrees."""
    corners = cv2.perspectiveTransform(np.array([[[0, 0], [width, 0], [width, height], [0, height]]], np.float64), way)
    above, right, below, left = (np.roll(corners[0], -1, axis=0) - corners[0]).tolist()
    level = [abs(np.degrees(np.arctan(side[1] / side[0]))) for side in (above, below)]
    return level + [abs(np.degrees(np.arctan(side[0] / side[1]))) for side in (left, right)]


@pytest.mark.parametrize(("degrees", "lean"), [(2.5, 0), (-8, 0), (0.8, 0.02), (6, 0.03), (-7, -0.03), (8, -0.02)])
def test_a_photo_of_a_screen_is_made_level_and_plumb(
    detector: TextDetector, screen: Pixels, degrees: float, lean: float
) -> None:
    photo, way = photographed(screen, degrees, lean)
    forth = levelling(photo, detector.find(photo))
    assert forth is not None
    assert max(slants(forth @ way, *screen.shape[:2])) < 0.5


def test_a_screenshot_is_left_as_it_is(detector: TextDetector, screen: Pixels) -> None:
    assert levelling(screen, detector.find(screen)) is None


def test_without_lines_of_text_nothing_is_turned(screen: Pixels) -> None:
    assert levelling(screen, np.empty((0, 4, 2))) is None


def test_the_whole_picture_stays_in_sight(detector: TextDetector, screen: Pixels) -> None:
    photo, way = photographed(screen, 6, 0.03)
    forth = levelling(photo, detector.find(photo))
    assert forth is not None
    upright = warped(photo, forth)
    height, width = screen.shape[:2]
    corners = cv2.perspectiveTransform(
        np.array([[[0, 0], [width, 0], [width, height], [0, height]]], np.float64), forth @ way
    )[0]
    assert corners.min() >= 0
    assert (corners.max(axis=0) <= [upright.shape[1], upright.shape[0]]).all()
    assert upright.shape[0] < 2 * photo.shape[0]
