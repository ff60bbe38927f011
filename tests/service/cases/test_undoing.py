from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from classifier.schema import Message, Submission
from classifier.taxonomy import Tier
from service import clock
from service.cases.undoing import forget
from service.intake.assessing import apply
from service.models import Case, Decision, Delivery, Report
from service.queue.ordering import due_at
from service.scoring.stored import row_of as assessment_row
from tests.service.at_work import audited, row_of, user_id
from tests.service.desk import HARMLESS, Desk


def held(desk: Desk, *texts: str, **more: Any) -> tuple[str, str, int]:
    """A case that Lan holds: its id, its address and the token."""
    desk.file(*texts, **more)
    case = desk.take()
    return case["id"], f"/v1/cases/{case['id']}", case["fence"]


def shown(case: Case) -> dict[str, Any]:
    """The whole row, but for when its score was first shown: nobody can unsee that."""
    columns = [column.name for column in Case.__table__.columns if column.name != "revealed_at"]
    return {name: getattr(case, name) for name in columns}


def made_earlier(desk: Desk, seconds: float) -> None:
    with desk.context.database.write() as session:
        for made in session.scalars(select(Decision)):
            made.made_at -= timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "ruling",
    [
        {"outcome": "closed_harm", "category": "grooming", "note": "đã gọi mẹ"},
        {"outcome": "closed_no_harm", "tier": "P3", "reason": "hai bạn đùa nhau"},
        {"outcome": "escalated", "targets": ["hotline_111", "head"]},
        {"outcome": "kept_open", "tier": "P0", "reason": "đang xảy ra"},
    ],
    ids=lambda ruling: ruling["outcome"],
)
def test_undoing_puts_everything_back_as_it_was(desk: Desk, ruling: dict[str, Any]) -> None:
    case_id, path, fence = held(desk)
    desk.client.put(f"{path}/draft", json={"note": "đã gọi mẹ", "letter": "Chào em"}, headers=desk.lan)
    before = shown(row_of(desk, case_id))
    assert desk.post(f"{path}/decision", {"fence": fence, **ruling}).status_code == 200
    assert shown(row_of(desk, case_id)) != before
    assert desk.client.get(path, headers=desk.lan).json()["draft"] is None
    undone = desk.post(f"{path}/undo")
    assert (undone.status_code, undone.json()["mine"], undone.json()["fence"]) == (200, True, fence)
    assert shown(row_of(desk, case_id)) == before
    file = desk.client.get(path, headers=desk.lan).json()
    assert file["draft"]["typed"]["letter"] == "Chào em"
    assert file["decisions"][0]["undone_at"] is not None
    assert {delivery["state"] for delivery in file["deliveries"]} <= {"withdrawn"}
    assert len(file["deliveries"]) == len(ruling.get("targets", []))
    assert audited(desk, "undo_decision") == 1
    assert desk.post(f"{path}/undo").json()["type"] == "urn:lachan:problem:done"
    assert desk.post(f"{path}/decision", {"fence": fence, **ruling}).status_code == 200


def test_it_is_too_late_after_the_moment_and_nobody_elses_to_undo(desk: Desk) -> None:
    case_id, path, fence = held(desk)
    assert desk.post(f"{path}/undo").status_code == 404  # nobody decided
    desk.post(f"{path}/decision", {"fence": fence, "outcome": "closed_harm"})
    after = shown(row_of(desk, case_id))
    other = desk.post(f"{path}/undo", who=desk.hue)
    assert (other.status_code, "Chỉ người vừa quyết định" in other.json()["detail"]) == (403, True)
    made_earlier(desk, 10.5)
    late = desk.post(f"{path}/undo")
    assert (late.status_code, "Đã quá 10 giây" in late.json()["detail"]) == (409, True)
    assert shown(row_of(desk, case_id)) == after


