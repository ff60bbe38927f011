"""How long "next case" and the queue page take with a million cases in the database, ten thousand of them open.

    make bench-queue        SQLite, and PostgreSQL if LACHAN_TEST_POSTGRES names one
    .venv/bin/python -m benchmarks.queue [sqlite|postgresql]

Two databases are filled, one with 1,000,000 cases and one with 1,000, and asked in turn, so that both meet the same
load of the machine. "Next case" is the whole transaction of ``queue.service.take_next``: lifting, claim, audit row,
commit on the disk; twenty people hold their cases meanwhile. It is measured once more without waiting for the disk, and
the disk by itself. Pages are asked through the application, from the request to the last byte, with twelve filters.
"""

from __future__ import annotations

import os
import random
import secrets
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from sqlalchemy import event, insert, text, update
from starlette.testclient import TestClient

from benchmarks.record import record
from classifier.taxonomy import Category, Tier
from service import clock
from service.accounts import service as accounts
from service.app import create_app
from service.database import Database
from service.identifiers import new_id
from service.models import Attachment, Case, Report, School, User
from service.principal import Principal
from service.queue import service as queue
from service.queue.calendar import SchoolCalendar
from service.queue.ordering import Place, due_at, lifts_at, served_tier
from service.settings import Settings
from service.words import Reporter, Role
from tests.service.own_database import own_database

SEED = 0
MANY, FEW, OPEN = 1_000_000, 1_000, 10_000
PEOPLE = 20
TAKES, PAGES = 500, 20  # of each kind
SERVER = "LACHAN_TEST_POSTGRES"
TIERS = ("P0", "P1", "P1", "P2", "P2", "P2", *("P3",) * 14)
FILTERS = (
    "", "tier=P1", "tier=P3&offset=5000", "category=grooming", "category=self_harm&tier=P3", "holding=mine",
    "holding=free", "overdue=true", "with_pictures=true", "received_since=2026-01-01T00:00:00Z", "text=3F9",
    "text=ph%E1%BB%A5%20huynh&holding=free&overdue=true",
)  # fmt: skip


@dataclass(frozen=True)
class Filled:
    """A database with cases of one school and people who work on them."""

    url: str
    database: Database
    school: str
    people: tuple[Principal, ...]


def main() -> None:
    """Measure and record, one engine after another."""
    for engine in sys.argv[1:] or ("sqlite", "postgresql"):
        if engine == "postgresql" and SERVER not in os.environ:
            print(f"PostgreSQL is left out: set {SERVER}")
            continue
        with ExitStack() as stack:
            folder = Path(stack.enter_context(TemporaryDirectory()))
            many = stack.enter_context(_filled(engine, folder / "many.db", MANY))
            few = stack.enter_context(_filled(engine, folder / "few.db", FEW))
            figures: dict[str, Any] = {"engine": engine, "cases": MANY, "open": OPEN, "few": FEW}
            figures |= _next(many, few, "")
            figures |= _disk(folder)
            figures |= _pages(many, folder)
            for filled in (many, few):
                _without_the_disk(filled.database)
            figures |= _next(many, few, "_without_disk")
            record("queue", figures, seed=SEED)


def _next(many: Filled, few: Filled, name: str) -> dict[str, Any]:
    taken: dict[str, list[float]] = {"many": [], "few": []}
    worked: dict[str, list[float]] = {"many": [], "few": []}  # by this thread's processor: the rest is waiting
    with _taking(many) as take_of_many, _taking(few) as take_of_few:
        for number in range(TAKES + PEOPLE):
            for key, take in (("many", take_of_many), ("few", take_of_few)):
                seconds, processor = take()
                if number >= PEOPLE:
                    taken[key].append(seconds)
                    worked[key].append(processor)
    found = {f"next{name}_{key}_{at}_ms": value for key in taken for at, value in _quantiles(taken[key]).items()}
    for key, seconds_worked in worked.items():
        found |= {f"next{name}_{key}_processor_{at}_ms": value for at, value in _quantiles(seconds_worked).items()}
    found[f"next{name}_p50_ratio"] = round(float(np.median(taken["many"]) / np.median(taken["few"])), 2)
    found[f"next{name}_p99_ratio"] = round(float(np.quantile(taken["many"], 0.99) / np.quantile(taken["few"], 0.99)), 2)
    return found


