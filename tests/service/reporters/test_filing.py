"""The public form over HTTP, on both engines: filed once, shown once, nothing typed is lost, nobody is delayed."""

from __future__ import annotations

import html
import json
import re
import shutil
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import structlog
from sqlalchemy import func, select, update

from service import clock
from service.accounts import service as accounts
from service.intake import receipt
from service.models import Attachment, AuditRow, Case, Report, School
from service.reporters import token
from service.reporters.lane import Lane
from service.sealing.keyring import unsealed
from service.settings import Settings
from tests.service.attachments.drawn import picture
from tests.service.desk import GROOMING, HARMLESS, OTHER_SCHOOL, SCHOOL, Desk, opened, report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from httpx2 import Response

WORDS = re.compile(r"<li>([^<]+)</li>")
GROUPS = re.compile(r"<span>(\d{5})</span>")


@pytest.fixture
def quick(settings: Settings) -> Iterator[Desk]:
    """A service that makes nobody wait."""
    yield from opened(settings.model_copy(update={"public_pause_s": 0.0}))


@pytest.fixture
def make_desk(trained: Path, tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """A service on SQLite with other settings."""
    with ExitStack() as stack:

        def make(**more: Any) -> Desk:
            shutil.copytree(trained, tmp_path / "own")
            chosen: dict[str, Any] = {"public_pause_s": 0.0, "poll_s": 0.1, "log_level": "error"} | more
            return stack.enter_context(contextmanager(opened)(Settings(var=tmp_path / "own", **chosen)))

        yield make


@pytest.fixture
def quick_small(make_desk: Callable[..., Desk]) -> Desk:
    return make_desk()


def handed(desk: Desk, ago: timedelta = timedelta(minutes=1)) -> str:
    return token.handed_out(desk.context.secret, clock.now() - ago)


def send(desk: Desk, *files: bytes, headers: Any = None, **fields: str) -> Response:
    form = {
        "token": handed(desk),
        "reporter": "child",
        "school": SCHOOL,
        "text": "",
        "copied": "",
        "reach": "",
    } | fields
    parts: list[tuple[str, Any]] = [(name, (None, value)) for name, value in form.items()]
    parts += [("files", (f"ảnh {number}.png", file, "image/png")) for number, file in enumerate(files)]
    parts += [] if files else [("files", ("", b"", "application/octet-stream"))]  # as browsers send "no file"
    return desk.client.post("/gui", files=parts, headers=headers or {})


def shown(answer: Response) -> str:
    """The receipt that a page shows, as digits; its words must stand for the same."""
    digits = "-".join(GROUPS.findall(answer.text))
    said = answer.text[answer.text.index("receipt-words") :]
    words = WORDS.findall(said[: said.index("</ol>")])
    assert receipt.digits_of(" ".join(words)) == digits.replace("-", "")
    return digits


def stored(desk: Desk) -> list[Report]:
    with desk.context.database.read() as session:
        return list(session.scalars(select(Report)))


def content_of(desk: Desk, filed: Report) -> dict[str, Any]:
    with desk.context.database.read() as session:
        content: dict[str, Any] = unsealed(session, filed, Report.content)
        return content


def test_a_report_without_an_account_is_filed_scored_and_found_again(quick: Desk) -> None:
    answer = send(quick, text=GROOMING, reach="0912 giờ ra chơi", copied="tôi: sao phải giấu ạ\nbạn kia: bí mật nhé")
    assert answer.status_code == 200, answer.text
    [filed] = stored(quick)
    content = content_of(quick, filed)
    assert content["messages"] == [
        {"speaker": "unknown", "text": GROOMING},
        {"speaker": "child", "text": "sao phải giấu ạ"},
        {"speaker": "other", "text": "bí mật nhé"},
    ]
    assert content["note"] == "Người gửi muốn được liên lạc qua: 0912 giờ ra chơi"
    assert (filed.reporter, filed.api_key_id, filed.assessed_at is not None) == ("child", None, True)
    case = quick.take()
    assert case["tier"] in {"P0", "P1"}
    with quick.context.database.read() as session:
        school = session.scalars(select(School.id).where(School.name == SCHOOL)).one()
        by_hand = AuditRow.verb == "file_publicly"
        row = session.scalars(select(AuditRow).where(AuditRow.object_id == filed.id, by_hand)).one()
    assert (row.verb, row.actor_kind, row.actor_id, row.school_id) == ("file_publicly", "anyone", None, school)
    found = quick.client.post("/v1/receipts", json={"receipt": shown(answer)})
    assert found.json()["state"] == "in_progress"


def test_what_the_reporter_ticks_makes_it_urgent(quick: Desk) -> None:
    send(quick, text=HARMLESS, happening_now="1")
    send(quick, text=HARMLESS, adult_near="1")
    send(quick, text=HARMLESS)
    with quick.context.database.read() as session:
        assert sorted(session.scalars(select(Case.tier))) == ["P0", "P0", "P3"]


def test_pictures_are_taken_in_sealed_and_the_refused_are_named(quick: Desk) -> None:
    answer = send(quick, picture("xin chao"), b"<svg/>", text="em gửi ảnh")
    assert answer.status_code == 200
    assert "Tệp thứ 2" in answer.text
    with quick.context.database.read() as session:
        assert sorted(session.scalars(select(Attachment.state))) in (["refused", "stored"], ["read", "refused"])
    kept = [path.read_bytes() for path in quick.context.settings.attachments.rglob("*") if path.is_file()]
    assert kept
    assert not any(b"PNG" in content for content in kept)


def test_pressing_twice_files_once_and_shows_the_same_receipt(quick: Desk) -> None:
    once = handed(quick)
    first, again = (send(quick, picture("a"), text=GROOMING, token=once) for _ in range(2))
    assert shown(first) == shown(again)
    assert len(stored(quick)) == 1
    with quick.context.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Attachment)) == 1


