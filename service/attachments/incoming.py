"""The files of one request, sealed while they arrive: no byte of them touches the disk unsealed.

They lie in their report's folder before the report is committed. Whoever fails to commit it discards them; a crash in
between leaves files that no row names and whose key was never kept, and the sweep takes them away.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

from classifier.screenshot.kinds import HEAD, kind_of
from classifier.screenshot.refusal import PictureRefusedError, Refusal
from service.attachments import store
from service.identifiers import new_id
from service.sealing.keys import DataKey, SealedWriter

if TYPE_CHECKING:
    from classifier.screenshot.kinds import Kind
    from service.attachments.store import Store


@dataclass(frozen=True, slots=True)
class Received:
    """One file as it came: sealed and stored, or refused and not kept."""

    id: str
    position: int  # among the files of the request, from 0
    name: str | None  # as it was sent; for the answer to whoever sent it, never stored
    size: int  # bytes
    sha256: bytes
    kind: Kind | None
    refusal: Refusal | None  # None: stored


@dataclass(slots=True)
class _Arriving:
    """The file that comes in now."""

    id: str
    name: str | None
    file: IO[bytes]
    writer: SealedWriter
    head: bytearray = field(default_factory=bytearray)
    size: int = 0
    digest: hashlib._Hash = field(default_factory=hashlib.sha256)


class Incoming:
    """Takes files one after the other: ``begin``, ``write`` as often as needed, ``end``; then ``settle``, once.

    ``report_id`` is the id that the report will have if it is committed; ``key`` is its data key.
    """

    def __init__(self, files: Store, *, most_bytes: int) -> None:
        self.report_id = new_id()
        self.key = DataKey.fresh()
        self.received: list[Received] = []
        self._files = files
        self._most = most_bytes
        self._arriving: _Arriving | None = None
        self._unsettled: list[IO[bytes]] = []

    @property
    def stored(self) -> list[Received]:
        """Those that were not refused."""
        return [one for one in self.received if one.refusal is None]

    def begin(self, name: str | None) -> None:
        """Begin a file; ``name`` as it was sent. OSError if it cannot be stored."""
        attachment_id = new_id()
        place = store.original(self.report_id, attachment_id)
        file = self._files.create(place)
        self._arriving = _Arriving(attachment_id, name, file, SealedWriter(self.key, file, place))

    def write(self, content: bytes) -> None:
        """Take the next piece; what is over the limit is counted and dropped. OSError."""
        now = self._now()
        now.digest.update(content)
        now.size += len(content)
        if len(now.head) < HEAD:
            now.head += content[: HEAD - len(now.head)]
        if now.size <= self._most:
            now.writer.write(content)

    def end(self) -> None:
        """Say that the file is whole: it is kept if it is a picture by its first bytes. OSError."""
        now, self._arriving = self._now(), None
        kind, refusal = _first_look(bytes(now.head))
        if kind is not None and now.size > self._most:
            refusal = Refusal.TOO_LARGE
        if refusal is None:
            now.writer.finish()
            now.file.flush()  # it may be opened before everything has come to rest
            self._unsettled.append(now.file)
        else:
            now.file.close()
            self._files.remove(store.original(self.report_id, now.id))
        self.received.append(
            Received(
                id=now.id,
                position=len(self.received),
                name=now.name,
                size=now.size,
                sha256=now.digest.digest(),
                kind=kind,
                refusal=refusal,
            )
        )

    def settle(self) -> None:
        """Put everything on the disk for good. OSError."""
        for file in self._unsettled:
            file.flush()
            os.fsync(file.fileno())
            file.close()
        self._unsettled.clear()
        if self.stored:
            self._files.settle(self.report_id)

    def opened(self, received: Received) -> bytes:
        """Give a stored file's bytes back."""
        place = store.original(self.report_id, received.id)
        return self.key.open(self._files.read(place), place)

    def discard(self) -> None:
        """Take everything away again."""
        for file in (*self._unsettled, *([self._arriving.file] if self._arriving else ())):
            with suppress(OSError):  # a full disk cannot be written on closing either
                file.close()
        self._unsettled.clear()
        self._files.discard(self.report_id)

    def _now(self) -> _Arriving:
        if self._arriving is None:
            raise RuntimeError("no file has begun")
        return self._arriving


def _first_look(head: bytes) -> tuple[Kind | None, Refusal | None]:
    try:
        return kind_of(head), None
    except PictureRefusedError as error:
        return None, error.refusal
