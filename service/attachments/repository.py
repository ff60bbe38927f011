"""Attachments' statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import joinedload, selectinload

from service.clock import MAY_DIFFER
from service.models import Attachment, AttachmentPage, Report
from service.retrying import pause_after
from service.words import AttachmentState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime, timedelta

    from sqlalchemy.orm import Session


def of_report(session: Session, report_id: str) -> Sequence[Attachment]:
    """Read a report's files with their pages, in the order in which they were sent."""
    return session.scalars(
        select(Attachment)
        .where(Attachment.report_id == report_id)
        .options(selectinload(Attachment.pages))
        .order_by(Attachment.position)
    ).all()


def states(session: Session, report_id: str) -> Sequence[tuple[int, str, str | None]]:
    """Read position, state and refusal of a report's files, in the order in which they were sent."""
    rows = session.execute(
        select(Attachment.position, Attachment.state, Attachment.refusal)
        .where(Attachment.report_id == report_id)
        .order_by(Attachment.position)
    )
    return [(position, state, refusal) for position, state, refusal in rows]


def states_of_cases(session: Session, case_ids: Sequence[str]) -> dict[str, list[AttachmentState]]:
    """Read the states of the files of some cases, each case's together, in one statement."""
    found: dict[str, list[AttachmentState]] = {}
    for case_id, state in session.execute(
        select(Report.case_id, Attachment.state)
        .join(Attachment, Attachment.report_id == Report.id)
        .where(Report.case_id.in_(case_ids))
        .order_by(Report.received_at, Report.id, Attachment.position)
    ):
        found.setdefault(case_id, []).append(AttachmentState(state))
    return found


def page_of_case(
    session: Session, school_id: str, case_id: str, attachment_id: str, number: int
) -> tuple[Attachment, AttachmentPage] | None:
    """Read one page of a file of a school's case; ``None`` if there is none, or the file is sealed."""
    row = session.execute(
        select(Attachment, AttachmentPage)
        .join(AttachmentPage, AttachmentPage.attachment_id == Attachment.id)
        .join(Report, Report.id == Attachment.report_id)
        .where(
            Report.school_id == school_id,
            Report.case_id == case_id,
            Attachment.id == attachment_id,
            Attachment.state.in_([AttachmentState.READ.value, AttachmentState.UNREAD.value]),
            AttachmentPage.number == number,
        )
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def take_waiting(session: Session, now: datetime, first_pause: timedelta, longest: timedelta) -> Attachment | None:
    """Take the file that waited longest to be read, and put its next turn off so that no other worker takes it.

    The pause doubles with every try. The reading begins only after that is committed, so a file that kills the process
    does not come first again at once. A turn that lies further ahead than any pause was set by a clock that went wrong,
    and is due as well.
    """
    waiting = session.scalar(
        select(Attachment)
        .where(
            Attachment.state == AttachmentState.STORED.value,
            or_(Attachment.next_try_at <= now, Attachment.next_try_at > now + longest + MAY_DIFFER),
        )
        .order_by(Attachment.next_try_at, Attachment.id)
        .limit(1)
        .options(joinedload(Attachment.report))
        .with_for_update(skip_locked=True, of=Attachment)
    )
    if waiting is not None:
        waiting.tries += 1
        waiting.next_try_at = now + pause_after(waiting.tries, first_pause, longest)
    return waiting


def try_again_after(session: Session, attachment_id: str, moment: datetime) -> None:
    """Set the next turn of a file that waits."""
    session.execute(
        update(Attachment)
        .where(Attachment.id == attachment_id, Attachment.state == AttachmentState.STORED.value)
        .values(next_try_at=moment)
    )


def leave_waiting(
    session: Session, attachment_id: str, state: AttachmentState, now: datetime, more: Mapping[str, object]
) -> bool:
    """Note what became of a file that waited; ``False`` if somebody else did before. Only one ever gets ``True``."""
    changed = session.scalar(
        update(Attachment)
        .where(Attachment.id == attachment_id, Attachment.state == AttachmentState.STORED.value)
        .values(state=state.value, done_at=now, **more)
        .returning(Attachment.id)
        .execution_options(synchronize_session=False)
    )
    return changed is not None


def count_waiting(session: Session) -> int:
    """Count the files that wait to be read."""
    return session.scalar(select(func.count()).where(Attachment.state == AttachmentState.STORED.value)) or 0


def put_up_again(session: Session, report_id: str, now: datetime) -> None:
    """Let the next job assess a report: one of its files is done with."""
    session.execute(
        update(Report)
        .where(Report.id == report_id)
        .values(readings=Report.readings + 1, assessed_at=None, tries=0, next_try_at=now, search_due_at=now)
    )


def files_of(session: Session, report_id: str) -> Sequence[tuple[str, AttachmentState, int]]:
    """Read id, state and number of pages of a report's files."""
    rows = session.execute(
        select(Attachment.id, Attachment.state, func.count(AttachmentPage.number))
        .outerjoin(AttachmentPage, AttachmentPage.attachment_id == Attachment.id)
        .where(Attachment.report_id == report_id)
        .group_by(Attachment.id, Attachment.state)
    )
    return [(attachment_id, AttachmentState(state), pages) for attachment_id, state, pages in rows]
