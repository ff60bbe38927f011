from sqlalchemy import select

from service.models import AuditRow
from tests.service.desk import GROOMING, HARMLESS, Desk


def test_the_queue_shows_the_most_urgent_first_and_no_content(desk: Desk) -> None:
    low, high, urgent = desk.file(HARMLESS), desk.file(GROOMING), desk.file(HARMLESS, happening_now=True)
    sent = desk.client.get("/v1/queue", headers=desk.lan)
    page = sent.json()
    assert [case["tier"] for case in page["cases"]] == ["P0", high["tier"], "P3"]
    assert [case["due_at"] for case in page["cases"]] == [urgent["due_at"], high["due_at"], low["due_at"]]
    assert page["total"] == 3
    assert page["counts"]["P0"] == 1
    assert page["cases"][1]["categories"][0] == "grooming"
    assert GROOMING not in sent.text
    assert all(case["fence"] is None and case["holder"] is None for case in page["cases"])


def test_pages_and_tiers_narrow_the_queue(desk: Desk) -> None:
    for _ in range(3):
        desk.file(HARMLESS)
    desk.file(HARMLESS, happening_now=True)
    pages = [
        desk.client.get(f"/v1/queue?limit=2&offset={offset}", headers=desk.lan).json()["cases"] for offset in (0, 2)
    ]
    assert len({case["id"] for page in pages for case in page}) == 4
    only = desk.client.get("/v1/queue?tier=P3", headers=desk.lan).json()
    assert (len(only["cases"]), only["total"]) == (3, 3)
    assert desk.client.get("/v1/queue?limit=0", headers=desk.lan).json()["errors"][0]["field"] == "query limit"
    assert desk.client.get("/v1/queue?tier=P9", headers=desk.lan).json()["errors"][0]["field"] == "query tier"


def test_another_school_sees_nothing_of_it(desk: Desk) -> None:
    desk.file()
    assert desk.client.get("/v1/queue", headers=desk.stranger).json()["cases"] == []
    assert desk.post("/v1/queue/next", who=desk.stranger).status_code == 204


def test_taking_gives_each_person_another_case_and_then_nothing(desk: Desk) -> None:
    desk.file(GROOMING)
    desk.file(HARMLESS)
    first, second = desk.take(desk.lan), desk.take(desk.hue)
    assert first["id"] != second["id"]
    assert (first["mine"], first["fence"], first["holder"]) == (True, 1, "Lan")
    assert desk.post("/v1/queue/next").status_code == 204
    seen = desk.client.get("/v1/queue", headers=desk.hue).json()["cases"]
    assert {case["holder"]: case["fence"] for case in seen} == {"Lan": None, "Hue": 1}
    with desk.context.database.read() as session:
        claims = session.scalars(select(AuditRow.object_id).where(AuditRow.verb == "claim_case")).all()
    assert sorted(claims) == sorted([first["id"], second["id"]])
