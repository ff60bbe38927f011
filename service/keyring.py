"""The data keys that one transaction uses: columns are sealed and opened here, and nowhere else.

A session carries its ring with it, so each key is read and unwrapped at most once a transaction. What a value is
sealed for names its table, column, row and owner: moved to another place, it does not open.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, cast

import orjson
import structlog
from sqlalchemy import Executable, select
from sqlalchemy.dialects import postgresql, sqlite

from service import clock
from service.database import OPERATOR_KEY
from service.errors import UnsealedError
from service.models.keys import DataKeyRow, Owner, Sealed
from service.sealing import DataKey, OperatorKey, SealError
from service.words import UNOPENED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Table
    from sqlalchemy.orm import InstrumentedAttribute, Session

    from service.models import Base

_log = structlog.get_logger()
_RING = "lachan_keyring"
_CHUNK = 500  # values in one statement
_TABLE = cast("Table", DataKeyRow.__table__)
_INSERT: dict[str, Executable] = {  # made once, and of the table rather than the class: each report needs it
    "postgresql": postgresql.insert(_TABLE).on_conflict_do_nothing().returning(_TABLE.c.owner_id),
    "sqlite": sqlite.insert(_TABLE).on_conflict_do_nothing().returning(_TABLE.c.owner_id),
}


def seal(session: Session, row: Base, column: InstrumentedAttribute[Any], value: object) -> Sealed:
    """Seal a value (anything that JSON can say) for a column of a row, whose id and owner's id are set.

    A report's key is made with the report; anybody else's with the first thing that is sealed for them. UnsealedError
    if the key was erased or does not open.
    """
    place = _place(row.__table__, column.key)
    owner_id = place.owner_id(row)
    return Sealed(keyring(session).needed(place.owner, owner_id).seal(orjson.dumps(value), place.bound(row, owner_id)))


def unsealed(session: Session, row: Base, column: InstrumentedAttribute[Any]) -> Any:  # noqa: ANN401 - what was sealed
    """Open a sealed column; ``None`` if nothing is in it.

    SealError if its key is lost, or it was changed or moved from another place.
    """
    sealed = getattr(row, column.key)
    if sealed is None:
        return None
    place = _place(row.__table__, column.key)
    owner_id = place.owner_id(row)
    key = keyring(session).key(place.owner, owner_id)
    if key is None:
        raise SealError
    return orjson.loads(key.open(sealed, place.bound(row, owner_id)))


def shown(session: Session, row: Base, column: InstrumentedAttribute[Any]) -> str:
    """Open somebody's words for people to read: words that cannot be opened are replaced by a line that says so."""
    try:
        text: str = unsealed(session, row, column)
    except SealError:
        return UNOPENED
    return text


def shown_if_any(session: Session, row: Base, column: InstrumentedAttribute[Any]) -> str | None:
    """Do the same where there may be none."""
    return None if getattr(row, column.key) is None else shown(session, row, column)


def keyring(session: Session) -> Keyring:
    """Give the ring of a session; RuntimeError if its database was opened without the operator's key."""
    ring: Keyring | None = session.info.get(_RING)
    if ring is None:
        operator_key: OperatorKey | None = session.info.get(OPERATOR_KEY)
        if operator_key is None:
            raise RuntimeError("this database was opened without the operator's key")
        ring = session.info[_RING] = Keyring(session, operator_key)
    return ring


class Keyring:
    """Data keys by owner, unwrapped once."""

    def __init__(self, session: Session, operator_key: OperatorKey) -> None:
        self._session = session
        self._operator_key = operator_key
        self._known: dict[tuple[Owner, str], DataKey | None] = {}

    def make(self, owner: Owner, owner_id: str, key: DataKey | None = None) -> DataKey:
        """Give an owner a key, unless another transaction was first: then that one counts."""
        key = key or DataKey.fresh()
        values = {
            "owner_kind": owner.value,
            "owner_id": owner_id,
            "wrapped": self._operator_key.wrap(key, owner_id),
            "wrapped_by": self._operator_key.name,
            "made_at": clock.now(),
        }
        make = _INSERT[self._session.get_bind().dialect.name]
        made = self._session.connection().execute(make, values).one_or_none()
        if made is not None:
            self._known[owner, owner_id] = key
            return key
        self._known.pop((owner, owner_id), None)
        found = self.key(owner, owner_id)
        if found is None:
            raise UnsealedError
        return found

    def know(self, owner: Owner, owner_id: str, key: DataKey) -> None:
        """Take a key that this process made and committed just now, so that it has not to be read and unwrapped."""
        self._known[owner, owner_id] = key

    def key(self, owner: Owner, owner_id: str) -> DataKey | None:
        """Give an owner's key; ``None`` if there is none, or it cannot be opened, which is logged."""
        if (owner, owner_id) not in self._known:
            self.fetch(owner, [owner_id])
        return self._known[owner, owner_id]

    def needed(self, owner: Owner, owner_id: str) -> DataKey:
        """Give an owner's key to seal something new with, made if need be."""
        found = self.key(owner, owner_id)
        if found is not None:
            return found
        if owner is Owner.REPORT:  # it came with the report: if it is gone, the report was erased
            raise UnsealedError
        return self.make(owner, owner_id)

    def fetch(self, owner: Owner, owner_ids: Iterable[str]) -> None:
        """Read the keys of several owners in one statement."""
        wanted = sorted({one for one in owner_ids if (owner, one) not in self._known})
        for at in range(0, len(wanted), _CHUNK):
            chunk = wanted[at : at + _CHUNK]
            rows = self._session.execute(
                select(DataKeyRow.owner_id, DataKeyRow.wrapped, DataKeyRow.wrapped_by).where(
                    DataKeyRow.owner_kind == owner.value, DataKeyRow.owner_id.in_(chunk)
                )
            )
            self._known |= {(owner, one): None for one in chunk}
            self._known |= {(owner, one): self._unwrapped(one, wrapped, by) for one, wrapped, by in rows}

    def _unwrapped(self, owner_id: str, wrapped: bytes, by: str) -> DataKey | None:
        try:
            return self._operator_key.unwrap(wrapped, owner_id)
        except SealError:
            _log.error("a data key cannot be opened", wrapped_by=by, operator_key=self._operator_key.name)
            return None


# Put together once: every report asks it.
class _Place:
    """A sealed column: whose key it is sealed with, and what its values are bound to."""

    def __init__(self, table: Table, name: str) -> None:
        column = table.c[name]
        self.owner: Owner = column.info["owner"]
        self._owner_column: str = column.info["owner_column"]
        self._keys = [key.name for key in table.primary_key]
        self._name = f"{table.name}.{name}"

    def owner_id(self, row: Base) -> str:
        found: str = getattr(row, self._owner_column)
        return found

    def bound(self, row: Base, owner_id: str) -> str:
        return f"{self._name}/{'+'.join(getattr(row, key) for key in self._keys)}/{owner_id}"


@cache
def _place(table: Table, name: str) -> _Place:
    return _Place(table, name)
