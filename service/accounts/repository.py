"""Accounts' statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.orm import joinedload

from service.models import ApiKey, Link, School, SignIn, User

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy import BindParameter, ColumnElement
    from sqlalchemy.orm import Session


def school_named(session: Session, name: str) -> School | None:
    """Read a school by its name."""
    return session.scalar(select(School).where(School.name == name))


def user_named(session: Session, name: str) -> User | None:
    """Read a person by the name they sign in with, and their second factor."""
    return session.scalar(select(User).where(User.name == name).options(joinedload(User.second_factor)))


def user(session: Session, user_id: str) -> User | None:
    """Read a person by their id, and their second factor."""
    return session.scalar(select(User).where(User.id == user_id).options(joinedload(User.second_factor)))


def school_of(session: Session, key: ApiKey) -> str:
    """Read the name of the school that a key belongs to."""
    return session.scalars(select(School.name).where(School.id == key.school_id)).one()


def users(session: Session, school_id: str | None) -> Sequence[tuple[User, str | None]]:
    """Read the people of a school, or of all, by name, each with the name of the school."""
    found = (
        select(User, School.name)
        .outerjoin(School, School.id == User.school_id)
        .options(joinedload(User.second_factor))
        .order_by(User.name)
    )
    if school_id is not None:
        found = found.where(User.school_id == school_id)
    return [(person, school) for person, school in session.execute(found)]


def renew_hash(session: Session, user_id: str, old: str, new: str) -> None:
    """Put a stronger hash of the same password in the place of the old one, unless the password was changed since."""
    session.execute(update(User).where(User.id == user_id, User.password_hash == old).values(password_hash=new))


def linked(session: Session, issuer: str, subject: str) -> User | None:
    """Read the person that a provider's subject is linked to."""
    return session.scalar(
        select(User)
        .join(Link, Link.user_id == User.id)
        .where(Link.issuer == issuer, Link.subject == subject)
        .options(joinedload(User.second_factor))
    )


def link_of(session: Session, user_id: str) -> Link | None:
    """Read whom the provider means by this person."""
    return session.get(Link, user_id)


def key_with(session: Session, key_hash: bytes, now: datetime) -> ApiKey | None:
    """Read the API key with that hash, unless it was revoked or has come to its end."""
    return session.scalar(_KEY_WITH, {"hash": key_hash, "now": now})


def keys(session: Session, now: datetime, *, name: str | None = None, school: str | None = None) -> Sequence[ApiKey]:
    """Read the API keys in use, oldest first: all, of a name, of a school's name."""
    found = select(ApiKey).where(*_in_use(now)).order_by(ApiKey.created_at, ApiKey.id)
    if name is not None:
        found = found.where(ApiKey.name == name)
    if school is not None:
        found = found.join(School, School.id == ApiKey.school_id).where(School.name == school)
    return session.scalars(found).all()


def _in_use(now: datetime | BindParameter[datetime]) -> tuple[ColumnElement[bool], ...]:
    return ApiKey.revoked_at.is_(None), or_(ApiKey.expires_at.is_(None), ApiKey.expires_at > now)


def used(session: Session, key_id: str, day: date) -> None:
    """Note the day on which a key was used."""
    session.execute(update(ApiKey).where(ApiKey.id == key_id).values(used_on=day))


def sign_in_with(session: Session, token_hash: bytes) -> SignIn | None:
    """Read the sign-in with that token, its person and their second factor."""
    return session.scalar(
        select(SignIn)
        .where(SignIn.token_hash == token_hash, SignIn.ended_at.is_(None))
        .options(joinedload(SignIn.user).joinedload(User.second_factor))
    )


def sign_ins(session: Session, user_id: str, *, seen_since: datetime, begun_since: datetime) -> Sequence[SignIn]:
    """Read a person's sign-ins that still hold, the newest first."""
    return session.scalars(
        select(SignIn)
        .where(
            SignIn.user_id == user_id,
            SignIn.ended_at.is_(None),
            SignIn.seen_at >= seen_since,
            SignIn.created_at >= begun_since,
        )
        .order_by(SignIn.created_at.desc(), SignIn.id.desc())
    ).all()


def seen(session: Session, sign_in_id: str, now: datetime) -> None:
    """Note that a person is still there."""
    session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(seen_at=now))


def end(session: Session, token_hash: bytes, now: datetime) -> None:
    """End a sign-in."""
    session.execute(
        update(SignIn).where(SignIn.token_hash == token_hash, SignIn.ended_at.is_(None)).values(ended_at=now)
    )


def end_one(session: Session, user_id: str, sign_in_id: str, now: datetime) -> bool:
    """End one sign-in of a person; ``False`` if there is none such."""
    ended = session.scalar(
        update(SignIn)
        .where(SignIn.id == sign_in_id, SignIn.user_id == user_id, SignIn.ended_at.is_(None))
        .values(ended_at=now)
        .returning(SignIn.id)
        .execution_options(synchronize_session=False)
    )
    return ended is not None


def end_all(session: Session, user_id: str, now: datetime, *, but: bytes | None = None) -> None:
    """End every sign-in of a person, but for the one with that token's hash."""
    ending = update(SignIn).where(SignIn.user_id == user_id, SignIn.ended_at.is_(None))
    if but is not None:
        ending = ending.where(SignIn.token_hash != but)
    session.execute(ending.values(ended_at=now).execution_options(synchronize_session=False))


# Put together once: every request of a reporting system asks it.
_KEY_WITH = select(ApiKey).where(ApiKey.key_hash == bindparam("hash"), *_in_use(bindparam("now")))
