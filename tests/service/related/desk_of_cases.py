"""What the tests of related cases ask the desk and its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from service.models import Case, Merge, Report

if TYPE_CHECKING:
    from tests.service.desk import Desk

LONG = "mai lớp mình kiểm tra toán, nhớ mang vở bài tập với máy tính cầm tay nhé các bạn ơi"
OTHER_LONG = "chiều nay cả nhóm ra sân bóng tập văn nghệ, bạn nào có loa thì đem theo giúp tụi mình nha"


def case_of(desk: Desk, filed: dict[str, Any]) -> Case:
    with desk.context.database.read() as session:
        found = session.scalars(
            select(Case).join(Report, Report.case_id == Case.id).where(Report.id == filed["id"])
        ).one()
        session.expunge_all()
        return found


def row(desk: Desk, case_id: str) -> Case:
    with desk.context.database.read() as session:
        return session.scalars(select(Case).where(Case.id == case_id)).one()


def change(desk: Desk, case_id: str, **values: Any) -> None:
    with desk.context.database.write() as session:
        case = session.scalars(select(Case).where(Case.id == case_id)).one()
        for name, value in values.items():
            setattr(case, name, value)


def merges(desk: Desk) -> list[Merge]:
    with desk.context.database.read() as session:
        return list(session.scalars(select(Merge).order_by(Merge.id)))


def claim(desk: Desk, case_id: str, who: dict[str, str] | None = None) -> int:
    claimed = desk.post(f"/v1/cases/{case_id}/claim", who=who)
    assert claimed.status_code == 200, claimed.text
    fence: int = claimed.json()["fence"]
    return fence


def merge(desk: Desk, kept: str, other: str, fence: int, who: dict[str, str] | None = None) -> Any:
    return desk.post(f"/v1/cases/{kept}/merge", {"fence": fence, "other": other}, who)


def groups(desk: Desk, case_id: str, who: dict[str, str] | None = None) -> list[dict[str, Any]]:
    told = desk.client.get(f"/v1/cases/{case_id}/related", headers=who or desk.lan)
    assert told.status_code == 200, told.text
    found: list[dict[str, Any]] = told.json()["groups"]
    return found
