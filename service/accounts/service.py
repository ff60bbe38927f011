"""People and reporting systems: who they are, how they sign in, and how they are made."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from service import audit
from service.accounts import passwords, repository, second_factor
from service.accounts.errors import EnrolmentNeededError
from service.clock import VIETNAM
from service.errors import DoneError, FieldError, InvalidError, SignInError
from service.identifiers import new_id
from service.models import ApiKey, School, SignIn, User
from service.principal import Principal
from service.words import Role, Verb

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from service.context import Context
    from service.settings import Settings

_KEY_PREFIX = "lachan_key_"
_TOKEN_PREFIX = "lachan_session_"  # noqa: S105 - says what the rest is; not the rest
_SEEN_EVERY = timedelta(seconds=60)  # a write for every read would make each page a disk sync
_SCHOOL_ROLES = (Role.COUNSELLOR, Role.LEAD)

PEOPLE = (Role.COUNSELLOR, Role.LEAD, Role.DATA, Role.ADMIN)
"""Roles that have an account."""


def begin(session: Session, user: User, *, now: datetime) -> str:
    """Let somebody whose password was checked in, and tell the token. Needs a ``write()`` session."""
    token = _TOKEN_PREFIX + secrets.token_urlsafe(32)
    session.add(SignIn(user_id=user.id, token_hash=hash_of(token), created_at=now, seen_at=now))
    audit.record(session, principal(user), Verb.SIGN_IN, "user", user.id, now=now)
    return token


def sign_out(session: Session, who: Principal, token: str, *, now: datetime) -> None:
    """End a sign-in. Needs a ``write()`` session."""
    repository.end(session, hash_of(token), now)
    audit.record(session, who, Verb.SIGN_OUT, "user", who.user_id, now=now)


def forget(context: Context, token: str, *, now: datetime) -> None:
    """End a sign-in whose browser signs in anew."""
    with context.database.write() as session:
        repository.end(session, hash_of(token), now)


def principal_of(context: Context, token: str, *, now: datetime, enrolling: bool = False) -> Principal:
    """Tell who holds an API key or a session token; SignInError if nobody does.

    EnrolmentNeededError for somebody whose role must have a second factor and who has none, unless they are
    ``enrolling``: what they ask for is to set one up, or to sign out.
    """
    if token.startswith(_KEY_PREFIX):
        return _system_of(context, token, now)
    with context.database.read() as session:
        found = repository.sign_in_with(session, hash_of(token))
    if found is None or found.user.disabled_at is not None or _ran_out(found, context.settings, now):
        raise SignInError
    if now - found.seen_at > _SEEN_EVERY:
        with context.database.write() as session:
            repository.seen(session, found.id, now)
    user = found.user
    if not enrolling and second_factor.needed(context, user.role) and not second_factor.in_force(user):
        raise EnrolmentNeededError
    return principal(user)


def _system_of(context: Context, key: str, now: datetime) -> Principal:
    with context.database.read() as session:
        found = repository.key_with(session, hash_of(key), now)
    if found is None:
        raise SignInError
    today = now.astimezone(VIETNAM).date()
    if found.used_on != today:
        with context.database.write() as session:
            repository.used(session, found.id, today)
    scope = None if found.verbs is None else frozenset(verb for verb in Verb if verb.value in found.verbs)
    return Principal(id=found.id, role=Role.SYSTEM, school_id=found.school_id, name=found.name, scope=scope)


def signed_in(context: Context, token: str, *, now: datetime) -> bool:
    """Whether a session token still lets its person in. Asking so is no sign of life: it does not lengthen anything."""
    with context.database.read() as session:
        found = repository.sign_in_with(session, hash_of(token))
    return found is not None and found.user.disabled_at is None and not _ran_out(found, context.settings, now)


def _ran_out(found: SignIn, settings: Settings, now: datetime) -> bool:
    return now - found.seen_at > settings.session_idle or now - found.created_at > settings.session_length


def school(session: Session, name: str, *, now: datetime) -> School:
    """Find the school of that name, or make it. Needs a ``write()`` session."""
    name = plain_school(name)
    if not name:
        raise InvalidError(errors=[FieldError("school", "hãy ghi tên trường", "say which school")])
    found = repository.school_named(session, name)
    if found is None:
        found = School(name=name, created_at=now)
        session.add(found)
        session.flush()
    return found


def add_key(
    session: Session,
    name: str,
    school_name: str,
    *,
    now: datetime,
    scope: Iterable[Verb] | None = None,
    expires_at: datetime | None = None,
) -> str:
    """Make an API key for a school's reporting system and tell it, this once. Needs a ``write()`` session."""
    owner = school(session, school_name, now=now)
    verbs = None if scope is None else sorted({verb.value for verb in scope})
    row, key = new_key(owner.id, name, now=now, verbs=verbs, expires_at=expires_at)
    session.add(row)
    return key


def new_key(
    school_id: str, name: str, *, now: datetime, verbs: list[str] | None, expires_at: datetime | None
) -> tuple[ApiKey, str]:
    """Make a key's row, and the key itself, of which the row keeps the hash only."""
    key = _KEY_PREFIX + secrets.token_urlsafe(32)
    row = ApiKey(
        id=new_id(),
        school_id=school_id,
        name=name,
        key_hash=hash_of(key),
        created_at=now,
        verbs=verbs,
        expires_at=expires_at,
    )
    return row, key


@dataclass(frozen=True, slots=True)
class NewUser:
    """An account to be made."""

    name: str  # what is typed to sign in
    password: str | None  # None: signs in through the provider alone
    role: Role
    school: str | None = None  # name; data staff and administrators may have none
    display_name: str | None = None  # as colleagues see it


def add_user(session: Session, new: NewUser, *, now: datetime) -> Principal:
    """Make an account. Needs a ``write()`` session; InvalidError naming the field, DoneError if the name is taken."""
    name = plain_name(new.name)
    errors = []
    if not name or any(char.isspace() for char in name):
        errors.append(FieldError("name", "tên đăng nhập không được trống hay có khoảng trắng", "no spaces, not empty"))
    weak = passwords.problem(new.password) if new.password is not None else None
    if weak is not None:
        errors.append(weak)
    if new.role not in PEOPLE:
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
        password_hash=passwords.hashed(new.password) if new.password is not None else "",
        created_at=now,
    )
    session.add(user)
    session.flush()
    return principal(user)


def plain_school(name: str) -> str:
    """Write a school's name the one way it is stored: one space between words, none around."""
    return " ".join(name.split())


def plain_name(name: str) -> str:
    """Write a sign-in name the one way it is stored: composed letters, lower case, no space around it."""
    return unicodedata.normalize("NFC", name).strip().casefold()


def principal(user: User) -> Principal:
    """Say who an account is."""
    return Principal(id=user.id, role=Role(user.role), school_id=user.school_id, name=user.display_name)


def hash_of(token: str) -> bytes:
    """Hash a token or a key as it is stored."""
    # Tokens carry 256 random bits, so a fast hash is enough; passwords get argon2id.
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