def test_pressing_many_times_at_once_files_once(quick: Desk) -> None:
    once = handed(quick)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: send(quick, text=GROOMING, token=once), range(8)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({shown(answer) for answer in answers}) == 1
    assert len(stored(quick)) == 1


def test_the_next_person_at_the_computer_is_not_shown_the_receipt(quick: Desk) -> None:
    once = handed(quick)
    told = shown(send(quick, text=GROOMING, token=once))
    with quick.context.database.write() as session:
        session.execute(update(Report).values(received_at=clock.now() - timedelta(minutes=11)))
    later = send(quick, text=GROOMING, token=once)
    assert later.status_code == 200
    assert told[:5] not in later.text
    assert "chỉ hiện một lần" in later.text
    assert len(stored(quick)) == 1


def test_other_words_with_the_same_form_are_asked_about_and_not_lost(quick: Desk) -> None:
    once = handed(quick)
    send(quick, text=GROOMING, token=once)
    more = send(quick, text="còn một chuyện nữa", token=once)
    assert more.status_code == 409
    assert "còn một chuyện nữa" in more.text
    fresh = re.search(r'name="token" value="([^"]+)"', more.text)
    assert fresh is not None
    assert send(quick, text="còn một chuyện nữa", token=fresh[1]).status_code == 200
    assert len(stored(quick)) == 2


def test_a_receipt_belongs_to_one_school_and_one_form(quick: Desk) -> None:
    once = handed(quick)
    here, there = (shown(send(quick, text=HARMLESS, token=once, school=school)) for school in (SCHOOL, OTHER_SCHOOL))
    assert here != there
    assert len({filed.school_id for filed in stored(quick)}) == 2


