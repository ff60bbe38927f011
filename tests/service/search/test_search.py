"""Cases are found by the words of their reports, and the table of words tells nobody what they are."""

from typing import Any

import pytest
from sqlalchemy import func, select

from service import clock
from service.models import AuditRow, Report, SearchToken
from service.search.indexing import index_next
from service.search.tokens import tokens, words_asked, words_of
from tests.service.at_work import user_id
from tests.service.desk import GROOMING, HARMLESS, Desk


def search(desk: Desk, words: str, who: dict[str, str] | None = None, **more: Any) -> list[str]:
    answer = desk.post("/v1/queue/search", {"words": words, **more}, who)
    assert answer.status_code == 200, answer.text
    return [case["id"] for case in answer.json()["cases"]]


def filed(desk: Desk, *texts: str, **more: Any) -> str:
    answer = desk.file(*texts, **more)
    while index_next(desk.context):
        pass
    with desk.context.database.read() as session:
        return session.scalars(select(Report.case_id).where(Report.id == answer["id"])).one()


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("thư viện", "mai gặp ở thư viện nhé"),
        ("thu vien", "mai gặp ở thư viện nhé"),
        ("THƯ VIỆN", "mai gap o thu vien nhe"),
        ("không", "tớ ko thích"),
        ("0912 345 678", "gọi cho anh 0912345678 đi"),
        ("+84912345678", "so cua anh: 0912.345.678"),
        ("@be.lan_07", "insta @be.lan_07 đó"),
        ("nhé mai", "mai gặp ở thư viện nhé"),
    ],
)
def test_words_are_found_in_whatever_way_they_are_written(asked: str, written: str) -> None:
    assert words_asked(asked) <= words_of([written])


def test_a_word_has_another_token_at_another_school(small_desk: Desk) -> None:
    secret = small_desk.context.secret
    assert tokens(secret, "a" * 32, ["lan"]) != tokens(secret, "b" * 32, ["lan"])
    assert [len(one) for one in tokens(secret, "a" * 32, ["lan"])] == [8]


def test_the_desk_finds_cases_by_all_the_words_of_their_reports(desk: Desk) -> None:
    one = filed(desk, "mai gặp ở thư viện nhé", note="em sợ bạn Khuê", reference="HS-1042")
    other = filed(desk, "đứng ngoài thư viện đợi tao")
    assert set(search(desk, "thu vien")) == {one, other}
    assert search(desk, "thư viện gặp") == [one]
    assert search(desk, "khue") == [one]
    assert search(desk, "HS-1042") == [one]
    assert search(desk, "thư viện bể bơi") == []
    assert search(desk, "thư viện", desk.stranger) == []


def test_letters_are_found_and_closed_cases_when_asked_for(desk: Desk) -> None:
    case_id = filed(desk, HARMLESS)
    case = desk.take()
    assert case["id"] == case_id
    path = f"/v1/cases/{case_id}"
    assert desk.post(f"{path}/letters", {"fence": case["fence"], "text": "Cô hẹn em ở phòng y tế"}).status_code == 201
    index_next(desk.context)
    assert search(desk, "phòng y tế") == [case_id]
    assert desk.post(f"{path}/decision", {"fence": case["fence"], "outcome": "closed_no_harm"}).status_code == 200
    assert search(desk, "phòng y tế") == []
    assert search(desk, "phòng y tế", closed=True) == [case_id]


def test_whoever_is_part_of_a_case_does_not_learn_by_searching_what_it_tells(desk: Desk) -> None:
    case_id = filed(desk, "cô ấy mắng em")  # nobody is named: she says herself that it is about her
    case = desk.take()
    skipped = desk.post(f"/v1/cases/{case_id}/skip", {"fence": case["fence"], "reason": "named"})
    assert skipped.status_code == 200, skipped.text
    assert search(desk, "mắng") == []
    assert search(desk, "mắng", desk.hue) == [case_id]
    named = filed(desk, "cô Lan phạt em")  # recognised as it came
    assert search(desk, "phạt") == []
    assert search(desk, "phạt", desk.hue) == [named]


def test_a_search_is_written_down_without_its_words(desk: Desk) -> None:
    filed(desk, GROOMING)
    search(desk, "zalo")
    with desk.context.database.read() as session:
        row = session.scalars(select(AuditRow).where(AuditRow.verb == "search_cases")).one()
    assert (row.actor_id, row.object_kind) == (user_id(desk, "lan"), "school")


def test_nothing_to_look_for_is_said_so(desk: Desk) -> None:
    answer = desk.post("/v1/queue/search", {"words": " ?! "})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "words")


def test_the_job_makes_reports_searchable_by_itself_and_words_that_come_meanwhile_wait_for_the_next_turn(
    desk: Desk,
) -> None:
    report_id = desk.file(HARMLESS)["id"]
    with desk.context.database.write() as session:
        session.get_one(Report, report_id).search_due_at = clock.now()
    while index_next(desk.context):
        pass
    with desk.context.database.read() as session:
        assert session.scalar(select(Report.search_due_at).where(Report.id == report_id)) is None
        assert (session.scalar(select(func.count()).select_from(SearchToken)) or 0) > 3
