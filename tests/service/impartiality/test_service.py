import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from service import clock
from service.impartiality import service as impartiality
from service.impartiality.looking_again import look_again
from service.models import Case, KnownAs, Named, Report, User
from service.words import Role
from tests.service.at_work import audited, case_of, row_of, user_id
from tests.service.desk import GROOMING, SCHOOL, Desk

BY_NAME = "cô Lan nhắn cho em lúc tối, đừng nói với bố mẹ nhé"
SURELY = "Trần Đức Minh rủ em qua Zalo nói chuyện riêng"


@pytest.fixture
def minh(desk: Desk) -> dict[str, str]:
    headers = desk.person("minh", Role.COUNSELLOR, SCHOOL)
    with desk.context.database.write() as session:
        session.execute(update(User).where(User.name == "minh").values(display_name="Thầy Trần Đức Minh"))
    return headers


def named(desk: Desk) -> list[tuple[str, bool, bool]]:
    with desk.context.database.read() as session:
        rows = session.execute(
            select(User.name, Named.strong, Named.lifted_at).join(Named, Named.user_id == User.id).order_by(User.name)
        ).all()
    return [(name, strong, lifted is not None) for name, strong, lifted in rows]


def until(done: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.05)


def everything(desk: Desk, case_id: str, who: dict[str, str]) -> set[int]:
    """Try every way to a case that there is; give the answers."""
    base, held = f"/v1/cases/{case_id}", {"fence": 1}
    delivery = "0" * 32
    tried: list[tuple[str, str, Any]] = [
        ("GET", base, None),
        ("GET", f"{base}/related", None),
        ("GET", f"{base}/draft", None),
        ("PUT", f"{base}/draft", {"note": "x"}),
        ("DELETE", f"{base}/draft", None),
        ("GET", f"{base}/colleagues", None),
        ("GET", f"{base}/form01.pdf", None),
        ("POST", f"{base}/form01.docx", {"summary": "x"}),
        ("POST", f"{base}/claim", None),
        ("POST", f"{base}/heartbeat", held),
        ("POST", f"{base}/release", held),
        ("POST", f"{base}/decision", held | {"outcome": "kept_open"}),
        ("POST", f"{base}/undo", None),
        ("POST", f"{base}/notes", {"text": "x"}),
        ("POST", f"{base}/letters", {"text": "x", "fence": 1}),
        ("POST", f"{base}/skip", held | {"reason": "named"}),
        ("POST", f"{base}/rest", held | {"until": (clock.now() + timedelta(minutes=5)).isoformat(), "reason": "x"}),
        ("POST", f"{base}/hand-over", held | {"to": "0" * 32, "reason": "x"}),
        ("POST", f"{base}/merge", held | {"other": "1" * 32}),
        ("GET", f"{base}/files/{delivery}/pages/0", None),
    ]
    answers = {f"{way} {path}": desk.client.request(way, path, json=body, headers=who) for way, path, body in tried}
    assert 422 not in {one.status_code for one in answers.values()}, [one.text for one in answers.values()]
    return {one.status_code for one in answers.values()}


def test_whoever_is_named_is_given_nothing_and_told_nothing(desk: Desk) -> None:
    case_id = case_of(desk, desk.file(BY_NAME))
    assert named(desk) == [("lan", False, False)]
    assert desk.client.post("/v1/queue/next", headers=desk.lan).status_code == 204
    shown = desk.client.get("/v1/queue", headers=desk.lan).json()
    assert (shown["total"], shown["cases"]) == (0, [])
    assert everything(desk, case_id, desk.lan) == {404}
    assert everything(desk, "0" * 32, desk.lan) == {404}  # as for a case that there is not
    assert desk.client.get("/v1/queue", headers=desk.hue).json()["total"] == 1
    assert desk.take(desk.hue)["id"] == case_id


