"""What is erased is gone from everywhere, and what is counted stays."""

from __future__ import annotations

import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from service import clock
from service.models import Case, DataKeyRow, Decision, Delivery, Erasure, Letter, Note, Report
from service.retention import due
from service.retention.tombstones import Tombstones
from service.retention.work import Erasing, SteadyClock
from tests.service.desk import HARMLESS, Desk
from tests.service.retention.closed import CANARIES, DAYS, GOES, age, closed_case, eraser, row

pytestmark = pytest.mark.timeout(120)


def round_of(desk: Desk) -> Erasing:
    return Erasing(desk.context, SteadyClock(after_s=0))


def erase_due(desk: Desk) -> int:
    erased, work = 0, round_of(desk)
    while work.next():
        erased += 1
    return erased


def everything_stored(desk: Desk) -> bytes:
    """All bytes of the database and of the var folder; of PostgreSQL, what a dump would hold."""
    url, stored = desk.context.database.engine.url, b""
    if desk.context.database.sqlite:
        stored = b"".join(path.read_bytes() for path in Path(url.database or "").parent.glob("lachan.db*"))
    else:
        plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
        stored = subprocess.run(["pg_dump", "--dbname", plain], check=True, capture_output=True).stdout  # noqa: S603, S607
    return stored + b"".join(path.read_bytes() for path in desk.context.settings.var.rglob("*") if path.is_file())


def found(stored: bytes) -> set[str]:
    def stands(text: str) -> bool:
        as_json = text.encode("ascii", "backslashreplace").replace(b"\\x", b"\\u00")
        return text.encode() in stored or as_json in stored

    return {name for name, text in CANARIES.items() if stands(text)}


def stored_of(values: set[Any], stored: bytes) -> set[Any]:
    """Those that stand there, as bytes or as a dump writes them."""
    return {value for value in values if value in stored or value.hex().encode() in stored}


def statistics(desk: Desk) -> object:
    answer = desk.client.get("/v1/statistics", headers=desk.lan)
    assert answer.status_code == 200
    told = answer.json()
    told.pop("at", None)
    return told


def test_nothing_of_an_erased_case_is_left_in_the_database_or_the_folder(desk: Desk) -> None:
    filed, case_id = closed_case(desk)
    desk.file(HARMLESS)
    with desk.context.database.read() as session:
        keys = set(session.scalars(select(DataKeyRow.wrapped).where(DataKeyRow.owner_id.in_([filed["id"], case_id]))))
        sealed = {
            session.scalars(select(column).where(whose)).first()
            for column, whose in (
                (Report.content, Report.id == filed["id"]),
                (Letter.text, Letter.report_id == filed["id"]),
                (Note.text, Note.case_id == case_id),
                (Decision.note, Decision.case_id == case_id),
                (Delivery.reference, Delivery.case_id == case_id),
            )
        }
    assert (len(keys), len(sealed)) == (2, 5)
    before = everything_stored(desk)
    assert stored_of(keys | sealed, before) == keys | sealed  # the test could see them
    age(desk, DAYS + 1)
    assert erase_due(desk) == 1
    assert desk.context.database.wipe()
    after = everything_stored(desk)
    assert stored_of(keys | sealed, after) == set()
    assert found(after) == set()
    assert not list(desk.context.settings.attachments.glob(f"*/{filed['id']}"))
    with desk.context.database.read() as session:
        for table in GOES:
            column = table.case_id if hasattr(table, "case_id") else table.report_id
            there = select(func.count()).select_from(table).where(column.in_([case_id, filed["id"]]))
            assert session.scalar(there) == 0, table
        stone = session.scalars(select(Erasure)).one()
    assert (stone.case_id, stone.why, stone.report_id) == (case_id, "retention", None)
    assert stone.emptied_at is not None
    assert stone.done_at is not None
    assert (stone.counts["letters"], stone.counts["notes"], stone.counts["data_keys"]) == (2, 1, 2)
    [line] = Tombstones(desk.context.settings.erasures).read()
    assert (line.report_id, line.case_id, line.state, line.why) == (filed["id"], case_id, "closed_harm", "retention")


def test_no_count_changes_by_an_erasure(desk: Desk) -> None:
    _, case_id = closed_case(desk, picture_too=False)
    desk.file(HARMLESS)
    before, case_before = statistics(desk), row(desk, case_id)
    with desk.context.database.write() as session:
        marked = due.mark_next(session, now=clock.now() + timedelta(days=DAYS + 1), days=DAYS)
    assert marked is not None
    eraser(desk).finish(marked.id)
    assert statistics(desk) == before
    case = row(desk, case_id)
    kept = ("state", "tier", "categories", "received_at", "decided_at", "due_at", "first_claimed_at", "report_count")
    assert [getattr(case, name) for name in kept] == [getattr(case_before, name) for name in kept]
    with desk.context.database.read() as session:
        made = session.scalars(select(Decision).where(Decision.case_id == case_id)).one()
        passed = session.scalars(select(Delivery).where(Delivery.case_id == case_id)).one()
        assert session.scalar(select(Case.id).where(Case.id == case_id, Case.erased_at.is_not(None)))
    assert (made.outcome, made.category, made.reason, made.note) == ("closed_harm", "bullying", None, None)
    assert (passed.state, passed.reference) == ("acknowledged", None)


