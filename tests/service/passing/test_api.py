from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from classifier.schema import Message, Submission
from service import clock
from service.intake.assessing import apply
from service.models import AuditRow, Case, CaseStep, Skip, User
from service.words import Role
from tests.service.at_work import audited, case_of, expire, row_of, user_id
from tests.service.desk import GROOMING, HARMLESS, OTHER_SCHOOL, SCHOOL, Desk

NOBODY = "0" * 32


def held(desk: Desk, *texts: str, **more: Any) -> tuple[str, int]:
    """A case that Lan holds: its address and the token."""
    desk.file(*texts, **more)
    case = desk.take()
    return f"/v1/cases/{case['id']}", case["fence"]


def in_minutes(minutes: float) -> str:
    return (clock.now() + timedelta(minutes=minutes)).isoformat()


def test_skipping_lets_go_of_the_case_and_keeps_the_reason_between_that_person_and_the_lead(desk: Desk) -> None:
    minh = desk.person("minh", Role.COUNSELLOR, SCHOOL)
    path, fence = held(desk)
    case_id = path.rsplit("/", 1)[1]
    skipped = desk.post(f"{path}/skip", {"fence": fence, "reason": "too_heavy", "note": " xin nghỉ một hôm "})
    assert (skipped.status_code, [one["name"] for one in skipped.json()["colleagues"]]) == (200, ["Hue", "Minh"])
    assert row_of(desk, case_id).claimed_by is None
    assert audited(desk, "skip_case") == 1
    told = {}
    for name, who in (("lan", desk.lan), ("hue", desk.hue), ("minh", minh)):
        file = desk.client.get(path, headers=who).json()
        told[name] = (file["moves"][0]["skip"], file["moves"][0]["reason"], len(file["skips"]))
    assert told == {
        "lan": ("too_heavy", "xin nghỉ một hôm", 0),
        "hue": ("too_heavy", "xin nghỉ một hôm", 1),
        "minh": (None, None, 0),
    }
    stale = desk.post(f"{path}/skip", {"fence": fence, "reason": "too_heavy"})
    assert stale.json()["type"] == "urn:lachan:problem:stale-claim"


def test_another_reason_needs_a_word(desk: Desk) -> None:
    path, fence = held(desk)
    for note in (None, "  "):
        wrong = desk.post(f"{path}/skip", {"fence": fence, "reason": "other", "note": note})
        assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "note")
    with desk.context.database.read() as session:
        assert not session.scalars(select(Skip)).all()


@pytest.mark.parametrize("reason", ["knows", "named"])
def test_who_is_part_of_a_case_reads_no_more_of_it_until_the_lead_takes_that_back(desk: Desk, reason: str) -> None:
    path, fence = held(desk)
    assert desk.post(f"{path}/skip", {"fence": fence, "reason": reason}).status_code == 200
    for method, rest, body in (
        ("GET", "", None),
        ("POST", "/claim", None),
        ("POST", "/notes", {"text": "x"}),
        ("GET", "/draft", None),
        ("PUT", "/draft", {"note": "x"}),
    ):
        refused = desk.client.request(method, path + rest, json=body, headers=desk.lan)
        assert refused.status_code == 403, rest
        assert "người quen" in refused.json()["detail"]
    page = desk.client.get(path.replace("/v1/cases", "/ho-so"), headers=desk.lan, follow_redirects=False)
    assert GROOMING not in page.text
    back = f"{path}/skips/{user_id(desk, 'lan')}"
    assert desk.client.delete(back, headers=desk.lan).status_code == 403
    assert desk.client.delete(back, headers=desk.hue).status_code == 204
    assert desk.client.delete(back, headers=desk.hue).status_code == 404
    assert desk.client.get(path, headers=desk.lan).status_code == 200
    moves = desk.client.get(path, headers=desk.hue).json()["moves"]
    assert [(move["verb"], move["by"], move["other"]) for move in moves] == [
        ("skip_case", "Lan", None),
        ("take_back_skip", "Hue", "Lan"),
    ]


def test_a_case_that_was_skipped_for_today_can_be_taken_on_purpose_and_skipped_again(desk: Desk) -> None:
    path, fence = held(desk)
    desk.post(f"{path}/skip", {"fence": fence, "reason": "too_heavy"})
    again = desk.post(f"{path}/claim").json()["fence"]
    assert desk.post(f"{path}/skip", {"fence": again, "reason": "other_skill"}).status_code == 200
    with desk.context.database.read() as session:
        assert session.scalars(select(Skip.reason)).all() == ["other_skill"]


