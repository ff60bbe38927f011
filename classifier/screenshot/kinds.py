"""What kind of picture a file is: by its content, never by its name."""

from __future__ import annotations

import re
from enum import StrEnum

from classifier.screenshot.refusal import MAX_BYTES, PictureRefusedError, Refusal

HEAD = 4096  # bytes that are enough to tell
_TAIL = 66_000  # bytes in which the end record of a ZIP stands, its comment included


class Kind(StrEnum):
    """The kinds that are opened."""

    PNG = "png"
    JPEG = "jpeg"
    WEBP = "webp"
    HEIC = "heic"
    GIF = "gif"
    PDF = "pdf"

    @property
    def media_type(self) -> str:
        """As HTTP names it."""
        return "application/pdf" if self is Kind.PDF else f"image/{self.value}"


_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}
_MARKUP = re.compile(rb"<(?:script|html|!doctype|svg|iframe|\?php)\b", re.IGNORECASE)
_SVG = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!DOCTYPE svg[^>]*>\s*)?<svg\b", re.DOTALL | re.IGNORECASE
)


def kind_of(head: bytes) -> Kind:
    """Tell the kind from a file's first bytes (``HEAD`` are enough). Raises ``PictureRefusedError``."""
    if not head:
        raise PictureRefusedError(Refusal.EMPTY)
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if head.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind.WEBP
    if head[:6] in {b"GIF87a", b"GIF89a"}:
        return Kind.GIF
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return Kind.HEIC
    if head.startswith(b"%PDF-"):
        return Kind.PDF
    raise PictureRefusedError(Refusal.SVG if _SVG.match(head.removeprefix(b"\xef\xbb\xbf")) else Refusal.UNKNOWN_KIND)


def checked(data: bytes) -> Kind:
    """Tell the kind of a whole file, and refuse one that is something else as well (a *polyglot*).

    Telephones append further pictures, films and notes to a JPEG; those are left alone, for nothing but the first
    picture is ever read and passed on. An archive, a document or a page behind the picture's end has no such reason.
    Raises ``PictureRefusedError``.
    """
    if len(data) > MAX_BYTES:
        raise PictureRefusedError(Refusal.TOO_LARGE)
    kind = kind_of(data[:HEAD])
    if kind is Kind.PDF:
        return kind
    tail = data[_end(kind, data) :]
    if _is_zip(data) or b"%PDF-" in tail or _MARKUP.search(tail):
        raise PictureRefusedError(Refusal.TWO_KINDS)
    if b"%PDF-" in data[:1024]:  # readers of PDF look no further for its mark
        raise PictureRefusedError(Refusal.TWO_KINDS)
    return kind


def _is_zip(data: bytes) -> bool:
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - _TAIL))
    return at >= 0 and len(data) - at >= 22 and b"PK\x03\x04" in data  # noqa: PLR2004 - length of a ZIP's end record


def _end(kind: Kind, data: bytes) -> int:
    """Give where the picture ends, as far as its form says; the file's end where it does not."""
    if kind is Kind.PNG:
        at = data.rfind(b"IEND")
        return len(data) if at < 0 else at + 8
    if kind is Kind.JPEG:
        at = data.find(b"\xff\xd9", max(0, data.rfind(b"\xff\xda")))
        return len(data) if at < 0 else at + 2
    if kind is Kind.WEBP:
        return min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    if kind is Kind.GIF:
        at = data.rfind(b"\x00;")
        return len(data) if at < 0 else at + 2
    return len(data)
