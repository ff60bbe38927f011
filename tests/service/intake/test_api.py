import threading
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from sqlalchemy import func, select

from classifier.engine import Classifier
from classifier.schema import Assessment, Submission
from classifier.taxonomy import Tier
from service.jobs.work import Work
from service.models import AssessmentRow, AuditRow, Case, Report
from service.sealing.keyring import unsealed
from service.settings import Settings
from tests.service.desk import GROOMING, HARMLESS, Desk, opened, report

KEY = "Idempotency-Key"


def count(desk: Desk, table: Any) -> int:
    with desk.context.database.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_report_is_stored_scored_and_answered_with_a_receipt(desk: Desk) -> None:
    filed = desk.client.post("/v1/reports", json=report(note="em sợ lắm", reporter="child"), headers=desk.key)
    answer = filed.json()
    assert filed.status_code == 201
    assert filed.headers["location"] == f"/v1/reports/{answer['id']}"
    assert answer["assessed"] is True
    assert answer["tier"] in {"P0", "P1"}
    assert answer["state"] == "received"
    assert len(answer["receipt"].replace("-", "")) == 25
    assert GROOMING not in filed.text
    assert count(desk, AssessmentRow) == 1
    with desk.context.database.read() as session:
        assert session.scalars(select(AuditRow.verb)).all().count("file_report") == 1
        stored = session.scalars(select(Report)).one()
        assert answer["receipt"].encode() not in stored.receipt_hash
        assert unsealed(session, stored, Report.content)["note"] == "em sợ lắm"


def test_what_the_reporter_says_of_now_makes_it_urgent(desk: Desk) -> None:
    assert desk.file(HARMLESS, happening_now=True)["tier"] == "P0"
    assert desk.file(HARMLESS, adult_has_access=True)["tier"] == "P0"
    assert desk.file(HARMLESS)["tier"] == "P3"


def test_the_same_key_and_body_give_the_same_answer(desk: Desk) -> None:
    headers = desk.key | {KEY: "abc-1"}
    first = desk.client.post("/v1/reports", json=report(), headers=headers)
    again = desk.client.post("/v1/reports", json=report(), headers=headers)
    assert again.status_code == first.status_code == 201
    assert again.json() == first.json()
    assert again.headers["idempotent-replayed"] == "true"
    assert count(desk, Report) == count(desk, Case) == 1


def test_the_same_key_with_another_body_is_refused_by_name(desk: Desk) -> None:
    headers = desk.key | {KEY: "abc-1"}
    desk.client.post("/v1/reports", json=report(), headers=headers)
    other = desk.client.post("/v1/reports", json=report(HARMLESS), headers=headers)
    assert other.status_code == 422
    assert other.json()["errors"][0]["field"] == "header Idempotency-Key"
    assert count(desk, Report) == 1


def test_keys_of_two_systems_do_not_meet(desk: Desk) -> None:
    one = desk.client.post("/v1/reports", json=report(), headers=desk.key | {KEY: "abc-1"}).json()
    two = desk.client.post("/v1/reports", json=report(HARMLESS), headers=desk.other_key | {KEY: "abc-1"}).json()
    assert one["id"] != two["id"]
    assert one["receipt"] != two["receipt"]


