"""Parts that fail while the service runs, and come back: a clear answer, nothing lost, recovery without hands."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from service.models import Delivery, Report
from service.settings import Settings
from service.words import DeliveryState
from tests.faults.conftest import ENGINES
from tests.faults.deeds import ESCALATION
from tests.faults.once import everything_is_there_once
from tests.faults.own_cluster import Cluster, own_cluster
from tests.faults.world import KEY, World, world
from tests.service.attachments.drawn import picture

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

pytestmark = pytest.mark.timeout(240)
SLACK = 12  # threads and files that a service may have more than before: a pool that grew, a keep-alive
AGAIN_S = 20.0


def send(school: World, key: str, *files: bytes) -> httpx.Response:
    """Try to file a report."""
    if files:
        parts: list[Any] = [("report", (None, b'{"messages": []}')), *(("files", ("a.png", one)) for one in files)]
        return school.ask("POST", "/v1/reports", "system", files=parts, headers={KEY: key})
    body = {"messages": [{"text": school.words()}]}
    return school.ask("POST", "/v1/reports", "system", body, headers={KEY: key})


def is_clear(answer: httpx.Response, *codes: str) -> None:
    """It says in both languages what is the matter, and when to come again."""
    assert answer.status_code == 503, answer.text
    told = answer.json()
    assert told["type"].rpartition(":")[2] in codes
    assert len(told["detail"]) > 20
    assert len(told["detail_en"]) > 20
    assert int(answer.headers["Retry-After"]) > 0


def idle(school: World) -> bool:
    """Let the turn of what waits come; tells whether there is nothing."""
    school.time_passes()
    return not school.waits()


def is_ready_again(school: World) -> None:
    """It says by itself that it is, within seconds."""
    end = time.monotonic() + AGAIN_S
    while not (told := school.ready())["ready"]:
        assert time.monotonic() < end, told
        time.sleep(0.1)


def all_is_well(school: World, before: tuple[int, int]) -> None:
    """It is ready by itself, has done everything, and took nothing that it does not give back."""
    is_ready_again(school)
    school.file()
    school.settle()
    everything_is_there_once(school)
    school.until(lambda: all(now <= then + SLACK for now, then in zip(school.takes(), before, strict=True)), AGAIN_S)


# --- the disk


@pytest.fixture(params=ENGINES)
def small(request: pytest.FixtureRequest, trained: Path, tmp_path: Path) -> Iterator[World]:
    """A school whose folder lies on a small disk of its own."""
    url = None if request.param == "sqlite" else request.getfixturevalue("postgres")
    with mounted(tmp_path / "disk", "size=16m") as disk:
        shutil.copytree(trained, disk / "var")
        with world(Settings(var=disk / "var", database_url=url), tmp_path) as made:
            yield made


@contextmanager
def mounted(place: Path, options: str) -> Iterator[Path]:
    place.mkdir()
    made = subprocess.run(  # noqa: S603
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)],  # noqa: S607
        check=False,
        capture_output=True,
    )
    if made.returncode:
        pytest.skip("a small disk needs the right to mount one: run as root, or in a container with SYS_ADMIN")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)  # noqa: S603, S607


def fill(folder: Path) -> Path:
    filler = folder / "filler"
    with filler.open("wb") as file:
        try:
            while True:
                file.write(b"\0" * 65_536)
                file.flush()
        except OSError:
            pass
    return filler


def test_a_full_disk_is_said_and_loses_nothing(small: World) -> None:
    small.file()
    small.settle()
    before = small.takes()
    filler = fill(small.settings.var)
    told = small.ready()
    assert (told["ready"], told["disk"]) == (False, False)

    is_clear(send(small, "with-a-file", picture("xin chao") + b"0" * 500_000), "no-space", "no-storage")
    answers = [send(small, f"full-{number}") for number in range(3)]
    for answer in answers:
        if small.database.sqlite:
            is_clear(answer, "no-storage")
        else:
            small.taken_in(answer)  # the database has a disk of its own: words come in all the same
    page = small.client.get(f"{small.url}/gui")
    assert page.status_code == 200  # the form can be read; what is typed there stays with whoever typed it

    filler.unlink()
    is_ready_again(small)
    small.taken_in(send(small, "with-a-file", picture("xin chao")))
    all_is_well(small, before)


def test_a_disk_that_cannot_be_written_is_said_and_loses_nothing(small: World) -> None:
    small.file()
    small.taken_in(send(small, "before", picture("xin chao")))
    small.settle()
    before = small.takes()
    files = small.settings.attachments
    subprocess.run(["mount", "--bind", str(files), str(files)], check=True)  # noqa: S603, S607
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", str(files)], check=True)  # noqa: S603, S607
        told = small.ready()
        assert (told["ready"], told["disk"], told["database"]) == (False, False, True)
        is_clear(send(small, "with-a-file", picture("tam biet")), "no-space")
        small.taken_in(send(small, "words-alone"))
    finally:
        subprocess.run(["umount", "-l", str(files)], check=True)  # noqa: S603, S607
    small.taken_in(send(small, "with-a-file", picture("tam biet")))
    all_is_well(small, before)


# --- the database


@pytest.fixture
def apart(trained: Path, tmp_path: Path) -> Iterator[tuple[World, Cluster]]:
    """A school with a PostgreSQL server of its own, which may be stopped."""
    shutil.copytree(trained, tmp_path / "var")
    with own_cluster(tmp_path / "cluster") as cluster:
        settings = Settings(var=tmp_path / "var", database_url=cluster.url)
        with world(settings, tmp_path, LACHAN_DATABASE_WAIT_S="2") as made:
            yield made, cluster


@pytest.mark.database
def test_a_database_that_goes_away_is_said_and_comes_back(apart: tuple[World, Cluster]) -> None:
    school, cluster = apart
    school.file()
    school.settle()
    before = school.takes()
    cluster.stop()
    told = school.ready()
    assert (told["ready"], told["database"], told["disk"]) == (False, False, True)
    assert school.client.get(f"{school.url}/healthz").status_code == 200
    for number in range(5):
        is_clear(send(school, f"gone-{number}"), "busy")
    is_clear(send(school, "file", picture("xin chao")), "busy")
    is_clear(school.ask("POST", "/v1/queue/next", "lan"), "busy")
    page = school.client.get(f"{school.url}/gui", headers={"Accept": "text/html"})
    assert page.status_code == 503
    assert "111" in page.text
    cluster.start()
    is_ready_again(school)
    school.taken_in(send(school, "gone-1"))
    all_is_well(school, before)
    assert cluster.connections() <= 2 * (30 + 4)


@pytest.mark.database
def test_a_database_that_hangs_is_said_and_comes_back(apart: tuple[World, Cluster]) -> None:
    school, cluster = apart
    school.file()
    school.settle()
    before = school.takes()
    cluster.hang()
    try:
        told = school.ready()
        assert (told["ready"], told["database"]) == (False, False)
        assert school.client.get(f"{school.url}/healthz").status_code == 200
    finally:
        cluster.go_on()
    all_is_well(school, before)


# --- the model


def test_without_a_model_reports_wait_for_one_that_is_taken_up_by_itself(school: World) -> None:
    models = school.settings.models
    away = models.with_name("away")
    school.kill()
    models.rename(away)
    try:
        school.serve(fresh=True)
        told = school.ready()
        assert (told["ready"], told["model"], told["database"]) == (False, None, True)
        filed = school.file()
        assert (filed["assessed"], filed["tier"]) == (False, "P1")
        is_clear(school.ask("POST", "/v1/score", "system", {"messages": [{"text": "xin chào"}]}), "no-model")
        before = school.takes()
        shutil.copytree(away, models)
        bundle = models / "first" / "model.joblib"
        good = bundle.read_bytes()
        bundle.write_bytes(good[:1000])  # a copy that broke off
        school.until(lambda: not school.dead())
        assert school.ready()["model"] is None
        bundle.write_bytes(good)
        all_is_well(school, before)
        assert school.ready()["model"] == "first"
        bundle.write_bytes(b"")  # the one that serves is in memory
        assert school.file()["assessed"]
        bundle.write_bytes(good)
    finally:
        school.kill()
        shutil.rmtree(models, ignore_errors=True)
        away.rename(models)
        school.serve()


# --- the reader of pictures


def test_a_reader_that_is_killed_again_and_again_is_started_anew(school: World) -> None:
    school.kill()
    school.serve(fresh=True)
    before = school.takes()
    for number in range(2):
        school.taken_in(send(school, f"p{number}{next(school.numbers)}", picture(f"xin chao {number}")))
        school.until(lambda: readers(school))
        os.kill(readers(school)[0], signal.SIGKILL)
        assert school.file()["assessed"]  # words do not wait for it
    school.until(lambda: idle(school))
    assert school.ready()["pictures"]
    all_is_well(school, (before[0] + SLACK, before[1] + SLACK))
    school.kill()
    school.serve()


def readers(school: World) -> list[int]:
    """The processes that read pictures."""
    tasks = Path(f"/proc/{school.process}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


# --- the clock


@pytest.mark.parametrize("hours", [1, -1])
def test_a_clock_that_jumps_and_jumps_back_stops_nothing(school: World, hours: int) -> None:
    before = school.takes()
    held = school.case_of(school.file())
    school.claim(held)
    school.jump(hours * 3600)
    filed = school.file(scored=False)
    school.until(lambda: not unassessed(school, filed))
    again = send(school, f"jump-{next(school.numbers)}", picture("xin chao"))
    school.taken_in(again)
    school.hold("assessing", ahead_s=hours * 3600)
    waits = school.file(scored=False)  # its next turn is set by the wrong clock
    late = school.ask("POST", f"/v1/cases/{held}/claim", "minh")
    assert late.status_code in (200, 401, 409)  # the lease ran out, or everybody has to sign in again
    school.jump(0)
    school.sign_in()
    school.until(lambda: not unassessed(school, waits), AGAIN_S)
    all_is_well(school, before)


def unassessed(school: World, filed: dict[str, Any]) -> bool:
    with school.database.read() as session:
        return session.scalars(select(Report.assessed_at).where(Report.id == filed["id"])).one() is None


# --- the other side


@pytest.mark.parametrize("way", ["says nothing", "drips"])
def test_a_recipient_that_hangs_holds_up_nobody_else_and_gets_the_same_id_later(school: World, way: str) -> None:
    before = school.takes()
    school.receiver.released.clear()
    school.receiver.wait_s, school.receiver.drip = (60.0, False) if way == "says nothing" else (0.0, True)
    case_id = school.case_of(school.file())
    body = ESCALATION | {"fence": school.claim(case_id)}
    assert school.ask("POST", f"/v1/cases/{case_id}/decision", "lan", body).status_code == 200
    school.time_passes()
    school.until(lambda: state(school, case_id, "head") == DeliveryState.SENT.value)  # the e-mail went out beside it
    assert school.ready()["ready"]
    assert school.file()["assessed"]
    school.receiver.released.set()
    school.receiver.wait_s, school.receiver.drip = 0.0, False
    school.until(lambda: idle(school))
    all_is_well(school, before)


def state(school: World, case_id: str, target: str) -> str:
    with school.database.read() as session:
        return session.scalars(
            select(Delivery.state).where(Delivery.case_id == case_id, Delivery.target == target)
        ).one()
