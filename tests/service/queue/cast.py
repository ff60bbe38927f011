"""A school with people and cases, written straight into the tables for tests of the queue's statements."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from service.database import Database
from service.identifiers import new_id
from service.models import Case, School, SignIn, User
from service.queue.placing import settle
from service.words import CaseState, Role

NOW = datetime(2026, 11, 18, 3, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def school(database: Database) -> str:
    with database.write() as session:
        found = School(name=new_id(), created_at=NOW)
        session.add(found)
        session.flush()
        return found.id


def person(database: Database, school_id: str, *, seen: datetime | None = None, role: Role = Role.COUNSELLOR) -> str:
    """Make somebody; ``seen``: they are signed in, and did something then."""
    with database.write() as session:
        user = User(
            name=new_id(), display_name="Lan", role=role.value, password_hash="-", created_at=NOW, school_id=school_id
        )
        session.add(user)
        session.flush()
        if seen is not None:
            session.add(SignIn(user_id=user.id, token_hash=new_id().encode(), created_at=seen, seen_at=seen))
        return user.id


def case(school_id: str, **more: Any) -> Case:
    """Make a case as the services leave it: P3, open, due in an hour."""
    values: dict[str, Any] = {
        "id": new_id(),
        "school_id": school_id,
        "state": CaseState.OPEN.value,
        "tier": "P3",
        "risk": 0.5,
        "due_at": NOW + HOUR,
        "received_at": NOW - HOUR,
        "assessed": True,
        "provisional": False,
        "abstained": False,
        "categories": [],
        "reasons": [],
        "report_count": 1,
        "drawn": False,
        "fence": 0,
    }
    made = Case(**values | more)
    settle(made, NOW)
    return made


def keep(database: Database, *rows: Any) -> None:
    with database.write() as session:
        session.add_all(rows)