EVIL = '"><script>alert(1)</script> đừng kể ai'
SAD: list[tuple[str, dict[str, str], tuple[bytes, ...], str]] = [
    ("nothing said", {}, (), "wrong-text"),
    ("only spaces", {"text": " \n\t "}, (), "wrong-text"),
    ("only a way to be reached", {"reach": "0912"}, (), "wrong-text"),
    ("too long a text", {"text": "a" * 20_001}, (), "wrong-text"),
    ("too long a copy", {"copied": "tôi: a\n" * 8_000}, (), "wrong-copied"),
    ("too many messages", {"copied": "a: b\n" * 2_001}, (), "wrong-copied"),
    ("too long a way", {"text": "a", "reach": "x" * 301}, (), "wrong-reach"),
    ("unknown school", {"text": "a", "school": "Trường Không Có"}, (), "wrong-school"),
    ("no school among two", {"text": "a", "school": ""}, (), "wrong-school"),
    ("unknown reporter", {"text": "a", "reporter": "robot"}, (), "wrong-reporter"),
    ("no picture among the files", {}, (b"<svg/>", b"MZ"), "wrong-files"),
    ("too many files", {"text": "a"}, tuple([b"\x89PNG\r\n\x1a\n"] * 11), "wrong-files"),
]


@pytest.mark.parametrize(("fields", "files", "place"), [case[1:] for case in SAD], ids=[case[0] for case in SAD])
def test_what_is_wrong_is_said_beside_it_and_nothing_typed_is_lost(
    quick_small: Desk, fields: dict[str, str], files: tuple[bytes, ...], place: str
) -> None:
    said = {"text": EVIL, "reach": 'tên Zalo "Mây"', "copied": "tôi: <b>dạ</b>", "happening_now": "1"}
    typed = {name: value for name, value in said.items() if name not in fields and place != "wrong-text"} | fields
    if place == "wrong-files" and not fields:
        typed = {"reach": 'tên Zalo "Mây"'}
    answer = send(quick_small, *files, **typed)
    assert answer.status_code == 422, answer.text
    assert f'id="{place}"' in answer.text
    assert "<script>alert" not in answer.text
    page = html.unescape(answer.text)
    for value in typed.values():
        assert value.strip() in page
    if "happening_now" in typed:
        assert 'name="happening_now" value="1" checked' in page
    assert not stored(quick_small)
    assert not [path for path in quick_small.context.settings.attachments.rglob("*") if path.is_file()]


def test_a_control_character_is_no_reason_to_refuse_a_child(quick_small: Desk) -> None:
    assert send(quick_small, text="a\x07b\x00c").status_code == 200
    assert content_of(quick_small, stored(quick_small)[0])["messages"][0]["text"] == "a b c"


@pytest.mark.parametrize("given", ["", "x", "0" * 32 + ".1." + "0" * 64, "old"])
def test_a_form_that_is_not_ours_or_too_old_comes_back_with_its_words(quick_small: Desk, given: str) -> None:
    given = handed(quick_small, timedelta(hours=13)) if given == "old" else given
    answer = send(quick_small, picture("a"), text="chữ của em", token=given)
    assert answer.status_code == 409
    assert "chữ của em" in answer.text
    assert not stored(quick_small)
    assert not [path for path in quick_small.context.settings.attachments.rglob("*") if path.is_file()]


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
@pytest.mark.parametrize("path", ["/gui", "/tra-cuu", "/tra-cuu/viet"])
def test_a_form_of_another_site_is_refused(quick_small: Desk, headers: dict[str, str], path: str) -> None:
    form = {"token": handed(quick_small), "text": "a", "school": SCHOOL}
    answer = quick_small.client.post(path, data=form, headers=headers)
    assert answer.status_code == 403
    assert "111" in answer.text
    assert not stored(quick_small)


def test_a_body_that_is_no_form_is_a_page_and_nothing_is_kept(quick_small: Desk) -> None:
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    for body, headers, status in (
        (b'--x\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\n' + picture("a"), kind, 400),
        (b"--x", {"Content-Type": "multipart/form-data"}, 422),
        (b"a" * 2_000_001, {"Content-Type": "application/x-www-form-urlencoded"}, 413),
    ):
        answer = quick_small.client.post("/gui", content=body, headers=headers)
        assert answer.status_code == status
        assert answer.headers["content-type"].startswith("text/html")
        assert "111" in answer.text
    assert not [path for path in quick_small.context.settings.attachments.rglob("*") if path.is_file()]


