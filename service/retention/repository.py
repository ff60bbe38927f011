"""Statements about what runs out, what is held, and the tombstones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, func, or_, select, union_all, update
from sqlalchemy.orm import joinedload

from service.impartiality.repository import impartial
from service.models import Case, Delivery, Erasure, ErasureRequest, Hold, Letter, Merge, Note, Report, User
from service.words import CaseState, DeliveryState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

CLOSED = (CaseState.CLOSED_HARM.value, CaseState.CLOSED_NO_HARM.value)
_HELD = select(Hold.id).where(Hold.case_id == Case.id, Hold.lifted_at.is_(None)).exists()
_QUEUED = select(Delivery.id).where(Delivery.case_id == Case.id, Delivery.state == DeliveryState.QUEUED.value).exists()


def closed(session: Session, before: datetime, *, school_id: str | None, user_id: str | None) -> Sequence[Case]:
    """Read the closed cases to which nothing happened from ``before`` on, held ones too, the longest closed first.

    Not those that name ``user_id``.
    """
    query = select(Case).where(_ran_out(before)).order_by(Case.decided_at, Case.id)
    if school_id is not None:
        query = query.where(Case.school_id == school_id)
    if user_id is not None:
        query = query.where(impartial(user_id))
    return session.scalars(query).all()


def take_due(session: Session, before: datetime) -> Case | None:
    """Take the case that ran out first and that nothing holds back; it is held until the commit."""
    return session.scalar(
        select(Case)
        .where(_ran_out(before), ~_HELD, ~_QUEUED)
        .order_by(Case.decided_at, Case.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=Case),
        execution_options={"populate_existing": True},
    )


def _ran_out(before: datetime) -> ColumnElement[bool]:
    def nothing(*of_case: ColumnElement[bool]) -> ColumnElement[bool]:
        return ~select(1).where(*of_case).exists()

    return and_(
        Case.state.in_(CLOSED),
        Case.erased_at.is_(None),
        Case.decided_at < before,
        nothing(Report.case_id == Case.id, Report.received_at >= before),
        nothing(Report.case_id == Case.id, Letter.report_id == Report.id, Letter.at >= before),
        nothing(Note.case_id == Case.id, Note.at >= before),
        nothing(Merge.kept_id == Case.id, Merge.at >= before),
        nothing(Hold.case_id == Case.id, Hold.lifted_at >= before),
        nothing(
            Delivery.case_id == Case.id,
            or_(Delivery.created_at >= before, Delivery.sent_at >= before, Delivery.marked_at >= before),
        ),
    )


def last_events(session: Session, case_ids: Sequence[str]) -> dict[str, datetime]:
    """Tell when something happened last to each of some closed cases: what its time is counted from."""
    events = union_all(
        select(Case.id.label("case_id"), Case.decided_at.label("at")).where(Case.id.in_(case_ids)),
        select(Report.case_id, Report.received_at).where(Report.case_id.in_(case_ids)),
        select(Report.case_id, Letter.at)
        .join(Letter, Letter.report_id == Report.id)
        .where(Report.case_id.in_(case_ids)),
        select(Note.case_id, Note.at).where(Note.case_id.in_(case_ids)),
        select(Merge.kept_id, Merge.at).where(Merge.kept_id.in_(case_ids)),
        select(Hold.case_id, Hold.lifted_at).where(Hold.case_id.in_(case_ids)),
        *(select(Delivery.case_id, moment).where(Delivery.case_id.in_(case_ids)) for moment in _OF_DELIVERIES),
    ).subquery()
    rows = session.execute(
        select(events.c.case_id, func.max(events.c.at)).where(events.c.at.is_not(None)).group_by(events.c.case_id)
    )
    return {case_id: at for case_id, at in rows}  # noqa: C416 - rows are no pairs to the type checker


_OF_DELIVERIES = (Delivery.created_at, Delivery.sent_at, Delivery.marked_at)


def waiting_deliveries(session: Session, case_ids: Sequence[str]) -> set[str]:
    """Tell for which of some cases something is still to be passed on."""
    return set(
        session.scalars(
            select(Delivery.case_id).where(Delivery.case_id.in_(case_ids), Delivery.state == DeliveryState.QUEUED.value)
        )
    )


def holds(session: Session, case_ids: Sequence[str]) -> dict[str, Hold]:
    """Read the holds that count for some cases."""
    rows = session.scalars(
        select(Hold).where(Hold.case_id.in_(case_ids), Hold.lifted_at.is_(None)).options(joinedload(Hold.placer))
    )
    return {hold.case_id: hold for hold in rows}


def holds_of_school(session: Session, school_id: str, user_id: str) -> Sequence[tuple[Hold, Case]]:
    """Read the holds that count, with their cases, oldest first; not of those that name ``user_id``."""
    query = (
        select(Hold, Case)
        .join(Case, Case.id == Hold.case_id)
        .where(Hold.lifted_at.is_(None), Case.school_id == school_id, impartial(user_id))
        .options(joinedload(Hold.placer))
        .order_by(Hold.placed_at, Hold.id)
    )
    return [(hold, case) for hold, case in session.execute(query)]


def find_case(session: Session, case_id: str) -> Case | None:
    """Read a case and keep others from changing it until the commit."""
    query = select(Case).where(Case.id == case_id).with_for_update(of=Case)
    return session.scalar(query, execution_options={"populate_existing": True})


def state_of(session: Session, case_id: str) -> str:
    """Tell a case's state."""
    return session.scalars(select(Case.state).where(Case.id == case_id)).one()


