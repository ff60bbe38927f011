"""API keys after they were made: which there are, a new one in the place of an old one, and an end to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from service import audit
from service.accounts import repository
from service.accounts.service import new_key, plain_school
from service.errors import DoneError, FieldError, InvalidError
from service.permissions import KEY_SCOPES
from service.principal import operator_at
from service.words import Verb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from service.models import ApiKey

LONGEST_OVERLAP = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Key:
    """An API key in use. The key itself is not known here any more."""

    id: str
    name: str
    school: str
    scope: tuple[Verb, ...]
    created_at: datetime
    expires_at: datetime | None
    replaced: bool  # a newer one of this name is there; this one works until it expires
    used_on: date | None


def listed(session: Session, school: str | None, *, now: datetime) -> tuple[Key, ...]:
    """Tell the keys in use, of a school or of all, oldest first."""
    return tuple(
        Key(
            id=row.id,
            name=row.name,
            school=repository.school_of(session, row),
            scope=tuple(verb for verb in KEY_SCOPES if row.verbs is None or verb.value in row.verbs),
            created_at=row.created_at,
            expires_at=row.expires_at,
            replaced=row.replaced_at is not None,
            used_on=row.used_on,
        )
        for row in _in_use(session, now, school=school)
    )


def made(session: Session, name: str, school: str, *, now: datetime) -> None:
    """Write down that a key was made by hand. InvalidError if that school has one of this name already.

    Needs a ``write()`` session, in which the key was made.
    """
    session.flush()
    current = [row for row in _in_use(session, now, name=name, school=school) if row.replaced_at is None]
    if len(current) > 1:
        raise DoneError(
            "Trường này đã có khóa cùng tên; dùng `lachan key rotate` để đổi khóa, hoặc chọn tên khác.",
            "That school has a key of this name: `lachan key rotate` renews it, or choose another name.",
        )
    audit.record(session, operator_at(current[0].school_id), Verb.ADD_KEY, "api_key", current[0].id, now=now)


def rotate(session: Session, name: str, school: str | None, overlap: timedelta, *, now: datetime) -> str:
    """Make a new key of the same name and scope and tell it, this once; the old one works until ``overlap`` is over.

    The new one has as long a life as the old one was given. Needs a ``write()`` session; InvalidError naming the field.
    """
    if not timedelta(0) <= overlap <= LONGEST_OVERLAP:
        wrong = FieldError("overlap", "thời gian dùng song song từ 0 đến 90 ngày", "an overlap is 0 to 90 days")
        raise InvalidError(errors=[wrong])
    current = [row for row in _found(session, name, school, now) if row.replaced_at is None]
    if len(current) != 1:
        wrong = FieldError(
            "name",
            "có nhiều khóa cùng tên này; hãy thu hồi bớt trước khi đổi",
            "several keys have this name; revoke some before rotating",
        )
        raise InvalidError(errors=[wrong])
    old = current[0]
    life = old.expires_at - old.created_at if old.expires_at is not None else None
    row, key = new_key(old.school_id, name, now=now, verbs=old.verbs, expires_at=now + life if life else None)
    session.add(row)
    old.replaced_at = now
    old.expires_at = min(old.expires_at or now + overlap, now + overlap)
    audit.record(session, operator_at(old.school_id), Verb.ROTATE_KEY, "api_key", row.id, now=now)
    return key


def revoke(session: Session, name: str, school: str | None, *, old_only: bool = False, now: datetime) -> int:
    """End the keys of a name at once, or only those that a newer one replaced; tells how many.

    Needs a ``write()`` session; InvalidError naming the field.
    """
    ended = [row for row in _found(session, name, school, now) if row.replaced_at is not None or not old_only]
    for row in ended:
        row.revoked_at = now
        audit.record(session, operator_at(row.school_id), Verb.REVOKE_KEY, "api_key", row.id, now=now)
    return len(ended)


def _in_use(session: Session, now: datetime, *, name: str | None = None, school: str | None = None) -> Sequence[ApiKey]:
    return repository.keys(session, now, name=name, school=plain_school(school) if school else None)


def _found(session: Session, name: str, school: str | None, now: datetime) -> Sequence[ApiKey]:
    rows = _in_use(session, now, name=name, school=school)
    if not rows:
        raise InvalidError(errors=[FieldError("name", "không có khóa nào tên này", "there is no key of this name")])
    if len({row.school_id for row in rows}) > 1:
        wrong = FieldError("school", "nhiều trường có khóa tên này; hãy ghi --school", "several schools: say --school")
        raise InvalidError(errors=[wrong])
    return rows
