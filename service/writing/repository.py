"""Statements about drafts and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import joinedload

from service.models import Draft, Note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session


def notes(session: Session, case_id: str) -> Sequence[Note]:
    """Read what was noted about a case, oldest first."""
    return session.scalars(
        select(Note).where(Note.case_id == case_id).options(joinedload(Note.user)).order_by(Note.at, Note.id)
    ).all()


def draft(session: Session, case_id: str, user_id: str) -> Draft | None:
    """Read somebody's draft of a case."""
    return session.scalar(select(Draft).where(Draft.case_id == case_id, Draft.user_id == user_id))


def save_draft(session: Session, row: Draft) -> None:
    """Write a draft over the one before, in one statement: two tabs of one person save at any moment."""
    again = {"saved_at": row.saved_at, "content": row.content}
    values = {"case_id": row.case_id, "user_id": row.user_id, **again}
    if session.get_bind().dialect.name == "postgresql":
        session.execute(
            postgresql.insert(Draft)
            .values(**values)
            .on_conflict_do_update(index_elements=["case_id", "user_id"], set_=again)
        )
    else:
        session.execute(
            sqlite.insert(Draft)
            .values(**values)
            .on_conflict_do_update(index_elements=["case_id", "user_id"], set_=again)
        )


def drop_draft(session: Session, case_id: str, user_id: str) -> None:
    """Take somebody's draft of a case away, if there is one."""
    session.execute(
        delete(Draft)
        .where(Draft.case_id == case_id, Draft.user_id == user_id)
        .execution_options(synchronize_session=False)
    )
