"""The service's commands: people, keys, tables, and running it."""

from __future__ import annotations

import secrets
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from service import backup_commands, clock, key_commands, recipient_commands, retention_commands
from service.errors import ServiceError
from service.settings import Settings
from service.words import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from service.database import Database

_THIS_MACHINE = "127.0.0.1"
_ACCOUNT_ROLES = tuple(role.value for role in (Role.COUNSELLOR, Role.LEAD, Role.DATA, Role.ADMIN))


def add_commands(app: typer.Typer) -> None:
    """Add the commands of the service to the command ``lachan``."""
    user = typer.Typer(help="Tài khoản. / Accounts.", no_args_is_help=True)
    key = typer.Typer(help="Khóa API của hệ thống gửi phản ánh. / API keys of reporting systems.", no_args_is_help=True)
    db = typer.Typer(help="Cơ sở dữ liệu. / The database.", no_args_is_help=True)
    user.command("add")(add_user)
    key.command("add")(add_key)
    key.callback()(_group)
    user.callback()(_group)
    db.command("upgrade")(upgrade)
    db.callback()(_group)
    app.add_typer(user, name="user")
    app.add_typer(key, name="key")
    app.add_typer(db, name="db")
    recipient_commands.add_commands(app)
    key_commands.add_commands(app)
    retention_commands.add_commands(app)
    backup_commands.add_commands(app)
    app.command("serve")(serve)
    app.command("worker")(worker)
    app.command("demo")(demo)
    app.command("openapi")(openapi)


def _group() -> None:
    """Keep a group a group, also while it has one command only."""


def add_user(
    name: Annotated[str, typer.Argument(help="Tên đăng nhập. / Name to sign in with.")],
    school: Annotated[str | None, typer.Option(help="Tên trường. / Name of the school.")] = None,
    role: Annotated[str, typer.Option(help=" | ".join(_ACCOUNT_ROLES))] = Role.COUNSELLOR.value,
    display_name: Annotated[str | None, typer.Option(help="Tên hiển thị. / Name that colleagues see.")] = None,
    *,
    generate: Annotated[
        bool, typer.Option("--generate", help="Tạo mật khẩu và in ra một lần. / Make a password and print it once.")
    ] = False,
) -> None:
    """Thêm tài khoản; mật khẩu được hỏi hoặc đọc từ đầu vào. / Add an account; its password is asked for."""
    from service.accounts import service as accounts  # noqa: PLC0415 - `lachan --help` must not load the service

    if role not in _ACCOUNT_ROLES:
        raise typer.BadParameter(f"{role}: {' | '.join(_ACCOUNT_ROLES)}")
    if generate:
        password = secrets.token_urlsafe(12)
    elif sys.stdin.isatty():
        password = typer.prompt("Mật khẩu / Password", hide_input=True, confirmation_prompt=True)
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    new = accounts.NewUser(name, password, Role[role.upper()], school, display_name)
    with opened_database() as database, database.write() as session:
        accounts.add_user(session, new, now=clock.now())
    typer.echo(f"Đã thêm {new.name}. / Added {new.name}.", err=True)
    if generate:
        typer.echo(password)


def add_key(
    name: Annotated[str, typer.Argument(help="Tên hệ thống. / Name of the reporting system.")],
    school: Annotated[str, typer.Option(help="Tên trường. / Name of the school.")],
) -> None:
    """Tạo khóa API và in ra một lần. / Make an API key and print it, this once."""
    from service.accounts import service as accounts  # noqa: PLC0415

    with opened_database() as database, database.write() as session:
        key = accounts.add_key(session, name, school, now=clock.now())
    typer.echo("Khóa chỉ hiện một lần; hãy cất ngay. / The key is shown only now.", err=True)
    typer.echo(key)


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
    from service.server import server  # noqa: PLC0415

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
    from service.server import taken  # noqa: PLC0415

    if port and taken(host, port):
        typer.echo(
            f"Cổng {port} đang có chương trình khác dùng; hãy chọn --port khác. / Port {port} is taken: choose --port.",
            err=True,
        )
        raise typer.Exit(1)


@contextmanager
def opened_database() -> Iterator[Database]:
    """Open the database with its tables; what the service refuses is said in words, and the exit status is 1."""
    from service import operator_key  # noqa: PLC0415
    from service.database import Database  # noqa: PLC0415

    settings = Settings()
    key = operator_key.load(settings)
    database = Database(settings.database, operator_key=key, wait_s=settings.database_wait_s)
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
