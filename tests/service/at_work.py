"""Small steps that tests of the work on cases share."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from service import clock
from service.models import AuditRow, Case, Report, School, User
from service.principal import Principal
from service.words import Role
from tests.service.desk import SCHOOL

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from service.database import Database
    from tests.service.desk import Desk


def case_of(desk: Desk, filed: dict[str, Any]) -> str:
    with desk.context.database.read() as session:
        return session.scalars(select(Report.case_id).where(Report.id == filed["id"])).one()


def row_of(desk: Desk, case_id: str) -> Case:
    with desk.context.database.read() as session:
        return session.scalars(select(Case).where(Case.id == case_id)).one()


def user_id(desk: Desk, name: str) -> str:
    with desk.context.database.read() as session:
        return session.scalars(select(User.id).where(User.name == name)).one()


def expire(desk: Desk, case_id: str) -> None:
    with desk.context.database.write() as session:
        session.execute(update(Case).where(Case.id == case_id).values(claimed_until=clock.now() - timedelta(seconds=1)))


def audited(desk: Desk, verb: str) -> int:
    with desk.context.database.read() as session:
        return len(session.scalars(select(AuditRow).where(AuditRow.verb == verb)).all())


@dataclass(frozen=True)
class Staff:
    """A school with people and one open case, without a running service."""

    school_id: str
    lan: Principal
    hue: Principal  # the lead
    minh: Principal
    case_id: str


def staff(database: Database, *, tier: str = "P1", due_at: datetime | None = None) -> Staff:
    now = clock.now()
    with database.write() as session:
        school = School(name=SCHOOL, created_at=now)
        session.add(school)
        session.flush()
        people: dict[str, Principal] = {}
        for name, role in (("Lan", Role.COUNSELLOR), ("Huệ", Role.LEAD), ("Minh", Role.COUNSELLOR)):
            user = User(
                name=name,
                display_name=name,
                role=role.value,
                password_hash="-",
                created_at=now,
                school_id=school.id,
            )
            session.add(user)
            session.flush()
            people[name] = Principal(user.id, role, school.id, name)
        case = Case(
            school_id=school.id,
            state="open",
            tier=tier,
            risk=0.5,
            due_at=due_at or now + timedelta(hours=4),
            received_at=now,
            assessed=True,
            provisional=False,
            abstained=False,
            categories=[],
            reasons=[],
        )
        session.add(case)
        session.flush()
        return Staff(school.id, people["Lan"], people["Huệ"], people["Minh"], case.id)


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Do several things in threads at the same moment; gives what each returned or raised."""
    outcomes: list[Any] = [None] * len(deeds)
    begin = threading.Barrier(len(deeds))

    def work(place: int, deed: Callable[[], Any]) -> None:
        begin.wait()
        try:
            outcomes[place] = deed()
        except Exception as error:  # noqa: BLE001 - what was raised is what the test looks at
            outcomes[place] = error

    threads = [threading.Thread(target=work, args=both) for both in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
