"""Who did what, when, to which object: one row, in the same transaction as the deed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.models import AuditRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from service.principal import Principal
    from service.words import Verb


def record(session: Session, who: Principal, verb: Verb, kind: str, object_id: str, *, now: datetime) -> None:
    """Write down that ``who`` did ``verb`` to the object; it is kept only if the deed itself is committed."""
    session.add(
        AuditRow(
            at=now,
            actor_kind=who.role.value,
            actor_id=who.id,
            school_id=who.school_id,
            verb=verb.value,
            object_kind=kind,
            object_id=object_id,
        )
    )
