"""The image gate: what a file is, its decoding, and what is made of the lines that were read from it."""

from __future__ import annotations

import contextlib
import io
import struct
import zlib
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pypdfium2
from hypothesis import strategies as st
from PIL import Image

from classifier.screenshot.decoding import pages_of
from classifier.screenshot.kinds import HEAD, checked, kind_of
from classifier.screenshot.layout import arrange
from classifier.screenshot.looked import PictureUnreadError
from classifier.screenshot.page import Box, Line
from classifier.screenshot.refusal import MAX_PIXELS, PictureRefusedError
from classifier.screenshot.text import Text
from classifier.screenshot.worker import Worker, WorkerSettings
from tests.fuzz.odd_text import ODD
from tests.fuzz.target import BYTES, Target, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SIZE = 12  # pixels of the pictures that are changed


@cache
def whole() -> tuple[bytes, ...]:
    """Small files of every kind that is opened, each of them good."""
    noise = np.random.default_rng(0).integers(0, 256, (_SIZE, _SIZE, 3)).astype(np.uint8)
    picture = Image.fromarray(noise)
    clear = picture.convert("RGBA")
    clear.putalpha(120)
    turned = Image.Exif()
    turned[0x0112] = 6
    made = []
    for form, one, more in (
        ("PNG", picture, {}),
        ("PNG", clear, {}),
        ("PNG", picture.convert("P"), {}),
        ("PNG", picture.convert("I;16"), {}),
        ("JPEG", picture, {"exif": turned}),
        ("JPEG", picture.convert("CMYK"), {"progressive": True}),
        ("WEBP", clear, {"lossless": True}),
        ("WEBP", picture, {"save_all": True, "append_images": [clear]}),
        ("GIF", picture, {"save_all": True, "append_images": [clear, picture]}),
        ("HEIF", picture, {}),
    ):
        written = io.BytesIO()
        one.save(written, form, **more)
        made.append(written.getvalue())
    document, paper = pypdfium2.PdfDocument.new(), io.BytesIO()
    document.new_page(40, 40)
    document.new_page(30, 60)
    document.save(paper)
    document.close()
    return (*made, paper.getvalue())


_LENGTHS = st.sampled_from((0, 1, 0x7F, 0xFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, 40_000, 8_000)).map(
    lambda n: struct.pack(">I", n)
)
_MARKS = st.sampled_from(
    (b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"%PDF-", b"<script>", b"<svg ", b"IEND", b"\xff\xd9", b"\x00;", b"acTL", b"Exif\0\0",
     b"/MediaBox [0 0 9e9 1]", b"/Encrypt", b"<!--" * 30, b"\xff" * 9)
)  # fmt: skip
CHANGES = st.lists(
    st.tuples(
        st.integers(0, 100_000),
        st.sampled_from(("put", "insert", "cut", "double")),
        st.binary(min_size=1, max_size=4) | _LENGTHS | _MARKS,
    ),
    max_size=5,
)


def changed(kind: int, changes: list[tuple[int, str, bytes]], *, sound: bool) -> bytes:
    """Change a good file in a few places; ``sound`` mends a PNG's checksums, or decoders look no further."""
    data = bytearray(whole()[kind % len(whole())])
    for place, how, piece in changes:
        at = place % (len(data) + 1)
        if how == "cut":
            del data[at : at + len(piece) ** 3]
        elif how == "double":
            data[at:at] = data[at : at + 16 * len(piece)]
        else:
            data[at : at + (len(piece) if how == "put" else 0)] = piece
    return _mended(bytes(data)) if sound and data.startswith(b"\x89PNG") else bytes(data)


def _mended(data: bytes) -> bytes:
    out, at = bytearray(data[:8]), 8
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4])
        body = data[at + 4 : at + 8 + length]
        out += data[at : at + 4] + body + struct.pack(">I", zlib.crc32(body))
        at += 12 + length
    return bytes(out)


