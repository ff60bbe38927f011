"""Whether the operator's key is the right one, and whether what is sealed still opens. Nothing tells content."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import structlog
from sqlalchemy import LargeBinary, select

from service.errors import FieldError, InvalidError
from service.models import Base, DataKeyRow
from service.models.keys import Owner
from service.sealing.keyring import keyring, unsealed
from service.sealing.keys import SealError

if TYPE_CHECKING:
    from sqlalchemy.orm import InstrumentedAttribute

    from service.database import Database

_log = structlog.get_logger()
_PROOF = "operator-key"
_BATCH = 500


def require_right_key(database: Database) -> None:
    """InvalidError if what is sealed in this database was sealed under another key: it must not store more.

    The first start leaves a key of the service's own behind, which proves at every later one that it is the same.
    """
    with database.write() as session:
        ring = keyring(session)
        proof = session.get(DataKeyRow, (Owner.SERVICE.value, _PROOF))
        known = proof or session.scalar(select(DataKeyRow).limit(1))
        if known is not None and ring.key(Owner(known.owner_kind), known.owner_id) is None:
            wrong = FieldError(
                "LACHAN_SEALING_KEY",
                f"cần khóa {known.wrapped_by}; khóa đang có không mở được gì trong cơ sở dữ liệu này",
                f"key {known.wrapped_by} is needed; the present one opens nothing in this database",
            )
            _log.error("the operator's key is not the one of this database", needed=known.wrapped_by)
            raise InvalidError(
                "Khóa niêm phong không đúng, nên dịch vụ chưa chạy: không có gì bị mất hay bị ghi đè.",
                "The sealing key is another one, so the service does not start: nothing is lost or written over.",
                errors=[wrong],
            )
        if proof is None:
            ring.make(Owner.SERVICE, _PROOF)


def sealed_columns() -> list[InstrumentedAttribute[Any]]:
    """Name every column that is sealed with the key of its row's owner."""
    return [
        getattr(mapper.class_, column.key)
        for mapper in sorted(Base.registry.mappers, key=lambda one: str(one.local_table))
        for column in mapper.columns
        if "owner" in column.info and isinstance(column.type, LargeBinary)
    ]


def open_contents(database: Database, *, most: int | None) -> tuple[int, Counter[str]]:
    """Open what is sealed, the newest ``most`` rows of each table or all; gives how many opened, and how many did not.

    The latter by table and column.
    """
    opened, lost = 0, Counter[str]()
    for column in sealed_columns():
        table = column.class_
        order = [getattr(table, key.name).desc() for key in table.__table__.primary_key]
        at = 0
        while most is None or at < most:
            number = _BATCH if most is None else min(_BATCH, most - at)
            with database.read() as session:
                rows = session.scalars(
                    # An erased report keeps its row, with nothing in it.
                    select(table).where(column.is_not(None), column != b"").order_by(*order).offset(at).limit(number)
                ).all()
                for row in rows:
                    try:
                        unsealed(session, row, column)
                        opened += 1
                    except SealError:
                        lost[f"{table.__tablename__}.{column.key}"] += 1
            at += len(rows)
            if len(rows) < number:
                break
    return opened, lost
