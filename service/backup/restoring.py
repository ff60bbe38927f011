"""Going on from a backup: looked at whole first, put into an empty place, and what was erased since erased again.

A restore that was killed leaves ``restore.unfinished`` in the var folder: the service does not start with it, and the
same command takes the restore up again.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import make_url

from service import audit, clock, durable, secret
from service.backup import postgres, sqlite
from service.backup.copying import copied, settle
from service.backup.manifest import NAME, Manifest, digest
from service.backup.problem import BackupError
from service.backup.snapshot import counts, named_files
from service.backup.taking import ATTACHMENTS, ERASURES, HASHES, MODELS, PUBLIC_KEY
from service.backup.unfinished import MARKER
from service.database import Database
from service.principal import OPERATOR
from service.retention import repository
from service.retention.erasing import Eraser, mark_again
from service.retention.tombstones import NO_REPORT, Tombstones
from service.sealing import operator_key
from service.words import Verb

if TYPE_CHECKING:
    from service.sealing.keys import OperatorKey
    from service.secret import Secret
    from service.settings import Settings

_OWN = "service.key"  # receipts, sign-ins and the audit hang on it
_MIGRATIONS = Path(__file__).parents[1] / "migrations"


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of a restore."""

    manifest: Manifest
    erased_again: int  # reports that had been erased after the backup was taken
    missing_keys: tuple[str, ...]  # names of keys without which some reports cannot be opened


def restore(settings: Settings, folder: Path, *, erasures: Path | None = None) -> Restored:
    """Put a backup into an empty place. ``erasures``: a newer list of what was erased, kept elsewhere.

    BackupError, with nothing changed, if anything of the backup is not as its manifest says, if it is another engine's
    or a newer program's, or if the place is not empty; the list of what was erased may be there.
    """
    manifest = Manifest.read(folder)
    manifest.verify(folder)
    url = make_url(settings.database)
    key = _key(settings)
    own = secret.load(settings.keys) if (settings.keys / _OWN).is_file() else None
    _require_fit(manifest, url.get_backend_name(), key)
    marker, seal = settings.var / MARKER, digest(folder / NAME)
    again = marker.is_file() and marker.read_text("utf-8").strip() == seal
    _require_empty(settings, again=again)
    settings.var.mkdir(parents=True, exist_ok=True)
    durable.write(marker, f"{seal}\n".encode())
    if manifest.engine == "sqlite":
        sqlite.restore(url, folder)
    else:
        postgres.restore(url, folder, again=again)
    _copy_files(settings, folder, manifest)
    database = Database(settings.database, operator_key=key, secret=own, wait_s=settings.database_wait_s)
    try:
        lists = [folder / ERASURES, settings.erasures, *([erasures] if erasures else [])]
        _check(settings, database, manifest, lists)
        database.upgrade()
        erased = _erase_again(settings, database, lists)
        with database.write() as session:  # without the secret the row has no seal, and the audit says so
            audit.record(session, OPERATOR, Verb.RESTORE, "backup", manifest.id, now=clock.now())
    finally:
        database.close()
    marker.unlink()
    durable.settle(settings.var)
    return Restored(manifest, erased, _missing_keys(key, own, manifest))


def _require_fit(manifest: Manifest, engine: str, key: OperatorKey | None) -> None:
    if manifest.engine != engine:
        raise BackupError(
            f"Bản sao lưu là của {manifest.engine}, còn LACHAN_DATABASE_URL trỏ tới {engine}.",
            f"The backup is of {manifest.engine}, and LACHAN_DATABASE_URL leads to {engine}.",
        )
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    steps = ScriptDirectory.from_config(config)
    known = {step.revision for step in steps.walk_revisions()}
    if manifest.revision not in known:
        raise BackupError(
            f"Bản sao lưu ở bước {manifest.revision} của cơ sở dữ liệu, mới hơn chương trình này; hãy cài Lá Chắn"
            f" {manifest.lachan} trở lên.",
            f"The backup's tables are at step {manifest.revision}, newer than this program: install Lá Chắn"
            f" {manifest.lachan} or newer.",
        )
    if key is None and manifest.revision not in steps.get_heads():
        raise BackupError(
            "Bản sao lưu từ bản Lá Chắn cũ hơn: hãy đặt lại var/keys (hoặc LACHAN_SEALING_KEY) trước khi khôi phục.",
            "The backup is of an older Lá Chắn: put var/keys back (or set LACHAN_SEALING_KEY) before it is restored.",
        )