@contextmanager
def _taking(filled: Filled) -> Iterator[Callable[[], tuple[float, float]]]:
    """Give what takes one case and tells the seconds, by the clock and by the processor.

    The oldest of the cases that are held is decided before the next is taken.
    """
    held: deque[str] = deque()
    all_of_them: list[str] = []
    turn = iter(range(10**9))

    def take() -> tuple[float, float]:
        if len(held) >= PEOPLE:
            with filled.database.write() as session:
                session.execute(update(Case).where(Case.id == held.popleft()).values(state="closed_no_harm"))
        who = filled.people[next(turn) % PEOPLE]
        before, worked = time.perf_counter(), time.thread_time()
        with filled.database.write() as session:
            entry = queue.take_next(session, who, now=clock.now(), lease=timedelta(minutes=15))
        seconds = time.perf_counter() - before, time.thread_time() - worked
        assert entry is not None
        held.append(entry.case_id)
        all_of_them.append(entry.case_id)
        return seconds

    yield take
    with filled.database.write() as session:
        session.execute(update(Case).where(Case.id.in_(all_of_them)).values(state="open", claimed_by=None))


def _pages(filled: Filled, folder: Path) -> dict[str, Any]:
    settings = Settings(var=folder / "var", database_url=filled.url, picture_workers=0, log_level="error")
    app = create_app(settings)
    with TestClient(app) as client:
        with filled.database.write() as session:
            user = session.get_one(User, filled.people[0].user_id)
            token = accounts.begin(session, user, now=clock.now())
        headers = {"Authorization": f"Bearer {token}"}
        client.cookies.set("lachan_session", token)
        page = [_seconds(lambda: client.get("/").raise_for_status()) for _ in range(PAGES)][1:]

        def ask(query: str) -> float:
            return _seconds(lambda: client.get(f"/v1/queue?{query}", headers=headers).raise_for_status())

        answers = {query or "(none)": [ask(query) for _ in range(PAGES)][1:] for query in FILTERS}
    slowest = max(answers, key=lambda query: float(np.median(answers[query])))
    return {
        **{f"page_{at}_ms": value for at, value in _quantiles(page).items()},
        **{f"answer_{at}_ms": value for at, value in _quantiles(answers["(none)"]).items()},
        "slowest_filter": slowest,
        **{f"slowest_filter_{at}_ms": value for at, value in _quantiles(answers[slowest]).items()},
    }


def _disk(folder: Path) -> dict[str, float]:
    """Time how long the disk takes to keep a page of 4 kB."""
    with (folder / "probe").open("wb", buffering=0) as file:

        def write() -> None:
            file.write(b"0" * 4096)
            os.fsync(file.fileno())

        return {f"disk_{at}_ms": value for at, value in _quantiles([_seconds(write) for _ in range(300)]).items()}


def _without_the_disk(database: Database) -> None:
    statement = "PRAGMA synchronous=OFF" if database.sqlite else "SET synchronous_commit = off"

    def ask(connection: Any, *_: object) -> None:  # noqa: ANN401 - of either driver
        connection.cursor().execute(statement)
        if not database.sqlite:
            connection.commit()

    event.listen(database.engine, "connect", ask)
    database.engine.dispose()


