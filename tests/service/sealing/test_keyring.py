"""What is sealed opens in its own place only, and whatever happens to it, the desk goes on."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, update

from service import clock
from service.database import Database
from service.errors import InvalidError, UnsealedError
from service.identifiers import new_id
from service.key_check import open_contents, require_right_key, sealed_columns
from service.keyring import keyring, seal, shown, unsealed
from service.models import DataKeyRow, Note, Report, School
from service.models.keys import Owner, Sealed
from service.sealing import OperatorKey, SealError
from service.words import UNOPENED
from service.wrapped import WRAPPED
from tests.service.desk import GROOMING, Desk


def note(case_id: str) -> Note:
    return Note(id=new_id(), case_id=case_id, user_id=new_id(), at=clock.now())


@given(text=st.text(max_size=200), at=st.integers(0, 10_000), bit=st.integers(0, 7))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_one_changed_bit_and_it_does_not_open(small_desk: Desk, text: str, at: int, bit: int) -> None:
    row = note("c" * 32)
    with small_desk.context.database.write() as session:
        row.text = seal(session, row, Note.text, text)
        assert unsealed(session, row, Note.text) == text
        changed = bytearray(row.text)
        changed[at % len(changed)] ^= 1 << bit
        row.text = Sealed(bytes(changed))
        with pytest.raises(SealError):
            unsealed(session, row, Note.text)
        assert shown(session, row, Note.text) == UNOPENED


def test_what_was_moved_to_another_row_or_owner_or_cut_does_not_open(small_desk: Desk) -> None:
    with small_desk.context.database.write() as session:
        one, other, elsewhere = note("c" * 32), note("c" * 32), note("d" * 32)
        for row in (one, other, elsewhere):
            row.text = seal(session, row, Note.text, "chuyện riêng")
        one.text, elsewhere.text = other.text, other.text
        other.text = Sealed(bytes(other.text)[:-1])
        for row in (one, other, elsewhere):
            with pytest.raises(SealError):
                unsealed(session, row, Note.text)


def test_a_report_without_a_key_takes_nothing_more_and_is_told_so(small_desk: Desk) -> None:
    with small_desk.context.database.write() as session, pytest.raises(UnsealedError):
        keyring(session).needed(Owner.REPORT, new_id())


def test_two_who_write_first_about_a_case_share_one_key(desk: Desk) -> None:
    case_id = new_id()
    with desk.context.database.write() as session:
        first = keyring(session).make(Owner.CASE, case_id)
        again = keyring(session).make(Owner.CASE, case_id)
        assert again.open(first.seal(b"x", "b"), "b") == b"x"
        assert len(session.scalars(select(DataKeyRow).where(DataKeyRow.owner_id == case_id)).all()) == 1


@pytest.mark.parametrize("harm", ["changed", "swapped", "keyless"])
def test_a_case_that_cannot_be_opened_stays_in_the_queue_and_says_so(desk: Desk, harm: str) -> None:
    first, second = desk.file(GROOMING)["id"], desk.file(f"{GROOMING} {GROOMING}")["id"]
    with desk.context.database.write() as session:
        if harm == "changed":
            session.execute(update(Report).values(content=b"\x01" + b"x" * 40))
        elif harm == "swapped":
            one, other = session.get_one(Report, first), session.get_one(Report, second)
            one.content, other.content = other.content, one.content
        else:
            session.execute(delete(DataKeyRow).where(DataKeyRow.owner_kind == Owner.REPORT.value))
    case = desk.take()
    read = desk.client.get(f"/v1/cases/{case['id']}", headers=desk.lan).json()
    assert {report["readable"] for report in read["reports"]} == {False}
    assert {tuple(report["messages"]) for report in read["reports"]} == {()}
    written = desk.post(f"/v1/cases/{case['id']}/notes", {"text": "máy không mở được"})
    assert written.status_code == 201
    assert "máy không mở được" in desk.client.get(f"/v1/cases/{case['id']}", headers=desk.lan).text
    _, lost = open_contents(desk.context.database, most=None)
    assert lost["reports.content"] == 2


def test_a_service_with_another_key_refuses_to_start(desk: Desk) -> None:
    desk.file(GROOMING)
    wrong = Database(desk.context.settings.database, operator_key=OperatorKey(b"x" * 32))
    with pytest.raises(InvalidError) as refused:
        require_right_key(wrong)
    wrong.close()
    assert refused.value.errors[0].field == "LACHAN_SEALING_KEY"
    require_right_key(desk.context.database)


def test_every_sealed_column_stands_in_the_documentation() -> None:
    names = {f"{column.class_.__tablename__}.{column.key}" for column in sealed_columns()}
    told = (Path(__file__).parents[3] / "docs/sealing.md").read_text("utf-8")
    assert [name for name in names | {one.name for one in WRAPPED} if f"`{name}`" not in told] == ["data_keys.wrapped"]
    assert {"reports.content", "notes.text", "letters.text", "drafts.content", "decisions.before"} <= names
    assert School.__tablename__ not in {name.split(".")[0] for name in names}