def _require_empty(settings: Settings, *, again: bool) -> None:
    if again:
        return
    url = make_url(settings.database)
    empty = sqlite.empty(url) if url.get_backend_name() == "sqlite" else postgres.empty(url)
    if not empty:
        raise BackupError(
            "Cơ sở dữ liệu đích đã có dữ liệu. Hãy chuyển nó đi nơi khác, hoặc trỏ LACHAN_DATABASE_URL tới chỗ trống.",
            "The database is not empty. Move it away, or let LACHAN_DATABASE_URL lead to an empty one.",
        )
    for one in (settings.attachments, settings.models):
        if one.is_dir() and any(one.iterdir()):
            raise BackupError(
                f"Thư mục {one} đã có tệp. Hãy chuyển nó đi nơi khác, hoặc đặt LACHAN_VAR là thư mục mới.",
                f"The folder {one} is not empty. Move it away, or let LACHAN_VAR name a new folder.",
            )


def _copy_files(settings: Settings, folder: Path, manifest: Manifest) -> None:
    places = {ATTACHMENTS: settings.attachments, MODELS: settings.models, HASHES: settings.hashes}
    for one in manifest.files:
        kind, _, rest = one.path.partition("/")
        if kind in places and rest:
            done = copied(folder / one.path, places[kind], rest)
        elif one.path == PUBLIC_KEY and not (settings.keys / PUBLIC_KEY).exists():
            settings.keys.mkdir(parents=True, exist_ok=True, mode=0o700)
            done = copied(folder / one.path, settings.keys, PUBLIC_KEY)
        else:
            continue
        if (done.size, done.sha256) != (one.size, one.sha256):
            raise BackupError(
                f"Tệp {one.path} thay đổi trong lúc chép; hãy chạy lại.",
                f"The file {one.path} changed while it was copied; run the command again.",
            )
    for place in places.values():
        if place.is_dir():
            settle(place)


def _check(settings: Settings, database: Database, manifest: Manifest, lists: list[Path]) -> None:
    """BackupError unless the database is what was copied, with every file that its rows name."""
    with database.read() as session:
        found, files = counts(session), named_files(session)
        missing = [
            name
            for name, needed in files.items()
            if needed and not (settings.attachments / name.partition("/")[0][-2:] / name).is_file()
        ]
    if found != dict(manifest.counts):
        raise BackupError(
            "Số dòng sau khi khôi phục khác với lúc sao lưu.", "There are other rows than when the backup was taken."
        )
    erased = {one.report_id for path in lists for one in Tombstones(path).read()}  # before their files were copied
    lost = {name.partition("/")[0] for name in missing} - erased
    if lost:
        raise BackupError(
            f"Thiếu tệp đính kèm của {len(lost)} phản ánh sau khi khôi phục.",
            f"Files of {len(lost)} reports are missing after the restore.",
        )


def _erase_again(settings: Settings, database: Database, lists: list[Path]) -> int:
    """Erase whatever was erased since the backup was taken; gives the number of reports."""
    own = Tombstones(settings.erasures)
    given = [stone for path in lists for stone in Tombstones(path).read()]
    own.add(given)
    eraser, erased = Eraser.of(database, settings), 0
    eraser.finish_all()
    for stone in own.read():
        with database.write() as session:
            report = repository.find_report(session, stone.report_id) if stone.report_id != NO_REPORT else None
            case = repository.find_case(session, report.case_id if report is not None else stone.case_id)
            if case is None or (report is None and stone.report_id != NO_REPORT):
                continue  # it came after the backup
            if report is not None and report.erased_at is not None:
                continue
            marked = mark_again(session, case, stone, now=clock.now())
        if marked is not None:
            eraser.finish(marked.id)
            erased += 1
    database.wipe()
    return erased


def _key(settings: Settings) -> OperatorKey | None:
    """Take the operator's key if it is there; none is made here, where another one is waited for."""
    given = settings.sealing_key is not None or settings.sealing_key_file is not None
    return operator_key.load(settings) if given or (settings.keys / operator_key.KEY).is_file() else None


def _missing_keys(key: OperatorKey | None, own: Secret | None, manifest: Manifest) -> tuple[str, ...]:
    sealing = [name for name in manifest.keys if key is None or name not in key.names]
    return (*sealing, *([_OWN] if own is None else []))
