"""Accounts' statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from service.models import ApiKey, School, SignIn, User

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session


def school_named(session: Session, name: str) -> School | None:
    """Read a school by its name."""
    return session.scalar(select(School).where(School.name == name))


def user_named(session: Session, name: str) -> User | None:
    """Read a person by the name they sign in with."""
    return session.scalar(select(User).where(User.name == name))


def key_with(session: Session, key_hash: bytes) -> ApiKey | None:
    """Read the API key with that hash, unless it was revoked."""
    return session.scalar(select(ApiKey).where(ApiKey.key_hash == key_hash, ApiKey.revoked_at.is_(None)))


def sign_in_with(session: Session, token_hash: bytes) -> SignIn | None:
    """Read the sign-in with that token and its person."""
    return session.scalar(
        select(SignIn)
        .where(SignIn.token_hash == token_hash, SignIn.ended_at.is_(None))
        .options(joinedload(SignIn.user))
    )


def seen(session: Session, sign_in_id: str, now: datetime) -> None:
    """Note that a person is still there."""
    session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(seen_at=now))


def end(session: Session, token_hash: bytes, now: datetime) -> None:
    """End a sign-in."""
    session.execute(
        update(SignIn).where(SignIn.token_hash == token_hash, SignIn.ended_at.is_(None)).values(ended_at=now)
    )
