"""A service with something of everything in it, and somebody of every role to ask it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from service.models import Base
from service.words import Role
from tests.service.desk import GROOMING, HARMLESS, SCHOOL, Desk

if TYPE_CHECKING:
    from collections.abc import Mapping

PERSONS = (Role.COUNSELLOR, Role.LEAD, Role.DATA, Role.ADMIN)
_MOST_IDS = 8  # of one kind, the newest


@dataclass
class Stage:
    """A desk in the middle of its work."""

    desk: Desk
    fence: int = 0  # of the case that the first counsellor holds
    _names: Any = field(default_factory=count)

    def __post_init__(self) -> None:
        for text in (GROOMING, HARMLESS, GROOMING + " ở cổng trường"):
            self.desk.file(text, reporter="child")
        taken = self.desk.take()
        self.fence = taken["fence"]
        self.desk.post(f"/v1/cases/{taken['id']}/notes", {"text": "đã gọi mẹ em"})

    def callers(self) -> Mapping[Role, dict[str, str]]:
        """Give the credentials of somebody new of each role: one may have been signed out by what was tried before."""
        found = {role: self.person(role) for role in PERSONS}
        return {Role.ANYONE: {}, Role.SYSTEM: self.desk.key, **found}

    def person(self, role: Role) -> dict[str, str]:
        """Sign somebody new in."""
        return self.desk.person(f"{role.value}-{next(self._names)}", role, None if role is Role.DATA else SCHOOL)

    def ids(self) -> dict[str, list[str]]:
        """Give ids that there are, by the name that paths give them (``case_id``)."""
        found: dict[str, list[str]] = {}
        with self.desk.context.database.read() as session:
            for mapper in Base.registry.mappers:
                if "id" in mapper.columns and isinstance(mapper.columns["id"].type.python_type, type):
                    rows = session.scalars(select(mapper.columns["id"]).limit(_MOST_IDS)).all()
                    found[f"{mapper.class_.__name__.lower()}_id"] = [str(row) for row in rows]
        found["file_id"] = found.get("attachment_id", [])
        return {name: rows for name, rows in found.items() if rows}
