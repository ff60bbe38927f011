"""What goes through the pipe between the service and the worker that looks at pictures.

A worker that a hostile picture has taken over may answer what it likes. So an answer is JSON with plain values and a
few byte strings, never a pickle, and everything in it is checked as it is taken up.
"""

from __future__ import annotations

import struct
from dataclasses import asdict
from typing import IO, Any

import orjson

from classifier.screenshot.kinds import Kind
from classifier.screenshot.looked import Looked, PictureUnreadError, Seal, SealedBy
from classifier.screenshot.page import Box, Page, ShownMessage, Side
from classifier.screenshot.refusal import PictureRefusedError, Refusal

_LENGTH = struct.Struct(">Q")
_MOST = 1 << 28  # bytes of one part


def send(pipe: IO[bytes], *parts: bytes) -> None:
    """Write byte strings, each led by its length, and how many there are before all."""
    pipe.write(_LENGTH.pack(len(parts)))
    for part in parts:
        pipe.write(_LENGTH.pack(len(part)))
        pipe.write(part)
    pipe.flush()


def receive(pipe: IO[bytes]) -> list[bytes]:
    """Read what ``send`` wrote. Raises ``EOFError`` where the other side has ended."""
    return [_exactly(pipe, _length(pipe)) for _ in range(_length(pipe))]


def answer_of(looked: Looked) -> list[bytes]:
    """Write down what came of a file."""
    head = {
        "kind": looked.kind.value,
        "sha256": looked.sha256.hex(),
        "sealed": None if looked.sealed is None else [looked.sealed.why.value, looked.sealed.score],
        "pages": [asdict(page) for page in looked.pages],
    }
    return [orjson.dumps(head), *looked.working]


def refusal_of(error: PictureRefusedError) -> list[bytes]:
    """Write down that a file is refused."""
    return [orjson.dumps({"refusal": error.refusal.value})]


def unread() -> list[bytes]:
    """Write down that nothing came of a file."""
    return [orjson.dumps({"unread": True})]


def taken_up(parts: list[bytes]) -> Looked:
    """Take an answer up. Raises ``PictureRefusedError`` and ``PictureUnreadError``, as the worker says."""
    try:
        head = orjson.loads(parts[0])
        if "refusal" in head:
            raise PictureRefusedError(Refusal(head["refusal"]))
        if "unread" in head:
            raise PictureUnreadError
        sealed = None if head["sealed"] is None else Seal(SealedBy(head["sealed"][0]), _score(head["sealed"][1]))
        pages = tuple(_page(page) for page in head["pages"])
        if len(pages) != len(parts) - 1 or (sealed is not None and pages):
            raise PictureUnreadError
        return Looked(Kind(head["kind"]), bytes.fromhex(head["sha256"]), pages, tuple(parts[1:]), sealed)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise PictureUnreadError from error


def _page(page: dict[str, Any]) -> Page:
    messages = tuple(
        ShownMessage(
            text=str(message["text"]),
            side=Side(message["side"]),
            box=Box(*(int(message["box"][edge]) for edge in ("left", "top", "right", "bottom"))),
            confidence=min(1.0, max(0.0, float(message["confidence"]))),
            sender=None if message["sender"] is None else str(message["sender"]),
        )
        for message in page["messages"]
    )
    return Page(int(page["width"]), int(page["height"]), messages, bool(page["readable"]))


def _score(given: float | None) -> float | None:
    return None if given is None else min(1.0, max(0.0, float(given)))


def _length(pipe: IO[bytes]) -> int:
    found: int = _LENGTH.unpack(_exactly(pipe, _LENGTH.size))[0]
    if found > _MOST:
        raise EOFError
    return found


def _exactly(pipe: IO[bytes], count: int) -> bytes:
    found = pipe.read(count)
    if len(found) < count:
        raise EOFError
    return found
