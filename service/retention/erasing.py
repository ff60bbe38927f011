"""Erasing for good, in an order that a power cut cannot spoil.

1. **Marked**: one transaction shuts the content away and writes the tombstone. From here on there is no way back.
2. **Listed**: a line in ``var/erasures.tsv``, outside of the database, so that no backup brings the report back.
3. **Emptied**: one transaction deletes the key and every row of it, and empties what stays for the counts.
4. **Files** taken away; 5. **done**, and the database's own files wiped.

Whatever was marked and is not done is finished by the next round, whoever died meanwhile; each step can be done twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import structlog

from service import audit, clock
from service.attachments.store import Store
from service.errors import DoneError, KeptError, NotFoundError
from service.identifiers import new_id
from service.models import Erasure
from service.principal import Principal, operator_at
from service.retention import belongings, repository
from service.retention.tombstones import NO_REPORT, Tombstone, Tombstones
from service.words import ErasureWhy, Role, Verb

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from service.database import Database
    from service.models import Case
    from service.settings import Settings

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be erased, why, and on whose word."""

    why: ErasureWhy
    report_id: str | None = None  # None: the whole case
    by_id: str | None = None
    agreed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """What an erasure takes: the reports, and the cases where nothing of them is left."""

    report_ids: tuple[str, ...]
    case_ids: tuple[str, ...]

    @classmethod
    def of(cls, session: Session, case_id: str, report_id: str | None) -> Self:
        """Look it up: the last report of a case takes the case with it, and a case takes those merged into it."""
        cases = repository.family(session, case_id)
        reports = repository.reports_of(session, cases)
        others = [one for one, erased in reports if not erased and one != report_id]
        if report_id is not None and others:
            return cls((report_id,), ())
        return cls(tuple(one for one, _ in reports), tuple(cases))


def mark(session: Session, case: Case, order: Order, *, now: datetime) -> Erasure:
    """Shut the content away and write the tombstone. ``case`` must be held by this ``write()`` session.

    KeptError if a hold stops it or the work on it is not over, DoneError if it was erased before.
    """
    if case.erased_at is not None:
        raise DoneError
    require_erasable(session, case)
    return _mark(session, case, order, new_id(), now=now)


def mark_again(session: Session, case: Case, stone: Tombstone, *, now: datetime) -> Erasure | None:
    """Mark what was erased before and came back with a backup, whatever holds it there; ``None`` if nothing is left.

    ``case`` must be held by this ``write()`` session. It ends in the state that it had when it was erased: in the
    backup it may have been open.
    """
    report_id = stone.report_id if stone.report_id != NO_REPORT else None
    reach = Reach.of(session, case.id, report_id)
    if case.erased_at is not None or (report_id is None and reach.report_ids):
        return None
    if reach.case_ids and case.state != stone.state:
        case.state, case.decided_at = stone.state, case.decided_at or now
    known = repository.erasure(session, stone.erasure_id) is not None
    order = Order(ErasureWhy(stone.why), report_id)
    return _mark(session, case, order, new_id() if known else stone.erasure_id, now=now)


def _mark(session: Session, case: Case, order: Order, erasure_id: str, *, now: datetime) -> Erasure:
    reach = Reach.of(session, case.id, order.report_id)
    repository.mark(session, reach.report_ids, reach.case_ids, now)
    row = Erasure(
        id=erasure_id,
        school_id=case.school_id,
        case_id=case.id,
        report_id=None if reach.case_ids else order.report_id,
        at=now,
        why=order.why.value,
        by_id=order.by_id,
        agreed_by=order.agreed_by,
        counts={},
    )
    session.add(row)
    itself = Principal(id=None, role=Role.SERVICE, school_id=case.school_id)
    who = operator_at(case.school_id) if order.why is ErasureWhy.OPERATOR else itself
    audit.record(session, who, Verb.ERASE, "report" if row.report_id else "case", row.report_id or case.id, now=now)
    session.flush()
    return row