def test_the_same_request_many_times_at_once_is_one_report(desk: Desk) -> None:
    answers: list[tuple[int, str]] = []

    def send() -> None:
        sent = desk.client.post("/v1/reports", json=report(), headers=desk.key | {KEY: "at-once"})
        answers.append((sent.status_code, sent.json()["receipt"]))

    threads = [threading.Thread(target=send) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 12
    assert {status for status, _ in answers} == {201}
    assert len({receipt for _, receipt in answers}) == 1
    assert count(desk, Report) == count(desk, AssessmentRow) == 1


def test_only_the_same_school_may_ask_where_a_report_stands(desk: Desk) -> None:
    filed = desk.file()
    path = f"/v1/reports/{filed['id']}"
    own = desk.client.get(path, headers=desk.key)
    assert own.status_code == 200
    assert own.json() == {name: value for name, value in filed.items() if name != "receipt"}
    assert desk.client.get(path, headers=desk.other_key).status_code == 404
    assert desk.client.get(path, headers=desk.lan).status_code == 403
    assert desk.client.get("/v1/reports/" + "0" * 32, headers=desk.key).status_code == 404


def test_a_receipt_tells_the_state_and_the_letters_and_nothing_else(desk: Desk) -> None:
    filed = desk.file()
    typed = filed["receipt"].replace("-", " ")
    found = desk.client.post("/v1/receipts", json={"receipt": typed})
    assert found.status_code == 200
    assert set(found.json()) == {"state", "state_vi", "received_at", "erased_at", "letters"}
    assert found.json()["letters"] == []
    assert found.json()["state"] == "received"
    desk.take()
    assert desk.client.post("/v1/receipts", json={"receipt": typed}).json()["state"] == "in_progress"


def test_receipts_cannot_be_tried_out(small_desk: Desk) -> None:
    tries = [small_desk.client.post("/v1/receipts", json={"receipt": "1" * 25}) for _ in range(25)]
    assert [sent.status_code for sent in tries[:20]] == [404] * 20
    assert tries[-1].status_code == 429
    assert int(tries[-1].headers["retry-after"]) > 0


SAD: list[tuple[str, Any, str]] = [
    ("no messages", {}, "messages"),
    ("nothing", None, "body"),
    ("a list", [report()], "body"),
    ("a number", 5, "body"),
    ("empty messages", {"messages": []}, "messages"),
    ("messages of another kind", {"messages": "x"}, "messages"),
    ("a message of another kind", {"messages": ["x"]}, "messages[0]"),
    ("no text", {"messages": [{"speaker": "other"}]}, "messages[0].text"),
    ("text of another kind", {"messages": [{"text": 5}]}, "messages[0].text"),
    ("unknown speaker", {"messages": [{"text": "a", "speaker": "ghost"}]}, "messages[0].speaker"),
    ("control character", report("a\x00b"), "messages[0].text"),
    ("escape character", report("ok", "a\x1bb"), "messages[1].text"),
    ("too long a message", report("a" * 20_001), "messages[0].text"),
    ("too much text", report(*["a" * 20_000] * 11), "body"),
    ("ten thousand messages", {"messages": [{"text": "a"}] * 10_000}, "messages"),
    ("unknown field", report(colour="red"), "colour"),
    ("unknown field in a message", {"messages": [{"text": "a", "when": 1}]}, "messages[0].when"),
    ("a word for a flag", report(happening_now="yes"), "happening_now"),
    ("a number for a flag", report(happening_now=1), "happening_now"),
    ("a word for a number", report(unread_screenshots="2"), "unread_screenshots"),
    ("a negative number", report(unread_screenshots=-1), "unread_screenshots"),
    ("a huge number", report(unread_screenshots=10**30), "unread_screenshots"),
    ("unknown reporter", report(reporter="robot"), "reporter"),
    ("control character in the note", report(note="\x07"), "note"),
    ("too long a reference", report(reference="x" * 201), "reference"),
]


@pytest.mark.parametrize(("body", "field"), [case[1:] for case in SAD], ids=[case[0] for case in SAD])
def test_what_cannot_be_used_is_refused_with_the_field_named(sad_desk: Desk, body: Any, field: str) -> None:
    sent = sad_desk.client.post("/v1/reports", json=body, headers=sad_desk.key)
    assert sent.status_code == 422, sent.text
    assert sent.headers["content-type"] == "application/problem+json"
    assert field in [wrong["field"] for wrong in sent.json()["errors"]]
    assert count(sad_desk, Report) == count(sad_desk, Case) == 0


RAW: list[tuple[str, bytes, int, str]] = [
    ("empty", b"", 422, "body"),
    ("no JSON", b"{", 400, "body"),
    ("lone surrogate", b'{"messages": [{"text": "a\\ud800"}]}', 422, "messages[0].text"),
    ("encoded surrogate", b'{"messages": [{"text": "a\xed\xa0\x80"}]}', 422, "messages[0].text"),
    ("surrogate in a name", b'{"messages": [{"text": "a"}], "\\ud800": 1}', 422, "body"),
    ("invalid UTF-8", b'{"messages": [{"text": "a\xff"}]}', 400, "body"),
    ("NaN", b'{"messages": [{"text": "a"}], "unread_screenshots": NaN}', 422, "unread_screenshots"),
    ("infinity", b'{"messages": [{"text": "a"}], "unread_screenshots": Infinity}', 422, "unread_screenshots"),
    ("deep nesting", b'{"messages": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", 400, "body"),
    ("nested a little", b'{"messages": [[[[[[1]]]]]]}', 422, "messages[0]"),
    ("long digits", b'{"messages": [{"text": "a"}], "unread_screenshots": ' + b"9" * 5000 + b"}", 400, "body"),
    ("10 MB", b'{"messages": [{"text": "' + b"a" * 10_000_000 + b'"}]}', 413, "body"),
]


@pytest.mark.parametrize(("body", "status", "field"), [case[1:] for case in RAW], ids=[case[0] for case in RAW])
def test_what_is_no_json_is_refused_with_the_place_named(sad_desk: Desk, body: bytes, status: int, field: str) -> None:
    headers = sad_desk.key | {"Content-Type": "application/json"}
    sent = sad_desk.client.post("/v1/reports", content=body, headers=headers)
    assert sent.status_code == status, sent.text[:300]
    assert [wrong["field"] for wrong in sent.json()["errors"]] == [field]
    assert count(sad_desk, Report) == count(sad_desk, Case) == 0


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/jsonx", ""])
def test_another_media_type_is_refused(sad_desk: Desk, kind: str) -> None:
    sent = sad_desk.client.post("/v1/reports", content=b"{}", headers=sad_desk.key | {"Content-Type": kind})
    assert sent.status_code == 415
    assert sent.json()["errors"][0]["field"] == "header Content-Type"


@pytest.mark.parametrize("key", ["a b", "x" * 201, "ngày"])
def test_an_unusable_idempotency_key_is_refused(sad_desk: Desk, key: str) -> None:
    headers = [(name.encode(), value.encode()) for name, value in (sad_desk.key | {KEY: key}).items()]
    sent = sad_desk.client.post("/v1/reports", json=report(), headers=headers)
    assert sent.status_code == 422
    assert sent.json()["errors"][0]["field"] == "header Idempotency-Key"


def test_without_a_model_a_report_is_kept_and_scored_as_soon_as_there_is_one(desk: Desk) -> None:
    champion = desk.context.scorer.champion
    loaded, champion._classifier = champion._classifier, None
    filed = desk.file(HARMLESS)
    assert (filed["tier"], filed["assessed"]) == ("P1", False)
    entry = desk.client.get("/v1/queue", headers=desk.lan).json()["cases"][0]
    assert entry["reasons"][0]["code"] == "not_assessed"
    assert desk.client.post("/v1/score", json=report(), headers=desk.key).status_code == 503
    champion._classifier = loaded
    desk.announce(Work.ASSESSING)
    assert wait_for_tier(desk, filed["id"]) == Tier.P3


class Slow(Classifier):
    """The real one, which waits until it is told to go on."""

    go_on = threading.Event()

    def assess_many(self, submissions: Sequence[Submission]) -> list[Assessment]:
        self.go_on.wait(20)
        return super().assess_many(submissions)


@pytest.fixture
def hasty_desk(settings: Settings) -> Iterator[Desk]:
    yield from opened(settings.model_copy(update={"scoring_timeout_s": 0.2}))


def test_a_report_whose_scoring_takes_too_long_is_answered_and_scored_later(hasty_desk: Desk) -> None:
    desk = hasty_desk
    champion = desk.context.scorer.champion
    champion._classifier = Slow(champion.classifier.model, "slow")
    Slow.go_on.clear()
    filed = desk.file(HARMLESS, adult_has_access=True)
    assert (filed["tier"], filed["assessed"]) == ("P0", False)
    Slow.go_on.set()
    assert wait_for_tier(desk, filed["id"]) == Tier.P0
    assert count(desk, AssessmentRow) == 1


def test_a_model_that_fails_loses_nothing_and_is_asked_again(desk: Desk) -> None:
    champion = desk.context.scorer.champion
    real = champion.classifier

    class Broken(Classifier):
        def assess_many(self, submissions: Sequence[Submission]) -> list[Assessment]:
            raise ZeroDivisionError(submissions[0].messages[0].text)

    champion._classifier = Broken(real.model, "broken")
    filed = desk.file(GROOMING)
    assert (filed["tier"], filed["assessed"]) == ("P1", False)
    scored = desk.client.post("/v1/score", json=report(), headers=desk.key)
    assert scored.status_code == 500
    assert GROOMING not in scored.text
    champion._classifier = real
    with desk.context.database.write() as session:
        session.scalars(select(Report)).one().next_try_at = session.scalars(select(Report)).one().received_at
    desk.announce(Work.ASSESSING)
    assert wait_for_tier(desk, filed["id"]) <= Tier.P1


def wait_for_tier(desk: Desk, report_id: str) -> Tier:
    for _ in range(200):
        found = desk.client.get(f"/v1/reports/{report_id}", headers=desk.key).json()
        if found["assessed"]:
            return Tier(found["tier"])
        threading.Event().wait(0.05)
    raise AssertionError("not scored within ten seconds")
