"""The kinds of work that go on behind the requests."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Work(StrEnum):
    """What a kind of work is called, in announcements, logs and metrics."""

    ASSESSING = "assessing"  # scoring reports
    READING = "reading"  # reading pictures
    SENDING = "sending"  # sending deliveries
    CALLING = "calling"  # lining up calls about urgent cases that nobody took
    LIFTING = "lifting"  # lifting overdue cases
    SWEEPING = "sweeping"  # taking away what is no longer needed
    NAMING = "naming"  # looking for new people and new names in the reports that are there
    LINKING = "linking"  # lengthening the audit's chain
    INDEXING = "indexing"  # making reports searchable
    REWRAPPING = "rewrapping"  # finishing a rotation of the sealing key
    ERASING = "erasing"  # erasing what is kept no longer
    WATCHING = "watching"  # taking up a new model


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of work, and how a process does it."""

    work: Work
    piece: Callable[[], bool]
    """Does one piece, safely beside others who do the same; tells whether there may be more. It may raise."""
    every_s: float
    """How often it is looked for, announced or not: what fell due by itself, and what was left by a dead process."""
    side_by_side: int = 1
    """Pieces that one process does at a time."""
    alone: bool = False
    """Whether one process at a time is enough, however many there are: what time alone brings about."""
