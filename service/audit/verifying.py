"""Walks the chain from its first link and tells what does not fit, and in which way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from classifier.taxonomy import Word
from service.audit import repository
from service.audit.seal import START, fits, laid_down, link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from service.audit.anchors import Anchor
    from service.database import Database
    from service.secret import Secret

_BATCH = 5_000
MOST = 20
"""Faults that are told; after one theft there may be a million."""


class Wrong(Word):
    """In which way the audit was tampered with."""

    CHANGED = "changed", "dòng đã bị sửa", "the row was changed"
    REMOVED = "removed", "dòng hoặc mắt xích đã bị xóa", "the row or its link was removed"
    INSERTED = "inserted", "dòng không do dịch vụ ghi", "the row was not written by the service"
    MOVED = (
        "moved",
        "dòng không còn ở chỗ cũ, hoặc mắt xích đã bị sửa",
        "the row is not in its place, or its link was changed",
    )
    CUT = "cut", "chuỗi ngắn hơn mốc đã giữ: phần cuối đã mất", "the chain is shorter than an anchor: its end is gone"
    REPLACED = "replaced", "chuỗi khác với mốc đã giữ", "the chain is not the one that an anchor was taken of"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not fit."""

    wrong: Wrong
    position: int | None  # in the chain; None: it is not in it
    number: int | None  # of the row; None: not known any more


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found: the chain is whole if there is no fault."""

    links: int
    faults: tuple[Fault, ...]  # in the order of the chain, up to MOST; rows beside the chain last


def verify(database: Database, secret: Secret, anchors: Iterable[Anchor]) -> Verdict:
    """Check every link, every row's seal and every anchor. Link what is visible before (``chain.whole``)."""
    walk = _Walk(secret, {})
    for anchor in anchors:
        walk.anchors.setdefault(anchor.position, set()).add(anchor.hash)
    faults: list[Fault] = []
    for row in _links(database):
        faults += walk.step(row)
        if len(faults) >= MOST:
            break
    else:
        faults += walk.ended()
        with database.read() as session:
            beside = {*repository.unlinked(session, MOST), *repository.copied(session, MOST)}
        faults += [Fault(Wrong.INSERTED, None, number) for number in sorted(beside)]
    return Verdict(walk.position, tuple(faults[:MOST]))


def _links(database: Database) -> Iterator[Any]:
    """Read the chain in batches, each its own short transaction: the service goes on writing meanwhile."""
    after = -1  # a forged link may stand before the first
    while True:
        with database.read() as session:
            rows = repository.chain(session, after, _BATCH)
        yield from rows
        if len(rows) < _BATCH:
            return
        after = rows[-1][0]


class _Walk:
    """How far the chain was read, and what the next link goes back to."""

    def __init__(self, secret: Secret, anchors: dict[int, set[bytes]]) -> None:
        self.anchors = anchors
        self.position = 0
        self._secret = secret
        self._before: bytes | None = START  # None: the link before is missing
        self._sealed = False  # from the first sealed row on, one without a seal is a stranger

    def step(self, row: Any) -> Iterator[Fault]:  # noqa: ANN401 - a row of repository.chain
        """Check one link with its row, and what goes before them."""
        position, number, stored, found = row[:4]
        if position != self.position + 1:
            yield Fault(Wrong.REMOVED if position > 0 else Wrong.INSERTED, self.position + 1, None)
            self._before = None
        wrong = self._wrong(row, stored) if found is not None else Wrong.REMOVED
        if wrong is not None:
            yield Fault(wrong, position, number)
        self.position, self._before = position, stored
        if self.anchors.pop(position, {stored}) != {stored}:
            yield Fault(Wrong.REPLACED, position, number)

    def ended(self) -> Iterator[Fault]:
        """Check what the end of the chain leaves open: anchors behind it."""
        for position in sorted(self.anchors):
            yield Fault(Wrong.CUT if position > self.position else Wrong.REPLACED, position, None)

    def _wrong(self, row: Any, stored: bytes) -> Wrong | None:  # noqa: ANN401 - the same
        sealed, told = row.seal, laid_down(row)
        if sealed is not None:
            genuine = fits(self._secret, told, sealed)
            self._sealed = self._sealed or genuine
        else:
            genuine = not self._sealed
        if self._before is not None and link(self._secret, self._before, (row[0], row[1]), told, sealed) != stored:
            return Wrong.MOVED if genuine and sealed is not None else Wrong.CHANGED
        return None if genuine else Wrong.INSERTED
