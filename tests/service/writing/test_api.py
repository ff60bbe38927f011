from typing import Any

import pytest
from sqlalchemy import select

from service.models import AuditRow, Draft
from tests.service.at_work import at_once, audited, case_of, expire
from tests.service.desk import Desk

TYPED = {
    "outcome": "escalated",
    "targets": ["hotline_111"],
    "reason": "chưa xong câu",
    "note": "dòng một\ndòng hai",
    "internal_note": "hỏi lại cô chủ nhiệm",
    "letter": "Chào em",
}


def test_a_note_needs_no_claim_and_colleagues_read_who_wrote_it(desk: Desk) -> None:
    path = f"/v1/cases/{case_of(desk, desk.file())}"
    assert desk.client.get(path, headers=desk.lan).json()["notes"] == []
    assert desk.post(f"{path}/notes", {"text": " \n"}).json()["errors"][0]["field"] == "text"
    assert desk.post(f"{path}/notes", {"text": "a" * 10_001}).status_code == 422
    for who, text in ((desk.lan, "mẹ em hẹn thứ Năm"), (desk.hue, "tôi đi cùng")):
        assert desk.post(f"{path}/notes", {"text": text}, who).status_code == 201
    notes = desk.client.get(path, headers=desk.hue).json()["notes"]
    assert [(note["by"], note["text"]) for note in notes] == [("Lan", "mẹ em hẹn thứ Năm"), ("Hue", "tôi đi cùng")]
    assert audited(desk, "write_note") == 2


def test_a_note_can_still_be_written_on_a_closed_case(desk: Desk) -> None:
    desk.file()
    case = desk.take()
    path = f"/v1/cases/{case['id']}"
    desk.post(f"{path}/decision", {"fence": case["fence"], "outcome": "closed_harm"})
    assert desk.post(f"{path}/notes", {"text": "gia đình đã gọi lại"}).status_code == 201


def test_a_draft_is_its_owners_alone_and_replaces_the_last(desk: Desk) -> None:
    path = f"/v1/cases/{case_of(desk, desk.file())}"
    assert desk.client.get(f"{path}/draft", headers=desk.lan).status_code == 204
    for typed in ({"note": "a"}, TYPED):
        saved = desk.client.put(f"{path}/draft", json=typed, headers=desk.lan)
        assert saved.status_code == 200
    kept = desk.client.get(f"{path}/draft", headers=desk.lan).json()
    assert kept["typed"] == {"category": "", "tier": "", **TYPED}
    assert desk.client.get(f"{path}/draft", headers=desk.hue).status_code == 204
    assert desk.client.get(path, headers=desk.hue).json()["draft"] is None
    assert desk.client.delete(f"{path}/draft", headers=desk.hue).status_code == 204  # drops their own: there is none
    assert desk.client.get(path, headers=desk.lan).json()["draft"] == kept
    assert desk.client.delete(f"{path}/draft", headers=desk.lan).status_code == 204
    assert desk.client.get(f"{path}/draft", headers=desk.lan).status_code == 204


def test_a_draft_outlives_the_claim_the_sign_in_and_the_case(desk: Desk) -> None:
    desk.file()
    case = desk.take()
    path = f"/v1/cases/{case['id']}"
    desk.client.put(f"{path}/draft", json=TYPED, headers=desk.lan)
    expire(desk, case["id"])
    fence = desk.take(desk.hue)["fence"]
    desk.post(f"{path}/decision", {"fence": fence, "outcome": "closed_harm"}, desk.hue)
    more = desk.client.put(f"{path}/draft", json=TYPED | {"note": "thêm một câu"}, headers=desk.lan)
    assert more.status_code == 200
    assert desk.client.delete("/v1/sessions/current", headers=desk.lan).status_code == 204
    again = desk.post("/v1/sessions", {"name": "lan", "password": "mot mat khau du dai"}, {}).json()["token"]
    kept = desk.client.get(f"{path}/draft", headers={"Authorization": f"Bearer {again}"}).json()
    assert kept["typed"]["note"] == "thêm một câu"


def test_a_decision_takes_the_draft_of_who_made_it_and_no_others(desk: Desk) -> None:
    desk.file()
    case = desk.take()
    path = f"/v1/cases/{case['id']}"
    for who in (desk.lan, desk.hue):
        desk.client.put(f"{path}/draft", json=TYPED, headers=who)
    refused = desk.post(f"{path}/decision", {"fence": case["fence"] + 1, "outcome": "closed_harm"})
    assert refused.status_code == 409
    assert desk.client.get(f"{path}/draft", headers=desk.lan).status_code == 200
    desk.post(f"{path}/decision", {"fence": case["fence"], "outcome": "closed_harm"})
    assert desk.client.get(f"{path}/draft", headers=desk.lan).status_code == 204
    assert desk.client.get(f"{path}/draft", headers=desk.hue).status_code == 200


def test_saving_a_draft_leaves_no_trace_beside_itself(desk: Desk, capfd: pytest.CaptureFixture[str]) -> None:
    path = f"/v1/cases/{case_of(desk, desk.file())}"
    with desk.context.database.read() as session:
        before = len(session.scalars(select(AuditRow)).all())
    desk.client.put(f"{path}/draft", json=TYPED, headers=desk.lan)
    with desk.context.database.read() as session:
        assert len(session.scalars(select(AuditRow)).all()) == before
    said = "".join(capfd.readouterr())
    assert not [word for word in (TYPED["letter"], TYPED["internal_note"]) if str(word) in said]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"note": "a" * 10_001}, "note"),
        ({"letter": "\x00"}, "letter"),
        ({"targets": ["head"] * 99}, "targets"),
        ({"outcome": "a" * 41}, "outcome"),
        ({"password": "x"}, "password"),
    ],
)
def test_a_draft_has_its_limits(small_desk: Desk, body: dict[str, Any], field: str) -> None:
    path = f"/v1/cases/{case_of(small_desk, small_desk.file())}/draft"
    wrong = small_desk.client.put(path, json=body, headers=small_desk.lan)
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, field)
    with small_desk.context.database.read() as session:
        assert not session.scalars(select(Draft)).all()


def test_two_tabs_may_save_at_the_same_moment(desk: Desk) -> None:
    path = f"/v1/cases/{case_of(desk, desk.file())}/draft"

    def save(word: str) -> int:
        return desk.client.put(path, json={"note": word}, headers=desk.lan).status_code

    assert at_once(*[lambda word=str(number): save(word) for number in range(8)]) == [200] * 8
    with desk.context.database.read() as session:
        assert len(session.scalars(select(Draft)).all()) == 1