def test_pages_say_no_more_than_of_a_case_that_there_is_not(desk: Desk) -> None:
    case_id = case_of(desk, desk.file(BY_NAME))
    desk.client.cookies.set("lachan_session", desk.lan["Authorization"].split()[1])
    mine = desk.client.get(f"/ho-so/{case_id}", headers={"Accept": "text/html"})
    none = desk.client.get(f"/ho-so/{'0' * 32}", headers={"Accept": "text/html"})
    assert (mine.status_code, none.status_code) == (404, 404)
    assert mine.text.replace(case_id, "") == none.text.replace("0" * 32, "")
    assert case_id not in desk.client.get("/").text


def test_the_lead_lifts_what_means_another_person_and_it_is_written_down(desk: Desk) -> None:
    case_id = case_of(desk, desk.file(BY_NAME))
    lan = user_id(desk, "lan")
    skips = desk.client.get(f"/v1/cases/{case_id}", headers=desk.hue).json()["skips"]
    assert [(one["user_id"], one["found"], one["sure"]) for one in skips] == [(lan, True, False)]
    assert desk.client.delete(f"/v1/cases/{case_id}/skips/{lan}", headers=desk.lan).status_code == 403
    assert desk.client.delete(f"/v1/cases/{case_id}/skips/{lan}", headers=desk.hue).status_code == 204
    assert (audited(desk, "lift_named"), audited(desk, "name_person")) == (1, 1)
    assert named(desk) == [("lan", False, True)]
    assert desk.take(desk.lan)["id"] == case_id


def test_a_lead_who_is_named_cannot_lift_that(desk: Desk) -> None:
    case_id = case_of(desk, desk.file("cô Huệ " + GROOMING, "cô Hue"))
    with desk.context.database.read() as session:
        assert session.scalars(select(Named.user_id)).all() == [user_id(desk, "hue")]
    hue = user_id(desk, "hue")
    assert desk.client.delete(f"/v1/cases/{case_id}/skips/{hue}", headers=desk.hue).status_code == 404
    assert desk.client.post(f"/v1/cases/{case_id}/take-over", json={"reason": "x"}, headers=desk.hue).status_code == 404


def test_a_letter_that_names_the_holder_takes_the_case_from_them(desk: Desk, minh: dict[str, str]) -> None:
    filed = desk.file(GROOMING)
    taken = desk.take(minh)
    case_id = taken["id"]
    back = desk.client.post("/v1/receipts/letters", json={"receipt": filed["receipt"], "text": SURELY})
    assert back.status_code in (200, 201)
    assert named(desk) == [("minh", True, False)]
    row = row_of(desk, case_id)
    assert row.claimed_by is None
    assert everything(desk, case_id, minh) == {404}
    assert desk.client.get("/v1/letters/unread", headers=minh).json() == {"cases": []}
    assert desk.take(desk.lan)["id"] == case_id


@pytest.mark.usefixtures("minh")
def test_it_is_handed_over_to_nobody_who_is_named(desk: Desk) -> None:
    desk.file(SURELY)
    taken = desk.take(desk.lan)
    path = f"/v1/cases/{taken['id']}"
    names = [one["name"] for one in desk.client.get(f"{path}/colleagues", headers=desk.lan).json()["colleagues"]]
    assert names == ["Hue"]
    wish = {"fence": taken["fence"], "to": user_id(desk, "minh"), "reason": "x"}
    assert desk.post(f"{path}/hand-over", wish).status_code == 422


@pytest.mark.usefixtures("minh")
def test_something_clearer_undoes_a_lift(desk: Desk) -> None:
    filed = desk.file("thầy Minh " + GROOMING)
    case_id = case_of(desk, filed)
    lifting = f"/v1/cases/{case_id}/skips/{user_id(desk, 'minh')}"
    assert desk.client.delete(lifting, headers=desk.hue).status_code == 204
    for text, lifted in (("thầy Minh nữa", True), (SURELY, False)):
        desk.client.post("/v1/receipts/letters", json={"receipt": filed["receipt"], "text": text})
        assert named(desk) == [("minh", lifted is False, lifted)]


