"""A backup is taken while the service works; what comes back is whole, checked, and without what was erased since."""

from __future__ import annotations

import hashlib
import json
import shutil
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select

from service.attachments import store
from service.backup.manifest import Manifest
from service.backup.problem import BackupError
from service.backup.restoring import restore
from service.backup.taking import take
from service.backup.unfinished import MARKER
from service.database import Database
from service.errors import InvalidError
from service.intake.content import content_of
from service.models import Attachment, Case, Erasure, Report
from service.models.keys import Owner
from service.running import Running
from service.sealing import operator_key
from service.sealing.keyring import keyring
from service.settings import Settings
from tests.service.attachments.drawn import picture
from tests.service.attachments.test_upload import send
from tests.service.desk import HARMLESS, Desk, report
from tests.service.own_database import own_database
from tests.service.retention.closed import CANARIES, DAYS, age, closed_case
from tests.service.retention.test_erasing import erase_due

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.timeout(180)


@pytest.fixture
def elsewhere(desk: Desk, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Settings]:
    """Another machine, with the keys and nothing else."""
    var = tmp_path / "elsewhere"
    shutil.copytree(desk.context.settings.keys, var / "keys")
    if desk.context.database.sqlite:
        yield Settings(var=var, poll_s=0.1, log_level="error")
        return
    with own_database(request.getfixturevalue("postgres")) as address:
        yield Settings(var=var, database_url=address, poll_s=0.1, log_level="error")


def read_back(settings: Settings, look: Callable[[Any], Any]) -> Any:
    database = Database(settings.database, operator_key=operator_key.load(settings))
    try:
        with database.read() as session:
            return look(session)
    finally:
        database.close()


def test_what_comes_back_is_what_was_there_and_the_service_goes_on_with_it(
    desk: Desk, elsewhere: Settings, tmp_path: Path
) -> None:
    filed, case_id = closed_case(desk)
    taken = take(desk.context.settings, tmp_path / "backup")
    assert taken.manifest.counts["reports"] == 1
    assert not [path for path in taken.folder.rglob("*") if path.suffix == ".key"]
    restored = restore(elsewhere, taken.folder)
    assert (restored.erased_again, restored.missing_keys) == (0, ())
    assert not (elsewhere.var / MARKER).exists()
    content = read_back(elsewhere, lambda session: content_of(session, session.scalars(select(Report)).one()))
    assert CANARIES["message"] in content.submission.messages[0].text
    running = Running.of(elsewhere)
    running.start()
    try:
        with running.context.database.read() as session:
            file = session.scalars(select(Attachment)).one()
            key = keyring(session).key(Owner.REPORT, filed["id"])
        assert key is not None
        name = store.original(filed["id"], file.id)
        assert key.open(running.context.files.read(name), name) == picture("ngay mai nghi hoc")
        assert running.context.scorer.champion.version is not None
    finally:
        running.stop()
    assert read_back(elsewhere, lambda session: session.get(Case, case_id)).state == "closed_harm"


def test_reports_that_arrive_during_a_backup_are_whole_or_not_in_it(
    desk: Desk, elsewhere: Settings, tmp_path: Path
) -> None:
    filed: list[str] = []
    stop = threading.Event()

    def keep_filing() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            answer = send(desk, report(f"{HARMLESS} {number}"), picture(f"so {number}"))
            assert answer.status_code == 201
            filed.append(answer.json()["id"])

    filing = threading.Thread(target=keep_filing)
    filing.start()
    try:
        while not filed:
            stop.wait(0.01)
        before = len(filed)
        taken = take(desk.context.settings, tmp_path / "backup")
        while len(filed) == before:
            stop.wait(0.01)
    finally:
        stop.set()
        filing.join(60)
    restore(elsewhere, taken.folder)  # checks that no file of a row is missing
    back = set(read_back(elsewhere, lambda session: session.scalars(select(Report.id)).all()))
    assert set(filed[:before]) <= back <= set(filed)
    assert len(back) == taken.manifest.counts["reports"]


def test_what_was_erased_after_the_backup_is_erased_again(desk: Desk, elsewhere: Settings, tmp_path: Path) -> None:
    filed, case_id = closed_case(desk)
    kept = desk.file(HARMLESS)
    taken = take(desk.context.settings, tmp_path / "backup")
    age(desk, DAYS + 1)
    assert erase_due(desk) == 1
    restored = restore(elsewhere, taken.folder, erasures=desk.context.settings.erasures)
    assert restored.erased_again == 1
    rows = read_back(elsewhere, lambda session: session.scalars(select(Report)).all())
    content = {row.id: row.content for row in rows}
    assert content[filed["id"]] == b""
    assert content[kept["id"]] != b""
    case = read_back(elsewhere, lambda session: session.get(Case, case_id))
    assert (case.state, case.erased_at is not None) == ("closed_harm", True)
    assert not list(elsewhere.attachments.glob(f"*/{filed['id']}"))
    assert elsewhere.erasures.read_text().count(filed["id"]) == 1
    assert read_back(elsewhere, lambda s: s.scalar(select(func.count()).where(Erasure.done_at.is_(None)))) == 0