@pytest.mark.parametrize(
    ("minutes", "status"), [(29, 204), (31, 422), (-1, 422)], ids=["within", "too long", "in the past"]
)
def test_an_urgent_case_rests_half_an_hour_at_most(desk: Desk, minutes: float, status: int) -> None:
    path, fence = held(desk, HARMLESS, happening_now=True)
    until = in_minutes(minutes)
    answer = desk.post(f"{path}/rest", {"fence": fence, "until": until, "reason": "chờ cô chủ nhiệm"})
    assert answer.status_code == status
    row = row_of(desk, path.rsplit("/", 1)[1])
    if status == 422:
        assert answer.json()["errors"][0]["field"] == "until"
        assert (row.resting_until, row.claimed_by) == (None, user_id(desk, "lan"))
        return
    assert row.claimed_by is None
    file = desk.client.get(path, headers=desk.hue).json()
    assert file["resting_until"] is not None
    [move] = file["moves"]
    assert (move["verb"], move["reason"], move["until"]) == ("rest_case", "chờ cô chủ nhiệm", file["resting_until"])


def test_a_rest_needs_a_reason_a_time_zone_and_the_claim(desk: Desk) -> None:
    path, fence = held(desk)
    for body, field in (
        ({"fence": fence, "until": in_minutes(5), "reason": " "}, "reason"),
        ({"fence": fence, "until": "2026-11-28T10:00:00", "reason": "x"}, "until"),
    ):
        wrong = desk.post(f"{path}/rest", body)
        assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, field)
    stale = desk.post(f"{path}/rest", {"fence": fence + 1, "until": in_minutes(5), "reason": "x"})
    assert stale.json()["type"] == "urn:lachan:problem:stale-claim"
    assert row_of(desk, path.rsplit("/", 1)[1]).resting_until is None


def test_something_new_ends_a_rest_and_nothing_new_does_not(desk: Desk) -> None:
    filed = desk.file(HARMLESS)
    case_id = case_of(desk, filed)
    context = desk.context
    texts = [Submission((Message(HARMLESS),)), Submission((Message(HARMLESS),), happening_now=True)]
    same, higher = context.scorer.assess(texts, timeout_s=10)
    soon = clock.now() + timedelta(minutes=20)
    for assessment, earlier, rests in ((same, [same.tier], True), (higher, [same.tier], False), (same, [], False)):
        with context.database.write() as session:
            row = session.scalars(select(Case).where(Case.id == case_id)).one()
            row.resting_until, row.tier = soon, same.tier.value
            apply(row, assessment, context.calendar, now=clock.now(), earlier=earlier)
            assert (row.resting_until is not None) == rests


def test_taking_a_resting_case_on_purpose_ends_its_rest(desk: Desk) -> None:
    path, fence = held(desk)
    desk.post(f"{path}/rest", {"fence": fence, "until": in_minutes(20), "reason": "chờ"})
    assert desk.post(f"{path}/claim", who=desk.hue).status_code == 200
    assert row_of(desk, path.rsplit("/", 1)[1]).resting_until is None


def test_handing_over_gives_a_new_token_and_tells_the_receiver_who_and_why(desk: Desk) -> None:
    path, fence = held(desk)
    handed = desk.post(f"{path}/hand-over", {"fence": fence, "to": user_id(desk, "hue"), "reason": "cô quen em này"})
    assert handed.status_code == 204
    file = desk.client.get(path, headers=desk.hue).json()
    assert (file["case"]["mine"], file["case"]["fence"]) == (True, fence + 1)
    assert (file["handed_over"]["by"], file["handed_over"]["reason"]) == ("Lan", "cô quen em này")
    left = row_of(desk, path.rsplit("/", 1)[1]).claimed_until
    assert left is not None
    assert timedelta(minutes=14) < left - clock.now() <= timedelta(minutes=15)
    stale = desk.post(f"{path}/heartbeat", {"fence": fence})
    assert stale.status_code == 409
    assert "Hue đang giữ hồ sơ này" in stale.json()["detail"]
    decided = desk.post(f"{path}/decision", {"fence": fence + 1, "outcome": "kept_open"}, desk.hue)
    assert decided.status_code == 200
    assert desk.client.get(path, headers=desk.lan).json()["handed_over"] is None


def test_a_case_is_handed_only_to_who_can_work_on_it(desk: Desk) -> None:
    desk.person("minh", Role.COUNSELLOR, SCHOOL)
    desk.person("nghi", Role.COUNSELLOR, SCHOOL)
    desk.person("du", Role.DATA, SCHOOL)
    desk.person("xa", Role.LEAD, OTHER_SCHOOL)
    path, fence = held(desk)
    case_id = path.rsplit("/", 1)[1]
    with desk.context.database.write() as session:
        session.execute(update(User).where(User.name == "nghi").values(disabled_at=clock.now()))
        session.add(Skip(case_id=case_id, user_id=user_id(desk, "minh"), at=clock.now(), reason="named"))
    able = desk.client.get(f"{path}/colleagues", headers=desk.lan).json()["colleagues"]
    assert [(one["name"], one["role"]) for one in able] == [("Hue", "lead")]
    for to in [NOBODY, *(user_id(desk, name) for name in ("lan", "minh", "nghi", "du", "xa"))]:
        wrong = desk.post(f"{path}/hand-over", {"fence": fence, "to": to, "reason": "x"})
        assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "to")
    row = row_of(desk, case_id)
    assert (row.claimed_by, row.fence) == (user_id(desk, "lan"), fence)
    with desk.context.database.read() as session:
        assert not session.scalars(select(CaseStep)).all()


