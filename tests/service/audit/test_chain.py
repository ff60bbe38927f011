# ruff: noqa: E501, S311, S608 - tables, one row a line; chance and SQL are the test's own
import random
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, func, insert, select, text
from sqlalchemy.exc import DBAPIError

from service import audit, clock
from service.audit import anchors, chain
from service.audit.anchors import Anchor, Anchoring
from service.audit.seal import laid_down, link
from service.audit.verifying import Verdict, Wrong, verify
from service.database import Database
from service.errors import InvalidError
from service.identifiers import new_id
from service.models import AuditGap, AuditLink, AuditRow
from service.principal import Principal
from service.secret import Secret
from service.words import Role, Verb
from tests.service.audit.force import by_force
from tests.service.desk import SECRET

ROWS = 12
LAN = Principal(new_id(), Role.COUNSELLOR, new_id(), "Lan")


def write(database: Database, rows: int = ROWS) -> None:
    with database.write() as session:
        for _ in range(rows):
            audit.record(session, LAN, Verb.READ_CASE, "case", new_id(), now=clock.now())


def whole(database: Database, *known: Anchor) -> Verdict:
    chain.whole(database, SECRET, clock.now())
    return verify(database, SECRET, known)


def first(verdict: Verdict) -> tuple[str, int | None]:
    assert verdict.faults
    return verdict.faults[0].wrong.value, verdict.faults[0].number or verdict.faults[0].position


def test_what_was_written_is_linked_once_and_verifies(database: Database) -> None:
    write(database)
    verdict = whole(database)
    assert (verdict.links, verdict.faults) == (ROWS, ())
    write(database, 3)
    assert whole(database).links == ROWS + 3
    assert not chain.lengthen(database, SECRET, clock.now())


@pytest.mark.parametrize("table", ["audit", "audit_chain"])
@pytest.mark.parametrize("deed", ["UPDATE {} SET number = number + 1000", "DELETE FROM {}"])
def test_the_database_itself_refuses_changes(database: Database, table: str, deed: str) -> None:
    write(database, 2)
    chain.whole(database, SECRET, clock.now())
    with pytest.raises(DBAPIError, match="append-only"), database.write() as session:
        session.execute(text(deed.format(table)))
    assert whole(database).faults == ()


def sql(words: str) -> Callable[[Connection], object]:
    return lambda connection: connection.execute(text(words))


def swap_rows(connection: Connection) -> None:
    for low, high in ((4, -4), (9, 4), (-4, 9)):
        connection.execute(text(f"UPDATE audit SET number = {high} WHERE number = {low}"))


def swap_links(connection: Connection) -> None:
    for low, high in ((4, -4), (9, 4), (-4, 9)):
        connection.execute(text(f"UPDATE audit_chain SET number = {high} WHERE number = {low}"))


def forge(number: int, seal: bytes | None) -> Callable[[Connection], object]:
    row = {
        "at": clock.now(),
        "actor_kind": "lead",
        "actor_id": new_id(),
        "verb": "read_case",
        "object_kind": "case",
        "object_id": new_id(),
        "number": number,
        "seal": seal,
    }
    return lambda connection: connection.execute(insert(AuditRow).values(**row))


def copy(connection: Connection) -> None:
    columns = "at, actor_kind, actor_id, school_id, verb, object_kind, object_id, seal"
    connection.execute(text(f"INSERT INTO audit (number, {columns}) SELECT 500, {columns} FROM audit WHERE number = 5"))


def take_a_link_out_and_close_up(connection: Connection) -> None:
    connection.execute(text("DELETE FROM audit WHERE number = 6"))
    connection.execute(text("DELETE FROM audit_chain WHERE number = 6"))
    for position in range(7, ROWS + 1):
        connection.execute(text(f"UPDATE audit_chain SET position = {position - 1} WHERE position = {position}"))


def relink_with_a_key_of_ones_own(connection: Connection) -> None:
    connection.execute(text("DELETE FROM audit WHERE number = 6"))
    connection.execute(text("DELETE FROM audit_chain"))
    other, before = Secret(b"x" * 32), b"\0" * 32
    for position, row in enumerate(connection.execute(select(AuditRow).order_by(AuditRow.number)).all(), 1):
        before = link(other, before, (position, row.number), laid_down(row), row.seal)
        connection.execute(insert(AuditLink).values(position=position, number=row.number, hash=before))