def test_a_second_round_and_a_second_worker_change_nothing_more(desk: Desk) -> None:
    closed_case(desk, picture_too=False)
    age(desk, DAYS + 1)
    assert erase_due(desk) == 1
    lines = desk.context.settings.erasures.read_bytes()
    assert erase_due(desk) == 0
    with desk.context.database.read() as session:
        stone = session.scalars(select(Erasure)).one()
    eraser(desk).finish(stone.id)
    assert desk.context.settings.erasures.read_bytes() == lines


def test_cases_that_were_merged_go_together(desk: Desk) -> None:
    _, kept_id = closed_case(desk, picture_too=False)
    filed = desk.file("một chuyện khác hẳn, chữ cầy vòi")
    with desk.context.database.write() as session:
        other = session.scalars(select(Report).where(Report.id == filed["id"])).one()
        emptied = session.get_one(Case, other.case_id)
        other.case_id, emptied.state, emptied.merged_into = kept_id, "merged", kept_id
        emptied_id = emptied.id
    age(desk, DAYS + 1)
    assert erase_due(desk) == 1
    assert row(desk, emptied_id).erased_at is not None
    with desk.context.database.read() as session:
        reports = session.scalars(select(Report)).all()
    assert all(report.erased_at is not None and not report.content for report in reports)
    assert len(Tombstones(desk.context.settings.erasures).read()) == 2


def test_whoever_asks_is_told_kindly_that_it_is_gone(desk: Desk) -> None:
    filed, case_id = closed_case(desk, picture_too=False)
    age(desk, DAYS + 1)
    erase_due(desk)
    opened = desk.client.get(f"/v1/cases/{case_id}", headers=desk.lan)
    assert opened.status_code == 410
    assert "xóa vĩnh viễn ngày" in opened.json()["detail"]
    standing = desk.client.get(f"/v1/reports/{filed['id']}", headers=desk.key).json()
    assert standing["state"] == "erased"
    assert standing["erased_at"]
    looked = desk.client.post("/v1/receipts", json={"receipt": filed["receipt"]}).json()
    assert (looked["state"], looked["letters"]) == ("erased", [])
    body = {"receipt": filed["receipt"], "text": "em muốn nói thêm"}
    assert desk.client.post("/v1/receipts/letters", json=body).status_code == 410
    for path, sent in (
        ("notes", {"text": "a"}),
        ("letters", {"text": "a"}),
        ("claim", None),
        ("hold", {"reason": "a"}),
        ("erasure", {"reason": "a"}),
    ):
        assert desk.post(f"/v1/cases/{case_id}/{path}", sent, desk.hue).status_code == 410, path


def test_the_same_request_sent_again_after_the_erasure_makes_no_new_report(desk: Desk) -> None:
    headers = desk.key | {"Idempotency-Key": "a"}
    body = {"messages": [{"text": HARMLESS}]}
    first = desk.client.post("/v1/reports", json=body, headers=headers).json()
    with desk.context.database.write() as session:
        case = session.scalars(select(Case)).one()
        case.state, case.decided_at = "closed_no_harm", clock.now()
    age(desk, DAYS + 1)
    assert erase_due(desk) == 1
    again = desk.client.post("/v1/reports", json=body, headers=headers)
    assert (again.status_code, again.json()["id"], again.json()["state"]) == (201, first["id"], "erased")


def test_nothing_runs_out_while_the_clock_is_not_to_be_trusted(small_desk: Desk) -> None:
    closed_case(small_desk, picture_too=False)
    age(small_desk, DAYS + 1)
    times = [0.0]
    jump = [timedelta(0)]
    began = clock.now()
    steady = SteadyClock(wall=lambda: began + timedelta(seconds=times[0]) + jump[0], ticks=lambda: times[0])
    work = Erasing(small_desk.context, steady)
    work.next()
    times[0] = 700.0
    jump[0] = timedelta(days=400)
    work.next()
    with small_desk.context.database.read() as session:
        assert session.scalars(select(Erasure)).all() == []
    times[0] = 1_400.0
    assert work.next()
    with small_desk.context.database.read() as session:
        assert len(session.scalars(select(Erasure)).all()) == 1
