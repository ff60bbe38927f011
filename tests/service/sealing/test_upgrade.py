"""What an older version wrote plainly is sealed by the upgrade: whole or not at all, and no byte of it is left."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, select, text

import service.database
from service.database import Database
from service.identifiers import new_id
from service.keyring import unsealed
from service.models import AssessmentRow, Base, Decision, Delivery, Draft, Letter, Note, Report, SavedView, Skip
from service.sealing import DataKey, OperatorKey
from tests.service.own_database import own_database

NOW = datetime(2026, 11, 18, 5, 0, tzinfo=UTC)
CANARY = "chimyen{}Nguyệt"
KEY = OperatorKey(b"k" * 32)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.database)])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Address of a database as the version before left it, with words in every place that is sealed now."""
    if request.param == "sqlite":
        yield _before(f"sqlite:///{tmp_path / 'lachan.db'}")
        return
    server: str = request.getfixturevalue("postgres")
    with own_database(server.rpartition("/")[0] + "/postgres") as address:
        yield _before(address)


def _before(address: str) -> str:
    database = Database(address)
    config = Config()
    config.set_main_option("script_location", str(Path(service.database.__file__).parent / "migrations"))
    with database._writer.begin() as connection:
        config.attributes |= {"connection": connection, "operator_key": None}
        command.upgrade(config, "0003")
        _fill(connection)
    database.close()
    return address


def _fill(connection: Connection) -> None:
    def add(table: str, **values: Any) -> None:
        names = ", ".join(f'"{name}"' for name in values)
        connection.execute(
            text(f"INSERT INTO {table} ({names}) VALUES ({', '.join(f':{name}' for name in values)})"),  # noqa: S608
            {name: json.dumps(value) if isinstance(value, dict | list) else value for name, value in values.items()},
        )

    school, user, case, report = "s" * 32, "u" * 32, "c" * 32, "r" * 32
    now = NOW if connection.dialect.name == "postgresql" else NOW.replace(tzinfo=None).isoformat(" ")
    yes = connection.dialect.name == "postgresql" or 1
    no = False if yes is True else 0
    add("schools", id=school, name="THCS Hoa Sen", created_at=now)
    add(
        "users",
        id=user,
        school_id=school,
        name="lan",
        display_name="Lan",
        role="lead",
        password_hash="x",
        created_at=now,
    )
    add(
        "cases", id=case, school_id=school, state="open", tier="P1", served_tier="P1", drawn=no, report_count=1,
        with_files=yes, risk=0.5, due_at=now, received_at=now, assessed=yes, provisional=no, abstained=no,
        categories=[], reasons=[], fence=1,
    )  # fmt: skip
    add(
        "reports", id=report, school_id=school, case_id=case, received_at=now, reporter="child", receipt_hash=b"h",
        content={"messages": [{"speaker": "other", "text": _word(0)}, {"speaker": "child", "text": "dạ"}]},
        body_hash=b"b", readings=1, tries=0, next_try_at=now, assessed_at=now,
    )  # fmt: skip
    for number in range(600):  # more than one batch, and rows long enough for pages of their own
        add("letters", id=new_id(), report_id=report, at=now, text=_word(number) * (1 + number % 7 * 40))
    key = DataKey.fresh()
    add("report_keys", report_id=report, wrapped=KEY.wrap(key, report), wrapped_by=KEY.name, made_at=now)
    add(
        "assessments", id="a" * 32, report_id=report, model="m", made_at=now, tier="P1", risk=0.5,
        content={"word": _word(1)},
        pictures=key.seal(b'{"read":"%s"}' % _word(2).encode(), f"{report}/assessment/{'a' * 32}"),
    )  # fmt: skip
    add("notes", id="n" * 32, case_id=case, user_id=user, at=now, text=_word(3))
    add("steps", id="t" * 32, case_id=case, user_id=user, at=now, verb="rest_case", reason=_word(4))
    add("skips", case_id=case, user_id=user, at=now, reason="other", note=_word(5))
    add("drafts", case_id=case, user_id=user, saved_at=now, content={"letter": _word(6)})
    add(
        "decisions", id="d" * 32, case_id=case, user_id=user, made_at=now, outcome="kept_open", tier_before="P1",
        tier_after="P1", reason=None, note=_word(7), before={"draft": {"note": _word(8)}},
    )  # fmt: skip
    add("saved_views", id="v" * 32, user_id=user, name=_word(9), query={"text": _word(10)}, created_at=now)
    add(
        "deliveries", id="e" * 32, school_id=school, case_id=case, target="police", state="acknowledged",
        reference=_word(11), created_at=now, channel="hand", tries=0,
    )  # fmt: skip


def _word(number: int) -> str:
    return CANARY.format(number)


def test_everything_opens_again_as_it_was(old: str) -> None:
    database = Database(old, operator_key=KEY)
    database.upgrade()
    with database.read() as session:

        def read(column: Any) -> Any:
            row: Base = session.scalars(select(column.class_)).all()[0]
            return unsealed(session, row, column)

        assert read(Report.content)["messages"][0]["text"] == _word(0)
        report = session.scalars(select(Report)).one()
        assert (report.messages, report.search_due_at is not None) == (2, True)
        assert read(AssessmentRow.content) == {"word": _word(1)}
        assert read(AssessmentRow.pictures) == {"read": _word(2)}
        assert read(Note.text) == _word(3)
        assert read(Skip.note) == _word(5)
        assert read(Draft.content) == {"letter": _word(6)}
        assert (read(Decision.reason), read(Decision.note)) == (None, _word(7))
        assert read(Decision.before) == {"draft": {"note": _word(8)}}
        assert (read(SavedView.name), read(SavedView.query)) == (_word(9), {"text": _word(10)})
        assert read(Delivery.reference) == _word(11)
        letters = {unsealed(session, one, Letter.text) for one in session.scalars(select(Letter))}
        assert letters == {_word(number) * (1 + number % 7 * 40) for number in range(600)}
    database.close()


def test_no_byte_of_it_is_left(old: str, tmp_path: Path) -> None:
    database = Database(old, operator_key=KEY)
    database.upgrade()
    database.close()
    if old.startswith("sqlite"):
        kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    else:
        kept = files_of_tables(old)
    assert len(kept) > 100_000
    for needle in (b"chimyen", "Nguyệt".encode(), rb"Nguy\u1ec7t"):
        assert needle not in kept


def files_of_tables(address: str) -> bytes:
    """Read the files of every table, with what is stored aside, as they lie on the server's disk."""
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("CHECKPOINT"))
        rows = connection.execute(
            text(
                "SELECT pg_read_binary_file(pg_relation_filepath(oid), 0, 100000000, true) FROM pg_class "
                "WHERE relkind IN ('r', 't', 'i') AND relnamespace IN "
                "(SELECT oid FROM pg_namespace WHERE nspname IN ('public', 'pg_toast')) AND relfilenode > 0"
            )
        )
        found = b"".join(bytes(row[0]) for row in rows if row[0] is not None)
    engine.dispose()
    return found


@pytest.mark.parametrize("key", [None, OperatorKey(b"x" * 32)], ids=["no key", "another key"])
def test_without_the_right_key_nothing_is_changed(old: str, key: OperatorKey | None) -> None:
    database = Database(old, operator_key=key)
    with pytest.raises((RuntimeError, ValueError)):
        database.upgrade()
    with database.engine.connect() as connection:
        assert connection.scalar(text("SELECT text FROM notes")) == _word(3)
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "0003"
    database.close()
    whole = Database(old, operator_key=KEY)
    whole.upgrade()
    whole.close()
