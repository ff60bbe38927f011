"""A school's accounts, as whoever keeps them sees and changes them. No content of a report is near."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from service import audit
from service.accounts import passwords, repository, second_factor
from service.accounts import second_factor_repository as factors
from service.accounts.service import PEOPLE, plain_name
from service.errors import DoneError, FieldError, ForbiddenError, InvalidError, NotFoundError
from service.models import Link, User
from service.words import Role, Verb

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from service.principal import Principal

_LONGEST_SUBJECT = 255
_WITHOUT_SCHOOL = (Role.DATA, Role.ADMIN)


@dataclass(frozen=True, slots=True)
class Account:
    """A person's account as its keepers see it."""

    id: str
    name: str
    display_name: str
    role: Role
    school: str | None
    disabled: bool
    second_factor: bool


def listed(session: Session, school_id: str | None) -> tuple[Account, ...]:
    """Tell a school's accounts, or everybody's for ``None``."""
    return tuple(
        Account(
            id=user.id,
            name=user.name,
            display_name=user.display_name,
            role=Role(user.role),
            school=school,
            disabled=user.disabled_at is not None,
            second_factor=second_factor.in_force(user),
        )
        for user, school in repository.users(session, school_id)
    )


def named(session: Session, name: str) -> User:
    """Find an account by its sign-in name, for whoever sits at the machine; InvalidError naming the field."""
    user = repository.user_named(session, plain_name(name))
    if user is None:
        raise InvalidError(errors=[FieldError("name", "chưa có tài khoản tên này", "there is no such account")])
    return user


def kept_by(session: Session, who: Principal, user_id: str) -> User:
    """Find an account that somebody may change from the console.

    NotFoundError for another school's, ForbiddenError for one's own (nobody locks themself out by one press) and for
    a lead who reaches for an administrator.
    """
    user = repository.user(session, user_id)
    if user is None or user.school_id != who.school:
        raise NotFoundError
    if user.id == who.id or not may_keep(who, Role(user.role)):
        raise ForbiddenError
    return user


def may_keep(who: Principal, role: Role) -> bool:
    """Whether somebody may change accounts of this role: nobody those above their own."""
    return who.role is Role.ADMIN or role is not Role.ADMIN


def disable(session: Session, who: Principal, user: User, *, now: datetime) -> None:
    """Let an account in no more: its sign-ins end at once. Needs a ``write()`` session."""
    if user.disabled_at is None:
        user.disabled_at = now
    repository.end_all(session, user.id, now)
    audit.record(session, who, Verb.DISABLE_USER, "user", user.id, now=now)


def enable(session: Session, who: Principal, user: User, *, now: datetime) -> None:
    """Let an account in again; they sign in anew. Needs a ``write()`` session."""
    user.disabled_at = None
    audit.record(session, who, Verb.ENABLE_USER, "user", user.id, now=now)


def sign_out(session: Session, who: Principal, user: User, *, now: datetime) -> None:
    """End every sign-in of an account. Needs a ``write()`` session."""
    repository.end_all(session, user.id, now)
    audit.record(session, who, Verb.SIGN_OUT_USER, "user", user.id, now=now)


def reset_second_factor(session: Session, who: Principal, user: User, *, now: datetime) -> None:
    """Take a second factor and its recovery codes away: the telephone is lost. Every sign-in ends, too.

    Needs a ``write()`` session; DoneError if there is none.
    """
    if not factors.remove(session, user.id):
        raise DoneError("Tài khoản này chưa bật xác thực hai bước.", "This account has no second factor.")
    repository.end_all(session, user.id, now)
    audit.record(session, who, Verb.RESET_SECOND_FACTOR, "user", user.id, now=now)


def set_password(session: Session, who: Principal, user: User, password: str, *, now: datetime) -> None:
    """Set an account's password; every sign-in ends. Needs a ``write()`` session; InvalidError naming the field."""
    weak = passwords.problem(password)
    if weak is not None:
        raise InvalidError(errors=[weak])
    user.password_hash = passwords.hashed(password)
    repository.end_all(session, user.id, now)
    audit.record(session, who, Verb.SET_PASSWORD, "user", user.id, now=now)


def set_role(session: Session, who: Principal, user: User, role: Role, *, now: datetime) -> None:
    """Give an account another role; every sign-in ends. Needs a ``write()`` session; InvalidError naming the field."""
    if role not in PEOPLE:
        raise InvalidError(errors=[FieldError("role", "vai trò này không có tài khoản", "this role has no account")])
    if user.school_id is None and role not in _WITHOUT_SCHOOL:
        wrong = FieldError("role", "vai trò này phải thuộc một trường", "this role belongs to a school")
        raise InvalidError(errors=[wrong])
    user.role = role.value
    repository.end_all(session, user.id, now)
    audit.record(session, who, Verb.SET_ROLE, "user", user.id, now=now)


def link(session: Session, who: Principal, user: User, issuer: str, subject: str | None, *, now: datetime) -> None:
    """Say whom the provider means by a subject, or by none any more.

    Needs a ``write()`` session; InvalidError naming the field, DoneError if the subject is somebody else's.
    """
    found = repository.link_of(session, user.id)
    if subject is None:
        if found is not None:
            session.delete(found)
    else:
        if not 0 < len(subject) <= _LONGEST_SUBJECT or not subject.isprintable():
            wrong = FieldError("subject", "mã chủ thể (sub) có từ 1 đến 255 ký tự", "a subject has 1 to 255 characters")
            raise InvalidError(errors=[wrong])
        other = repository.linked(session, issuer, subject)
        if other is not None and other.id != user.id:
            raise DoneError("Mã này đã nối với một tài khoản khác.", "This subject is linked to another account.")
        if found is None:
            session.add(Link(user_id=user.id, issuer=issuer, subject=subject, created_at=now))
        else:
            found.issuer, found.subject, found.created_at = issuer, subject, now
    repository.end_all(session, user.id, now)
    audit.record(session, who, Verb.LINK_USER, "user", user.id, now=now)
