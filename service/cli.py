"""The service's commands: tables, and running it; people and keys have files of their own."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from service import audit_commands
from service.accounts import key_commands, user_commands
from service.backup import commands as backup_commands
from service.deliveries import recipient_commands
from service.errors import ServiceError
from service.impartiality import commands as impartiality_commands
from service.retention import commands as retention_commands
from service.sealing import commands as sealing_key_commands
from service.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from service.database import Database

_THIS_MACHINE = "127.0.0.1"


def add_commands(app: typer.Typer) -> None:
    """Add the commands of the service to the command ``lachan``."""
    db = typer.Typer(help="Cơ sở dữ liệu. / The database.", no_args_is_help=True)
    db.command("upgrade")(upgrade)
    db.callback()(_group)
    app.add_typer(db, name="db")
    user_commands.add_commands(app)
    key_commands.add_commands(app)
    recipient_commands.add_commands(app)
    audit_commands.add_commands(app)
    impartiality_commands.add_commands(app)
    sealing_key_commands.add_commands(app)
    retention_commands.add_commands(app)
    backup_commands.add_commands(app)
    app.command("serve")(serve)
    app.command("worker")(worker)
    app.command("demo")(demo)
    app.command("openapi")(openapi)


def _group() -> None:
    """Keep a group a group, also while it has one command only."""


def upgrade() -> None:
    """Đưa cơ sở dữ liệu lên bản mới nhất. / Bring the database to the newest step."""
    with opened_database():
        typer.echo("Cơ sở dữ liệu đã ở bản mới nhất. / The database is up to date.", err=True)


def serve(
    host: Annotated[str, typer.Option(help="Địa chỉ lắng nghe. / Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Cổng. / Port.", min=0, max=65_535)] = 8000,
) -> None:
    """Chạy dịch vụ. / Run the service."""
    from service.app import create_app  # noqa: PLC0415
    from service.edge.server import server  # noqa: PLC0415

    _free(host, port)
    with told():
        app = create_app(Settings())
    server(app, host, port).run()


def worker() -> None:
    """Chỉ làm việc nền, không mở cổng nào; nhiều máy cùng chạy được. / Do background work alone, on any machine."""
    from service.worker import run  # noqa: PLC0415

    with told():
        run(Settings())


def demo(port: Annotated[int, typer.Option(help="Cổng. / Port.", min=1, max=65_535)] = 8000) -> None:
    """Chạy dịch vụ với bốn mươi phản ánh mẫu, chỉ trên máy này. / Run the service with sample reports."""
    from service.demo import run  # noqa: PLC0415

    _free(_THIS_MACHINE, port)
    run(Settings(), _THIS_MACHINE, port)


def openapi() -> None:
    """In mô tả API theo OpenAPI. / Print the API's OpenAPI document (docs/api/openapi.json)."""
    import orjson  # noqa: PLC0415

    from service.app import create_app  # noqa: PLC0415

    with TemporaryDirectory() as var:  # an application makes its secret where it runs; this one only describes itself
        app = create_app(Settings(var=Path(var)))
    typer.echo(orjson.dumps(app.openapi(), option=orjson.OPT_INDENT_2))


def _free(host: str, port: int) -> None:
    from service.edge.server import taken  # noqa: PLC0415

    if port and taken(host, port):
        typer.echo(
            f"Cổng {port} đang có chương trình khác dùng; hãy chọn --port khác. / Port {port} is taken: choose --port.",
            err=True,
        )
        raise typer.Exit(1)


@contextmanager
def opened_database() -> Iterator[Database]:
    """Open the database with its tables; what the service refuses is said in words, and the exit status is 1."""
    from service import secret  # noqa: PLC0415
    from service.database import Database  # noqa: PLC0415
    from service.sealing import operator_key  # noqa: PLC0415

    settings = Settings()
    key = operator_key.load(settings)
    own = secret.load(settings.keys)
    database = Database(settings.database, operator_key=key, secret=own, wait_s=settings.database_wait_s)
    try:
        with told():
            database.upgrade()
            yield database
    finally:
        database.close()


@contextmanager
def told() -> Iterator[None]:
    """Say what is wrong in words, and end."""
    try:
        yield
    except ServiceError as error:
        typer.echo(f"{error.vi} / {error.en}", err=True)
        for wrong in error.errors:
            typer.echo(f"{wrong.field}: {wrong.vi} / {wrong.en}", err=True)
        raise typer.Exit(1) from None