CHANGES: dict[str, str] = {
    "at": "'2020-01-01 00:00:00'",
    "actor_kind": "'lead'",
    "actor_id": "'somebody'",
    "school_id": "NULL",
    "verb": "'score'",
    "object_kind": "'report'",
    "object_id": "'another'",
}
TAMPERING: dict[str, tuple[Callable[[Connection], Any], str, int]] = {
    **{f"change {name}": (sql(f"UPDATE audit SET {name} = {value} WHERE number = 5"), "changed", 5) for name, value in CHANGES.items()},
    "take the seal off": (sql("UPDATE audit SET seal = NULL WHERE number = 5"), "changed", 5),
    "take another row's seal": (
        sql("UPDATE audit SET seal = (SELECT seal FROM audit WHERE number = 6) WHERE number = 5"), "changed", 5,
    ),
    "renumber a row": (sql("UPDATE audit SET number = 900 WHERE number = 5"), "removed", 5),
    "remove the first row": (sql("DELETE FROM audit WHERE number = 1"), "removed", 1),
    "remove a row in the middle": (sql("DELETE FROM audit WHERE number = 6"), "removed", 6),
    "remove the last row": (sql(f"DELETE FROM audit WHERE number = {ROWS}"), "removed", ROWS),
    "remove a row with its link": (
        lambda c: (sql("DELETE FROM audit WHERE number = 6")(c), sql("DELETE FROM audit_chain WHERE number = 6")(c)), "removed", 6,
    ),
    "remove the first with its link": (
        lambda c: (sql("DELETE FROM audit WHERE number = 1")(c), sql("DELETE FROM audit_chain WHERE number = 1")(c)), "removed", 1,
    ),
    "remove one and close the chain up": (take_a_link_out_and_close_up, "moved", 7),
    "swap two rows": (swap_rows, "moved", 4),
    "swap two links": (swap_links, "moved", 9),
    "change a hash": (sql("UPDATE audit_chain SET hash = (SELECT hash FROM audit_chain WHERE position = 2) WHERE position = 7"), "moved", 7),
    "put a row without a seal at the end": (forge(400, None), "inserted", 400),
    "put a row with a false seal at the end": (forge(400, b"\1" * 48), "inserted", 400),
    "put a row before the first": (forge(-3, b"\1" * 48), "inserted", -3),
    "copy a row": (copy, "inserted", 500),
    "remove every link but keep the rows' numbers": (relink_with_a_key_of_ones_own, "moved", 1),
}  # fmt: skip


@pytest.mark.parametrize("case", TAMPERING)
def test_every_tampering_is_seen_and_named(database: Database, case: str) -> None:
    tamper, wrong, number = TAMPERING[case]
    write(database)
    assert whole(database).faults == ()
    with by_force(database) as connection:
        tamper(connection)
    assert first(whole(database)) == (wrong, number)


@pytest.mark.parametrize("seed", range(6))
def test_any_removal_change_or_swap_is_seen(database: Database, seed: int) -> None:
    chance = random.Random(seed)
    write(database)
    assert whole(database).faults == ()
    with by_force(database) as connection:
        for _ in range(chance.randint(1, 4)):
            number = chance.randint(1, ROWS)
            name, value = chance.choice(list(CHANGES.items()))
            chance.choice([sql(f"DELETE FROM audit WHERE number = {number}"), sql(f"UPDATE audit SET {name} = {value} WHERE number = {number}")])(connection)  # fmt: skip
    assert whole(database).faults


def test_a_row_put_between_linked_ones_is_never_linked_and_told(database: Database) -> None:
    write(database, 4)
    with by_force(database) as connection:
        connection.execute(text("UPDATE audit SET number = 10 WHERE number = 4"))
    chain.whole(database, SECRET, clock.now())
    with by_force(database) as connection:
        connection.execute(text("DELETE FROM audit_gaps"))
        forge(7, b"\1" * 48)(connection)
    assert first(whole(database)) == ("inserted", 7)


def test_a_cut_tail_and_an_older_database_are_seen_by_their_anchor(database: Database) -> None:
    write(database)
    chain.whole(database, SECRET, clock.now())
    with database.read() as session:
        anchor = anchors.end(session)
    assert anchor is not None
    assert whole(database, anchor).faults == ()
    with by_force(database) as connection:
        connection.execute(text("DELETE FROM audit WHERE number > 8"))
        connection.execute(text("DELETE FROM audit_chain WHERE position > 8"))
    assert whole(database).faults == ()  # nothing tells but the anchor
    assert first(whole(database, anchor)) == ("cut", ROWS)
    write(database)  # the chain grows over it again
    assert first(whole(database, anchor)) == ("replaced", ROWS if database.sqlite else ROWS + 4)


def test_an_anchor_is_kept_once_a_day_and_read_back(database: Database, tmp_path: Path) -> None:
    file, now = tmp_path / "audit" / "anchors.tsv", clock.now()
    with database.read() as session:
        Anchoring(file).keep(session, now)
        assert anchors.kept(file) == []
    for day in range(3):
        write(database, 1)
        chain.whole(database, SECRET, now)
        keeping = Anchoring(file)
        for _ in range(2):
            with database.read() as session:
                keeping.keep(session, now + timedelta(days=day))
                Anchoring(file).keep(session, now + timedelta(days=day, seconds=1))  # another process, or a restart
    found = anchors.kept(file)
    assert [one.position for one in found] == [1, 2, 3]
    assert whole(database, *found).faults == ()
    file.write_text(file.read_text() + "2026-11-28T21:00:00+07:00\t12")  # a power cut in the middle of a line
    assert anchors.kept(file) == found
    assert [Anchor.of(str(one)) for one in found] == found
    file.write_text("nonsense\n")
    with pytest.raises(InvalidError):
        anchors.kept(file)