def test_a_case_that_was_open_in_the_backup_does_not_come_back_to_the_queue(
    desk: Desk, elsewhere: Settings, tmp_path: Path
) -> None:
    filed = desk.file(HARMLESS)
    taken = take(desk.context.settings, tmp_path / "backup")
    case = desk.take()
    desk.post(f"/v1/cases/{case['id']}/decision", {"fence": case["fence"], "outcome": "closed_no_harm"})
    age(desk, DAYS + 1)
    assert erase_due(desk) == 1
    assert restore(elsewhere, taken.folder, erasures=desk.context.settings.erasures).erased_again == 1
    back = read_back(elsewhere, lambda session: session.scalars(select(Case)).one())
    assert (back.state, back.erased_at is not None) == ("closed_no_harm", True)
    assert read_back(elsewhere, lambda session: session.get(Report, filed["id"])).content == b""


def test_a_restore_that_was_cut_off_stops_the_service_and_is_taken_up_again(
    desk: Desk, elsewhere: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed_case(desk)
    taken = take(desk.context.settings, tmp_path / "backup")

    def die(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("service.backup.restoring._erase_again", die)
        with pytest.raises(KeyboardInterrupt):
            restore(elsewhere, taken.folder)
    with pytest.raises(InvalidError):
        Running.of(elsewhere)
    restore(elsewhere, taken.folder)
    assert read_back(elsewhere, lambda session: session.scalar(select(func.count()).select_from(Report))) == 1
    Running.of(elsewhere).context.database.close()


@pytest.fixture(scope="module")
def finished(trained: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of one report with a picture, on SQLite."""
    var = tmp_path_factory.mktemp("kept") / "var"
    shutil.copytree(trained, var)
    settings = Settings(var=var, log_level="error")
    database = Database(settings.database)
    database.upgrade()
    database.close()
    folder = var.parent / "backup"
    take(settings, folder)
    return folder


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda folder: flip(folder / "lachan.db"), "lachan.db"),
        (lambda folder: flip(next(folder.glob("models/first/*.joblib"))), "joblib"),
        (lambda folder: (folder / "model-signing.pub").unlink(), "model-signing.pub"),
        (lambda folder: (folder / "manifest.json").unlink(), "manifest.json"),
        (lambda folder: (folder / "manifest.sha256").unlink(), "manifest.sha256"),
        (lambda folder: flip(folder / "manifest.json"), "manifest.json"),
        (lambda folder: (folder / "manifest.json").write_bytes((folder / "manifest.json").read_bytes()[:100]), "cắt"),
        (lambda folder: (folder / "more").write_text("a"), "more"),
        (lambda folder: rewrite(folder, form=99), "99"),
        (lambda folder: rewrite(folder, revision="9999"), "9999"),
        (lambda folder: rewrite(folder, engine="postgresql"), "postgresql"),
    ],
)
def test_a_backup_that_is_not_as_it_was_taken_is_refused_and_nothing_is_touched(
    finished: Path, tmp_path: Path, spoil: Callable[[Path], Any], says: str
) -> None:
    folder = tmp_path / "backup"
    shutil.copytree(finished, folder)
    spoil(folder)
    settings = Settings(var=tmp_path / "var", log_level="error")
    with pytest.raises(BackupError) as refused:
        restore(settings, folder)
    assert says in refused.value.vi
    assert not settings.var.exists()


def rewrite(folder: Path, **values: Any) -> None:
    manifest = json.loads((folder / "manifest.json").read_text()) | values
    written = json.dumps(manifest).encode()
    (folder / "manifest.json").write_bytes(written)
    (folder / "manifest.sha256").write_text(f"{hashlib.sha256(written).hexdigest()}  manifest.json\n")


def test_nothing_is_written_over(finished: Path, tmp_path: Path) -> None:
    settings = Settings(var=tmp_path / "var", log_level="error")
    restore(settings, finished)
    with pytest.raises(BackupError):
        restore(settings, finished)
    with pytest.raises(BackupError):
        take(settings, finished)
    with pytest.raises(BackupError):
        take(settings, settings.var / "backup")
    for beside in (tmp_path / "there" / "keys", tmp_path / "there" / "backup" / "keys", tmp_path / "there"):
        with pytest.raises(BackupError):
            take(settings, tmp_path / "there" / "backup", keys_to=beside)
    assert not (tmp_path / "there").exists()
    take(settings, tmp_path / "there" / "backup", keys_to=tmp_path / "safe" / "keys")
    assert (tmp_path / "safe" / "keys" / "model-signing.pub").is_file()
    assert Manifest.read(tmp_path / "there" / "backup").engine == "sqlite"


def test_a_disk_without_room_is_told_before_anything_is_written(
    finished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(var=tmp_path / "var", log_level="error")
    restore(settings, finished)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 9, 1))
    with pytest.raises(BackupError) as refused:
        take(settings, tmp_path / "backup")
    assert "MB" in refused.value.vi
    assert list(tmp_path.iterdir()) == [tmp_path / "var"]


@pytest.mark.database
def test_without_the_databases_tools_it_says_what_to_install(
    postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(var=tmp_path / "var", database_url=postgres, log_level="error")
    database = Database(postgres)
    database.upgrade()
    database.close()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupError) as refused:
        take(settings, tmp_path / "backup")
    assert "postgresql-client" in refused.value.vi
    old = tmp_path / "pg_dump"
    old.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.1'\n")
    old.chmod(0o755)
    with pytest.raises(BackupError) as refused:
        take(settings, tmp_path / "backup")
    assert "cũ hơn" in refused.value.vi
