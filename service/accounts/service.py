"""People and reporting systems: who they are, how they sign in, and how they are made."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from service import audit
from service.accounts import passwords, repository
from service.errors import DoneError, FieldError, InvalidError, SignInError, WrongPasswordError
from service.models import ApiKey, School, SignIn, User
from service.principal import NOBODY, OPERATOR, Principal
from service.words import Role, Verb

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from service.context import Context
    from service.settings import Settings

_KEY_PREFIX = "lachan_key_"
_TOKEN_PREFIX = "lachan_session_"  # noqa: S105 - says what the rest is; not the rest
_SEEN_EVERY = timedelta(seconds=60)  # a write for every read would make each page a disk sync
_SCHOOL_ROLES = (Role.COUNSELLOR, Role.LEAD)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A fresh sign-in. The token is told here and never again."""

    token: str
    principal: Principal
    expires_at: datetime


def sign_in(context: Context, name: str, password: str, address: str, *, now: datetime) -> SignedIn:
    """Sign a person in. ``address`` is where the request came from, for throttling only; it is never stored.

    WrongPasswordError whatever was wrong, TooManyError after too many failures.
    """
    name = plain_name(name)
    context.throttles.sign_in_address.check(address)
    context.throttles.sign_in.check(name, address)
    with context.database.read() as session:
        user = repository.user_named(session, name)
    usable = user is not None and user.disabled_at is None
    if not passwords.fits(password, user.password_hash if usable and user else None) or user is None:
        context.throttles.sign_in_address.count(address)
        context.throttles.sign_in.count(name, address)
        with context.database.write() as session:  # whom it was tried for, if there is somebody; never what was typed
            audit.record(session, NOBODY, Verb.FAIL_TO_SIGN_IN, "user", user.id if user else "", now=now)
        raise WrongPasswordError
    with context.database.write() as session:
        return SignedIn(begin(session, user, now=now), _principal(user), now + context.settings.session_length)


def begin(session: Session, user: User, *, now: datetime) -> str:
    """Let somebody whose password was checked in, and tell the token. Needs a ``write()`` session."""
    token = _TOKEN_PREFIX + secrets.token_urlsafe(32)
    session.add(SignIn(user_id=user.id, token_hash=_hash(token), created_at=now, seen_at=now))
    audit.record(session, _principal(user), Verb.SIGN_IN, "user", user.id, now=now)
    return token


def sign_out(session: Session, who: Principal, token: str, *, now: datetime) -> None:
    """End a sign-in. Needs a ``write()`` session."""
    repository.end(session, _hash(token), now)
    audit.record(session, who, Verb.SIGN_OUT, "user", who.user_id, now=now)


def principal_of(context: Context, token: str, *, now: datetime) -> Principal:
    """Tell who holds an API key or a session token; SignInError if nobody does."""
    if token.startswith(_KEY_PREFIX):
        with context.database.read() as session:
            key = repository.key_with(session, _hash(token))
        if key is None:
            raise SignInError
        return Principal(id=key.id, role=Role.SYSTEM, school_id=key.school_id, name=key.name)
    with context.database.read() as session:
        found = repository.sign_in_with(session, _hash(token))
    if found is None or found.user.disabled_at is not None:
        raise SignInError
    if _ran_out(found, context.settings, now):
        raise SignInError
    if now - found.seen_at > _SEEN_EVERY:
        with context.database.write() as session:
            repository.seen(session, found.id, now)
    return _principal(found.user)


def signed_in(context: Context, token: str, *, now: datetime) -> bool:
    """Whether a session token still lets its person in. Asking so is no sign of life: it does not lengthen anything."""
    with context.database.read() as session:
        found = repository.sign_in_with(session, _hash(token))
    return found is not None and found.user.disabled_at is None and not _ran_out(found, context.settings, now)


def _ran_out(found: SignIn, settings: Settings, now: datetime) -> bool:
    return now - found.seen_at > settings.session_idle or now - found.created_at > settings.session_length


def school(session: Session, name: str, *, now: datetime) -> School:
    """Find the school of that name, or make it. Needs a ``write()`` session."""
    name = " ".join(name.split())
    if not name:
        raise InvalidError(errors=[FieldError("school", "hãy ghi tên trường", "say which school")])
    found = repository.school_named(session, name)
    if found is None:
        found = School(name=name, created_at=now)
        session.add(found)
        session.flush()
    return found


def add_key(session: Session, name: str, school_name: str, *, now: datetime) -> str:
    """Make an API key for a school's reporting system and tell it, this once. Needs a ``write()`` session."""
    key = _KEY_PREFIX + secrets.token_urlsafe(32)
    owner = school(session, school_name, now=now)
    row = ApiKey(school_id=owner.id, name=name, key_hash=_hash(key), created_at=now)
    session.add(row)
    session.flush()
    audit.record(session, OPERATOR, Verb.ADD_ACCOUNT, "key", row.id, now=now)
    return key


@dataclass(frozen=True, slots=True)
class NewUser:
    """An account to be made."""

    name: str  # what is typed to sign in
    password: str
    role: Role
    school: str | None = None  # name; data staff and administrators may have none
    display_name: str | None = None  # as colleagues see it


def add_user(session: Session, new: NewUser, *, now: datetime) -> Principal:
    """Make an account. Needs a ``write()`` session; InvalidError naming the field, DoneError if the name is taken."""
    name = plain_name(new.name)
    errors = []
    if not name or any(char.isspace() for char in name):
        errors.append(FieldError("name", "tên đăng nhập không được trống hay có khoảng trắng", "no spaces, not empty"))
    if not passwords.SHORTEST <= len(new.password) <= passwords.LONGEST:
        errors.append(
            FieldError(
                "password",
                f"mật khẩu cần từ {passwords.SHORTEST} đến {passwords.LONGEST} ký tự",
                f"a password has {passwords.SHORTEST} to {passwords.LONGEST} characters",
            )
        )
    if new.role in (Role.SYSTEM, Role.ANYONE):
        errors.append(FieldError("role", "vai trò này không có tài khoản", "this role has no account"))
    if new.role in _SCHOOL_ROLES and not new.school:
        errors.append(FieldError("school", "vai trò này phải thuộc một trường", "this role belongs to a school"))
    if errors:
        raise InvalidError(errors=errors)
    if repository.user_named(session, name) is not None:
        raise DoneError("Tên đăng nhập này đã có.", "This name is taken.")
    user = User(
        school_id=school(session, new.school, now=now).id if new.school else None,
        name=name,
        display_name=new.display_name or name,
        role=new.role.value,
        password_hash=passwords.hashed(new.password),
        created_at=now,
    )
    session.add(user)
    session.flush()
    audit.record(session, OPERATOR, Verb.ADD_ACCOUNT, "user", user.id, now=now)
    return _principal(user)


def plain_name(name: str) -> str:
    """Write a sign-in name the one way it is stored: composed letters, lower case, no space around it."""
    return unicodedata.normalize("NFC", name).strip().casefold()


def _principal(user: User) -> Principal:
    return Principal(id=user.id, role=Role(user.role), school_id=user.school_id, name=user.display_name)


def _hash(token: str) -> bytes:
    # Tokens carry 256 random bits, so a fast hash is enough; passwords get argon2id.
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
