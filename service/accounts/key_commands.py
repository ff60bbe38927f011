"""The command ``lachan key``: API keys of reporting systems. Every change is in the audit."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated

import typer

from service import clock
from service.permissions import KEY_SCOPES
from service.words import Verb

_NAME = Annotated[str, typer.Argument(help="Tên hệ thống. / Name of the reporting system.")]
_SCHOOL = Annotated[str | None, typer.Option(help="Tên trường. / Name of the school.")]
_SCOPES = " | ".join(verb.value for verb in KEY_SCOPES)
_SPAN = re.compile(r"([0-9]{1,4})([mhd])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def add_commands(app: typer.Typer) -> None:
    """Add ``key`` to the command ``lachan``."""
    key = typer.Typer(help="Khóa API của hệ thống gửi phản ánh. / API keys of reporting systems.", no_args_is_help=True)
    key.command("add")(add)
    key.command("list")(show)
    key.command("rotate")(rotate)
    key.command("revoke")(revoke)
    app.add_typer(key, name="key")


def add(
    name: _NAME,
    school: Annotated[str, typer.Option(help="Tên trường. / Name of the school.")],
    allow: Annotated[
        list[str] | None, typer.Option(help=f"{_SCOPES}; không ghi: tất cả. / All of them if not given.")
    ] = None,
    expires: Annotated[
        str | None, typer.Option(help="Hết hạn sau 12h, 90d…; không ghi: không hết hạn. / Never if not given.")
    ] = None,
) -> None:
    """Tạo khóa API và in ra một lần. / Make an API key and print it, this once."""
    from service.accounts import keys  # noqa: PLC0415 - `lachan --help` must not load the service
    from service.accounts import service as accounts  # noqa: PLC0415
    from service.cli import opened_database  # noqa: PLC0415

    scope = [_verb(one) for one in allow] if allow else None
    life = _span(expires, "expires") if expires is not None else None
    now = clock.now()
    with opened_database() as database, database.write() as session:
        until = now + life if life is not None else None
        key = accounts.add_key(session, name, school, now=now, scope=scope, expires_at=until)
        keys.made(session, name, school, now=now)
    _print(key)


def show(school: _SCHOOL = None) -> None:
    """Liệt kê khóa đang dùng, không bao giờ hiện khóa. / List the keys in use; never the keys themselves."""
    from service.accounts import keys  # noqa: PLC0415
    from service.cli import opened_database  # noqa: PLC0415

    with opened_database() as database, database.read() as session:
        found = keys.listed(session, school, now=clock.now())
    for one in found:
        until = one.expires_at.astimezone(clock.VIETNAM).isoformat(timespec="minutes") if one.expires_at else "-"
        used = one.used_on.isoformat() if one.used_on else "-"
        state = "replaced" if one.replaced else "current"
        scope = ",".join(verb.value for verb in one.scope)
        typer.echo("\t".join((one.name, one.school, scope, state, f"until {until}", f"used {used}")))


def rotate(
    name: _NAME,
    school: _SCHOOL = None,
    overlap: Annotated[
        str, typer.Option(help="Khóa cũ còn dùng được bao lâu: 0m, 12h, 7d… / How long the old one still works.")
    ] = "7d",
) -> None:
    """Tạo khóa mới cùng tên và in ra một lần; khóa cũ còn dùng được một thời gian. / A new key; the old one goes on."""
    from service.accounts import keys  # noqa: PLC0415
    from service.cli import opened_database  # noqa: PLC0415

    with opened_database() as database, database.write() as session:
        span = _span(overlap, "overlap")
        key = keys.rotate(session, name, school, span, now=clock.now())
    _print(key)


def revoke(
    name: _NAME,
    school: _SCHOOL = None,
    *,
    old: Annotated[
        bool, typer.Option("--old", help="Chỉ khóa đã có khóa mới thay. / Only those that a newer one replaced.")
    ] = False,
) -> None:
    """Thu hồi ngay mọi khóa tên này. / End every key of this name at once."""
    from service.accounts import keys  # noqa: PLC0415
    from service.cli import opened_database  # noqa: PLC0415

    with opened_database() as database, database.write() as session:
        number = keys.revoke(session, name, school, old_only=old, now=clock.now())
    typer.echo(f"Đã thu hồi {number} khóa. / Revoked: {number}.", err=True)


def _print(key: str) -> None:
    typer.echo("Khóa chỉ hiện một lần; hãy cất ngay. / The key is shown only now.", err=True)
    typer.echo(key)


def _verb(given: str) -> Verb:
    for verb in KEY_SCOPES:
        if verb.value == given:
            return verb
    raise typer.BadParameter(_SCOPES, param_hint="--allow")


def _span(given: str, option: str) -> timedelta:
    read = _SPAN.fullmatch(given.strip())
    if read is None:
        raise typer.BadParameter("30m, 12h, 7d…", param_hint=f"--{option}")
    return timedelta(**{_UNITS[read[2]]: int(read[1])})
