"""After a rotation: what the older keys wrapped is wrapped with the present one, some rows at a time.

It may be ended at any moment and goes on where it stopped; whoever reads or writes meanwhile opens both.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, tuple_

from service.models import DataKeyRow
from service.sealing import WRAPPED_BYTES, SealError
from service.wrapped import WRAPPED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy.orm import Session

    from service.database import Database
    from service.sealing import OperatorKey
    from service.wrapped import Wrapped

_BATCH = 200
EVERY_S = 60.0
"""How often a process looks whether a rotation was cut short."""


@dataclass(slots=True)
class Found:
    """How many rows each key opens, and where there are rows that none does."""

    by_key: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)  # by table and column


def count(database: Database) -> int:
    """Count all rows that the operator's key wraps something of."""
    with database.read() as session:
        return sum(
            session.scalar(select(func.count()).where(one.column.is_not(None)).select_from(one.column.class_)) or 0
            for one in WRAPPED
        )


def look(database: Database, key: OperatorKey) -> Found:
    """Open every wrapped key once and change nothing."""
    found = Found()
    for wrapped in WRAPPED:
        for rows in _batches(database, wrapped):
            for row in rows:
                _opened(wrapped, row, key, found)
    return found


def rewrap(database: Database, key: OperatorKey, tell: Callable[[int], object] = lambda _: None) -> Found:
    """Wrap with the present key whatever an older one wrapped; gives what was found before. ``tell``: rows done."""
    found = Found()
    for wrapped in WRAPPED:
        for rows in _batches(database, wrapped, lock=True):
            for row in rows:
                _rewrap(wrapped, row, key, found)
            tell(len(rows))
    return found


def go_on(database: Database, key: OperatorKey) -> bool:
    """Finish a rotation that was cut short; the piece of background work. Gives ``False``: nothing is left after it."""
    older = key.names[1:]
    if older:
        with database.read() as session:
            left = session.scalar(select(select(DataKeyRow).where(DataKeyRow.wrapped_by.in_(older)).exists()))
        if left:
            rewrap(database, key)
    return False


def _rewrap(wrapped: Wrapped, row: Any, key: OperatorKey, found: Found) -> None:  # noqa: ANN401 - a row of any table
    present = key.name
    data_key, by = _opened(wrapped, row, key, found)
    if data_key is None or by == present:
        return
    value: bytes = getattr(row, wrapped.column.key)
    setattr(row, wrapped.column.key, key.wrap(data_key, wrapped.bound(row)) + value[WRAPPED_BYTES:])
    if wrapped.by is not None:
        setattr(row, wrapped.by.key, key.name)


def _opened(wrapped: Wrapped, row: Any, key: OperatorKey, found: Found) -> tuple[Any, str]:  # noqa: ANN401
    value: bytes = getattr(row, wrapped.column.key)
    try:
        data_key, by = key.unwrapped(value[:WRAPPED_BYTES], wrapped.bound(row))
    except SealError:
        found.lost[wrapped.name] += 1
        return None, ""
    found.by_key[by] += 1
    return data_key, by


def _batches(database: Database, wrapped: Wrapped, *, lock: bool = False) -> Iterator[Sequence[Any]]:
    """Give all rows by their keys; with ``lock`` each batch is a transaction that is committed before the next."""
    table = wrapped.column.class_
    order = [getattr(table, column.name) for column in table.__table__.primary_key]
    last: tuple[Any, ...] | None = None
    while True:
        query = select(table).where(wrapped.column.is_not(None)).order_by(*order).limit(_BATCH)
        if last is not None:
            query = query.where(tuple_(*order) > last)
        with database.write() if lock else database.read() as session:
            rows = _read(session, query.with_for_update(of=table) if lock else query)
            if rows:
                last = tuple(getattr(rows[-1], column.key) for column in order)
                yield rows
        if len(rows) < _BATCH:
            return


def _read(session: Session, query: Any) -> Sequence[Any]:  # noqa: ANN401 - a statement about any table
    return session.scalars(query).all()
