"""A whole service for tests: a real model, a real database of each kind, two schools with people and keys."""

from __future__ import annotations

import csv
import os
import shutil
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from classifier import bundle
from classifier.engine import Classifier
from classifier.taxonomy import Category
from service import clock
from service.accounts import passwords
from service.accounts import service as accounts
from service.app import create_app
from service.database import Database
from service.jobs.announcing import announce
from service.jobs.work import Work
from service.models import Base, User
from service.sealing.keys import OperatorKey
from service.secret import Secret
from service.settings import Settings
from service.words import Role
from tests.made_once import made_once
from tests.service.own_database import own_database
from training.fit import fit
from training.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fastapi import FastAPI
    from httpx2 import Response

    from service.context import Context

ROOT = Path(__file__).parents[2]
PASSWORD = "mot mat khau du dai"
SCHOOL, OTHER_SCHOOL = "THCS Hoa Sen", "THCS Sao Mai"
POSTGRES = "LACHAN_TEST_POSTGRES"
SECRET = Secret(b"a secret that only the tests use")
OPERATOR_KEY = OperatorKey(bytes(32))
_JOBS = ("procrastinate_jobs", "procrastinate_events", "procrastinate_workers", "procrastinate_periodic_defers")

GROOMING = "đừng nói với bố mẹ nhé, qua Zalo nói chuyện riêng"
HARMLESS = "mai nhớ mang vở toán đi nhé"


_loaded: dict[str, Classifier] = {}


def first_model(models: Path) -> Classifier:
    """The bundle ``first``, read and verified by the first test that needs it."""
    if not _loaded:
        trusted = bundle.read_public_key(models.parent / "keys" / "model-signing.pub")
        _loaded["first"] = Classifier.load(models / "first", trusted)
    return _loaded["first"]


@cache
def password_hash() -> str:
    return passwords.hashed(PASSWORD)


def report(*texts: str, **more: Any) -> dict[str, Any]:
    return {"messages": [{"speaker": "other", "text": text} for text in texts or (GROOMING,)], **more}


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A var folder with a signed champion, made once a run. Read it, do not write to it."""
    return made_once(tmp_path_factory, "trained", train_small)


def train_small(var: Path) -> None:
    """Train a model for three seconds on a part of the seed corpus, and sign it into a var folder."""
    rows = []
    for path in sorted((ROOT / "datasets/seed/messages").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows += list(csv.DictReader(file))[::6]
    labels = np.array([[c.value in row["categories"].split() for c in Category] for row in rows])
    registry = Registry(var / "models")
    model = fit([row["text"] for row in rows], labels, None)
    for version in ("first", "second"):
        bundle.write(registry.models / version, model, {}, registry.signing_key())
    registry.promote("first")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Address of a database of our own, made before and dropped after."""
    server = os.environ.get(POSTGRES)
    if not server:
        pytest.skip(f"no PostgreSQL at hand: set {POSTGRES} to postgresql+psycopg://…")
    with own_database(server) as address:
        yield address


def clear(database: Database) -> None:
    """Empty the tables of a database on PostgreSQL."""
    with database.engine.begin() as connection:
        tables = ", ".join([*(table.name for table in Base.metadata.sorted_tables), *_JOBS])
        connection.execute(text("SET LOCAL session_replication_role = replica"))  # the audit's triggers refuse it
        connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY"))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.database)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Address of an empty database, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'lachan.db'}"
    address: str = request.getfixturevalue("postgres")
    database = Database(address)
    database.upgrade()
    clear(database)
    database.close()
    return address


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    database = Database(url, operator_key=OPERATOR_KEY, secret=SECRET)
    database.upgrade()
    yield database
    database.close()


@pytest.fixture
def settings(url: str, trained: Path, tmp_path: Path) -> Settings:
    var = tmp_path / "var"
    shutil.copytree(trained, var)
    return Settings(var=var, database_url=url, poll_s=0.1, log_level="error", blind_share=0, public_pause_s=0)


