"""What is read from one picture: messages with their side, their place and how surely they were read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Pixels: TypeAlias = NDArray[np.uint8]
"""(height, width, 3), red, green, blue; turned upright as the file says, without any of its other data."""

UNSURE = 0.5
"""Confidence under which what was read is a guess."""


class Side(StrEnum):
    """Where a message stands: the owner of the device writes on the right; a comment thread has no sides."""

    LEFT = "left"
    RIGHT = "right"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels of the picture; ``right`` and ``bottom`` are just outside it."""

    left: int
    top: int
    right: int
    bottom: int

    def __post_init__(self) -> None:
        if not (self.left <= self.right and self.top <= self.bottom):
            raise ValueError("a box's right and bottom lie behind its left and top")

    @property
    def width(self) -> int:
        """Pixels from left to right."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Pixels from top to bottom."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text as it stands in the upright picture."""

    text: str
    box: Box
    confidence: float  # 0..1, the recogniser's own


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """One message as a screenshot shows it."""

    text: str
    side: Side
    box: Box  # in the picture as it was decoded
    confidence: float  # 0..1, of the line that was read least surely
    sender: str | None = None  # as shown in a group or beside a comment


@dataclass(frozen=True, slots=True)
class Page:
    """One picture, read. Where ``readable`` is False there is something that could not be read: conclude nothing."""

    width: int
    height: int
    messages: tuple[ShownMessage, ...]
    readable: bool = True
