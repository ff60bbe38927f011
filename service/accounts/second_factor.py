"""The second factor: codes of an authenticator app (TOTP, RFC 6238), and recovery codes for a lost telephone.

The app's secret is sealed with the operator's key. A code works once, within half a minute of its own; a recovery
code works once. A new secret is a draft until a code proves that the app has it, so that nobody locks themself out.
"""

from __future__ import annotations

import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pyotp

from service import audit
from service.accounts import repository
from service.accounts import second_factor_repository as factors
from service.errors import DoneError, FieldError, ForbiddenError, InvalidError
from service.models import SecondFactor
from service.sealing.keys import SealError
from service.words import Verb

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from service.context import Context
    from service.models import User
    from service.principal import Principal

RECOVERY_CODES = 10
_STEP_S = 30
_DRIFT = (0, -1, 1)  # steps that the telephone's clock may be off
_DRAFT_HOLDS = timedelta(minutes=20)
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # 32 signs that nobody mistakes for one another on paper
_RECOVERY_LENGTH = 10  # 50 bits
_APP_CODE = re.compile(r"[0-9]{6}")
_ISSUER = "Lá Chắn"


@dataclass(frozen=True, slots=True)
class Draft:
    """A secret that waits for its first code."""

    secret: str  # base32, to be typed
    address: str  # otpauth://…, to be scanned


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person's second factor stands."""

    since: datetime | None  # None: there is none
    recovery_left: int
    needed: bool  # by their role


def in_force(user: User) -> bool:
    """Whether this person is asked for a code."""
    return user.second_factor is not None and user.second_factor.secret is not None


def standing(session: Session, context: Context, who: Principal) -> Standing:
    """Tell how one's own second factor stands."""
    found = factors.find(session, who.user_id)
    since = found.since if found and found.secret is not None else None
    return Standing(since, factors.recovery_left(session, who.user_id), needed(context, who.role.value))


def needed(context: Context, role: str) -> bool:
    """Whether a role must have a second factor."""
    return role in context.settings.require_second_factor


def begin(session: Session, context: Context, who: Principal, *, now: datetime) -> None:
    """Draft a secret; what is in force stays so until the new one is confirmed. Needs a ``write()`` session."""
    found = factors.find(session, who.user_id)
    if found is None:
        found = SecondFactor(user_id=who.user_id)
        session.add(found)
    found.drafted = _sealed(context, who.user_id, pyotp.random_base32())
    found.drafted_at = now


def draft(session: Session, context: Context, who: Principal, *, now: datetime) -> Draft | None:
    """Give the secret that waits for its first code, for twenty minutes."""
    found = factors.find(session, who.user_id)
    if found is None or found.drafted is None or found.drafted_at is None or now - found.drafted_at > _DRAFT_HOLDS:
        return None
    secret = _opened(context, who.user_id, found.drafted)
    if secret is None:
        return None
    name = repository.user(session, who.user_id)
    account = name.name if name else who.name
    return Draft(secret, pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=_ISSUER))


def confirm(session: Session, context: Context, who: Principal, code: str, *, now: datetime) -> tuple[str, ...]:
    """Put the drafted secret in force if the code is its own; gives ten recovery codes, told only now.

    Needs a ``write()`` session. InvalidError if the code is another's, DoneError if no draft is waiting.
    """
    waiting = draft(session, context, who, now=now)
    found = factors.find(session, who.user_id)
    if waiting is None or found is None:
        raise DoneError("Mã QR đã hết hạn. Hãy bắt đầu lại.", "The QR code is too old. Begin again.")
    step = _step_of(waiting.secret, code, now)
    if step is None:
        wrong = FieldError(
            "code",
            "mã chưa đúng; hãy xem lại đồng hồ của điện thoại và nhập mã đang hiện",
            "the code is not right; check the telephone's clock and type the one shown now",
        )
        raise InvalidError(errors=[wrong])
    found.secret, found.since, found.used_step = found.drafted, now, step
    found.drafted = found.drafted_at = None
    session.flush()
    audit.record(session, who, Verb.SET_SECOND_FACTOR, "user", who.user_id, now=now)
    return _new_recovery(session, context, who.user_id)


