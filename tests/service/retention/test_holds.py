"""What lengthens a case's time, what holds it back, and who may have it erased early."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from service import clock
from service.models import AuditRow, Case, Delivery, Erasure, Hold, Letter, Merge, Note, Report
from service.retention import due
from service.words import Role
from tests.service.at_work import audited, user_id
from tests.service.desk import HARMLESS, OTHER_SCHOOL, SCHOOL, Desk
from tests.service.retention.closed import DAYS, age, closed_case, row
from tests.service.retention.test_erasing import erase_due

pytestmark = pytest.mark.timeout(120)


def ends(desk: Desk) -> list[due.Ending]:
    with desk.context.database.read() as session:
        return due.ending(session, None, now=clock.now(), days=DAYS, within=timedelta(0))


def letter(session: Session, case_id: str, user: str) -> None:
    report_id = session.scalars(select(Report.id).where(Report.case_id == case_id)).one()
    session.add(Letter(report_id=report_id, at=clock.now() - timedelta(days=3), user_id=user, text=b"a"))


def note(session: Session, case_id: str, user: str) -> None:
    session.add(Note(case_id=case_id, user_id=user, at=clock.now() - timedelta(days=3), text=b"a"))


def merge(session: Session, case_id: str, user: str) -> None:
    session.add(Merge(kept_id=case_id, report_ids=[], at=clock.now() - timedelta(days=3), user_id=user))


def confirmed(session: Session, case_id: str, user: str) -> None:
    session.execute(
        update(Delivery)
        .where(Delivery.case_id == case_id)
        .values(marked_at=clock.now() - timedelta(days=3), marked_by=user)
    )


def new_report(session: Session, case_id: str, _user: str) -> None:
    session.execute(update(Report).where(Report.case_id == case_id).values(received_at=clock.now() - timedelta(days=3)))


def lifted(session: Session, case_id: str, user: str) -> None:
    now = clock.now()
    session.add(
        Hold(
            case_id=case_id,
            placed_by=user,
            placed_at=now - timedelta(days=50),
            lifted_by=user,
            lifted_at=now - timedelta(days=3),
        )
    )


def test_what_happens_to_a_closed_case_lengthens_its_time(desk: Desk) -> None:
    _, case_id = closed_case(desk, picture_too=False)
    age(desk, DAYS + 1)
    assert [one.case_id for one in ends(desk)] == [case_id]
    lan = user_id(desk, "lan")
    for event in (letter, note, merge, confirmed, new_report, lifted):
        with desk.context.database.write() as session, session.begin_nested() as tried:
            event(session, case_id, lan)
            session.flush()
            now = clock.now()
            found = due.ending(session, None, now=now, days=DAYS, within=timedelta(0))
            last = due.ends_at(session, case_id, DAYS)
            taken = due.mark_next(session, now=now, days=DAYS)
            tried.rollback()
        assert (found, taken) == ([], None), event.__name__
        assert last is not None
        assert abs(last - now - timedelta(days=DAYS - 3)) < timedelta(minutes=5), event.__name__
    assert erase_due(desk) == 1


def test_reading_lengthens_nothing(desk: Desk) -> None:
    _, case_id = closed_case(desk, picture_too=False)
    age(desk, DAYS + 1)
    assert desk.client.get(f"/v1/cases/{case_id}", headers=desk.lan).status_code == 200
    assert erase_due(desk) == 1


@pytest.mark.parametrize("state", ["open", "escalated"])
def test_a_case_that_is_not_closed_never_runs_out(desk: Desk, state: str) -> None:
    _, case_id = closed_case(desk, picture_too=False)
    age(desk, 10 * DAYS)
    with desk.context.database.write() as session:
        session.get_one(Case, case_id).state = state
    assert erase_due(desk) == 0
    refused = desk.post(f"/v1/cases/{case_id}/erasure", {"reason": "a"}, desk.hue)
    assert refused.status_code == 409


def test_something_to_pass_on_keeps_a_case(desk: Desk) -> None:
    _, case_id = closed_case(desk, picture_too=False)
    age(desk, DAYS + 1)
    with desk.context.database.write() as session:
        session.execute(update(Delivery).where(Delivery.case_id == case_id).values(state="queued"))
    [one] = ends(desk)
    assert one.kept is not None
    assert erase_due(desk) == 0


def test_a_hold_stops_every_way_of_erasing_until_it_is_lifted(desk: Desk) -> None:
    _, case_id = closed_case(desk, picture_too=False)
    path = f"/v1/cases/{case_id}"
    assert desk.post(f"{path}/hold", {"reason": " "}, desk.hue).status_code == 422
    assert desk.post(f"{path}/hold", {"reason": "Công an đề nghị giữ"}).status_code == 403  # a counsellor
    assert desk.post(f"{path}/hold", {"reason": "Công an đề nghị giữ"}, desk.hue).status_code == 204
    assert desk.post(f"{path}/hold", {"reason": "nữa"}, desk.hue).status_code == 409
    age(desk, DAYS + 1)
    assert erase_due(desk) == 0
    assert desk.post(f"{path}/erasure", {"reason": "gia đình đề nghị"}, desk.hue).status_code == 409
    told = desk.client.get("/v1/retention", headers=desk.hue).json()
    assert [(one["case_id"], one["kept"]) for one in told["ending"]] == [(case_id, True)]
    assert [(one["case_id"], one["reason"]) for one in told["held"]] == [(case_id, "Công an đề nghị giữ")]
    other = desk.person("le", Role.LEAD, OTHER_SCHOOL)
    assert desk.post(f"{path}/hold/lift", {"reason": "a"}, other).status_code == 404
    assert desk.client.get("/v1/retention", headers=other).json()["held"] == []
    again = desk.person("thu", Role.LEAD, SCHOOL)
    assert desk.post(f"{path}/hold/lift", {"reason": "vụ việc đã xong"}, again).status_code == 204
    assert desk.post(f"{path}/hold/lift", {"reason": "vụ việc đã xong"}, again).status_code == 404
    assert erase_due(desk) == 0  # its time begins anew
    with desk.context.database.write() as session:
        session.execute(update(Hold).values(lifted_at=clock.now() - timedelta(days=DAYS + 1)))
    assert erase_due(desk) == 1
    assert (audited(desk, "hold_case"), audited(desk, "lift_hold"), audited(desk, "erase")) == (1, 1, 1)
    with desk.context.database.read() as session:
        hold = session.scalars(select(Hold)).one()
    assert (hold.reason, hold.lift_reason) == (None, None)


def test_nobody_erases_alone_and_two_may(desk: Desk) -> None:
    filed, case_id = closed_case(desk, picture_too=False)
    path = f"/v1/cases/{case_id}/erasure"
    assert desk.post(path, {"reason": "gia đình đề nghị"}).status_code == 403
    assert desk.post(f"{path}/answer", {"agrees": True}).status_code == 404
    assert desk.post(path, {"reason": "gia đình đề nghị"}, desk.hue).status_code == 204
    assert desk.post(path, {"reason": "gia đình đề nghị"}, desk.hue).status_code == 409
    assert desk.post(f"{path}/answer", {"agrees": True}, desk.hue).status_code == 403
    assert desk.post(f"{path}/answer", {"agrees": True}, desk.stranger).status_code == 404
    assert desk.post(f"{path}/answer", {"agrees": False}).status_code == 204
    assert row(desk, case_id).erased_at is None
    assert desk.post(path, {"reason": "gia đình đề nghị"}, desk.hue).status_code == 204
    assert desk.post(f"{path}/answer", {"agrees": True}).status_code == 204
    assert row(desk, case_id).erased_at is not None
    erase_due(desk)
    with desk.context.database.read() as session:
        stone = session.scalars(select(Erasure)).one()
        verbs = list(session.scalars(select(AuditRow.verb).where(AuditRow.object_id == case_id)))
    assert (stone.why, stone.by_id, stone.agreed_by) == ("request", user_id(desk, "hue"), user_id(desk, "lan"))
    assert stone.done_at is not None
    assert verbs.count("ask_erasure") == 2
    assert verbs.count("answer_erasure") == 2
    assert desk.client.get(f"/v1/reports/{filed['id']}", headers=desk.key).json()["state"] == "erased"


def test_one_report_of_several_goes_and_the_case_stays_until_the_last(desk: Desk) -> None:
    filed, case_id = closed_case(desk, picture_too=False)
    second = desk.file(HARMLESS)
    with desk.context.database.write() as session:
        session.execute(update(Report).where(Report.id == second["id"]).values(case_id=case_id))
    path = f"/v1/cases/{case_id}/erasure"
    assert desk.post(path, {"reason": "a", "report": "0" * 32}, desk.hue).status_code == 422

    def gone(report_id: str) -> dict[str, Any]:
        assert desk.post(path, {"reason": "phụ huynh đề nghị", "report": report_id}, desk.hue).status_code == 204
        assert desk.post(f"{path}/answer", {"agrees": True}).status_code == 204
        erase_due(desk)
        told: dict[str, Any] = desk.client.get(f"/v1/cases/{case_id}", headers=desk.lan).json()
        return told

    told = gone(filed["id"])
    assert [one["id"] for one in told["reports"]] == [second["id"]]
    assert told["notes"] != []
    looked = desk.client.post("/v1/receipts", json={"receipt": filed["receipt"]}).json()
    assert (looked["state"], looked["letters"]) == ("erased", [])
    assert gone(second["id"])["status"] == 410