def find_report(session: Session, report_id: str) -> Report | None:
    """Read a report."""
    return session.get(Report, report_id)


def family(session: Session, case_id: str) -> list[str]:
    """Name a case and every case whose reports went to it, directly or by way of others."""
    found, new = [case_id], [case_id]
    while new:
        new = list(session.scalars(select(Case.id).where(Case.merged_into.in_(new))))
        found += new
    return found


def reports_of(session: Session, case_ids: Sequence[str]) -> list[tuple[str, bool]]:
    """Read id and whether it was erased before, of the reports of some cases."""
    rows = session.execute(
        select(Report.id, Report.erased_at.is_not(None))
        .where(Report.case_id.in_(case_ids))
        .order_by(Report.received_at, Report.id)
    )
    return [(report_id, erased) for report_id, erased in rows]


def mark(session: Session, report_ids: Sequence[str], case_ids: Sequence[str], now: datetime) -> None:
    """Close the way to the content of reports and cases. What was erased before keeps its moment."""
    session.execute(
        update(Report)
        .where(Report.id.in_(report_ids), Report.erased_at.is_(None))
        .values(erased_at=now, assessed_at=func.coalesce(Report.assessed_at, now))
        .execution_options(synchronize_session=False)
    )
    session.execute(
        update(Case)
        .where(Case.id.in_(case_ids), Case.erased_at.is_(None))
        .values(erased_at=now, claimed_by=None, claimed_until=None, lifts_at=None)
        .execution_options(synchronize_session=False)
    )


def unfinished(session: Session) -> list[str]:
    """Name the erasures that are not done yet, oldest first."""
    return list(session.scalars(select(Erasure.id).where(Erasure.done_at.is_(None)).order_by(Erasure.id)))


def erasure(session: Session, erasure_id: str, *, lock: bool = False) -> Erasure | None:
    """Read a tombstone."""
    query = select(Erasure).where(Erasure.id == erasure_id)
    return session.scalar(query.with_for_update() if lock else query, execution_options={"populate_existing": True})


def erasure_of(session: Session, case_id: str, report_id: str | None = None) -> Erasure | None:
    """Read the tombstone of a case, or of a report of it."""
    wanted: ColumnElement[bool] = Erasure.report_id.is_(None)
    if report_id is not None:
        wanted = or_(wanted, Erasure.report_id == report_id)
    query = select(Erasure).where(Erasure.case_id == case_id, wanted)
    return session.scalar(query.order_by(Erasure.report_id.is_(None), Erasure.id).limit(1))


def merged_into(session: Session, case_id: str) -> str | None:
    """Name the case that a case went to."""
    return session.scalar(select(Case.merged_into).where(Case.id == case_id, Case.state == CaseState.MERGED.value))


def names(session: Session, user_ids: Sequence[str]) -> dict[str, str]:
    """Read people's display names."""
    rows = session.execute(select(User.id, User.display_name).where(User.id.in_(user_ids)))
    return {user_id: name for user_id, name in rows}  # noqa: C416


def open_request(session: Session, case_id: str, *, lock: bool = False) -> ErasureRequest | None:
    """Read what was asked about a case and nobody has answered."""
    query = select(ErasureRequest).where(ErasureRequest.case_id == case_id, ErasureRequest.answered_at.is_(None))
    if lock:
        query = query.with_for_update(of=ErasureRequest)
    return session.scalar(query.options(joinedload(ErasureRequest.asker)).order_by(ErasureRequest.id).limit(1))


def open_requests(session: Session, school_id: str, user_id: str) -> Sequence[tuple[ErasureRequest, Case]]:
    """Read what was asked at a school and nobody has answered, oldest first."""
    rows = session.execute(
        select(ErasureRequest, Case)
        .join(Case, Case.id == ErasureRequest.case_id)
        .where(ErasureRequest.answered_at.is_(None), Case.erased_at.is_(None))
        .where(Case.school_id == school_id, impartial(user_id))
        .options(joinedload(ErasureRequest.asker))
        .order_by(ErasureRequest.asked_at, ErasureRequest.id)
    )
    return [(asked, case) for asked, case in rows]