FILES = st.builds(
    lambda kind, changes, sound: changed(kind, changes, sound=sound), st.integers(0, 10), CHANGES, st.booleans()
)
HEADS = (
    FILES
    | st.binary(max_size=60)
    | st.lists(_MARKS | st.binary(max_size=6) | st.sampled_from((b"<?xml ", b"<!DOCTYPE svg", b" ", b"-->", b">"))).map(
        b"".join
    )
)


def told(data: bytes) -> None:
    with contextlib.suppress(PictureRefusedError):
        assert kind_of(data[:HEAD]).media_type
    with contextlib.suppress(PictureRefusedError):
        assert checked(data).media_type


def decoded(data: bytes) -> None:
    """A file gives pixels within the limits, or is refused by its name."""
    with contextlib.suppress(PictureRefusedError):
        for pixels in pages_of(data):
            assert pixels.dtype == np.uint8
            assert pixels.ndim == 3
            assert pixels.shape[2] == 3
            assert 0 < pixels.shape[0] * pixels.shape[1] <= MAX_PIXELS


@contextmanager
def looking() -> Iterator[Callable[[bytes], None]]:
    """Have the worker look, in the process and with the limits that it has in service."""
    worker = Worker(WorkerSettings())
    looked_at = 0

    def look(data: bytes) -> None:
        nonlocal looked_at
        with contextlib.suppress(PictureRefusedError, PictureUnreadError):
            worker.look(data)
        looked_at += 1
        if looked_at % 25 == 0:  # whatever came before it, the next picture is read
            assert worker.look(whole()[0]).sealed is None

    try:
        yield look
    finally:
        worker.close()


WORDS = ODD | st.sampled_from(
    ("Thích Trả lời", "10:24", "Đã xem", "Hôm nay", "Nhập tin nhắn", "Messenger", "□", "ừ", "12-10", "Bình luận", "")
)
_EDGES = st.tuples(st.integers(0, 200), st.integers(0, 300), st.integers(0, 200), st.integers(0, 60))
LINES = st.lists(st.tuples(WORDS, _EDGES, st.floats(0, 1)), max_size=14)
BACKS = st.sampled_from((np.eye(3), np.array([[0.9, 0.1, 5.0], [-0.1, 0.9, 3.0], [0.0, 0.0, 1.0]])))


@cache
def _grounds() -> tuple[np.ndarray, ...]:
    random, plain_ground = np.random.default_rng(1), np.full((300, 200, 3), 240, np.uint8)
    bubbles = plain_ground.copy()
    bubbles[40:80, 10:120], bubbles[100:150, 60:190], bubbles[0:20] = 255, (0, 120, 250), (0, 100, 250)
    return plain_ground, bubbles, random.integers(0, 256, (300, 200, 3)).astype(np.uint8)


def arranged(given: tuple[list[tuple[str, tuple[int, int, int, int], float]], int, np.ndarray]) -> None:
    """Whatever a recogniser says that it read, and wherever: messages inside the picture come of it, or none."""
    told_lines, ground, back = given
    picture = _grounds()[ground]
    height, width = picture.shape[:2]
    lines = tuple(
        Line(text, Box(left, top, min(width, left + wide), min(height, top + high)), sure)
        for text, (left, top, wide, high), sure in told_lines
    )
    for message in arrange(Text(picture, lines, back)):
        assert 0 <= message.box.left <= message.box.right <= width
        assert 0 <= message.box.top <= message.box.bottom <= height
        assert 0 <= message.confidence <= 1


TARGETS = (
    Target("kind of a file", HEADS, plain(told), 700, form=BYTES, watched=("classifier.screenshot.kinds",)),
    Target("decoding", FILES, plain(decoded), 80),
    Target("layout", st.tuples(LINES, st.integers(0, 2), BACKS), plain(arranged), 20, 60),
    Target("picture worker", FILES, looking, 3, 25),
)
