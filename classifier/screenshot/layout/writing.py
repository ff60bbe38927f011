"""What a line looks like: how large its letters are, their colour, and what they stand on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifier.screenshot.layout.fills import Fills
from classifier.screenshot.page import Box, Line, Pixels

CAPITAL = 1.38  # a capital letter or a figure, in heights of a small letter
DENSE = 0.4  # of the densest rows: rows of small letters; strokes above and below are sparser
LEAST_CONTRAST = 12.0


@dataclass(frozen=True, slots=True)
class Written:
    """A line and its looks."""

    line: Line
    size: float  # points from the foot to the head of a small letter
    ink: tuple[float, float, float]
    ground: tuple[float, float, float]
    region: int | None  # of Fills

    @property
    def box(self) -> Box:
        """Where the line stands."""
        return self.line.box

    @property
    def text(self) -> str:
        """What the line says."""
        return self.line.text

    @property
    def middle(self) -> float:
        """Height of its middle on the picture."""
        return (self.box.top + self.box.bottom) / 2

    @property
    def contrast(self) -> float:
        """How far letters and ground are apart, in levels."""
        return float(np.abs(np.subtract(self.ink, self.ground)).max())


def apart(first: tuple[float, float, float], second: tuple[float, float, float]) -> float:
    """Give how far two colours are apart, 0..255: in the channel in which they differ most."""
    return float(np.abs(np.subtract(first, second)).max())


def look(picture: Pixels, line: Line, fills: Fills) -> Written:
    """Look at one line."""
    region = fills.around(line.box)
    box = line.box
    crop: NDArray[np.float32] = picture[box.top : box.bottom, box.left : box.right].astype(np.float32)
    if not crop.size:
        return Written(line, float(box.height) / 2, (0, 0, 0), (255, 255, 255), region)
    edge = np.concatenate(
        [crop[:2].reshape(-1, 3), crop[-2:].reshape(-1, 3), crop[:, :2].reshape(-1, 3), crop[:, -2:].reshape(-1, 3)]
    )
    ground = np.median(edge, axis=0)
    away = np.abs(crop - ground).max(axis=2)
    strongest = float(np.quantile(away, 0.98))
    if strongest < LEAST_CONTRAST:
        return Written(line, float(box.height) / 2, _triple(ground), _triple(ground), region)
    strokes = crop[away >= 0.8 * strongest]
    size = _small_letter(away / strongest, line.text)
    return Written(line, size, _triple(np.median(strokes, axis=0)), _triple(ground), region)


def _small_letter(ink: NDArray[np.float32], text: str) -> float:
    rows = np.clip(ink - 0.25, 0, 0.75).mean(axis=1)
    rows = np.convolve(rows, np.ones(3) / 3, "same")
    dense = rows >= DENSE * np.quantile(rows, 0.92)
    at = np.flatnonzero(dense)
    if not len(at):
        return float(ink.shape[0]) / 2
    height = float(dense.sum())
    letters = [c for c in text if c.isalnum()]
    tall = sum(c.isupper() or c.isdigit() for c in letters)
    if letters and tall >= 0.6 * len(letters):
        height /= CAPITAL
    return height


def _triple(colour: NDArray[np.floating]) -> tuple[float, float, float]:
    return float(colour[0]), float(colour[1]), float(colour[2])
