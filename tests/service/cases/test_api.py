from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from classifier.schema import Message, Submission
from service import clock
from service.intake.assessing import apply
from service.models import AuditRow, Case, Decision, Delivery, Report
from service.sealing.keyring import unsealed
from tests.service.desk import GROOMING, HARMLESS, Desk


def case_of(desk: Desk, filed: dict[str, Any]) -> str:
    with desk.context.database.read() as session:
        return session.scalars(select(Report.case_id).where(Report.id == filed["id"])).one()


def expire(desk: Desk, case_id: str) -> None:
    with desk.context.database.write() as session:
        session.execute(update(Case).where(Case.id == case_id).values(claimed_until=clock.now() - timedelta(seconds=1)))


def decision(fence: int, outcome: str = "closed_no_harm", **more: Any) -> dict[str, Any]:
    return {"fence": fence, "outcome": outcome, **more}


def test_reading_shows_the_words_and_leaves_a_trace(desk: Desk) -> None:
    path = f"/v1/cases/{case_of(desk, desk.file(GROOMING, note='giúp em', reference='HS-1'))}"
    file = desk.client.get(path, headers=desk.lan).json()
    [report] = file["reports"]
    assert report["messages"] == [{"speaker": "other", "text": GROOMING, "sender": None, "shown": None}]
    assert report["files"] == []
    assert (report["note"], report["reference"]) == ("giúp em", "HS-1")
    finding = report["assessment"]["findings"][0]
    assert GROOMING[finding["start"] : finding["end"]] == finding["quote"]
    desk.client.get(path, headers=desk.hue)
    with desk.context.database.read() as session:
        assert len(session.scalars(select(AuditRow).where(AuditRow.verb == "read_case")).all()) == 2


@pytest.mark.parametrize(
    ("method", "rest", "body"),
    [
        ("GET", "", None),
        ("POST", "/claim", None),
        ("POST", "/heartbeat", {"fence": 1}),
        ("POST", "/release", {"fence": 1}),
        ("POST", "/decision", {"fence": 1, "outcome": "closed_no_harm"}),
    ],
)
def test_another_schools_case_is_as_if_it_did_not_exist(desk: Desk, method: str, rest: str, body: Any) -> None:
    path = f"/v1/cases/{case_of(desk, desk.file())}{rest}"
    strange = desk.client.request(method, path, json=body, headers=desk.stranger)
    absent = desk.client.request(method, f"/v1/cases/{'0' * 32}{rest}", json=body, headers=desk.lan)
    assert strange.status_code == absent.status_code == 404
    assert strange.json() == absent.json()
    with desk.context.database.read() as session:
        assert not session.scalars(select(AuditRow).where(AuditRow.object_kind == "case")).all()


def test_a_held_case_is_held_for_one(desk: Desk) -> None:
    path = f"/v1/cases/{case_of(desk, desk.file())}"
    assert desk.post(f"{path}/claim").json()["fence"] == 1
    other = desk.post(f"{path}/claim", who=desk.hue)
    assert (other.status_code, other.json()["type"]) == (409, "urn:lachan:problem:held")
    assert desk.post(f"{path}/claim").json()["fence"] == 1  # a second tab of the same person
    assert desk.post(f"{path}/release", {"fence": 1}).status_code == 204
    assert desk.post(f"{path}/claim", who=desk.hue).json()["fence"] == 2


def test_an_old_token_changes_nothing(desk: Desk) -> None:
    desk.file()
    case = desk.take(desk.lan)
    path = f"/v1/cases/{case['id']}"
    expire(desk, case["id"])
    assert desk.take(desk.hue)["fence"] == case["fence"] + 1
    for rest, body in (
        ("heartbeat", {"fence": case["fence"]}),
        ("release", {"fence": case["fence"]}),
        ("decision", decision(case["fence"], tier="P3", reason="x")),
    ):
        stale = desk.post(f"{path}/{rest}", body)
        assert (stale.status_code, stale.json()["type"]) == (409, "urn:lachan:problem:stale-claim")
    with desk.context.database.read() as session:
        assert not session.scalars(select(Decision)).all()
        assert session.scalars(select(Case)).one().state == "open"


def test_a_lease_that_ran_out_but_was_not_taken_can_still_be_used(desk: Desk) -> None:
    desk.file()
    case = desk.take()
    expire(desk, case["id"])
    kept = desk.post(f"/v1/cases/{case['id']}/heartbeat", {"fence": case["fence"]})
    assert kept.status_code == 200
    assert desk.post("/v1/queue/next", who=desk.hue).status_code == 204


