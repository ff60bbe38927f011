"""Statements about who is named in which case, and who the staff of a school are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, exists, or_, select, update

from service.models import Alias, Attachment, AuditRow, Case, Delivery, KnownAs, Named, Report, Skip, User
from service.words import CaseState, Role, SkipReason

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

_DESK = (Role.COUNSELLOR.value, Role.LEAD.value)
_WAITING = (CaseState.OPEN.value, CaseState.ESCALATED.value)


def _cases_naming(user_id: str) -> Any:  # noqa: ANN401 - a select
    """Select the cases that name somebody. Few: a database keeps them at hand instead of asking for every case."""
    return (
        select(Report.case_id)
        .join(Named, Named.report_id == Report.id)
        .where(Named.user_id == user_id, Named.lifted_at.is_(None))
    )


def impartial(user_id: str, case_id: Any = Case.id) -> ColumnElement[bool]:  # noqa: ANN401 - a column
    """Say in SQL that a case does not name somebody: what every list and every way to a case asks."""
    found: ColumnElement[bool] = case_id.not_in(_cases_naming(user_id))
    return found


def is_named(session: Session, case_id: str, user_id: str) -> bool:
    """Whether a case names somebody."""
    return session.scalar(select(_cases_naming(user_id).where(Report.case_id == case_id).exists())) or False


def not_about(user_id: str) -> ColumnElement[bool]:
    """Say in SQL that a row of the audit is about no case that names somebody."""
    cases = _cases_naming(user_id).scalar_subquery()
    reports = select(Report.id).where(Report.case_id.in_(cases))
    files = select(Attachment.id).where(Attachment.report_id.in_(reports))
    passed = select(Delivery.id).where(Delivery.case_id.in_(cases))
    return and_(*(AuditRow.object_id.not_in(ids) for ids in (cases, reports, files, passed)))


def excluded(session: Session, case_id: str) -> Sequence[tuple[User, bool, datetime]]:
    """Read who is named in a case, oldest first, each once: whether surely, and since when."""
    rows = session.execute(
        select(User, Named.strong, Named.at)
        .join(Named, Named.user_id == User.id)
        .join(Report, Report.id == Named.report_id)
        .where(Report.case_id == case_id, Named.lifted_at.is_(None))
        .order_by(Named.strong.desc(), Named.at, User.id)
    ).all()
    found: dict[str, tuple[User, bool, datetime]] = {}
    for user, strong, at in rows:
        found.setdefault(user.id, (user, strong, at))
    return list(found.values())


def staff(session: Session, school_id: str | None = None) -> Sequence[tuple[User, tuple[str, ...]]]:
    """Read the people of a school's desk, or of all, with their aliases, those whose account is closed included."""
    query = (
        select(User, Alias.alias)
        .outerjoin(Alias, Alias.user_id == User.id)
        .where(User.school_id.is_not(None), User.role.in_(_DESK))
        .order_by(User.school_id, User.id, Alias.alias)
    )
    if school_id is not None:
        query = query.where(User.school_id == school_id)
    found: dict[str, tuple[User, list[str]]] = {}
    for user, alias in session.execute(query):
        found.setdefault(user.id, (user, []))[1].extend([alias] if alias else [])
    return [(user, tuple(aliases)) for user, aliases in found.values()]


def keep(session: Session, report_id: str, user_id: str, *, strong: bool, now: datetime) -> bool:
    """Note that a report names somebody; ``False`` if that was known, or lifted and nothing clearer came."""
    row = session.get(Named, (report_id, user_id))
    if row is None:
        session.add(Named(report_id=report_id, user_id=user_id, strong=strong, at=now))
        return True
    if row.strong or not strong:
        return False
    row.strong, row.lifted_at, row.lifted_by = True, None, None
    return True


def let_go(session: Session, report_id: str) -> None:
    """Take a report's case from whoever holds it, if it names them; their token is stale from then on."""
    named = select(Named.user_id).where(Named.report_id == report_id, Named.lifted_at.is_(None))
    session.execute(
        update(Case)
        .where(
            Case.id == select(Report.case_id).where(Report.id == report_id).scalar_subquery(),
            Case.claimed_by.in_(named),
        )
        .values(claimed_by=None, claimed_until=None, fence=Case.fence + 1)
        .execution_options(synchronize_session="fetch")
    )


def lift(session: Session, case_id: str, user_id: str, by: str, now: datetime) -> bool:
    """Let somebody be given a case again that seemed to name them; ``False`` if it did not."""
    reports = select(Report.id).where(Report.case_id == case_id)
    lifted = session.scalars(
        update(Named)
        .where(Named.report_id.in_(reports), Named.user_id == user_id, Named.lifted_at.is_(None))
        .values(lifted_at=now, lifted_by=by)
        .returning(Named.report_id)
        .execution_options(synchronize_session=False)
    )
    return bool(lifted.all())


def stranded(session: Session, school_id: str | None, case_id: str | None = None) -> Sequence[Case]:
    """Read the cases that wait and that nobody at their school's desk may read, the most urgent first."""
    here = select(Report.case_id).join(Named, Named.report_id == Report.id).where(Named.lifted_at.is_(None))
    names = (
        select(Named.user_id)
        .join(Report, Report.id == Named.report_id)
        .where(Report.case_id == Case.id, Named.user_id == User.id, Named.lifted_at.is_(None))
        .correlate(Case, User)
    )
    passed = (
        select(Skip.user_id)
        .where(
            Skip.case_id == Case.id,
            Skip.user_id == User.id,
            Skip.reason.in_([SkipReason.KNOWS.value, SkipReason.NAMED.value]),
        )
        .correlate(Case, User)
    )
    able = (
        select(User.id)
        .where(
            User.school_id == Case.school_id,
            User.role.in_(_DESK),
            User.disabled_at.is_(None),
            ~or_(exists(names), exists(passed)),
        )
        .correlate(Case)
    )
    query = select(Case).where(Case.id.in_(here), Case.state.in_(_WAITING), ~exists(able))
    if school_id is not None:
        query = query.where(Case.school_id == school_id)
    if case_id is not None:
        query = query.where(Case.id == case_id)
    return session.scalars(query.order_by(Case.served_tier, Case.due_at, Case.id)).all()


def case_of(session: Session, report_id: str) -> str | None:
    """Read which case a report belongs to."""
    return session.scalar(select(Report.case_id).where(Report.id == report_id))


def known_as(session: Session) -> dict[str, KnownAs]:
    """Read under which names people were looked for."""
    return {row.user_id: row for row in session.scalars(select(KnownAs))}


def reports_after(session: Session, school_id: str, report_id: str, most: int) -> Sequence[Report]:
    """Read a school's reports behind one, in the order in which they came."""
    return session.scalars(
        select(Report).where(Report.school_id == school_id, Report.id > report_id).order_by(Report.id).limit(most)
    ).all()


def drop_alias(session: Session, user_id: str, alias: str) -> bool:
    """Take an alias away; ``False`` if there was none."""
    gone = session.scalar(delete(Alias).where(Alias.user_id == user_id, Alias.alias == alias).returning(Alias.user_id))
    return gone is not None