def test_the_lead_takes_over_with_a_reason_and_the_former_holder_loses_no_word(desk: Desk) -> None:
    path, fence = held(desk)
    desk.client.put(f"{path}/draft", json={"note": "đã gọi cho mẹ em"}, headers=desk.lan)
    assert desk.post(f"{path}/take-over", {"reason": " "}, desk.hue).json()["errors"][0]["field"] == "reason"
    assert desk.post(f"{path}/take-over", {"reason": "x"}, desk.lan).status_code == 403
    taken = desk.post(f"{path}/take-over", {"reason": "cô Lan đang dạy"}, desk.hue)
    assert (taken.status_code, taken.json()["fence"]) == (200, fence + 1)
    for rest, body in (
        ("heartbeat", {}),
        ("release", {}),
        ("decision", {"outcome": "closed_no_harm"}),
        ("skip", {"reason": "knows"}),
        ("rest", {"until": in_minutes(5), "reason": "x"}),
        ("hand-over", {"to": user_id(desk, "hue"), "reason": "x"}),
    ):
        stale = desk.post(f"{path}/{rest}", {"fence": fence, **body})
        assert (stale.status_code, stale.json()["type"]) == (409, "urn:lachan:problem:stale-claim"), rest
        assert "bản nháp" in stale.json()["detail"]
    assert desk.client.get(path, headers=desk.lan).json()["draft"]["typed"]["note"] == "đã gọi cho mẹ em"
    [move] = desk.client.get(path, headers=desk.lan).json()["moves"]
    assert (move["verb"], move["by"], move["other"], move["reason"]) == (
        "take_over_case",
        "Hue",
        "Lan",
        "cô Lan đang dạy",
    )
    again = desk.post(f"{path}/take-over", {"reason": "x"}, desk.hue).json()
    assert again["fence"] == fence + 1  # one's own stays one's own


def test_taking_over_works_after_the_lease_ran_out_and_of_what_nobody_holds_but_not_of_what_is_closed(
    desk: Desk,
) -> None:
    path, fence = held(desk)
    expire(desk, path.rsplit("/", 1)[1])
    assert desk.post(f"{path}/take-over", {"reason": "x"}, desk.hue).json()["fence"] == fence + 1
    desk.post(f"{path}/release", {"fence": fence + 1}, desk.hue)
    free = desk.post(f"{path}/take-over", {"reason": "x"}, desk.hue).json()["fence"]
    assert free == fence + 2
    desk.post(f"{path}/decision", {"fence": free, "outcome": "closed_no_harm"}, desk.hue)
    assert desk.post(f"{path}/take-over", {"reason": "x"}, desk.hue).json()["type"] == "urn:lachan:problem:done"


@pytest.mark.parametrize(
    ("method", "rest", "body"),
    [
        ("POST", "/skip", {"fence": 1, "reason": "knows"}),
        ("DELETE", f"/skips/{NOBODY}", None),
        ("POST", "/rest", {"fence": 1, "until": "2099-01-01T00:00:00Z", "reason": "x"}),
        ("GET", "/colleagues", None),
        ("POST", "/hand-over", {"fence": 1, "to": NOBODY, "reason": "x"}),
        ("POST", "/take-over", {"reason": "x"}),
        ("POST", "/notes", {"text": "x"}),
        ("GET", "/draft", None),
        ("PUT", "/draft", {"note": "x"}),
        ("DELETE", "/draft", None),
        ("POST", "/undo", None),
    ],
)
def test_another_schools_case_is_as_if_it_did_not_exist(small_desk: Desk, method: str, rest: str, body: Any) -> None:
    desk = small_desk
    path = f"/v1/cases/{case_of(desk, desk.file())}{rest}"
    stranger = desk.person("xa", Role.LEAD, OTHER_SCHOOL)
    strange = desk.client.request(method, path, json=body, headers=stranger)
    absent = desk.client.request(method, f"/v1/cases/{NOBODY}{rest}", json=body, headers=desk.hue)
    assert strange.status_code == absent.status_code == 404
    assert strange.json() == absent.json()
    with desk.context.database.read() as session:
        assert not session.scalars(select(AuditRow).where(AuditRow.object_kind == "case")).all()
