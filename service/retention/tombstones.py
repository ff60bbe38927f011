"""The list of what was erased, outside of the database: ``var/erasures.tsv``.

A backup that is older than an erasure still holds what was erased. This list outlives a restore, which erases again
whatever stands in it; and whoever makes datasets or trains leaves these reports out (``training.erased`` reads it).
One line a report, tabs between: id of the erasure, moment (UTC), report, case, the state the case ended in, why. No
content, and nobody's name.
"""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

from service import durable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

NAME = "erasures.tsv"
HEAD = "erasure\tat\treport\tcase\tstate\twhy"
NO_REPORT = "-"  # of a case that has none left of its own
_FIELDS = len(HEAD.split("\t"))


@dataclass(frozen=True, slots=True)
class Tombstone:
    """One line."""

    erasure_id: str
    at: str  # ISO 8601, UTC
    report_id: str
    case_id: str
    state: str  # a words.CaseState
    why: str  # a words.ErasureWhy


class Tombstones:
    """The file. It only ever grows; several processes may add to it, on one machine or in one network folder."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, stones: Sequence[Tombstone]) -> None:
        """Write lines down that do not stand there yet; they are on the disk when this returns. OSError.

        A line that a power cut tore stays as it is, and counts for nothing.
        """
        with self._locked() as descriptor:
            known = {(one.erasure_id, one.report_id) for one in self.read()}
            lines = ["\t".join(astuple(one)) for one in stones if (one.erasure_id, one.report_id) not in known]
            size = os.fstat(descriptor).st_size
            if not size:
                lines.insert(0, HEAD)
            torn = size and os.pread(descriptor, 1, size - 1) != b"\n"
            _write_all(descriptor, (("\n" if torn else "") + "".join(f"{line}\n" for line in lines)).encode())
            os.fsync(descriptor)
        durable.settle(self.path.parent)

    def read(self) -> list[Tombstone]:
        """Read all lines, oldest first; what is no whole line counts as not written."""
        try:
            text = self.path.read_text("utf-8", errors="replace")
        except FileNotFoundError:
            return []
        lines = [line.split("\t") for line in text.split("\n")[:-1] if line != HEAD]
        return [Tombstone(*fields) for fields in lines if len(fields) == _FIELDS]

    @contextmanager
    def _locked(self) -> Iterator[int]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield descriptor
        finally:
            os.close(descriptor)


def _write_all(descriptor: int, content: bytes) -> None:
    while content:
        content = content[os.write(descriptor, content) :]
