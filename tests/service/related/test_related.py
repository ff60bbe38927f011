"""Which cases have something in common, and what is kept of it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, text

from service.jobs.work import Work
from service.models import Mention
from service.related.groups import Group
from service.related.noting import Said, digests
from service.secret import Secret
from service.words import MentionKind
from tests.service.attachments.drawn import picture
from tests.service.attachments.test_reading import eventually, filed
from tests.service.desk import GROOMING, Desk, report
from tests.service.related.desk_of_cases import LONG, OTHER_LONG, case_of, groups

if TYPE_CHECKING:
    from pathlib import Path

NUMBER, ACCOUNT, LINK, BANK = "0912 345 678", "ten_thu_01", "nhan-qua.xyz/ff", "0123456789"


def test_reports_that_name_the_same_thing_are_shown_with_what_they_share_and_no_content(desk: Desk) -> None:
    first = case_of(desk, desk.file(f"gọi số {NUMBER} nha"))
    second = case_of(desk, desk.file("nó xin số o9l2.345.678", note=f"fb: {ACCOUNT}"))
    third = case_of(desk, desk.file("+84912345678 gọi em hoài", f"fb của nó là {ACCOUNT}"))
    told = groups(desk, first.id)
    assert [(one["kind"], one["vi"], one["en"], one["places"]) for one in told] == [
        (
            "phone",
            "2 phản ánh khác nhắc tới số điện thoại này",
            "2 other reports mention this telephone number",
            [],
        )
    ]
    assert [one["id"] for one in told[0]["cases"]] == [third.id, second.id]
    assert set(told[0]["cases"][0]) == {"id", "state", "tier", "received_at", "reports"}
    assert [one["vi"] for one in groups(desk, second.id)] == [
        "1 phản ánh khác nhắc tới tài khoản này",
        "2 phản ánh khác nhắc tới số điện thoại này",
    ]


def test_the_case_page_is_told_where_its_own_words_name_it(desk: Desk) -> None:
    words = f"hắn bảo gọi {NUMBER}"
    here = desk.file("chào bạn", words)
    desk.file(f"zalo {NUMBER}")
    file = desk.client.get(f"/v1/cases/{case_of(desk, here).id}", headers=desk.lan).json()
    [place] = file["related"]["groups"][0]["places"]
    assert (place["report_id"], place["message"]) == (here["id"], 1)
    assert words[place["start"] : place["end"]] == NUMBER


def test_nothing_is_told_of_another_school(desk: Desk) -> None:
    mine = case_of(desk, desk.file(f"gọi {NUMBER}"))
    theirs = desk.client.post("/v1/reports", json=report(f"gọi {NUMBER}", LONG), headers=desk.other_key).json()
    assert groups(desk, mine.id) == []
    assert groups(desk, case_of(desk, theirs).id, desk.stranger) == []
    assert desk.client.get(f"/v1/cases/{mine.id}/related", headers=desk.stranger).status_code == 404


def test_what_very_many_cases_name_relates_none(desk: Desk) -> None:
    for number in range(21):
        last = desk.file(f"gọi {NUMBER} lần thứ {number}")
    [group] = groups(desk, case_of(desk, last).id)
    assert (group["common"], group["cases"]) == (True, [])
    assert group["vi"] == "Số điện thoại này được nhắc đến quá nhiều, không dùng để nối hồ sơ"


def test_nearly_the_same_words_of_a_closed_case_are_shown(desk: Desk) -> None:
    desk.file(LONG)
    held = desk.take()
    desk.post(f"/v1/cases/{held['id']}/decision", {"fence": held["fence"], "outcome": "closed_no_harm"})
    again = case_of(desk, desk.file(f"Dạ em chào cô, {LONG}"))
    assert again.id != held["id"]
    [group] = groups(desk, again.id)
    assert (group["kind"], group["vi"]) == ("text", "1 phản ánh khác có nội dung gần giống")
    assert [(one["id"], one["state"]) for one in group["cases"]] == [(held["id"], "closed_no_harm")]


@pytest.mark.timeout(120)
def test_the_same_picture_is_shown_and_joined_with_what_was_read_in_it(desk: Desk) -> None:
    drawn = picture(f"goi so {NUMBER}", "nhan tin cho anh nhe")
    first = filed(desk, drawn).standing
    eventually(desk, first.id, lambda now: now.assessed)
    named = case_of(desk, desk.file(f"số này nè {NUMBER}"))
    assert [one["kind"] for one in groups(desk, named.id)] == ["phone"]  # words of a picture count as typed ones do
    second = filed(desk, drawn).standing
    eventually(desk, second.id, lambda now: now.assessed)
    assert case_of(desk, {"id": first.id}).id == case_of(desk, {"id": second.id}).id


def test_what_is_kept_is_keyed_and_tells_nothing(desk: Desk) -> None:
    said = [f"gọi {NUMBER}, stk {BANK} vcb, {LINK}", f"fb: {ACCOUNT}", LONG]
    desk.file(*said)
    context = desk.context
    with context.database.read() as session:
        rows = session.scalars(select(Mention)).all()
        kept = b"".join(
            repr(tuple(one)).encode() + b"".join(part for part in one if isinstance(part, bytes))
            for one in session.execute(text("SELECT * FROM mentions"))
        )
    assert {one.kind for one in rows} == {"phone", "bank", "link", "account", "text"}
    assert all(len(one.digest) == 32 for one in rows)
    for plain in ("912345678", ACCOUNT, "nhan-qua", BANK, "toán", "toan"):
        assert plain.encode() not in kept
    guesses = {hashlib.sha256(value.encode()).digest() for value in ("+84912345678", BANK, f"facebook:{ACCOUNT}", LINK)}
    other_key = digests(Secret(b"k" * 32), Said(tuple(said)), ())
    assert not {one.digest for one in rows} & (guesses | {digest for _, digest in other_key})
    assert {one.digest for one in rows} == {digest for _, digest in digests(context.secret, Said(tuple(said)), ())}


def test_the_table_of_mentions_alone_holds_no_planted_number(small_desk: Desk, tmp_path: Path) -> None:
    small_desk.file(f"gọi {NUMBER}, {LINK}, stk {BANK} vcb", f"fb: {ACCOUNT}")
    copy = tmp_path / "mentions.db"
    with small_desk.context.database.engine.connect() as connection:
        connection.exec_driver_sql("ATTACH DATABASE ? AS apart", (str(copy),))
        connection.exec_driver_sql("CREATE TABLE apart.mentions AS SELECT * FROM main.mentions")
        connection.commit()
        connection.exec_driver_sql("DETACH DATABASE apart")
    held = copy.read_bytes()
    assert b"phone" in held
    for plain in ("912345678", "912 345 678", "nhan-qua", BANK, ACCOUNT):
        assert plain.encode() not in held


def test_assessing_again_lays_down_the_same_and_no_more(desk: Desk) -> None:
    desk.file(f"gọi {NUMBER}", LONG)
    with desk.context.database.read() as session:
        before = {(one.report_id, one.kind, one.digest) for one in session.scalars(select(Mention))}
    with desk.context.database.write() as session:
        session.execute(text("UPDATE reports SET assessed_at = NULL, tries = 0"))
    desk.announce(Work.ASSESSING)
    eventually(desk, next(iter(before))[0], lambda now: now.assessed)
    with desk.context.database.read() as session:
        assert {(one.report_id, one.kind, one.digest) for one in session.scalars(select(Mention))} == before


def test_the_schools_own_contacts_and_the_hotlines_relate_nothing() -> None:
    key, said = (
        Secret(b"k" * 32),
        Said((f"gọi 111, 19001234, {NUMBER}, https://thcs-hoa-sen.example/tu-van",), whole=False),
    )
    assert {kind for kind, _ in digests(key, said, ())} == {MentionKind.PHONE, MentionKind.LINK}
    assert not digests(key, said, ("0912.345.678", "thcs-hoa-sen.example/tu-van"))


def test_a_report_with_a_file_that_was_not_read_is_no_copy_of_words() -> None:
    key = Secret(b"k" * 32)
    assert {kind for kind, _ in digests(key, Said((LONG,)), ())} == {MentionKind.TEXT}
    assert not digests(key, Said((LONG,), whole=False), ())
    assert not digests(key, Said(("nó chửi em hoài",)), ())  # too short to be alike but by chance


def test_other_words_are_not_alike(desk: Desk) -> None:
    desk.file(LONG)
    other = case_of(desk, desk.file(OTHER_LONG))
    assert groups(desk, other.id) == []


@pytest.mark.parametrize("kind", list(MentionKind))
@pytest.mark.parametrize("common", [True, False])
def test_every_kind_has_its_sentence_in_both_languages(kind: MentionKind, common: bool) -> None:
    for number in (1, 3):
        group = Group(kind, (), number, common=common)
        assert group.vi
        assert "*" not in group.en
        assert ("quá nhiều" in group.vi) == common


def test_who_may_not_read_cases_may_not_read_related_ones(small_desk: Desk) -> None:
    case = case_of(small_desk, small_desk.file(GROOMING))
    assert small_desk.client.get(f"/v1/cases/{case.id}/related", headers=small_desk.key).status_code in (401, 403)