def require_erasable(session: Session, case: Case) -> None:
    """KeptError if a hold stops it, or people still work on it."""
    if case.id in repository.holds(session, [case.id]):
        raise KeptError(
            "Hồ sơ đang được giữ lại nên không xóa được. Khi hết lý do giữ, tổ trưởng bỏ giữ trước rồi mới xóa.",
            "A hold keeps this case, so it cannot be erased. A lead lifts the hold first, when its reason is over.",
        )
    if case.state not in repository.CLOSED:
        raise KeptError(
            "Chỉ xóa được hồ sơ đã đóng: việc này còn đang xử lý, có em có thể còn cần giúp.",
            "Only a closed case can be erased: somebody may still need help with this one.",
        )
    if case.id in repository.waiting_deliveries(session, [case.id]):
        raise KeptError(
            "Còn việc chuyển tiếp chưa làm xong; hãy ghi kết quả rồi mới xóa.",
            "Something is still to be passed on; note what came of it first.",
        )


@dataclass(frozen=True, slots=True)
class Eraser:
    """Finishes what was marked."""

    database: Database
    files: Store
    tombstones: Tombstones

    @classmethod
    def of(cls, database: Database, settings: Settings) -> Self:
        """Join the parts."""
        return cls(database, Store(settings.attachments), Tombstones(settings.erasures))

    def finish(self, erasure_id: str) -> None:
        """Take the steps that are left of one erasure. OSError if the list or a file cannot be written."""
        found = self._found(erasure_id)
        if found is None:
            return
        row, reach, state = found
        when = row.at.isoformat(), row.why
        self.tombstones.add(
            [
                Tombstone(row.id, when[0], report_id, row.case_id, state, when[1])
                for report_id in reach.report_ids or (NO_REPORT,)
            ]
        )
        with self.database.write() as session:
            repository.find_case(session, row.case_id)
            marked = repository.erasure(session, erasure_id, lock=True)
            counts = belongings.take_away(session, reach.report_ids, reach.case_ids)
            if marked is not None and marked.emptied_at is None:
                marked.emptied_at, marked.counts = clock.now(), counts
        for report_id in reach.report_ids:
            self.files.erase(report_id)
        with self.database.write() as session:
            marked = repository.erasure(session, erasure_id, lock=True)
            if marked is not None:
                marked.done_at = clock.now()
        _log.info("erased", erasure=erasure_id, why=row.why, reports=len(reach.report_ids))

    def finish_all(self) -> int:
        """Finish whatever was marked; gives how many were. One that cannot be finished now waits for the next round."""
        with self.database.read() as session:
            waiting = repository.unfinished(session)
        finished = 0
        for erasure_id in waiting:
            try:
                self.finish(erasure_id)
                finished += 1
            except OSError as error:
                _log.error("an erasure is not finished", erasure=erasure_id, why=type(error).__name__)
        return finished

    def _found(self, erasure_id: str) -> tuple[Erasure, Reach, str] | None:
        with self.database.read() as session:
            row = repository.erasure(session, erasure_id)
            if row is None or row.done_at is not None:
                return None
            state = repository.state_of(session, row.case_id)
            if row.report_id is not None:
                return row, Reach((row.report_id,), ()), state
            cases = repository.family(session, row.case_id)
            reports = tuple(report_id for report_id, _ in repository.reports_of(session, cases))
            return row, Reach(reports, tuple(cases)), state


def find(session: Session, case_id: str | None, report_id: str | None) -> Case:
    """Read and hold the case that is named, or the one that a report is in; NotFoundError."""
    if report_id is not None:
        report = repository.find_report(session, report_id)
        if report is None or case_id not in (None, report.case_id):
            raise NotFoundError
        case_id = report.case_id
    case = repository.find_case(session, case_id) if case_id is not None else None
    if case is None:
        raise NotFoundError
    return case