def test_a_copy_that_joins_a_held_case_takes_it_from_whom_it_names(desk: Desk, minh: dict[str, str]) -> None:
    words = (GROOMING, "anh nạp thẻ cho em nhé, tối nay qua quán nước sau trường gặp anh một mình thôi")
    first = case_of(desk, desk.file(*words))
    assert desk.take(minh)["id"] == first
    second = desk.file(*words, note="Trần Đức Minh")
    assert case_of(desk, second) == first
    assert row_of(desk, first).claimed_by is None
    assert everything(desk, first, minh) == {404}


def test_people_and_aliases_that_come_later_are_found_in_what_is_there(desk: Desk) -> None:
    def all_looked() -> bool:
        with desk.context.database.read() as session:
            people = len(session.scalars(select(User.id).where(User.school_id.is_not(None))).all())
            return [row.upto for row in session.scalars(select(KnownAs))] == [None] * people

    desk.file("cô Thảo bảo em ở lại")
    desk.file("chị hai sún hay đe em")
    desk.person("thảo", Role.COUNSELLOR, SCHOOL)
    until(lambda: [row[0] for row in named(desk)] == ["thảo"])
    with desk.context.database.write() as session:
        impartiality.add_alias(session, "lan", "Hai  Sún", now=clock.now())
    until(lambda: [row[:2] for row in named(desk)] == [("lan", True), ("thảo", False)])
    until(all_looked)
    assert not look_again(desk.context)
    with desk.context.database.write() as session:
        assert impartiality.aliases(session, "lan") == ("Hai Sún",)
        impartiality.end_alias(session, "lan", "hai sún".title(), now=clock.now())
    assert audited(desk, "name_alias") == 2


def test_a_case_that_names_the_whole_desk_is_told_to_the_administrator_without_content(desk: Desk) -> None:
    case_id = case_of(desk, desk.file("cô Lan với cô Hue " + GROOMING, happening_now=True))
    admin = desk.person("quan", Role.ADMIN, None)
    mine = desk.person("quan2", Role.ADMIN, "THCS Sao Mai")
    for who, cases in ((admin, [case_id]), (mine, [])):
        told = desk.client.get("/v1/stranded", headers=who).json()["cases"]
        assert [one["case_id"] for one in told] == cases
        assert all(set(one) == {"case_id", "school_id", "tier", "due_at"} for one in told)
    assert desk.client.get("/v1/stranded", headers=desk.lan).status_code == 403
    minh = desk.person("minh", Role.COUNSELLOR, SCHOOL)  # somebody else is let in
    assert desk.take(minh)["id"] == case_id
    assert desk.client.get("/v1/stranded", headers=admin).json()["cases"] == []


def test_the_journal_of_a_lead_holds_nothing_of_a_case_about_them(desk: Desk) -> None:
    filed = desk.file("cô Hue " + GROOMING)
    case_id = case_of(desk, filed)
    assert desk.take(desk.lan)["id"] == case_id
    told = desk.client.get("/v1/audit", headers=desk.hue).json()["deeds"]
    assert told
    assert not {case_id, filed["id"]} & {one["object_id"] for one in told}
    assert desk.client.get(f"/v1/audit?case={case_id}", headers=desk.hue).status_code == 422


def test_other_cases_that_name_somebody_are_not_related_to_theirs(desk: Desk) -> None:
    desk.file("gọi số 0912345678 nhé")
    mine = desk.take(desk.lan)["id"]
    hidden = case_of(desk, desk.file("cô Lan cho số 0912345678 này"))
    for who, cases in ((desk.lan, set()), (desk.hue, {hidden})):
        groups = desk.client.get(f"/v1/cases/{mine}/related", headers=who).json()["groups"]
        assert {case["id"] for group in groups for case in group["cases"]} == cases


def test_nothing_of_the_words_is_kept(desk: Desk) -> None:
    desk.file(BY_NAME)
    columns = {column.name for column in Named.__table__.columns}
    assert columns == {"report_id", "user_id", "strong", "at", "lifted_at", "lifted_by"}
    with desk.context.database.read() as session:
        assert session.scalars(select(Case.id).join(Report)).all()