def test_what_was_sent_tried_or_confirmed_is_not_undone_and_nothing_of_it_is_applied(desk: Desk) -> None:
    changes: list[dict[str, Any]] = [{"state": "sent"}, {"tries": 1}, {"state": "acknowledged"}]
    for change in changes:
        case_id, path, fence = held(desk)
        ruling = {"fence": fence, "outcome": "escalated", "targets": ["police", "head"]}
        desk.post(f"{path}/decision", ruling)
        with desk.context.database.write() as session:
            session.execute(
                update(Delivery).where(Delivery.case_id == case_id, Delivery.target == "police").values(**change)
            )
        after = shown(row_of(desk, case_id))
        refused = desk.post(f"{path}/undo")
        assert (refused.status_code, refused.json()["type"]) == (409, "urn:lachan:problem:done")
        assert shown(row_of(desk, case_id)) == after
        with desk.context.database.read() as session:
            other = session.scalars(
                select(Delivery.state).where(Delivery.case_id == case_id, Delivery.target == "head")
            ).one()
            made = session.scalars(select(Decision).where(Decision.case_id == case_id)).one()
        assert (other, made.undone_at) == ("queued", None)


def test_an_earlier_escalation_stays_when_a_later_decision_is_undone(desk: Desk) -> None:
    _, path, fence = held(desk)
    desk.post(f"{path}/decision", {"fence": fence, "outcome": "escalated", "targets": ["head"]})
    again = desk.post(f"{path}/claim").json()["fence"]
    desk.post(f"{path}/decision", {"fence": again, "outcome": "closed_harm"})
    assert desk.post(f"{path}/undo").json()["state"] == "escalated"
    assert [one["state"] for one in desk.client.get(path, headers=desk.lan).json()["deliveries"]] == ["queued"]
    assert desk.post(f"{path}/undo").json()["type"] == "urn:lachan:problem:done"  # the one before is not reached


def test_who_takes_the_case_first_keeps_it(desk: Desk) -> None:
    case_id, path, fence = held(desk)
    desk.post(f"{path}/decision", {"fence": fence, "outcome": "kept_open"})
    assert desk.post(f"{path}/claim", who=desk.hue).status_code == 200
    refused = desk.post(f"{path}/undo")
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:lachan:problem:held")
    assert row_of(desk, case_id).claimed_by == user_id(desk, "hue")


@pytest.mark.parametrize("outcome", ["closed_no_harm", "kept_open"])
def test_what_the_machine_found_meanwhile_is_not_undone(desk: Desk, outcome: str) -> None:
    case_id, path, fence = held(desk, HARMLESS)
    lowered = {"fence": fence, "outcome": outcome, "tier": "P2", "reason": "x"}
    before = row_of(desk, case_id)
    assert before.tier == "P3"
    assert desk.post(f"{path}/decision", lowered).status_code == 200
    context = desk.context
    [urgent] = context.scorer.assess([Submission((Message(HARMLESS),), happening_now=True)], timeout_s=10)
    with context.database.write() as session:
        report_id = session.scalars(select(Report.id).where(Report.case_id == case_id)).one()
        session.add(assessment_row(session, report_id, urgent, clock.now()))
        row = session.scalars(select(Case).where(Case.id == case_id)).one()
        apply(row, urgent, context.calendar, now=clock.now())
    undone = desk.post(f"{path}/undo").json()
    assert (undone["state"], undone["tier"], undone["served_as"]) == ("open", "P0", "P0")
    due = due_at(Tier.P0, before.received_at, context.calendar)
    assert datetime.fromisoformat(undone["due_at"]) == due


def test_what_undoing_would_put_back_is_forgotten_when_it_is_too_late(desk: Desk) -> None:
    _, path, fence = held(desk)
    desk.client.put(f"{path}/draft", json={"letter": "chưa gửi"}, headers=desk.lan)
    desk.post(f"{path}/decision", {"fence": fence, "outcome": "closed_harm"})
    for seconds, kept in ((0.0, True), (11.0, False)):
        made_earlier(desk, seconds)
        forget(desk.context)
        with desk.context.database.read() as session:
            assert session.scalars(select(Decision.before.is_not(None))).all() == [kept]
