from datetime import timedelta

import pytest
from sqlalchemy import select, update

from service import clock
from service.identifiers import new_id
from service.models import Attachment, AuditRow, OptOut
from service.words import Role
from tests.service.at_work import at_once, audited, case_of, user_id
from tests.service.audit.force import by_force
from tests.service.desk import HARMLESS, SCHOOL, Desk


def care(desk: Desk) -> tuple[int, int, bool]:
    told = desk.client.get("/v1/me/care", headers=desk.lan).json()
    return told["heavy_today"], told["heavy_lately"], told["advice"] is not None


def test_heavy_cases_are_counted_from_the_log_of_readings_and_a_break_is_suggested(desk: Desk) -> None:
    minh = desk.person("minh", Role.COUNSELLOR, SCHOOL)
    assert care(desk) == (0, 0, False)
    light = case_of(desk, desk.file(HARMLESS))
    desk.client.get(f"/v1/cases/{light}", headers=desk.lan)
    assert care(desk) == (0, 0, False)
    for number in range(1, 5):
        heavy = case_of(desk, desk.file("em sợ quá", happening_now=True))
        for _ in range(2):
            desk.client.get(f"/v1/cases/{heavy}", headers=desk.lan)
        desk.client.get(f"/v1/cases/{heavy}", headers=minh)
        assert care(desk) == (number, number, number == 4)
    advice = desk.client.get("/v1/me/care", headers=desk.lan).json()["advice"]
    assert "4 hồ sơ nặng" in advice["vi"]
    assert desk.post("/v1/me/care/break/put-off").status_code == 204
    assert care(desk) == (4, 4, False)
    assert desk.client.get("/v1/me/care", headers=minh).json()["advice"] is not None  # put off by one, not for all
    with by_force(desk.context.database) as connection:
        connection.execute(update(AuditRow).values(at=clock.now() - timedelta(hours=26)))
    assert care(desk) == (0, 0, False)


def test_a_picture_that_was_opened_makes_a_case_heavy(desk: Desk) -> None:
    filed = desk.file(HARMLESS)
    now = clock.now()
    with desk.context.database.write() as session:
        picture = Attachment(
            id=new_id(),
            report_id=filed["id"],
            position=0,
            state="read",
            received_at=now,
            size=1,
            sha256=b"0" * 32,
            next_try_at=now,
        )
        session.add(picture)
        session.add(
            AuditRow(
                at=now,
                actor_kind="counsellor",
                actor_id=user_id(desk, "lan"),
                verb="view_attachment",
                object_kind="attachment",
                object_id=picture.id,
            )
        )
    assert care(desk) == (1, 1, False)


def test_all_kinds_but_one_can_be_opted_out_of_and_what_stays_keeps_its_date(desk: Desk) -> None:
    def put(*categories: str) -> tuple[int, list[str]]:
        answer = desk.client.put("/v1/me/care", json={"opt_outs": categories}, headers=desk.lan)
        return answer.status_code, answer.json().get("opt_outs")

    assert put("self_harm", "self_harm", "grooming") == (200, ["grooming", "self_harm"])
    with desk.context.database.read() as session:
        first = {row.category: row.since for row in session.scalars(select(OptOut))}
    assert put("self_harm", "explicit", "bullying") == (200, ["bullying", "explicit", "self_harm"])
    with desk.context.database.read() as session:
        then = {row.category: row.since for row in session.scalars(select(OptOut))}
    assert then["self_harm"] == first["self_harm"]
    everything = ["self_harm", "explicit", "bullying", "grooming"]
    refused = desk.client.put("/v1/me/care", json={"opt_outs": everything}, headers=desk.lan)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "opt_outs")
    assert desk.client.get("/v1/me/care", headers=desk.hue).json()["opt_outs"] == []
    assert put() == (200, [])
    assert audited(desk, "set_opt_outs") == 3


def test_two_tabs_may_opt_out_at_the_same_moment(desk: Desk) -> None:
    def put(category: str) -> int:
        body = {"opt_outs": [category, "grooming"]}
        return desk.client.put("/v1/me/care", json=body, headers=desk.lan).status_code

    assert at_once(*[lambda one=one: put(one) for one in ("explicit", "self_harm") * 4]) == [200] * 8
    with desk.context.database.read() as session:
        assert len(session.scalars(select(OptOut)).all()) == 2


@pytest.mark.parametrize("role", [Role.DATA, Role.ADMIN])
def test_care_is_for_those_who_read_cases(small_desk: Desk, role: Role) -> None:
    who = small_desk.person("ai", role, SCHOOL)
    assert small_desk.client.get("/v1/me/care", headers=who).status_code == 403
