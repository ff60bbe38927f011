"""Lines on one level are one row: the detector cuts a line at an emoji or a wide gap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from classifier.screenshot.layout.writing import Written
from classifier.screenshot.page import Box

LEVEL = 0.55  # of the lower line's height that two lines of one row share


def around(boxes: Iterable[Box]) -> Box:
    """Give the box that holds all boxes."""
    kept = list(boxes)
    return Box(
        min(box.left for box in kept),
        min(box.top for box in kept),
        max(box.right for box in kept),
        max(box.bottom for box in kept),
    )


@dataclass(frozen=True, slots=True)
class Row:
    """Lines side by side, from left to right."""

    parts: tuple[Written, ...]

    @property
    def box(self) -> Box:
        """Where the row stands."""
        return around(part.box for part in self.parts)

    @property
    def text(self) -> str:
        """What the row says."""
        return " ".join(part.text for part in self.parts)

    @property
    def longest(self) -> Written:
        """The part that tells the row's looks."""
        return max(self.parts, key=lambda part: (sum(c.isalnum() for c in part.text), part.box.width))

    @property
    def size(self) -> float:
        """Height of its small letters."""
        return self.longest.size

    @property
    def middle(self) -> float:
        """Height of its middle on the picture."""
        return (self.box.top + self.box.bottom) / 2


def rows(lines: Iterable[Written]) -> list[Row]:
    """Put lines on one level together; from the top down."""
    found: list[list[Written]] = []
    for line in sorted(lines, key=lambda line: line.middle):
        for parts in reversed(found[-4:]):
            box = around(part.box for part in parts)
            shared = min(box.bottom, line.box.bottom) - max(box.top, line.box.top)
            if shared >= LEVEL * min(box.height, line.box.height) and _apart(parts, line):
                parts.append(line)
                break
        else:
            found.append([line])
    return [Row(tuple(sorted(parts, key=lambda part: part.box.left))) for parts in found]


def _apart(parts: list[Written], line: Written) -> bool:
    """Two lines over each other whose boxes are loose are not side by side."""
    return all(
        min(part.box.right, line.box.right) - max(part.box.left, line.box.left)
        < 0.3 * min(part.box.width, line.box.width) + 2
        for part in parts
    )
