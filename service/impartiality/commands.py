"""The commands ``lachan alias`` and ``lachan stranded``: what staff are also called, and what nobody may read."""

from __future__ import annotations

from typing import Annotated

import typer

from service import clock

_NAME = Annotated[str, typer.Argument(help="Tên đăng nhập. / Name somebody signs in with.")]
_ALIAS = Annotated[str, typer.Argument(help="Tên khác, số điện thoại, tài khoản. / Another name, number or account.")]


def add_commands(app: typer.Typer) -> None:
    """Add ``alias`` and ``stranded`` to the command ``lachan``."""
    alias = typer.Typer(
        help="Tên khác của người trong ban tư vấn. / What else staff are called: they never get a report that says it.",
        no_args_is_help=True,
    )
    alias.command("add")(add)
    alias.command("list")(show)
    alias.command("end")(end)
    app.add_typer(alias, name="alias")
    app.command("stranded")(stranded)


def add(name: _NAME, alias: _ALIAS) -> None:
    """Ghi một tên khác; phản ánh đã có cũng được xem lại. / Note one; reports that are there are looked at, too."""
    from service import cli  # noqa: PLC0415 - `lachan --help` must not load the service
    from service.impartiality import service  # noqa: PLC0415

    with cli.opened_database() as database, database.write() as session:
        service.add_alias(session, name, alias, now=clock.now())


def show(name: _NAME) -> None:
    """Liệt kê tên khác của một người. / List what somebody is called."""
    from service import cli  # noqa: PLC0415
    from service.impartiality import service  # noqa: PLC0415

    with cli.opened_database() as database, database.read() as session:
        for alias in service.aliases(session, name):
            typer.echo(alias)


def end(name: _NAME, alias: _ALIAS) -> None:
    """Bỏ một tên khác; điều đã nhận ra vẫn giữ. / Forget one; what was found by it stays."""
    from service import cli  # noqa: PLC0415
    from service.impartiality import service  # noqa: PLC0415

    with cli.opened_database() as database, database.write() as session:
        service.end_alias(session, name, alias, now=clock.now())


def stranded() -> None:
    """Hồ sơ mà không ai ở trường được đọc; mã thoát 1 nếu có. / Cases that nobody may read; exit status 1 if any."""
    from service import cli  # noqa: PLC0415
    from service.impartiality import service  # noqa: PLC0415
    from service.principal import OPERATOR  # noqa: PLC0415

    with cli.opened_database() as database, database.read() as session:
        found = service.stranded(session, OPERATOR)
    for one in found:
        due = one.due_at.astimezone(clock.VIETNAM).isoformat(timespec="minutes")
        typer.echo(f"{one.case_id}\t{one.tier.value}\t{due}\t{one.school_id}")
    if found:
        raise typer.Exit(1)
