"""Saved views: filters of the queue that somebody keeps under names of their own."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select

from service.errors import FieldError, InvalidError, NotFoundError
from service.models import SavedView, User
from service.queue.wanted import Wanted

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from service.principal import Principal

MOST = 20
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class View:
    """One saved view."""

    id: str
    name: str
    wanted: Wanted
    created_at: datetime


def of(session: Session, who: Principal) -> tuple[View, ...]:
    """Read a person's views, by name. Needs a ``read()`` session."""
    rows = session.scalars(
        select(SavedView).where(SavedView.user_id == who.user_id).order_by(SavedView.name, SavedView.id)
    )
    return tuple(_view(row) for row in rows)


def save(session: Session, who: Principal, name: str, wanted: Wanted, *, now: datetime) -> View:
    """Keep a view; one of the same name is replaced. Needs a ``write()`` session.

    InvalidError naming the field when a person has ``MOST`` views already.
    """
    name = " ".join(unicodedata.normalize("NFC", name).split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise InvalidError(errors=[FieldError("name", f"cần từ 1 đến {LONGEST_NAME} ký tự", "1 to 60 characters")])
    # Two tabs that save at one moment must not make one view too many.
    session.scalar(select(User.id).where(User.id == who.user_id).with_for_update())
    row = session.scalar(select(SavedView).where(SavedView.user_id == who.user_id, SavedView.name == name))
    if row is None:
        if (session.scalar(select(func.count()).where(SavedView.user_id == who.user_id)) or 0) >= MOST:
            vi = f"mỗi người lưu nhiều nhất {MOST} bộ lọc; hãy xóa bớt một bộ lọc cũ"
            raise InvalidError(errors=[FieldError("name", vi, f"at most {MOST} views a person; delete an old one")])
        row = SavedView(user_id=who.user_id, name=name, created_at=now)
        session.add(row)
    row.query = wanted.laid_down()
    session.flush()
    return _view(row)


def forget(session: Session, who: Principal, view_id: str) -> None:
    """Delete a view; NotFoundError if this person has none of that id. Needs a ``write()`` session."""
    gone = session.scalar(
        delete(SavedView).where(SavedView.id == view_id, SavedView.user_id == who.user_id).returning(SavedView.id)
    )
    if gone is None:
        raise NotFoundError


def _view(row: SavedView) -> View:
    return View(row.id, row.name, Wanted.taken_up(row.query), row.created_at)