def test_fields_without_an_end_are_cut_off(quick_small: Desk) -> None:
    answer = send(quick_small, picture("a"), text="a", copied="b" * 2_000_001)
    assert answer.status_code == 413
    assert not stored(quick_small)


def test_with_one_school_there_is_nothing_to_choose_and_with_a_link_neither(quick_small: Desk) -> None:
    client = quick_small.client
    assert 'list="schools"' in client.get("/gui").text
    assert 'list="schools"' in client.get("/gui/khong-co-truong-nay").text
    page = client.get("/gui/thcs-hoa-sen").text
    assert 'list="schools"' not in page
    hidden = re.search(r'name="school" value="([0-9a-f]{32})"', page)
    assert hidden is not None
    assert f'value="{hidden[1]}"' in client.get(f"/gui/{hidden[1]}").text
    for typed in (hidden[1], "thcs hoa sen", "THCS  HOA SEN", "THCS Hoa Sen"):
        assert send(quick_small, text="a", school=typed).status_code == 200
    assert {filed.school_id for filed in stored(quick_small)} == {hidden[1]}


def test_two_schools_of_one_slug_are_never_taken_for_each_other(quick_small: Desk) -> None:
    with quick_small.context.database.write() as session:
        accounts.school(session, "THCS Hoa Sên", now=clock.now())
    assert 'list="schools"' in quick_small.client.get("/gui/thcs-hoa-sen").text
    assert send(quick_small, text="a", school="thcs hoa sen").status_code == 422
    assert send(quick_small, text="a", school="THCS Hoa Sên").status_code == 200


def test_the_language_can_be_changed_on_a_form_half_filled_in(quick_small: Desk) -> None:
    form = {"language": "en", "text": "chữ của em", "school": SCHOOL, "reporter": "parent", "adult_near": "1"}
    answer = quick_small.client.post("/gui", data=form)
    assert answer.status_code == 200
    assert '<html lang="en">' in answer.text
    assert "chữ của em" in answer.text
    assert 'value="parent" checked' in answer.text
    assert 'name="adult_near" value="1" checked' in answer.text
    assert "What happened?" in quick_small.client.get("/gui").text  # remembered
    assert "write a few words" in send(quick_small).text.lower()
    assert not stored(quick_small)


def test_no_page_of_a_reporter_is_stored_refers_or_sets_a_cookie(quick_small: Desk) -> None:
    answer = send(quick_small, text="a")
    told = shown(answer)
    look = quick_small.client.post("/tra-cuu", data={"receipt": told})
    back = quick_small.client.post("/tra-cuu/viet", data={"receipt": told, "text": "em viết thêm"})
    for page in (quick_small.client.get("/gui"), answer, look, back, quick_small.client.get("/da-gui")):
        assert page.status_code == 200
        assert page.headers["cache-control"] == "no-store"
        assert page.headers["referrer-policy"] == "no-referrer"
        assert "set-cookie" not in page.headers
        assert page.headers["content-security-policy"].startswith("default-src 'none'")
        assert " style=" not in page.text
        assert 'href="https://vnexpress.net/" rel="noreferrer' in page.text
        assert 'href="tel:111"' in page.text


@pytest.mark.parametrize("limit", ["public_tries", "public_per_minute"])
def test_a_flood_is_held_back_and_loses_nobody_their_words(make_desk: Callable[..., Desk], limit: str) -> None:
    desk = make_desk(**{limit: 3})
    assert [send(desk, text=f"lần {number}").status_code for number in range(3)] == [200, 200, 200]
    over = send(desk, picture("a"), text="chữ của em")
    assert over.status_code == 429
    assert "chữ của em" in over.text
    assert len(stored(desk)) == 3
    assert not [path for path in desk.context.settings.attachments.rglob("*") if path.is_file()]
    assert desk.client.post("/v1/reports", json=report(), headers=desk.key).status_code == 201


