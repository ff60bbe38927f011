"""Server-sent events, asked over a real port: what a browser's EventSource would see."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx
import pytest
from sqlalchemy.orm import Session

from service import clock
from service.accounts import service as accounts
from service.database import Database
from service.models import SignIn, User
from service.queue import changes, stream
from service.queue.changes import MOST_STREAMS
from service.settings import Settings
from service.words import Role
from tests.service.desk import HARMLESS, SCHOOL, password_hash, report
from tests.service.live import live

PATH = "/v1/queue/changes"


@dataclass
class Listener:
    """One open page: the events that it was told, as (name, id), and whether it ended."""

    response: httpx.Response
    events: list[tuple[str, int]] = field(default_factory=list)
    comments: int = 0
    ended: bool = False

    def read(self) -> None:
        name, number = "", 0
        try:
            for line in self.response.iter_lines():
                if line.startswith(":"):
                    self.comments += 1
                elif line.startswith("event: "):
                    name = line[7:]
                elif line.startswith("id: "):
                    number = int(line[4:])
                elif not line and name:
                    self.events.append((name, number))
                    name = ""
        except httpx.TransportError:
            pass
        self.ended = True


@dataclass
class Stage:
    """A running service with people of one school."""

    address: str
    database: Database
    school_id: str

    def person(self, role: Role = Role.COUNSELLOR) -> dict[str, str]:
        now = clock.now()
        with self.database.write() as session:
            name = f"u{time.monotonic_ns()}"
            user = User(
                name=name, display_name=name, role=role.value, school_id=self.school_id,
                password_hash=password_hash(), created_at=now,
            )  # fmt: skip
            session.add(user)
            session.flush()
            return {"Authorization": f"Bearer {accounts.begin(session, user, now=now)}"}

    @contextmanager
    def open(self, who: dict[str, str], path: str = PATH, **headers: str) -> Iterator[Listener]:
        with (
            httpx.Client(timeout=httpx.Timeout(20, read=60)) as client,
            client.stream("GET", self.address + path, headers=who | headers) as response,
        ):
            assert response.status_code == 200, response.read()
            listener = Listener(response)
            thread = threading.Thread(target=listener.read, daemon=True)
            thread.start()
            try:
                yield listener
            finally:
                response.close()

    def file(self, key: dict[str, str]) -> None:
        httpx.post(f"{self.address}/v1/reports", json=report(HARMLESS), headers=key, timeout=30).raise_for_status()


@pytest.fixture
def stage(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    monkeypatch.setattr(changes.Changes.__init__, "__kwdefaults__", {"look_every_s": 0.1})
    monkeypatch.setattr(stream.EventStream.__init__, "__kwdefaults__", {"heartbeat_s": 0.5})
    database = Database(settings.database)
    database.upgrade()
    with database.write() as session:
        school = accounts.school(session, SCHOOL, now=clock.now())
        school_id = school.id
    with live(settings) as address:
        yield Stage(address, database, school_id)
    database.close()


def key(stage: Stage, school: str = SCHOOL) -> dict[str, str]:
    with stage.database.write() as session:
        return {"Authorization": f"Bearer {accounts.add_key(session, 'test', school, now=clock.now())}"}


def until(done: object, seconds: float = 20) -> None:
    assert callable(done)
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def test_whoever_watches_is_told_of_a_change_and_goes_on_where_they_were(stage: Stage) -> None:
    lan, system = stage.person(), key(stage)
    with stage.open(lan) as page:
        assert page.response.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert page.response.headers["cache-control"] == "no-store"
        until(lambda: page.events)
        [(name, first)] = page.events
        assert name == "standing"
        until(lambda: page.comments >= 2)
        assert len(page.events) == 1
        stage.file(system)
        until(lambda: len(page.events) > 1)
        assert {name for name, _ in page.events[1:]} == {"changed"}
        assert page.events[-1][1] > first
    with stage.open(lan, **{"Last-Event-ID": str(first)}) as missed, stage.open(lan, f"{PATH}?since={first}") as loaded:
        until(lambda: missed.events and loaded.events)
        newest = missed.events[-1][1]
        assert newest > first
        assert {name for name, _ in (*missed.events, *loaded.events)} == {"changed"}
        with stage.open(lan, **{"Last-Event-ID": str(newest)}) as same:
            until(lambda: same.comments >= 1)
            assert same.events == []


def test_another_schools_changes_are_not_told(stage: Stage) -> None:
    lan, other = stage.person(), key(stage, "THCS Sao Mai")
    with stage.open(lan) as page:
        until(lambda: page.events)
        stage.file(other)
        before = page.comments
        until(lambda: page.comments >= before + 2)
        assert len(page.events) == 1


def test_many_pages_of_a_school_ask_the_database_once(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[str] = []
    plain = changes.newest

    def counted(session: Session, school_id: str) -> tuple[int, ...]:
        reads.append(school_id)
        return plain(session, school_id)

    monkeypatch.setattr(changes, "newest", counted)
    people = [stage.person() for _ in range(4)]
    pages = [stage.open(who) for who in people for _ in range(3)]
    listeners = [page.__enter__() for page in pages]
    try:
        until(lambda: all(listener.events for listener in listeners))
        began, before = time.monotonic(), len(reads)
        time.sleep(1.5)
        asked = len(reads) - before
        assert 1 <= asked <= (time.monotonic() - began) / 0.1 + 2  # twelve pages, and as if there were one
    finally:
        for page in pages:
            page.__exit__(None, None, None)

    def quiet() -> bool:
        before = len(reads)
        time.sleep(0.5)
        return len(reads) == before

    until(quiet)  # nobody watches, nobody asks


def test_a_person_has_a_few_streams_and_each_that_ends_makes_room(stage: Stage) -> None:
    lan, hue = stage.person(), stage.person()
    pages = [stage.open(lan) for _ in range(MOST_STREAMS)]
    listeners = [page.__enter__() for page in pages]
    until(lambda: all(listener.events for listener in listeners))
    refused = httpx.get(stage.address + PATH, headers=lan, timeout=20)
    assert refused.status_code == 429
    assert refused.json()["type"].endswith("too-many")
    assert "Retry-After" in refused.headers
    with stage.open(hue) as other:
        until(lambda: other.events)
    for page in pages:
        page.__exit__(None, None, None)

    def room() -> bool:
        with httpx.Client() as client, client.stream("GET", stage.address + PATH, headers=lan, timeout=20) as again:
            return again.status_code == 200

    until(room)


def test_a_stream_ends_with_its_sign_in_and_keeps_nobody_signed_in(stage: Stage) -> None:
    lan = stage.person()
    with stage.open(lan) as page:
        until(lambda: page.comments >= 1)
        with stage.database.read() as session:
            assert all(row.seen_at == row.created_at for row in session.query(SignIn))
        httpx.delete(f"{stage.address}/v1/sessions/current", headers=lan, timeout=20).raise_for_status()
        until(lambda: page.ended)
    assert httpx.get(stage.address + PATH, headers=lan, timeout=20).status_code == 401


def test_stopping_the_service_ends_its_streams_at_once(settings: Settings) -> None:
    database = Database(settings.database)
    database.upgrade()
    with database.write() as session:
        school_id = accounts.school(session, SCHOOL, now=clock.now()).id
    with live(settings) as address:
        stage = Stage(address, database, school_id)
        page = stage.open(stage.person())
        listener = page.__enter__()
        until(lambda: listener.events)
        began = time.monotonic()
    assert time.monotonic() - began < 10  # the server would wait for open answers much longer
    until(lambda: listener.ended)
    page.__exit__(None, None, None)
    database.close()


def test_who_may_not_see_the_queue_may_not_watch_it(stage: Stage) -> None:
    for who, status in (({}, 401), (stage.person(Role.DATA), 403), (key(stage), 403)):
        assert httpx.get(stage.address + PATH, headers=who, timeout=20).status_code == status
    assert httpx.get(f"{stage.address}{PATH}?since=-1", headers=stage.person(), timeout=20).status_code == 422
