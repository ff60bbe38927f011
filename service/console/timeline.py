"""The timeline of a conversation: which sign was noticed in which message, as a picture that needs no script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from classifier.taxonomy import CATEGORY_OF, Category, Speaker
from service.console.language import gettext as _
from service.console.language import said
from service.console.wording import first_upper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from classifier.schema import Assessment, Message

LEAST = 4
"""Shorter conversations are read at a glance and need no picture."""

_MOST = 60  # columns; longer conversations share them
LEFT, ROW, TOP, WIDTH = 190, 26, 30, 720  # of the picture, in its own units


@dataclass(frozen=True, slots=True)
class Dot:
    """Some messages of one column in which a sign was noticed."""

    x: float
    message: int  # the first of them, from 0
    says: str
    strong: float  # confidence, 0..1


@dataclass(frozen=True, slots=True)
class Lane:
    """One sign over the whole conversation."""

    name: str
    y: int
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Beat:
    """Who wrote the messages of one column."""

    x: float
    width: float
    speaker: Speaker


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole picture."""

    lanes: tuple[Lane, ...]
    beats: tuple[Beat, ...]
    height: int
    says: str  # the same in words


def timeline(messages: Sequence[Message], assessment: Assessment | None) -> Timeline | None:
    """Lay the signs of a conversation out in time; ``None`` where there is nothing to see."""
    if assessment is None or len(messages) < LEAST or not assessment.findings:
        return None
    columns = min(len(messages), _MOST)
    wide = (WIDTH - LEFT) / columns
    noticed: dict[str, dict[int, tuple[int, float]]] = {}
    kinds: dict[str, Category] = {}
    for finding in sorted(assessment.findings, key=lambda one: one.span.message):
        word = finding.signal or finding.category
        kinds[said(word)] = CATEGORY_OF[finding.signal] if finding.signal else finding.category
        column = finding.span.message * columns // len(messages)
        first, strong = noticed.setdefault(said(word), {}).get(column, (finding.span.message, 0.0))
        noticed[said(word)][column] = first, max(strong, min(1.0, finding.score))
    order = list(Category)
    lanes = [
        Lane(
            first_upper(name),
            TOP + ROW * row,
            tuple(
                Dot(
                    LEFT + wide * (column + 0.5),
                    first,
                    _("Tin %(number)s: %(says)s") % {"number": first + 1, "says": name},
                    strong,
                )
                for column, (first, strong) in sorted(dots.items())
            ),
        )
        for row, (name, dots) in enumerate(
            sorted(noticed.items(), key=lambda item: (order.index(kinds[item[0]]), min(item[1])))
        )
    ]
    beats = tuple(
        Beat(LEFT + wide * column, wide, messages[column * len(messages) // columns].speaker)
        for column in range(columns)
    )
    told = "; ".join(f"{lane.name.lower()}: " + ", ".join(str(dot.message + 1) for dot in lane.dots) for lane in lanes)
    return Timeline(
        tuple(lanes),
        beats,
        TOP + ROW * len(lanes) + 8,
        _("Dấu hiệu theo thứ tự tin nhắn. %(told)s") % {"told": told},
    )
