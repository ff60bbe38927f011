"""Saved views: filters of the queue that somebody keeps under names of their own."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from service.errors import FieldError, InvalidError, NotFoundError
from service.identifiers import new_id
from service.models import SavedView, User
from service.queue.wanted import Wanted
from service.sealing.keyring import seal, shown, unsealed
from service.sealing.keys import SealError

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
    return tuple(sorted(_of(session, who.user_id).values(), key=lambda view: (view.name, view.id)))


def save(session: Session, who: Principal, name: str, wanted: Wanted, *, now: datetime) -> View:
    """Keep a view; one of the same name is replaced. Needs a ``write()`` session.

    InvalidError naming the field when a person has ``MOST`` views already.
    """
    name = " ".join(unicodedata.normalize("NFC", name).split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise InvalidError(errors=[FieldError("name", f"cần từ 1 đến {LONGEST_NAME} ký tự", "1 to 60 characters")])
    # Two tabs that save at one moment must not make one view too many.
    session.scalar(select(User.id).where(User.id == who.user_id).with_for_update())
    kept = _of(session, who.user_id)
    row = next((row for row, view in kept.items() if view.name == name), None)
    if row is None:
        if len(kept) >= MOST:
            vi = f"mỗi người lưu nhiều nhất {MOST} bộ lọc; hãy xóa bớt một bộ lọc cũ"
            raise InvalidError(errors=[FieldError("name", vi, f"at most {MOST} views a person; delete an old one")])
        row = SavedView(id=new_id(), user_id=who.user_id, created_at=now)
        row.name = seal(session, row, SavedView.name, name)
        session.add(row)
    row.query = seal(session, row, SavedView.query, wanted.laid_down())
    session.flush()
    return View(row.id, name, wanted, row.created_at)


def forget(session: Session, who: Principal, view_id: str) -> None:
    """Delete a view; NotFoundError if this person has none of that id. Needs a ``write()`` session."""
    gone = session.scalar(
        delete(SavedView).where(SavedView.id == view_id, SavedView.user_id == who.user_id).returning(SavedView.id)
    )
    if gone is None:
        raise NotFoundError


def _of(session: Session, user_id: str) -> dict[SavedView, View]:
    """Open a person's views; one that cannot be opened stands under a name that says so, and can be deleted."""
    found = {}
    for row in session.scalars(select(SavedView).where(SavedView.user_id == user_id)):
        try:
            wanted = Wanted.taken_up(unsealed(session, row, SavedView.query))
        except SealError:
            wanted = Wanted()
        found[row] = View(row.id, shown(session, row, SavedView.name), wanted, row.created_at)
    return found