@dataclass
class Desk:
    """A running service and the keys to it."""

    app: FastAPI
    client: TestClient
    key: dict[str, str] = field(default_factory=dict)  # headers of a reporting system
    other_key: dict[str, str] = field(default_factory=dict)  # of another school's
    lan: dict[str, str] = field(default_factory=dict)  # headers of a counsellor
    hue: dict[str, str] = field(default_factory=dict)  # of a second one at the same school
    stranger: dict[str, str] = field(default_factory=dict)  # of one at another school

    @property
    def context(self) -> Context:
        context: Context = self.app.state.context
        return context

    def person(self, name: str, role: Role, school: str | None) -> dict[str, str]:
        """Make an account and sign in; hashing the password once for all tests saves a second for each."""
        now = clock.now()
        with self.context.database.write() as session:
            user = User(
                name=name,
                display_name=name.title(),
                role=role.value,
                school_id=accounts.school(session, school, now=now).id if school else None,
                password_hash=password_hash(),
                created_at=now,
            )
            session.add(user)
            session.flush()
            return {"Authorization": f"Bearer {accounts.begin(session, user, now=now)}"}

    def system(self, school: str) -> dict[str, str]:
        with self.context.database.write() as session:
            return {"Authorization": f"Bearer {accounts.add_key(session, 'test', school, now=clock.now())}"}

    def file(self, *texts: str, **more: Any) -> dict[str, Any]:
        filed = self.client.post("/v1/reports", json=report(*texts, **more), headers=self.key)
        assert filed.status_code == 201, filed.text
        answer: dict[str, Any] = filed.json()
        return answer

    def take(self, who: dict[str, str] | None = None) -> dict[str, Any]:
        taken = self.client.post("/v1/queue/next", headers=who or self.lan)
        assert taken.status_code == 200, taken.text
        answer: dict[str, Any] = taken.json()
        return answer

    def announce(self, work: Work) -> None:
        """Have a kind of work looked for now."""
        with self.context.database.write() as session:
            announce(session, work)

    def post(self, path: str, body: Any = None, who: dict[str, str] | None = None) -> Response:
        return self.client.post(path, json=body, headers=who or self.lan)


def opened(settings: Settings) -> Iterator[Desk]:
    """Start a service with its people, and stop it."""
    app = create_app(settings)
    champion = app.state.context.scorer.champion
    # Loaded once for all tests: the detectors' phrases take most of a second to compile.
    champion._classifier, champion._tried = first_model(settings.models), "first"
    with TestClient(app, raise_server_exceptions=True) as client:
        desk = Desk(app, client)
        desk.key, desk.other_key = desk.system(SCHOOL), desk.system(OTHER_SCHOOL)
        desk.lan = desk.person("lan", Role.COUNSELLOR, SCHOOL)
        desk.hue = desk.person("hue", Role.LEAD, SCHOOL)
        desk.stranger = desk.person("la", Role.COUNSELLOR, OTHER_SCHOOL)
        yield desk


@pytest.fixture
def desk(settings: Settings) -> Iterator[Desk]:
    yield from opened(settings)


@pytest.fixture
def small_desk(trained: Path, tmp_path: Path) -> Iterator[Desk]:
    """A service on SQLite only, for what no database has a part in."""
    var = tmp_path / "var"
    shutil.copytree(trained, var)
    yield from opened(Settings(var=var, poll_s=0.1, log_level="error", blind_share=0, public_pause_s=0))


@pytest.fixture
def make_desk(trained: Path, tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """Makes a service on SQLite with settings of the test's own; it ends with the test."""
    with ExitStack() as stack:

        def make(**more: Any) -> Desk:
            shutil.copytree(trained, tmp_path / "own")
            chosen: dict[str, Any] = {"log_level": "error", "picture_workers": 0, "public_pause_s": 0.0} | more
            return stack.enter_context(contextmanager(opened)(Settings(var=tmp_path / "own", **chosen)))

        yield make


@pytest.fixture(scope="module")
def sad_desk(trained: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One service for all tests that must leave nothing in it."""
    var = tmp_path_factory.mktemp("sad") / "var"
    shutil.copytree(trained, var)
    yield from opened(Settings(var=var, log_level="error", blind_share=0, public_pause_s=0))
