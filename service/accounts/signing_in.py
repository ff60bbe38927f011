"""Signing in: the password or the provider's word, then the second factor if the account has one, then a token."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from service import audit
from service.accounts import passwords, repository, second_factor, tries
from service.accounts.errors import CodeNeededError, ProviderError, WrongCodeError
from service.accounts.service import begin, plain_name, principal
from service.errors import SignInError, WrongPasswordError
from service.principal import NOBODY
from service.words import Verb

if TYPE_CHECKING:
    from service.accounts.tries import Place
    from service.context import Context
    from service.models import User
    from service.principal import Principal

_HALFWAY_HOLDS = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A fresh sign-in. The token is told here and never again."""

    token: str
    principal: Principal
    expires_at: datetime
    mark: str  # for the browser, so that nobody else's tries shut this person out


def sign_in(
    context: Context, name: str, password: str, place: Place, *, code: str | None = None, now: datetime
) -> SignedIn:
    """Sign a person in, in one step.

    WrongPasswordError whatever was wrong with name or password, CodeNeededError only after the right password,
    WrongCodeError, TooManyError after too many failures of either kind.
    """
    user = check_password(context, name, password, place, now=now)
    if second_factor.in_force(user) and not code:
        raise CodeNeededError
    return let_in(context, user, place, code=code, now=now)


def check_password(context: Context, name: str, password: str, place: Place, *, now: datetime) -> User:
    """Give whose name and password these are; WrongPasswordError, TooManyError.

    One password is hashed in any case: for a name that nobody has, for a disabled account and for one that has no
    password, so that the time tells nothing either. A hash of older parameters is made anew.
    """
    name = plain_name(name)
    tries.take(context, name, place)
    with context.database.read() as session:
        user = repository.user_named(session, name)
    usable = user is not None and user.disabled_at is None
    fits, renewed = passwords.verified(password, user.password_hash if usable and user is not None else "")
    if not fits or user is None:
        tries.failed(context, name, place)
        _note_failure(context, user, now)
        raise WrongPasswordError
    if renewed is not None:
        with context.database.write() as session:
            repository.renew_hash(session, user.id, user.password_hash, renewed)
        user.password_hash = renewed
    return user


def _note_failure(context: Context, user: User | None, now: datetime) -> None:
    with context.database.write() as session:  # whom it was tried for, if there is somebody; never what was typed
        audit.record(session, NOBODY, Verb.FAIL_TO_SIGN_IN, "user", user.id if user else "", now=now)


def vouched_for(context: Context, issuer: str, subject: str) -> User:
    """Give the account that the provider's subject was linked to; ProviderError if there is none, or it is disabled."""
    with context.database.read() as session:
        user = repository.linked(session, issuer, subject)
    if user is None or user.disabled_at is not None:
        raise ProviderError(
            "Tài khoản bên ngoài này chưa được nối với Lá Chắn. Hãy nhờ quản trị viên của trường.",
            "That account is not linked here. Ask the school's administrator.",
        )
    return user


def let_in(context: Context, user: User, place: Place, *, code: str | None = None, now: datetime) -> SignedIn:
    """Begin a sign-in of somebody whose password was checked, or for whom the provider vouched.

    WrongCodeError if the account has a second factor and the code is not its own.
    """
    who = principal(user)
    with context.database.write() as session:
        good: Verb | None = Verb.SIGN_IN
        if second_factor.in_force(user):
            good = second_factor.accepts(session, context, user, code or "", now=now)
        if good is Verb.USE_RECOVERY_CODE:
            audit.record(session, who, good, "user", user.id, now=now)
        token = begin(session, user, now=now) if good else None
    if token is None:
        tries.failed(context, user.name, place)
        _note_failure(context, user, now)
        raise WrongCodeError
    tries.succeeded(context, user.name, place)
    return SignedIn(token, who, now + context.settings.session_length, tries.mark(context, user.name))


def halfway(context: Context, user: User, *, now: datetime) -> str:
    """Write down, for the browser to bring back, that the first step is done: it holds five minutes."""
    at = str(int(now.timestamp()))
    return f"{user.id}.{at}.{_seal(context, user, at)}"


def second_step(context: Context, ticket: str, code: str, place: Place, *, now: datetime) -> SignedIn:
    """Finish with a code; SignInError if the first step is too long ago, WrongCodeError, TooManyError."""
    user_id, _dot, rest = ticket.partition(".")
    at, _dot, sealed = rest.partition(".")
    with context.database.read() as session:
        user = repository.user(session, user_id)
    if user is None or user.disabled_at is not None or not (at.isascii() and at.isdigit() and len(at) <= 11):  # noqa: PLR2004 - seconds until the year 5138
        raise SignInError
    fresh = timedelta(0) <= now - datetime.fromtimestamp(int(at), tz=now.tzinfo) <= _HALFWAY_HOLDS
    if not fresh or not hmac.compare_digest(sealed.encode("utf-8", "surrogatepass"), _seal(context, user, at).encode()):
        raise SignInError
    tries.take(context, user.name, place)
    return let_in(context, user, place, code=code, now=now)


def _seal(context: Context, user: User, at: str) -> str:
    # With the password's hash in it, a changed password ends what was begun with the old one.
    return context.secret.digest("second step", user.id.encode(), at.encode(), user.password_hash.encode()).hex()