@pytest.mark.parametrize("words", ["", "7", "7:", "7:xyz", "0:" + "0" * 64, "7:" + "0" * 62, ":" + "0" * 64])
def test_what_is_no_anchor_is_refused(words: str) -> None:
    with pytest.raises(InvalidError):
        Anchor.of(words)


def test_rows_older_than_the_chain_are_linked_without_a_seal_but_none_after_it(database: Database) -> None:
    with by_force(database) as connection:
        for number in (1, 2, 5):
            forge(number, None)(connection)
    assert whole(database).faults == ()
    if not database.sqlite:
        with by_force(database) as connection:
            connection.execute(text("SELECT setval('audit_number_seq', 5)"))
    write(database, 2)
    assert whole(database).faults == ()
    with by_force(database) as connection:
        connection.execute(text("UPDATE audit SET verb = 'score' WHERE number = 2"))
    assert first(whole(database)) == ("changed", 2)


def test_many_writers_with_rollbacks_give_one_chain_that_verifies(database: Database) -> None:  # noqa: C901 - three deeds in one
    writers, rounds = 8, 40
    done = threading.Event()

    class GivesUpError(Exception):
        pass

    def work(seed: int) -> None:
        chance = random.Random(seed)
        for number in range(rounds):
            try:
                with database.write() as session:
                    audit.record(session, LAN, Verb.READ_CASE, "case", new_id(), now=clock.now())
                    session.flush()
                    if number % 5 == 3:
                        raise GivesUpError  # noqa: TRY301 - what makes the transaction roll back
                    if chance.random() < 0.2:
                        audit.record(session, LAN, Verb.WRITE_NOTE, "case", new_id(), now=clock.now())
            except GivesUpError:
                pass

    def link_on() -> None:
        while not done.is_set():
            chain.lengthen(database, SECRET, clock.now())

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(writers)]
    linkers = [threading.Thread(target=link_on) for _ in range(2)]
    for thread in (*threads, *linkers):
        thread.start()
    for thread in threads:
        thread.join()
    done.set()
    for thread in linkers:
        thread.join()
    verdict = whole(database)
    with database.read() as session:
        rows = session.scalar(select(func.count()).select_from(AuditRow))
    assert (verdict.faults, verdict.links) == ((), rows)
    assert verdict.links >= writers * rounds * 4 // 5


def test_a_row_that_is_committed_late_is_linked_after_those_behind_it(database: Database) -> None:
    if database.sqlite:
        pytest.skip("one writer at a time: nothing is late")
    held, told = threading.Event(), threading.Event()

    def slow() -> None:
        with database.write() as session:
            audit.record(session, LAN, Verb.READ_CASE, "case", new_id(), now=clock.now())
            session.flush()
            held.set()
            told.wait(30)

    thread = threading.Thread(target=slow)
    thread.start()
    held.wait(30)
    write(database, 2)
    assert whole(database).links == 2  # it waits for nobody
    with database.read() as session:
        assert [(gap.first, gap.last) for gap in session.scalars(select(AuditGap))] == [(1, 1)]
    told.set()
    thread.join()
    verdict = whole(database)
    assert (verdict.links, verdict.faults) == (3, ())
    with database.read() as session:
        assert session.scalars(select(AuditLink.number).order_by(AuditLink.position)).all() == [2, 3, 1]


def test_a_gap_is_forgotten_after_an_hour(database: Database) -> None:
    with by_force(database) as connection:
        forge(5, None)(connection)
    now = clock.now()
    chain.whole(database, SECRET, now)
    with by_force(database) as connection:
        forge(9, None)(connection)
    chain.whole(database, SECRET, now + timedelta(hours=2))
    with database.read() as session:
        assert [gap.first for gap in session.scalars(select(AuditGap))] == [6]


def test_nothing_can_move_from_one_column_to_the_next() -> None:
    def row(verb: str, kind: str, actor: str | None = None) -> AuditRow:
        return AuditRow(at=clock.now(), actor_kind="lead", actor_id=actor, verb=verb, object_kind=kind, object_id="1")

    a, b = row("read", "_case"), row("read_", "case")
    b.at = a.at
    assert laid_down(a) != laid_down(b)
    c, d = row("x", "y", None), row("x", "y", "")
    d.at = c.at
    assert laid_down(c) != laid_down(d)


def test_the_kinds_of_wrong_are_all_tried() -> None:
    tried = {wrong for _, wrong, _ in TAMPERING.values()} | {"cut", "replaced"}
    assert tried == {wrong.value for wrong in Wrong}
