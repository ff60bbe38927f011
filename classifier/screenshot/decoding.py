"""From a file's bytes to upright pixels without any of the file's other data: no place, no time, no telephone's name.

Only ever called in the worker process and on the command line: decoders are where hostile files strike.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator

import cv2
import numpy as np
import pillow_heif
import pypdfium2
from PIL import Image, ImageOps

from classifier.screenshot.kinds import Kind, checked
from classifier.screenshot.looked import WORKING_COPY_TYPE
from classifier.screenshot.page import Pixels
from classifier.screenshot.refusal import MAX_FRAMES, MAX_PAGES, MAX_PIXELS, PictureRefusedError, Refusal

_DOTS = 150  # an inch of a PDF's page
_LONGEST_SIDE = 3_000  # pixels of a PDF's page, however large it says it is
_FORMATS = {Kind.PNG: "PNG", Kind.JPEG: "JPEG", Kind.WEBP: "WEBP", Kind.HEIC: "HEIF", Kind.GIF: "GIF"}
_LARGEST = 12_000_000  # pixels that are worked on; what is larger is made smaller first
_QUALITY = 90  # of the working copy; beside the original, which stays sealed

Image.MAX_IMAGE_PIXELS = MAX_PIXELS
pillow_heif.register_heif_opener(thumbnails=False)


def pages_of(data: bytes) -> Iterator[Pixels]:
    """Decode a file's pages one after the other: one of a picture, the first frame of an animation.

    Raises ``PictureRefusedError``, as soon as that is known.
    """
    kind = checked(data)
    for pixels in _pdf(data) if kind is Kind.PDF else [_picture(data, kind)]:
        yield _fitted(pixels)


def working_copy(pixels: Pixels) -> bytes:
    """Encode pixels anew, as ``WORKING_COPY_TYPE``: nothing of the file they came from is left but what can be seen."""
    written = io.BytesIO()
    Image.fromarray(pixels).save(written, WORKING_COPY_TYPE.removeprefix("image/"), quality=_QUALITY, method=2)
    return written.getvalue()


def _picture(data: bytes, kind: Kind) -> Pixels:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[_FORMATS[kind]]) as picture:
                _check_size(picture.width, picture.height)
                if kind is Kind.GIF:
                    _check_frames(data)
                picture.load()
                turned = ImageOps.exif_transpose(picture)
                return _flat(turned)
    except PictureRefusedError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureRefusedError(Refusal.TOO_MANY_PIXELS) from None
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - decoders raise whatever they like at a broken file
        raise PictureRefusedError(Refusal.BROKEN) from None


def _fitted(pixels: Pixels) -> Pixels:
    height, width = pixels.shape[:2]
    if height * width <= _LARGEST:
        return pixels
    scale = (_LARGEST / (height * width)) ** 0.5
    size = max(1, int(width * scale)), max(1, int(height * scale))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _flat(picture: Image.Image) -> Pixels:
    """Lay transparent pictures on white, and bring every colour space to eight bits of red, green and blue."""
    if picture.mode.startswith("I;16") or picture.mode in {"I", "F"}:
        deep = np.asarray(picture, dtype=np.float64)
        top = 65_535.0 if deep.max(initial=0) > 255 else 255.0  # noqa: PLR2004 - eight bits
        picture = Image.fromarray(np.clip(deep * (255.0 / top), 0, 255).astype(np.uint8))
    if picture.has_transparency_data:
        shown = picture.convert("RGBA")
        ground = Image.new("RGBA", shown.size, "white")
        ground.alpha_composite(shown)
        picture = ground
    return np.array(picture.convert("RGB"), dtype=np.uint8)


def _check_size(width: int, height: int) -> None:
    if width < 1 or height < 1:
        raise PictureRefusedError(Refusal.BROKEN)
    if width * height > MAX_PIXELS:
        raise PictureRefusedError(Refusal.TOO_MANY_PIXELS)


def _check_frames(data: bytes) -> None:
    """Count a GIF's frames by walking over its blocks, without decoding any."""
    if sum(1 for _ in _frames(data)) > MAX_FRAMES:
        raise PictureRefusedError(Refusal.TOO_MANY_FRAMES)


def _frames(data: bytes) -> Iterator[int]:
    at = 13 + _table(data[10])
    while at < len(data):
        mark = data[at]
        if mark == 0x2C:  # noqa: PLR2004 - an image follows
            yield at
            at += 10 + _table(data[at + 9]) + 1
        elif mark == 0x21:  # noqa: PLR2004 - an extension
            at += 2
        else:
            return  # the trailer, or something that is no GIF
        while at < len(data) and data[at]:
            at += data[at] + 1
        at += 1


def _table(flags: int) -> int:
    """Bytes of the colour table that a GIF's flags announce."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _pdf(data: bytes) -> Iterator[Pixels]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise PictureRefusedError(Refusal.LOCKED if locked else Refusal.BROKEN) from None
    try:
        if len(document) > MAX_PAGES:
            raise PictureRefusedError(Refusal.TOO_MANY_PAGES)
        if len(document) == 0:
            raise PictureRefusedError(Refusal.EMPTY)
        for number in range(len(document)):
            yield _page(document, number)
    finally:
        document.close()


def _page(document: pypdfium2.PdfDocument, number: int) -> Pixels:
    try:
        page = document[number]  # a document may announce pages that it does not hold
        try:
            longest = max(page.get_size())
            if not longest > 0:
                raise PictureRefusedError(Refusal.BROKEN)
            shown = page.render(scale=min(_DOTS / 72, _LONGEST_SIDE / longest))
            return np.array(shown.to_pil().convert("RGB"), dtype=np.uint8)
        finally:
            page.close()
    except pypdfium2.PdfiumError:
        raise PictureRefusedError(Refusal.BROKEN) from None
