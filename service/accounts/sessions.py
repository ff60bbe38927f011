"""One's own sign-ins: which hold, ending one, ending all of them, and a new password, which ends the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from service import audit
from service.accounts import passwords, repository
from service.accounts.service import hash_of
from service.errors import FieldError, InvalidError, NotFoundError
from service.words import Verb

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from service.context import Context
    from service.models import User
    from service.principal import Principal


@dataclass(frozen=True, slots=True)
class Open:
    """A sign-in that holds: when, and neither where from nor with what."""

    id: str
    begun_at: datetime
    seen_at: datetime
    current: bool  # the one that asks


def listed(session: Session, context: Context, who: Principal, token: str, *, now: datetime) -> tuple[Open, ...]:
    """Tell one's own sign-ins that hold, the newest first."""
    rows = repository.sign_ins(
        session,
        who.user_id,
        seen_since=now - context.settings.session_idle,
        begun_since=now - context.settings.session_length,
    )
    current = hash_of(token)
    return tuple(Open(row.id, row.created_at, row.seen_at, row.token_hash == current) for row in rows)


def end_one(session: Session, who: Principal, sign_in_id: str, *, now: datetime) -> None:
    """End one of one's own sign-ins; NotFoundError. Needs a ``write()`` session."""
    if not repository.end_one(session, who.user_id, sign_in_id, now):
        raise NotFoundError
    audit.record(session, who, Verb.SIGN_OUT, "user", who.user_id, now=now)


def end_all(session: Session, who: Principal, *, now: datetime) -> None:
    """Log out everywhere, here too. Needs a ``write()`` session."""
    repository.end_all(session, who.user_id, now)
    audit.record(session, who, Verb.SIGN_OUT, "user", who.user_id, now=now)


def end_others(session: Session, who: Principal, token: str, *, now: datetime) -> None:
    """End all of one's own sign-ins but the one with that token. Needs a ``write()`` session."""
    repository.end_all(session, who.user_id, now, but=hash_of(token))


def confirm_password(context: Context, who: Principal, password: str) -> User:
    """Ask for one's password again; InvalidError naming the field ``password``, TooManyError after too many.

    The tries are this person's own: nobody who is not signed in as them can use them up.
    """
    context.throttles.sign_in.spend("signed in", who.user_id)
    with context.database.read() as session:
        user = repository.user(session, who.user_id)
    fits, _renewed = passwords.verified(password, user.password_hash if user is not None else "")
    if not fits or user is None:
        raise InvalidError(errors=[FieldError("password", "mật khẩu hiện tại chưa đúng", "that is not your password")])
    context.throttles.sign_in.clear("signed in", who.user_id)
    return user


def change_password(context: Context, who: Principal, token: str, old: str, new: str, *, now: datetime) -> None:
    """Set a new password; every other sign-in ends. InvalidError naming ``password`` or ``new_password``."""
    weak = passwords.problem(new, "new_password")
    if weak is not None:
        raise InvalidError(errors=[weak])
    before = confirm_password(context, who, old).password_hash
    renewed = passwords.hashed(new)
    with context.database.write() as session:
        repository.renew_hash(session, who.user_id, before, renewed)
        end_others(session, who, token, now=now)
        audit.record(session, who, Verb.CHANGE_PASSWORD, "user", who.user_id, now=now)
