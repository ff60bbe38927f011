"""One row a deed, in the same transaction as the deed, sealed with the service's secret as it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.audit.seal import seal
from service.database import SECRET, put
from service.models import AuditRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from service.principal import Principal
    from service.words import Verb


def record(session: Session, who: Principal, verb: Verb, kind: str, object_id: str, *, now: datetime) -> None:
    """Write down that ``who`` did ``verb`` to the object; it is kept only if the deed itself is committed.

    The session must come from a ``Database`` that was given the secret: a row without a seal counts as put in by
    somebody else as soon as the first sealed one is linked.
    """
    row = AuditRow(
        at=now,
        actor_kind=who.role.value,
        actor_id=who.id,
        school_id=who.school_id,
        verb=verb.value,
        object_kind=kind,
        object_id=object_id,
    )
    secret = session.info.get(SECRET)
    if secret is not None:
        row.seal = seal(secret, row)
    put(session, row)
