"""What commands and the first start leave behind, cut short at any step, and done once more."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, func, inspect, select, text

from service import secret
from service.audit.verifying import verify
from service.backup.manifest import Manifest
from service.backup.unfinished import require_whole
from service.database import Database
from service.errors import InvalidError
from service.models import Attachment, Report
from service.sealing import operator_key, rewrapping
from service.sealing.checking import open_contents
from service.settings import Settings
from tests.faults.errands import FOLDER
from tests.faults.once import everything_is_there_once
from tests.faults.world import UNCOUNTED

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.world import World


@dataclass(frozen=True)
class Begun:
    """Where a command works, and what was there before."""

    environment: dict[str, str]
    folder: Path


@dataclass(frozen=True)
class Command:
    """One thing that may be cut short at any of its steps; whoever started it starts it again."""

    name: str
    errand: str  # a function of ``errands``
    prepare: Callable[[World], Begun]
    look: Callable[[World, Begun], None]
    """What must be so after it was cut short, and after it came to its end."""
    end: Callable[[World, Begun], None]
    """What must be so in the end."""


def _empty(world: World) -> Begun:
    folder = world.log.parent / f"empty-{next(world.numbers)}"
    return Begun({"LACHAN_VAR": str(folder), "LACHAN_DATABASE_URL": world.empty_database(folder)}, folder)


def _without_tables(world: World) -> Begun:
    begun = _empty(world)
    shutil.copytree(world.settings.keys, begun.folder / "keys")
    return begun


def _keys_are_made(world: World, begun: Begun) -> None:
    _keys_are_whole(world, begun)
    assert sorted(path.name for path in (begun.folder / "keys").iterdir()) == ["sealing.key", "service.key"]


def _keys_are_whole(_world: World, begun: Begun) -> None:
    for path in (begun.folder / "keys").glob("se*.key"):
        assert path.stat().st_size == 32, "half a key"
    for left in (begun.folder / "keys").glob(".*"):
        os.utime(left, (1, 1))  # as if it had lain there since long ago


def _is_begun(world: World, begun: Begun) -> None:
    engine = create_engine(begun.environment["LACHAN_DATABASE_URL"])
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM reports")) == 0
        assert world.database.sqlite or inspect(connection).has_table("procrastinate_jobs")
    engine.dispose()


def _orphans(world: World) -> Begun:
    """What killed uploads left, and a little more, as if it had lain there since long ago."""
    everything_is_there_once(world)
    kept = next(iter(world.acknowledged))
    folder = world.settings.attachments / kept[-2:] / kept
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "left").write_bytes(b"half")
    for place in world.settings.attachments.glob("*/*"):
        os.utime(place, (1, 1))
    return Begun({}, world.settings.attachments)


def _is_all_there(world: World, _begun: Begun) -> None:
    everything_is_there_once(world)


def _is_swept(world: World, _begun: Begun) -> None:
    everything_is_there_once(world)
    assert not world.orphans


def _at_work(world: World) -> Begun:
    """Nothing special: the service goes on meanwhile."""
    world.file()
    world.settle()
    return Begun({}, world.settings.var)


def _opens(world: World, begun: Begun) -> None:
    """Everything opens, in the service that runs and in one that starts now."""
    _keys_are_whole(world, begun)
    opened, lost = open_contents(world.database, most=None)
    assert opened
    assert not lost
    assert not rewrapping.look(world.database, operator_key.load(world.settings)).lost
    world.file()
    world.opened(world.case_of(world.file()))


def _is_rotated(world: World, begun: Begun) -> None:
    _opens(world, begun)
    world.settle()
    everything_is_there_once(world)
    key = operator_key.load(world.settings)
    found = rewrapping.look(world.database, key)
    assert set(found.by_key) == {key.name}


def _to_back_up(world: World) -> Begun:
    world.file()
    world.settle()
    folder = world.log.parent / "backups" / str(next(world.numbers))
    return Begun({FOLDER: str(folder)}, folder)


def _is_whole_if_there(_world: World, begun: Begun) -> None:
    if begun.folder.exists():
        Manifest.read(begun.folder).verify(begun.folder)


def _is_backed_up(world: World, begun: Begun) -> None:
    assert begun.folder.exists()
    _is_whole_if_there(world, begun)
    assert Manifest.read(begun.folder).counts["reports"] == world.sent
    assert not list(begun.folder.parent.glob(".*")), "half a backup lies beside it"
    shutil.rmtree(begun.folder)


def _to_restore(world: World) -> Begun:
    """An empty place with the keys, and one backup for all times that a restore is cut short."""
    backup = world.log.parent / "backup"
    if not backup.exists():
        world.settle()
        assert world.run("back_up", UNCOUNTED, {FOLDER: str(backup)})
    empty = _without_tables(world)
    return Begun(empty.environment | {FOLDER: str(backup)}, empty.folder)


def _does_not_start_half(_world: World, begun: Begun) -> None:
    """With half of a backup in place nothing starts, and says so."""
    begins = (begun.folder / "attachments").exists() or (begun.folder / "lachan.db").exists()
    if begins and not (begun.folder / "models").exists():
        with pytest.raises(InvalidError):
            require_whole(begun.folder)


def _is_restored(_world: World, begun: Begun) -> None:
    require_whole(begun.folder)
    manifest = Manifest.read(Path(begun.environment[FOLDER]))
    settings = Settings(var=begun.folder, database_url=begun.environment["LACHAN_DATABASE_URL"])
    own = secret.load(settings.keys)
    database = Database(settings.database, operator_key=operator_key.load(settings), secret=own)
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Report)) == manifest.counts["reports"]
        names = {f"{row.report_id}/{row.id}" for row in session.scalars(select(Attachment)) if row.refusal is None}
    opened, lost = open_contents(database, most=None)
    assert opened
    assert not lost
    there = {f"{path.parent.name}/{path.name}" for path in settings.attachments.glob("*/*/*")}
    assert names <= there
    assert not verify(database, own, ()).faults
    database.close()
    shutil.rmtree(begun.folder)


COMMANDS = (
    Command("make the keys", "make_keys", _empty, _keys_are_whole, _keys_are_made),
    Command("start for the first time", "begin", _without_tables, _keys_are_whole, _is_begun),
    Command("rotate the sealing key", "rotate", _at_work, _opens, _is_rotated),
    Command("take a backup", "back_up", _to_back_up, _is_whole_if_there, _is_backed_up),
    Command("restore a backup", "restore", _to_restore, _does_not_start_half, _is_restored),
    Command("sweep what no report names", "sweep", _orphans, _is_all_there, _is_swept),
)
