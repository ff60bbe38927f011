"""The commands ``lachan keys``: a new operator's key, and whether everything still opens."""

from __future__ import annotations

import fcntl
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from service import clock
from service.principal import OPERATOR
from service.settings import Settings
from service.words import Verb

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator
    from pathlib import Path

    from service.database import Database
    from service.sealing.keys import OperatorKey

_SAMPLE = 200


def add_commands(app: typer.Typer) -> None:
    """Add ``keys`` to the command ``lachan``."""
    keys = typer.Typer(help="Khóa niêm phong. / The sealing key.", no_args_is_help=True)
    keys.command("rotate")(rotate)
    keys.command("check")(check)
    app.add_typer(keys, name="keys")


def rotate() -> None:
    """Thay khóa niêm phong; ngắt lúc nào cũng được, chạy lại thì làm tiếp. / Change the key; run it again to go on."""
    from service import audit  # noqa: PLC0415 - `lachan --help` must not load the service
    from service.cli import opened_database  # noqa: PLC0415
    from service.sealing import operator_key, rewrapping  # noqa: PLC0415

    settings = Settings()
    given = settings.sealing_key is not None or settings.sealing_key_file is not None
    with _alone(settings.keys), opened_database() as database:
        key = operator_key.load(settings)
        before = rewrapping.look(database, key)
        left = sum(number for name, number in before.by_key.items() if name != key.name)
        if before.lost:
            _tell_lost(before.lost)
            raise typer.Exit(1)
        if left:
            _say("Làm tiếp lần thay khóa trước.", "Going on with the rotation before.")
        elif given:
            _say(
                "Khóa do bạn giữ: hãy đặt khóa mới trước khóa cũ (cách một dấu cách), khởi động lại, rồi chạy lại.",
                "You keep the key: put a new one before it (with a space), restart, and run this again.",
            )
            raise typer.Exit(1)
        else:
            operator_key.Kept(settings.keys).rotate()
            key = operator_key.load(settings)
        _rewrap_all(database, key)
        with database.write() as session:
            audit.record(session, OPERATOR, Verb.ROTATE_SEALING_KEY, "key", key.name, now=clock.now())
    older = [name for name in key.names if name != key.name]
    _say(f"Xong: mọi thứ nằm dưới khóa {key.name}.", f"Done: everything lies under key {key.name}.")
    if older:
        _say(
            f"Khóa cũ {', '.join(older)} không còn mở gì ở đây. Giữ nó cùng các bản sao lưu cũ, rồi hãy xóa.",
            f"The older key {', '.join(older)} opens nothing here. Keep it with older backups, then delete it.",
        )


def check(
    *,
    everything: Annotated[bool, typer.Option("--all", help="Mở mọi nội dung, không chỉ mẫu. / All contents.")] = False,
) -> None:
    """Mở thử mọi khóa và nội dung; không in nội dung nào. / Open every key and some contents; prints none of them."""
    from service.cli import opened_database  # noqa: PLC0415
    from service.sealing import checking as key_check  # noqa: PLC0415
    from service.sealing import operator_key, rewrapping  # noqa: PLC0415

    key = operator_key.load(Settings())
    with opened_database() as database:
        found = rewrapping.look(database, key)
        opened, lost = key_check.open_contents(database, most=None if everything else _SAMPLE)
    for name in dict.fromkeys([*key.names, *found.by_key]):
        role = "đang dùng / present" if name == key.name else "cũ / older"
        typer.echo(f"{name}\t{role}\t{found.by_key[name]}")
    typer.echo(f"nội dung mở được / contents opened\t{opened}")
    if found.lost or lost:
        _tell_lost(found.lost + lost)
        raise typer.Exit(1)


def _rewrap_all(database: Database, key: OperatorKey) -> None:
    """Go through everything until nothing is left: a service may still write under the old key for a moment."""
    from service.sealing import rewrapping  # noqa: PLC0415

    while True:
        with typer.progressbar(length=rewrapping.count(database), label="lachan keys rotate") as bar:
            found = rewrapping.rewrap(database, key, bar.update)
        if all(name == key.name for name in found.by_key):
            return


def _tell_lost(lost: Counter[str]) -> None:
    for name, number in sorted(lost.items()):
        typer.echo(f"không mở được / cannot be opened\t{name}\t{number}", err=True)


def _say(vi: str, en: str) -> None:
    typer.echo(f"{vi} / {en}", err=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One rotation at a time on this machine."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / ".rotating").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
