"""One process answers, others do the work: with real processes on PostgreSQL, one of them killed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from sqlalchemy import select
from typer.testing import CliRunner

import lachan
from service import clock
from service.accounts import service as accounts
from service.database import Database
from service.models import AssessmentRow, AttachmentPage, Report
from tests.faults.processes import ROOT, free_port, serving, wait_for
from tests.service.attachments.drawn import picture
from tests.service.desk import GROOMING, HARMLESS, clear, report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

WORKER = ["-c", "import lachan; lachan.main()", "worker"]
pytestmark = [pytest.mark.database, pytest.mark.timeout(180)]


@pytest.fixture
def database(postgres: str) -> Iterator[Database]:
    database = Database(postgres)
    database.upgrade()
    clear(database)
    yield database
    database.close()


@pytest.fixture
def environment(postgres: str, trained: Path, tmp_path: Path) -> dict[str, str]:
    shutil.copytree(trained, tmp_path / "var")
    return {
        "LACHAN_VAR": str(tmp_path / "var"),
        "LACHAN_DATABASE_URL": postgres,
        "LACHAN_SCORING_TIMEOUT_S": "1",
        "LACHAN_POLL_S": "0.5",
        "LACHAN_BATCH_TIMEOUT_S": "2",
        "LACHAN_RETRY_S": "0.5",
    }


@contextmanager
def working(command: Sequence[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(  # noqa: S603 - our own worker
        [sys.executable, *command], cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)} | environment
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait(10)


def wait_until(done: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end
        time.sleep(0.05)


def unassessed(database: Database) -> int:
    with database.read() as session:
        return list(session.scalars(select(Report.assessed_at))).count(None)


@contextmanager
def left(database: Database, folder: Path, environment: dict[str, str]) -> Iterator[Callable[[], dict[str, Any]]]:
    """Have two reports filed, one with a picture, where a model that never ends answers and nobody does the work.

    Gives what tells how the one with the picture stands.
    """
    with database.write() as session:
        key = accounts.add_key(session, "test", "THCS Hoa Sen", now=clock.now())
    folder.mkdir()
    (folder / "hold").touch()
    port = free_port()
    address, headers = f"http://127.0.0.1:{port}", {"Authorization": f"Bearer {key}"}
    document = json.dumps(report(HARMLESS)).encode()
    parts: list[Any] = [("report", (None, document)), ("files", ("a.png", picture("dung noi voi bo me nhe")))]
    with serving(
        ["-m", "tests.faults.server", str(folder), str(port)], port, environment | {"LACHAN_JOBS": "elsewhere"}
    ):
        first = httpx.post(f"{address}/v1/reports", json=report(GROOMING), headers=headers, timeout=30)
        assert (first.status_code, first.json()["assessed"]) == (201, False)
        second = httpx.post(f"{address}/v1/reports", files=parts, headers=headers, timeout=30)
        assert second.status_code == 201, second.text
        time.sleep(2)  # nobody here does the work, however long it lies
        assert unassessed(database) == 2
        path = f"{address}/v1/reports/{second.json()['id']}"
        yield lambda: dict(httpx.get(path, headers=headers, timeout=30).json())


def test_a_worker_does_what_the_answering_process_leaves(
    database: Database, environment: dict[str, str], tmp_path: Path
) -> None:
    with (
        left(database, tmp_path / "api", environment) as standing,
        working(WORKER, environment) as worker,
    ):
        wait_until(lambda: unassessed(database) == 0 and standing()["assessed"])
        assert [file["state"] for file in standing()["files"]] == ["read"]
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(15) == 0
    with database.read() as session:
        assert len(session.scalars(select(AttachmentPage)).all()) == 1


def test_what_a_killed_worker_was_at_is_done_once_by_another(
    database: Database, environment: dict[str, str], tmp_path: Path
) -> None:
    held = tmp_path / "held"
    held.mkdir()
    (held / "hold").touch()
    no_pictures = environment | {"LACHAN_PICTURE_WORKERS": "0"}
    with left(database, tmp_path / "api", environment):
        with working(["-m", "tests.faults.worker", str(held)], no_pictures) as worker:
            wait_for(held / "scoring")
            worker.send_signal(signal.SIGKILL)
            worker.wait(10)
        assert unassessed(database) == 2
        with working(WORKER, no_pictures):
            wait_until(lambda: unassessed(database) == 0)
            time.sleep(1)  # long enough to do it again
    with database.read() as session:
        reports = session.scalars(select(Report.id)).all()
        assert sorted(session.scalars(select(AssessmentRow.report_id))) == sorted(reports)


def test_elsewhere_needs_postgresql(tmp_path: Path) -> None:
    told = CliRunner(env={"LACHAN_VAR": str(tmp_path), "LACHAN_JOBS": "elsewhere"}).invoke(
        lachan.app, ["serve", "--port", "0"]
    )
    assert told.exit_code == 1
    assert "LACHAN_JOBS" in told.output
    assert "PostgreSQL" in told.output
