"""Statements about cases that were merged, and taken apart again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select, update
from sqlalchemy.orm import aliased

from service.models import Case, Merge, User

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session


def merge_of_school(session: Session, school_id: str, merge_id: str) -> Merge | None:
    """Read a merge of a school's cases."""
    return session.scalar(
        select(Merge).join(Case, Case.id == Merge.kept_id).where(Merge.id == merge_id, Case.school_id == school_id)
    )


def mark_undone(session: Session, merge_id: str, user_id: str, now: datetime) -> bool:
    """Note that a merge is undone; ``False`` if it was before. Only one ever gets ``True``."""
    changed = session.scalar(
        update(Merge)
        .where(Merge.id == merge_id, Merge.undone_at.is_(None))
        .values(undone_at=now, undone_by=user_id)
        .returning(Merge.id)
        .execution_options(synchronize_session=False)
    )
    return changed is not None


def later_merges(session: Session, merge: Merge) -> Sequence[Merge]:
    """Read the merges into the same case that were made after this one and still hold."""
    return session.scalars(
        select(Merge).where(Merge.kept_id == merge.kept_id, Merge.id > merge.id, Merge.undone_at.is_(None))
    ).all()


def merges_of(session: Session, case_id: str) -> Sequence[tuple[Merge, str | None, str | None]]:
    """Read the merges that a case had a part in, oldest first, with the names of who made and who undid each."""
    maker, undoer = aliased(User), aliased(User)
    rows = session.execute(
        select(Merge, maker.display_name, undoer.display_name)
        .outerjoin(maker, maker.id == Merge.user_id)
        .outerjoin(undoer, undoer.id == Merge.undone_by)
        .where(or_(Merge.kept_id == case_id, Merge.merged_id == case_id))
        .order_by(Merge.id)
    )
    return [(merge, made, undone) for merge, made, undone in rows]