@contextmanager
def _filled(engine: str, path: Path, cases: int) -> Iterator[Filled]:
    with ExitStack() as stack:
        url = f"sqlite:///{path}" if engine == "sqlite" else stack.enter_context(own_database(os.environ[SERVER]))
        database = Database(url)
        stack.callback(database.close)
        database.upgrade()
        began = time.perf_counter()
        now = clock.now()
        with database.write() as session:
            school = School(name="THCS Hoa Sen", created_at=now)
            session.add(school)
            session.flush()
            users = [
                User(
                    name=f"u{i}",
                    display_name=f"U{i}",
                    role=Role.COUNSELLOR.value,
                    password_hash="-",  # noqa: S106 - nobody signs in with it
                    created_at=now,
                    school_id=school.id,
                )
                for i in range(PEOPLE)
            ]
            session.add_all(users)
        rng = random.Random(SEED)  # noqa: S311 - the same cases in every run
        waiting = min(OPEN, cases)
        _write(database, school.id, [_case(rng, school.id, now, is_open=True) for _ in range(waiting)], rng)
        if cases > waiting:
            _write(database, school.id, [_case(rng, school.id, now, is_open=False) for _ in range(OPEN)], rng)
            _multiply(database, cases // OPEN - 2)
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("ANALYZE" if database.sqlite else "VACUUM ANALYZE")
        print(f"{engine}: {cases} cases in {time.perf_counter() - began:.0f} s")
        yield Filled(
            url,
            database,
            school.id,
            tuple(Principal(user.id, Role.COUNSELLOR, school.id, user.display_name) for user in users),
        )


def _case(rng: random.Random, school_id: str, now: datetime, *, is_open: bool) -> dict[str, Any]:
    tier = Tier(rng.choice(TIERS))
    received = now - timedelta(hours=rng.uniform(0, 120 if is_open else 8_000))
    found = sorted(rng.sample([category.value for category in Category], rng.choice((0, 0, 1, 1, 2))))
    place = Place(tier, due_at(tier, received, SchoolCalendar()), rng.random(), received, new_id())
    reason = {"code": "insult", "tier": tier.value, "vi": "Có lời lẽ xúc phạm", "en": "There are insults"}
    return {
        "id": place.id,
        "school_id": school_id,
        "state": "open" if is_open else rng.choice(("closed_harm", "closed_no_harm", "closed_no_harm")),
        "tier": tier.value,
        "served_tier": served_tier(place, now).value,
        "lifts_at": lifts_at(place, now) if is_open else None,
        "risk": place.risk,
        "due_at": place.due_at,
        "received_at": received,
        "assessed": True,
        "provisional": False,
        "abstained": False,
        "categories": found,
        "reasons": [reason] * rng.randint(0, 3),
        "report_count": 1,
        "drawn": False,
        "fence": 0,
    }


def _write(database: Database, school_id: str, cases: list[dict[str, Any]], rng: random.Random) -> None:
    reports = [
        {
            "id": new_id(),
            "school_id": school_id,
            "case_id": case["id"],
            "received_at": case["received_at"],
            "reporter": rng.choice(list(Reporter)).value,
            "content": {"messages": [{"speaker": "other", "text": "x" * 60}] * 5},
            "receipt_hash": secrets.token_bytes(32),
            "body_hash": b"",
            "assessed_at": case["received_at"],
            "readings": 0,
            "tries": 0,
            "next_try_at": case["received_at"],
        }
        for case in cases
    ]
    pictures = [
        {
            "id": new_id(), "report_id": report["id"], "position": 0, "state": "read", "size": 1, "sha256": b"",
            "received_at": report["received_at"], "tries": 1, "next_try_at": report["received_at"],
        }
        for report in reports[::10]
    ]  # fmt: skip
    shown = {report["id"]: report["case_id"] for report in reports}
    pictured = {shown[picture["report_id"]] for picture in pictures}
    for case in cases:
        case["with_files"] = case["id"] in pictured
    with database.write() as session:
        for table, rows in ((Case, cases), (Report, reports), (Attachment, pictures)):
            session.execute(insert(table), rows)


def _multiply(database: Database, times: int) -> None:
    """Copy the closed cases and their reports so often, under other names: copies begin with zeros."""
    blob = "randomblob(32)" if database.sqlite else "sha256(random()::text::bytea)"
    closed = "SELECT id FROM cases WHERE state <> 'open' AND id > '1'"
    for number in range(times):
        renamed = {name: f"'{number:08d}' || substr({name}, 9)" for name in ("id", "case_id")}
        with database.write() as session:
            for model, whose in ((Case, "id"), (Report, "case_id")):
                new = renamed | ({"receipt_hash": blob} if model is Report else {})
                names = [column.name for column in model.__table__.columns]
                copied = ", ".join(new.get(name, name) for name in names)
                table = model.__tablename__
                statement = f"INSERT INTO {table} ({', '.join(names)}) SELECT {copied} FROM {table}"  # noqa: S608 - ours
                session.execute(text(f"{statement} WHERE {whose} IN ({closed})"))


def _quantiles(seconds: list[float]) -> dict[str, float]:
    return {f"p{at}": round(float(np.quantile(seconds, at / 100)) * 1e3, 2) for at in (50, 99)}


def _seconds(work: Callable[[], object]) -> float:
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


if __name__ == "__main__":
    main()