def test_closing_takes_the_case_out_of_the_queue_for_good(desk: Desk) -> None:
    filed = desk.file()
    case = desk.take()
    path = f"/v1/cases/{case['id']}"
    done = desk.post(f"{path}/decision", decision(case["fence"], "closed_harm", category="grooming", note="đã gọi mẹ"))
    assert (done.status_code, done.json()["state"], done.json()["holder"]) == (200, "closed_harm", None)
    assert desk.client.get("/v1/queue", headers=desk.lan).json()["total"] == 0
    assert desk.client.get("/v1/queue?state=closed_harm", headers=desk.lan).json()["total"] == 1
    assert desk.client.get(f"/v1/reports/{filed['id']}", headers=desk.key).json()["state"] == "closed"
    assert desk.post(f"{path}/claim").json()["type"] == "urn:lachan:problem:done"
    again = desk.post(f"{path}/decision", decision(case["fence"]))
    assert again.status_code == 409
    [made] = desk.client.get(path, headers=desk.hue).json()["decisions"]
    assert (made["by"], made["category"], made["note"]) == ("Lan", "grooming", "đã gọi mẹ")


def test_a_person_may_lower_the_tier_with_a_reason_and_a_rescore_may_only_raise_it(desk: Desk) -> None:
    desk.file(HARMLESS, happening_now=True)
    case = desk.take()
    path = f"/v1/cases/{case['id']}/decision"
    without = desk.post(path, decision(case["fence"], "kept_open", tier="P2"))
    assert (without.status_code, without.json()["errors"][0]["field"]) == (422, "reason")
    lowered = desk.post(path, decision(case["fence"], "kept_open", tier="P2", reason="đã gặp hai bạn")).json()
    assert (lowered["state"], lowered["tier"], lowered["fence"]) == ("open", "P2", None)
    context = desk.context
    [lower, higher] = context.scorer.assess([submission(HARMLESS), submission(HARMLESS, now=True)], timeout_s=10)
    for assessment, tier in ((lower, "P2"), (higher, "P0")):
        with context.database.write() as session:
            row = session.scalars(select(Case)).one()
            apply(row, assessment, context.calendar, now=clock.now())
            assert row.tier == tier
    with context.database.read() as session:
        kept = session.scalars(select(Decision)).one()
        assert (kept.tier_before, kept.tier_after) == ("P0", "P2")
        assert unsealed(session, kept, Decision.reason) == "đã gặp hai bạn"


def test_escalating_lines_up_deliveries_that_are_not_done_before_somebody_confirms(desk: Desk) -> None:
    desk.file()
    case = desk.take()
    path = f"/v1/cases/{case['id']}"
    nobody = desk.post(f"{path}/decision", decision(case["fence"], "escalated"))
    assert nobody.json()["errors"][0]["field"] == "targets"
    targets = ["hotline_111", "police", "hotline_111"]
    assert desk.post(f"{path}/decision", decision(case["fence"], "escalated", targets=targets)).status_code == 200
    queued = desk.client.get("/v1/deliveries", headers=desk.hue).json()["deliveries"]
    assert [(d["target"], d["state"], d["case_id"]) for d in queued] == [
        ("hotline_111", "queued", case["id"]),
        ("police", "queued", case["id"]),
    ]
    assert desk.client.get("/v1/queue?state=escalated", headers=desk.lan).json()["total"] == 1
    first = f"/v1/deliveries/{queued[0]['id']}"
    assert desk.post(first, {"state": "acknowledged"}).json()["errors"][0]["field"] == "reference"
    assert desk.post(first, {"state": "queued", "reference": "x"}).json()["errors"][0]["field"] == "state"
    assert desk.post(first, {"state": "failed", "reference": "x"}, desk.stranger).status_code == 404
    marked = desk.post(first, {"state": "acknowledged", "reference": "chị Hà, 14:05"}).json()
    assert (marked["state"], marked["reference"]) == ("acknowledged", "chị Hà, 14:05")
    assert desk.post(first, {"state": "failed", "reference": "x"}).json()["type"] == "urn:lachan:problem:done"
    with desk.context.database.read() as session:
        states = session.scalars(select(Delivery.state).order_by(Delivery.target)).all()
    assert states == ["acknowledged", "queued"]


def test_an_escalated_case_can_be_claimed_and_closed(desk: Desk) -> None:
    desk.file()
    case = desk.take()
    path = f"/v1/cases/{case['id']}"
    desk.post(f"{path}/decision", decision(case["fence"], "escalated", targets=["lead"]))
    fence = desk.post(f"{path}/claim", who=desk.hue).json()["fence"]
    done = desk.post(f"{path}/decision", decision(fence, "closed_harm"), desk.hue)
    assert done.json()["state"] == "closed_harm"


def submission(text: str, *, now: bool = False) -> Submission:

    return Submission((Message(text),), happening_now=now)
