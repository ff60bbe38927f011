"""All text on one picture: where each line stands once the picture is upright, what it says, and how surely."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from classifier.screenshot.crops import cut, part
from classifier.screenshot.data_files import DETECTOR, LETTERS, checked
from classifier.screenshot.detection import TextDetector
from classifier.screenshot.ink import ink
from classifier.screenshot.page import Box, Line, Pixels
from classifier.screenshot.recognition import LineRecogniser
from classifier.screenshot.spacing import pieces
from classifier.screenshot.upright import levelling, warped

PICTOGRAM = "□"  # something without letters, emoji or an icon: what it shows is not told, its confidence is 0
DATA = Path(__file__).parent / "data"


READABLE = 0.6  # what is as full as an emoji is letters where it was read more surely


@dataclass(frozen=True, slots=True)
class Text:
    """What is written on a picture, the status bar and the clock as well: what of it is a message, layout decides."""

    upright: Pixels  # the picture with rotation and perspective taken out
    lines: tuple[Line, ...]  # their boxes in the upright picture; from the top down
    back: NDArray[np.float64]  # (3, 3): upright points (x, y, 1) to the picture's


class TextReader:
    """Finds and reads lines of text; loads its networks once, from ``data`` (brought by ``make install``)."""

    def __init__(self, data: Path | None = None) -> None:
        data = data or DATA
        cv2.setNumThreads(1)  # one thread a reader: machines read more pictures at once, not one picture faster
        self._detector = TextDetector(checked(data, DETECTOR))
        checked(data, LETTERS)  # its library opens files by name alone
        self._recogniser = LineRecogniser(data)

    def read(self, pixels: Pixels) -> Text:
        """Read one picture."""
        upright = pixels
        back: NDArray[np.float64] = np.eye(3)
        quads = self._detector.find(pixels)
        forth = levelling(pixels, quads)
        if forth is not None:
            upright, back = warped(pixels, forth), np.asarray(np.linalg.inv(forth), np.float64)
            quads = self._detector.find(upright)
        lines = [line for quad in quads for line in self._lines(pixels, upright, back, quad)]
        lines.sort(key=lambda line: (line.box.top + line.box.bottom, line.box.left))
        return Text(upright, tuple(lines), back)

    def _lines(
        self, pixels: Pixels, upright: Pixels, back: NDArray[np.float64], quad: NDArray[np.float64]
    ) -> Iterator[Line]:
        """Read what the detector took for one line."""
        height, width = upright.shape[:2]
        line = cut(pixels, cv2.perspectiveTransform(quad[None], back)[0])
        columns = line.shape[1]
        whole = ink(line)
        for first, last in pieces(whole):
            alone = whole if last - first == columns else ink(np.ascontiguousarray(line[:, first:last]))
            text, confidence = self._recogniser.read(alone)
            if alone.full and confidence < READABLE:
                text, confidence = PICTOGRAM, 0.0
            place = part(quad, first / columns, last / columns)
            corners = np.clip([*place.min(axis=0), *place.max(axis=0)], 0, [width, height, width, height])
            yield Line(text or PICTOGRAM, Box(*(int(side) for side in corners.round())), confidence)
