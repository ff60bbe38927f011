"""Letters to and fro, on both engines: who may write, what the other side sees, and what new words do to a case."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select, update

from classifier.engine import Classifier
from service import clock
from service.models import AuditRow, Case, Letter, Report
from service.words import CaseState
from tests.service.desk import GROOMING, HARMLESS, Desk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from classifier.schema import Assessment, Submission

KIND = "Cảm ơn em đã kể. Em không có lỗi gì cả."
MORE = "hôm nay bạn ấy lại nhắn cho em"


def look(desk: Desk, receipt: str) -> Any:
    found = desk.client.post("/v1/receipts", json={"receipt": receipt})
    assert found.status_code == 200, found.text
    return found.json()


def back(desk: Desk, receipt: str, text: str = MORE) -> Any:
    return desk.client.post("/v1/receipts/letters", json={"receipt": receipt, "text": text})


def one(desk: Desk) -> Case:
    with desk.context.database.read() as session:
        return session.scalars(select(Case)).one()


def count(desk: Desk, verb: str) -> int:
    with desk.context.database.read() as session:
        return session.scalar(select(func.count()).where(AuditRow.verb == verb)) or 0


def close(desk: Desk, case: dict[str, Any], **more: Any) -> None:
    ruling = {"fence": case["fence"], "outcome": "closed_no_harm"} | more
    assert desk.post(f"/v1/cases/{case['id']}/decision", ruling).status_code == 200


def test_whoever_holds_the_case_writes_and_whoever_holds_the_receipt_reads(desk: Desk) -> None:
    filed = desk.file()
    case = desk.take()
    path = f"/v1/cases/{case['id']}/letters"
    written = desk.post(path, {"fence": case["fence"], "text": KIND})
    assert written.status_code == 201, written.text
    assert (written.json()["by"], written.json()["side"], written.json()["read_at"]) == ("Lan", "desk", None)
    assert count(desk, "write_letter") == 1
    first, again = look(desk, filed["receipt"]), look(desk, filed["receipt"])
    assert [(letter["side"], letter["text"]) for letter in first["letters"]] == [("desk", KIND)]
    assert first["letters"][0]["read_at"] is None
    assert again["letters"][0]["read_at"] is not None
    assert "Lan" not in str(first)
    [seen] = desk.client.get(f"/v1/cases/{case['id']}", headers=desk.lan).json()["letters"]
    assert seen["read_at"] is not None


def test_nobody_writes_to_a_case_they_do_not_hold(desk: Desk) -> None:
    desk.file()
    case = desk.take()
    path = f"/v1/cases/{case['id']}/letters"
    for who, body, status in (
        (desk.hue, {"fence": case["fence"], "text": KIND}, 409),
        (desk.lan, {"fence": case["fence"] + 1, "text": KIND}, 409),
        (desk.lan, {"text": KIND}, 409),
        (desk.stranger, {"fence": case["fence"], "text": KIND}, 404),
        (desk.key, {"fence": case["fence"], "text": KIND}, 403),
    ):
        assert desk.post(path, body, who).status_code == status, body
    for text in ("", "  \n", "x" * 10_001, "a\x00b"):
        refused = desk.post(path, {"fence": case["fence"], "text": text})
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "text"), text[:5]
    with desk.context.database.read() as session:
        assert not session.scalars(select(Letter)).all()


def test_a_closed_case_can_still_be_answered(desk: Desk) -> None:
    filed = desk.file()
    case = desk.take()
    close(desk, case)
    assert desk.post(f"/v1/cases/{case['id']}/letters", {"text": KIND}, desk.hue).status_code == 201
    assert look(desk, filed["receipt"])["letters"][0]["text"] == KIND


def test_a_letter_goes_to_one_reporter_and_never_to_another(desk: Desk) -> None:
    first, second = desk.file(), desk.file(HARMLESS)
    with desk.context.database.write() as session:
        kept = session.scalars(select(Report.case_id).where(Report.id == first["id"])).one()
        session.execute(update(Report).where(Report.id == second["id"]).values(case_id=kept))
        session.execute(update(Case).where(Case.id != kept).values(state=CaseState.MERGED.value))
        merged = session.scalars(select(Case.id).where(Case.id != kept)).one()
    fence = desk.post(f"/v1/cases/{kept}/claim").json()["fence"]
    path = f"/v1/cases/{kept}/letters"
    for report in (None, "0" * 32):
        refused = desk.post(path, {"fence": fence, "text": KIND} | ({"report": report} if report else {}))
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "report")
    assert desk.post(path, {"fence": fence, "text": KIND, "report": second["id"]}).status_code == 201
    assert look(desk, first["receipt"])["letters"] == []
    assert len(look(desk, second["receipt"])["letters"]) == 1
    assert desk.post(f"/v1/cases/{merged}/letters", {"text": KIND}).json()["type"] == "urn:lachan:problem:done"


def test_writing_back_reaches_the_desk_and_counts_as_unread_until_somebody_reads_it(desk: Desk) -> None:
    filed = desk.file()
    answer = back(desk, filed["receipt"])
    assert answer.status_code == 200, answer.text
    assert [(letter["side"], letter["text"]) for letter in answer.json()["letters"]] == [("reporter", MORE)]
    case = desk.client.get("/v1/queue", headers=desk.lan).json()["cases"][0]
    unread = desk.client.get("/v1/letters/unread", headers=desk.lan).json()["cases"]
    assert unread == [{"case_id": case["id"], "letters": 1}]
    assert desk.client.get("/v1/letters/unread", headers=desk.stranger).json()["cases"] == []
    [letter] = desk.client.get(f"/v1/cases/{case['id']}", headers=desk.lan).json()["letters"]
    assert (letter["text"], letter["by"], letter["read_at"]) == (MORE, None, None)
    assert desk.client.get("/v1/letters/unread", headers=desk.lan).json()["cases"] == []
    assert look(desk, filed["receipt"])["letters"][0]["read_at"] is not None
    with desk.context.database.read() as session:
        row = session.scalars(select(AuditRow).where(AuditRow.verb == "write_back")).one()
        assert (row.actor_kind, row.actor_id, row.object_id) == ("anyone", None, case["id"])
        assert row.school_id is not None


def test_new_words_open_a_closed_case_again_and_wake_a_resting_one(desk: Desk) -> None:
    filed = desk.file(HARMLESS)
    case = desk.take()
    close(desk, case)
    long_ago = clock.now() - timedelta(days=30)
    with desk.context.database.write() as session:
        session.execute(
            update(Case).values(received_at=long_ago, due_at=long_ago, resting_until=clock.now() + timedelta(days=1))
        )
    assert back(desk, filed["receipt"], "dạ em cảm ơn cô").json()["state"] == "received"
    row = one(desk)
    assert (row.state, row.tier, row.resting_until, row.decided_at) == ("open", "P3", None, None)
    assert row.due_at > clock.now()
    assert desk.take(desk.hue)["id"] == case["id"]


def test_a_case_passed_on_comes_back_too(desk: Desk) -> None:
    filed = desk.file()
    case = desk.take()
    close(desk, case, outcome="escalated", targets=["lead"])
    assert look(desk, filed["receipt"])["state"] == "escalated"
    back(desk, filed["receipt"])
    assert one(desk).state == "open"


def test_new_words_raise_the_tier_and_never_lower_it(desk: Desk) -> None:
    filed = desk.file(HARMLESS)
    back(desk, filed["receipt"], "mai em đem vở")
    assert one(desk).tier == "P3"
    back(desk, filed["receipt"], GROOMING)
    row = one(desk)
    assert row.tier == "P1"
    assert row.due_at <= clock.now() + timedelta(hours=4)
    assert "grooming" in [reason["code"] for reason in row.reasons]
    back(desk, filed["receipt"], "mai em đem vở ạ")
    assert one(desk).tier == "P1"


def test_who_holds_the_case_keeps_it_when_new_words_come(desk: Desk) -> None:
    filed = desk.file()
    case = desk.take()
    back(desk, filed["receipt"])
    assert desk.post(f"/v1/cases/{case['id']}/heartbeat", {"fence": case["fence"]}).status_code == 200


def test_words_that_cannot_be_scored_count_as_urgent(desk: Desk) -> None:
    class Broken(Classifier):
        def assess_many(self, submissions: Sequence[Submission]) -> list[Assessment]:
            raise ZeroDivisionError(submissions[0].messages[0].text)

    filed = desk.file(HARMLESS)
    champion = desk.context.scorer.champion
    champion._classifier = Broken(champion.classifier.model, "broken")
    assert back(desk, filed["receipt"]).status_code == 200
    row = one(desk)
    assert row.tier == "P1"
    assert row.reasons[0]["code"] == "not_assessed"


def test_the_same_words_sent_twice_are_kept_once(desk: Desk) -> None:
    filed = desk.file()
    answers = [back(desk, filed["receipt"]) for _ in range(2)]
    assert [len(answer.json()["letters"]) for answer in answers] == [1, 1]
    assert count(desk, "write_back") == 1
    assert len(back(desk, filed["receipt"], "em quên một chuyện").json()["letters"]) == 2


def test_the_same_words_at_the_same_moment_are_kept_once(desk: Desk) -> None:
    filed = desk.file()
    threads = [threading.Thread(target=back, args=(desk, filed["receipt"])) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(look(desk, filed["receipt"])["letters"]) == 1


@pytest.mark.parametrize("receipt", ["", "1", "1" * 25, "mèo " * 10, "x" * 301])
def test_without_a_receipt_nothing_is_written(small_desk: Desk, receipt: str) -> None:
    small_desk.file()
    refused = back(small_desk, receipt)
    assert refused.status_code == (422 if len(receipt) > 300 else 404)
    with small_desk.context.database.read() as session:
        assert not session.scalars(select(Letter)).all()


def test_writing_back_cannot_be_tried_out(small_desk: Desk) -> None:
    statuses = [back(small_desk, "1" * 25).status_code for _ in range(25)]
    assert statuses[:20] == [404] * 20
    assert statuses[-1] == 429


def test_phrases_can_be_sent_as_they_stand(small_desk: Desk) -> None:
    told = small_desk.client.get("/v1/letters/phrases", headers=small_desk.lan).json()["phrases"]
    assert len(told) >= 15
    assert len({phrase["key"] for phrase in told}) == len(told)
    assert {phrase["audience"] for phrase in told} == {"pupil", "parent", "teacher"}
    for phrase in told:
        for language in ("vi", "en", "title_vi", "title_en"):
            assert phrase[language].strip()
            assert not set("{}[]<>…_") & set(phrase[language]), phrase["key"]
        addressed = {"pupil": "em", "parent": "phụ huynh", "teacher": "thầy cô"}[phrase["audience"]]
        assert addressed in phrase["vi"]
