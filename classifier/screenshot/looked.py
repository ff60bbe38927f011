"""What comes of looking at one file: sealed, or its pages with what was read from them."""

from __future__ import annotations

from dataclasses import dataclass

from classifier.errors import ClassifierError
from classifier.screenshot.kinds import Kind
from classifier.screenshot.page import Page
from classifier.taxonomy import Word

WORKING_COPY_TYPE = "image/webp"


class SealedBy(Word):
    """Why a picture stays closed."""

    KNOWN_HASH = "known_hash", "trùng với ảnh trong danh sách đã biết", "it is on a list of known images"
    EXPLICIT_IMAGE = "explicit_image", "máy nghi đây là ảnh nhạy cảm", "the image model takes it for an explicit one"


@dataclass(frozen=True, slots=True)
class Seal:
    """A picture that is never opened again."""

    why: SealedBy
    score: float | None = None  # the image model's, 0..1; None where a list knew it


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of one file. A sealed one has no pages and no working copies."""

    kind: Kind
    sha256: bytes
    pages: tuple[Page, ...] = ()
    working: tuple[bytes, ...] = ()  # the pages encoded anew (``WORKING_COPY_TYPE``), without other data
    sealed: Seal | None = None


class PictureUnreadError(ClassifierError):
    """Nothing came of a picture: the worker ran out of time or memory, or died of it. It may be tried again."""
