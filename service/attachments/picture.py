"""A file that came with a report, as those who may read the case see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.words import AttachmentState

if TYPE_CHECKING:
    from classifier.screenshot.looked import Looked, SealedBy
    from classifier.screenshot.page import ShownMessage
    from classifier.screenshot.refusal import Refusal


@dataclass(frozen=True, slots=True)
class PicturePage:
    """One page that was read. Its working copy is asked for by number."""

    number: int  # from 0
    width: int  # pixels; boxes are in these
    height: int
    media_type: str  # of the working copy
    readable: bool  # False: there is something on it that could not be read
    messages: tuple[ShownMessage, ...]  # in the order in which they stand


@dataclass(frozen=True, slots=True)
class Picture:
    """One file. ``state`` says how far it has come; only ``read`` and ``unread`` ones may have pages."""

    id: str
    position: int  # among the files of its report, from 0
    state: AttachmentState
    kind: str | None  # by content, e.g. "png"; None: none that is known
    size: int  # bytes
    refusal: Refusal | None = None  # why, when refused
    sealed_by: SealedBy | None = None  # why, when sealed
    score: float | None = None  # of the image model, 0..1, when that sealed it
    pages: tuple[PicturePage, ...] = ()

    @property
    def unread(self) -> bool:
        """Whether nobody knows what it shows: it could not be opened, or nothing on it could be read."""
        if self.state is AttachmentState.READ:
            return not self.pages  # what was read cannot be opened any more
        return self.state in (AttachmentState.UNREAD, AttachmentState.REFUSED)


def state_of(looked: Looked) -> AttachmentState:
    """Tell how far a file has come that was looked at.

    A picture without a word says nothing about what it shows: somebody has to look at it.
    """
    if looked.sealed is not None:
        return AttachmentState.SEALED
    understood = all(page.readable for page in looked.pages) and any(page.messages for page in looked.pages)
    return AttachmentState.READ if understood else AttachmentState.UNREAD


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a file, as whoever sent it may know: no content."""

    position: int
    state: AttachmentState
    refusal: Refusal | None = None