def renew_recovery(session: Session, context: Context, who: Principal, *, now: datetime) -> tuple[str, ...]:
    """Make ten new recovery codes in the place of all before; told only now. Needs a ``write()`` session; DoneError."""
    found = factors.find(session, who.user_id)
    if found is None or found.secret is None:
        raise DoneError("Bạn chưa bật xác thực hai bước.", "There is no second factor yet.")
    audit.record(session, who, Verb.SET_SECOND_FACTOR, "user", who.user_id, now=now)
    return _new_recovery(session, context, who.user_id)


def turn_off(session: Session, context: Context, who: Principal, *, now: datetime) -> None:
    """Take one's own second factor away; ForbiddenError if one's role must have it. Needs a ``write()`` session."""
    if needed(context, who.role.value):
        raise ForbiddenError(
            "Vai trò của bạn cần xác thực hai bước nên không tắt được; có thể đổi sang điện thoại khác.",
            "Your role must have a second factor, so it cannot be turned off; another telephone can take its place.",
        )
    if factors.remove(session, who.user_id):
        audit.record(session, who, Verb.SET_SECOND_FACTOR, "user", who.user_id, now=now)


def accepts(session: Session, context: Context, user: User, code: str, *, now: datetime) -> Verb | None:
    """Use a code up and tell what it was good for: ``SIGN_IN`` the app's, ``USE_RECOVERY_CODE``; None if it is wrong.

    Needs a ``write()`` session: that a code works once is one conditional statement, whoever else sends it just now.
    """
    found = factors.find(session, user.id)
    if found is None or found.secret is None:
        return None
    plain = "".join(code.split()).replace("-", "").upper()
    if _APP_CODE.fullmatch(plain):
        secret = _opened(context, user.id, found.secret)
        step = _step_of(secret, plain, now) if secret is not None else None
        return Verb.SIGN_IN if step is not None and factors.use_step(session, user.id, step) else None
    used = factors.use_recovery(session, user.id, _recovery_hash(context, user.id, plain), now)
    return Verb.USE_RECOVERY_CODE if used else None


def _step_of(secret: str, code: str, now: datetime) -> int | None:
    given, present = "".join(code.split()), int(now.timestamp()) // _STEP_S
    app = pyotp.TOTP(secret, interval=_STEP_S)
    for drift in _DRIFT:
        if hmac.compare_digest(app.generate_otp(present + drift).encode(), given.encode("utf-8", "surrogatepass")):
            return present + drift
    return None


def _sealed(context: Context, user_id: str, secret: str) -> bytes:
    return context.operator_key.seal(secret.encode(), _bound(user_id))


def _opened(context: Context, user_id: str, sealed: bytes) -> str | None:
    # With a lost or another operator's key nobody's app can be asked; recovery codes still work.
    try:
        return context.operator_key.open(sealed, _bound(user_id)).decode()
    except SealError:
        return None


def _new_recovery(session: Session, context: Context, user_id: str) -> tuple[str, ...]:
    codes = tuple("".join(secrets.choice(_ALPHABET) for _ in range(_RECOVERY_LENGTH)) for _ in range(RECOVERY_CODES))
    factors.replace_recovery(session, user_id, [_recovery_hash(context, user_id, code) for code in codes])
    half = _RECOVERY_LENGTH // 2
    return tuple(f"{code[:half]}-{code[half:]}" for code in codes)


def _recovery_hash(context: Context, user_id: str, code: str) -> bytes:
    # Keyed with a secret that is not in the database: whoever has only the database cannot try 50 bits out.
    return context.secret.digest("recovery code", user_id.encode(), code.encode("utf-8", "surrogatepass"))


def _bound(user_id: str) -> str:
    return f"second-factor/{user_id}"