def test_when_it_is_crowded_the_form_comes_back_with_its_words(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(public_at_once=2)
    lane: Any = desk.app.middleware_stack
    while not isinstance(lane, Lane):
        lane = lane.app if hasattr(lane, "app") else lane._app
    lane._busy["somewhere else"] = 2
    crowded = send(desk, picture("a"), text="chữ của em")
    assert crowded.status_code == 503
    assert "chữ của em" in crowded.text
    assert not stored(desk)
    assert lane._busy == {"somewhere else": 2}


def test_reporting_systems_are_answered_while_every_place_of_the_form_is_taken(
    make_desk: Callable[..., Desk],
) -> None:
    desk = make_desk(public_pause_s=2.0, public_at_once=4)
    answers: list[int] = []

    def hasty() -> None:
        answer = send(desk, text="chữ của em", token=handed(desk, timedelta(0)))
        assert answer.status_code == 200 or "111" in answer.text
        answers.append(answer.status_code)

    threads = [threading.Thread(target=hasty) for _ in range(12)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    time.sleep(0.3)
    assert desk.client.post("/v1/reports", json=report(), headers=desk.key).status_code == 201
    assert time.monotonic() - began < 2.0
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200] * 4 + [503] * 8


@pytest.mark.parametrize(("more", "ago"), [({"website": "http://x"}, 60), ({}, 0)], ids=["bait taken", "too fast"])
def test_a_program_is_slowed_down_and_not_refused(
    make_desk: Callable[..., Desk], more: dict[str, str], ago: int
) -> None:
    desk = make_desk(public_pause_s=1.5)  # a token counts whole seconds
    began = time.monotonic()
    assert send(desk, text="a", token=handed(desk, timedelta(seconds=ago)), **more).status_code == 200
    assert time.monotonic() - began >= 1.5
    began = time.monotonic()
    assert send(desk, text="a").status_code == 200
    assert time.monotonic() - began < 1.5


def test_no_word_no_receipt_and_no_address_reaches_logs_or_metrics(
    capfd: pytest.CaptureFixture[str], quick_small: Desk
) -> None:
    canaries = ["canary in text", "canary copied", "canary way", "canary letter", "canary school", "canary agent"]
    text, copied, reach, letter, school, agent = canaries
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(10))
    client, headers = quick_small.client, {"User-Agent": agent}
    answer = send(quick_small, picture("a"), b"canary file", text=text, copied=copied, reach=reach, headers=headers)
    told = shown(answer)
    said = " ".join(receipt.in_words(told))
    send(quick_small, text=text, school=school, headers=headers)
    send(quick_small, text=text, token="x", headers=headers)
    for typed in (told, said, f"{told[:-1]}x"):
        client.post("/tra-cuu", data={"receipt": typed}, headers=headers)
        client.post("/tra-cuu/viet", data={"receipt": typed, "text": letter}, headers=headers)
        client.post("/v1/receipts/letters", json={"receipt": typed, "text": letter}, headers=headers)
    client.get("/gui/" + "canary-slug", headers=headers)
    logged = capfd.readouterr()
    lines = [json.loads(line) for line in logged.err.splitlines()]
    assert {line["route"] for line in lines if "route" in line} >= {
        "/gui",
        "/tra-cuu",
        "/tra-cuu/viet",
        "/gui/{school}",
    }
    everything = logged.err + logged.out + client.get("/metrics").text
    for secret in [*canaries, "canary", told, told[:5], said, "testclient", "127.0.0.1"]:
        assert secret not in everything, secret
    with quick_small.context.database.read() as session:
        rows = [
            str({key: value for key, value in vars(row).items() if key[0] != "_"})
            for row in session.scalars(select(AuditRow))
        ]
        kept = [str(unsealed(session, filed, Report.content)) for filed in session.scalars(select(Report))]
    for row in [*rows, *kept]:
        assert "testclient" not in row
        assert agent not in row
