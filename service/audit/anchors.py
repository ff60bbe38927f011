"""Anchors: where the chain ended and with which hash, once a day, so that a cut tail and an older copy are seen.

``var/audit/anchors.tsv`` has one a line: when, position, hash. Whoever can change the database may reach this file as
well: what is sent or printed elsewhere is what counts. See docs/audit.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import structlog

from service import durable
from service.audit import repository
from service.clock import VIETNAM
from service.errors import FieldError, InvalidError

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy.orm import Session

_HASH_BYTES = 32
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the chain ended."""

    position: int
    hash: bytes

    def __str__(self) -> str:
        """Write it as a person copies it."""
        return f"{self.position}:{self.hash.hex()}"

    @classmethod
    def of(cls, words: str) -> Self:
        """Read what a person copied; InvalidError."""
        position, _, digits = words.strip().partition(":")
        try:
            found = cls(int(position), bytes.fromhex(digits))
        except ValueError:
            found = None
        if found is None or found.position < 1 or len(found.hash) != _HASH_BYTES:
            wrong = FieldError("anchor", "mốc có dạng VỊ_TRÍ:MÃ_BĂM", "an anchor is POSITION:HASH")
            raise InvalidError(errors=[wrong])
        return found


def end(session: Session) -> Anchor | None:
    """Tell where the chain ends; ``None`` if there is none yet."""
    head = repository.head(session)
    return Anchor(head.position, head.hash) if head is not None else None


def kept(file: Path) -> list[Anchor]:
    """Read the anchors that were kept; InvalidError naming the first line that is none.

    A last line without its end was being written when the power went, and counts for nothing.
    """
    if not file.exists():
        return []
    anchors = []
    *lines, _unfinished = file.read_text("utf-8").split("\n")
    for number, line in enumerate(lines, 1):
        try:
            _, position, digits = line.split("\t")
            anchors.append(Anchor.of(f"{position}:{digits}"))
        except (ValueError, InvalidError):
            wrong = FieldError(f"{file.name}:{number}", "dòng này không phải là mốc", "this line is no anchor")
            raise InvalidError(errors=[wrong]) from None
    return anchors


class Anchoring:
    """Keeps one anchor a day, by the days of Viet Nam."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._day: str | None = None

    def keep(self, session: Session, now: datetime) -> None:
        """Print and keep where the chain ends, unless that was done today."""
        day = now.astimezone(VIETNAM).date().isoformat()
        if day == self._day:
            return
        anchor = end(session)
        if anchor is None:
            return
        if not self._file.exists() or f"\n{day}T" not in "\n" + self._file.read_text("utf-8"):
            _log.info("audit anchor", position=anchor.position, hash=anchor.hash.hex())
            when = now.astimezone(VIETNAM).isoformat(timespec="seconds")
            self._append(f"{when}\t{anchor.position}\t{anchor.hash.hex()}\n")
        self._day = day

    def _append(self, line: str) -> None:
        """Put a line at the end: afterwards the file is there whole, with it or without."""
        self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        whole = self._file.read_bytes() if self._file.exists() else b""
        whole = whole[: whole.rfind(b"\n") + 1]  # without half a line that a power cut left
        durable.replace(self._file, whole + line.encode())
