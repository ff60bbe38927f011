"""Statements of the second factor and its recovery codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, or_, select, update

from service.models import RecoveryCode, SecondFactor

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy.orm import Session


def find(session: Session, user_id: str) -> SecondFactor | None:
    """Read a person's second factor, in force or drafted."""
    return session.scalar(select(SecondFactor).where(SecondFactor.user_id == user_id))


def use_step(session: Session, user_id: str, step: int) -> bool:
    """Use a code's half minute up; ``False`` if it, or a later one, was used before."""
    used = session.scalar(
        update(SecondFactor)
        .where(
            SecondFactor.user_id == user_id,
            SecondFactor.secret.is_not(None),
            or_(SecondFactor.used_step.is_(None), SecondFactor.used_step < step),
        )
        .values(used_step=step)
        .returning(SecondFactor.user_id)
        .execution_options(synchronize_session=False)
    )
    return used is not None


def use_recovery(session: Session, user_id: str, code_hash: bytes, now: datetime) -> bool:
    """Use a recovery code up; ``False`` if there is none such, or it was used before."""
    used = session.scalar(
        update(RecoveryCode)
        .where(RecoveryCode.user_id == user_id, RecoveryCode.code_hash == code_hash, RecoveryCode.used_at.is_(None))
        .values(used_at=now)
        .returning(RecoveryCode.user_id)
        .execution_options(synchronize_session=False)
    )
    return used is not None


def replace_recovery(session: Session, user_id: str, code_hashes: Iterable[bytes]) -> None:
    """Put new recovery codes in the place of all before."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    session.add_all(RecoveryCode(user_id=user_id, code_hash=code_hash) for code_hash in code_hashes)


def recovery_left(session: Session, user_id: str) -> int:
    """Count the recovery codes that still work."""
    left = session.scalar(select(func.count()).where(RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None)))
    return left or 0


def remove(session: Session, user_id: str) -> bool:
    """Take a second factor and its recovery codes away; ``False`` if there was none."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    gone = session.scalar(delete(SecondFactor).where(SecondFactor.user_id == user_id).returning(SecondFactor.user_id))
    return gone is not None
