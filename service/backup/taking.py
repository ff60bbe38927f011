"""Taking a backup while the service runs.

The database first, then the files that its rows name: a file is on the disk before the row that names it is committed,
so none can be missing but those that were erased meanwhile, and these stand in the list of what was erased, which is
copied last. The folder gets its name when everything is on the disk.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from service import audit, clock, durable, secret
from service.backup import postgres, sqlite
from service.backup.copying import all_below, copied, settle
from service.backup.manifest import File, Manifest, digest
from service.backup.problem import BackupError
from service.database import Database
from service.identifiers import new_id
from service.principal import OPERATOR
from service.retention import repository
from service.retention.tombstones import Tombstones
from service.words import Verb

if TYPE_CHECKING:
    from pathlib import Path

    from service.backup.snapshot import Snapshot
    from service.settings import Settings

ATTACHMENTS, MODELS, HASHES, ERASURES = "attachments", "models", "hashes", "erasures.tsv"
PUBLIC_KEY = "model-signing.pub"  # the only key that a backup holds: whoever reads it can sign nothing
_ROOM = 1.05  # what a file system needs beside the files themselves


@dataclass(frozen=True, slots=True)
class Taken:
    """A backup that was taken."""

    manifest: Manifest
    folder: Path
    size: int  # bytes


def take(settings: Settings, folder: Path, *, keys_to: Path | None = None) -> Taken:
    """Copy everything but the keys into a new folder; it is there whole, or not at all.

    ``keys_to``: another folder for the keys, never beside the backup. BackupError if a folder is there already, if
    there is no room, or if the database's tools fail.
    """
    _require_free_names(settings, folder, keys_to)
    partial = folder.with_name(f".{folder.name}.partial")
    own = secret.load(settings.keys)
    database = Database(settings.database, secret=own, wait_s=settings.database_wait_s)
    try:
        _require_room(settings, database, folder.parent)
        shutil.rmtree(partial, ignore_errors=True)  # of one that was killed
        partial.mkdir(parents=True, mode=0o700)
        try:
            manifest = _fill(settings, database, partial)
            settle(partial)
            partial.rename(folder)
        except BaseException:
            shutil.rmtree(partial, ignore_errors=True)
            raise
        durable.settle(folder.parent)
        if keys_to is not None:
            _copy_keys(settings.keys, keys_to)
        with database.write() as session:
            audit.record(session, OPERATOR, Verb.BACK_UP, "backup", manifest.id, now=clock.now())
    except OSError as error:
        raise BackupError(
            f"Không ghi được bản sao lưu ({error.strerror}).", f"The backup cannot be written ({error.strerror})."
        ) from error
    finally:
        database.close()
    return Taken(manifest, folder, sum(one.size for one in manifest.files))


def _fill(settings: Settings, database: Database, partial: Path) -> Manifest:
    made_at = clock.now()
    engine, dump = (sqlite, sqlite.DUMP) if database.sqlite else (postgres, postgres.DUMP)
    snapshot: Snapshot = engine.take(database, partial)
    files = [_named(partial, dump)]
    missing = []
    for name, needed in sorted(snapshot.files.items()):
        report_id, _, _ = name.partition("/")
        place = f"{report_id[-2:]}/{name}"
        try:
            files.append(copied(settings.attachments / place, partial, f"{ATTACHMENTS}/{place}"))
        except FileNotFoundError:
            if needed:
                missing.append(report_id)
    for kind, source in ((MODELS, settings.models), (HASHES, settings.hashes)):
        files += [copied(path, partial, f"{kind}/{path.relative_to(source).as_posix()}") for path in all_below(source)]
    if (settings.keys / PUBLIC_KEY).is_file():
        files.append(copied(settings.keys / PUBLIC_KEY, partial, PUBLIC_KEY))
    if settings.erasures.is_file():
        files.append(copied(settings.erasures, partial, ERASURES))
    stones = Tombstones(partial / ERASURES).read()
    lost = set(missing) - {stone.report_id for stone in stones} - _erased_meanwhile(database, missing)
    if lost:
        raise BackupError(
            f"Thiếu tệp đính kèm của {len(lost)} phản ánh, ví dụ {min(lost)}; hãy xem thư mục {settings.attachments}.",
            f"Files of {len(lost)} reports are missing, {min(lost)} for one; look into {settings.attachments}.",
        )
    manifest = Manifest(
        id=new_id(),
        made_at=made_at.isoformat(),
        lachan=version("lachan"),
        engine=database.engine.dialect.name,
        revision=snapshot.revision,
        counts=snapshot.counts,
        keys=snapshot.keys,
        audit=snapshot.audit,
        erasures=len(stones),
        files=tuple(files),
    )
    manifest.write(partial)
    return manifest


def _erased_meanwhile(database: Database, report_ids: list[str]) -> set[str]:
    """Tell which of some reports were erased since: an erasure shuts them away before it takes their files."""
    with database.read() as session:
        found = [repository.find_report(session, one) for one in set(report_ids)]
        return {report.id for report in found if report is not None and report.erased_at is not None}


def _named(partial: Path, name: str) -> File:
    path = partial / name
    return File(name, path.stat().st_size, digest(path))


def _require_free_names(settings: Settings, folder: Path, keys_to: Path | None) -> None:
    for one in filter(None, (folder, keys_to)):
        if one.exists():
            raise BackupError(f"{one} đã có; hãy chọn tên mới.", f"{one} is there already; choose a new name.")
    var, target = settings.var.resolve(), folder.resolve()
    if target.is_relative_to(var):
        raise BackupError(
            f"Đừng sao lưu vào trong {settings.var}: mất ổ đĩa là mất cả hai.",
            f"Do not back up into {settings.var}: who loses that disk loses both.",
        )
    if keys_to is not None and (
        keys_to.resolve().is_relative_to(target.parent) or target.is_relative_to(keys_to.resolve().parent)
    ):
        raise BackupError(
            "Khóa phải cất ở nơi khác với bản sao lưu: ai lấy được cả hai thì đọc được mọi thứ.",
            "The keys must lie elsewhere than the backup: who has both reads everything.",
        )


def _require_room(settings: Settings, database: Database, parent: Path) -> None:
    folders = (settings.attachments, settings.models, settings.hashes)
    needed = sum(path.stat().st_size for folder in folders for path in all_below(folder))
    if database.sqlite:
        needed += sqlite.file_of(database.engine.url).stat().st_size
    else:
        needed += postgres.size(database)
    while not parent.exists():
        parent = parent.parent
    free = shutil.disk_usage(parent).free
    if needed * _ROOM > free:
        raise BackupError(
            f"Cần khoảng {needed // 1_000_000} MB mà chỉ còn {free // 1_000_000} MB.",
            f"About {needed // 1_000_000} MB are needed and {free // 1_000_000} MB are free.",
        )


def _copy_keys(keys: Path, target: Path) -> None:
    target.mkdir(parents=True, mode=0o700)
    for path in all_below(keys):
        copied(path, target, path.relative_to(keys).as_posix())
    settle(target)
