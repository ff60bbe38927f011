"""The command ``lachan user``: people's accounts, for whoever sits at the machine. Every change is in the audit."""

from __future__ import annotations

import secrets
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from service import clock
from service.errors import FieldError, InvalidError
from service.principal import Principal, operator_at
from service.settings import Settings
from service.words import Role, Verb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from service.models import User

_ROLES = tuple(role.value for role in (Role.COUNSELLOR, Role.LEAD, Role.DATA, Role.ADMIN))
_NAME = Annotated[str, typer.Argument(help="Tên đăng nhập. / Name to sign in with.")]
_GENERATE = Annotated[
    bool, typer.Option("--generate", help="Tạo mật khẩu và in ra một lần. / Make a password and print it once.")
]


def add_commands(app: typer.Typer) -> None:
    """Add ``user`` to the command ``lachan``."""
    user = typer.Typer(help="Tài khoản. / Accounts.", no_args_is_help=True)
    user.command("add")(add)
    user.command("list")(show)
    user.command("disable")(disable)
    user.command("enable")(enable)
    user.command("password")(set_password)
    user.command("role")(set_role)
    user.command("sign-out")(sign_out)
    user.command("second-factor-reset")(reset_second_factor)
    user.command("link")(link)
    app.add_typer(user, name="user")


def add(
    name: _NAME,
    school: Annotated[str | None, typer.Option(help="Tên trường. / Name of the school.")] = None,
    role: Annotated[str, typer.Option(help=" | ".join(_ROLES))] = Role.COUNSELLOR.value,
    display_name: Annotated[str | None, typer.Option(help="Tên hiển thị. / Name that colleagues see.")] = None,
    *,
    generate: _GENERATE = False,
    no_password: Annotated[
        bool,
        typer.Option("--no-password", help="Chỉ đăng nhập bằng nơi đăng nhập chung. / By the provider alone."),
    ] = False,
) -> None:
    """Thêm tài khoản; mật khẩu được hỏi hoặc đọc từ đầu vào. / Add an account; its password is asked for."""
    from service import audit  # noqa: PLC0415 - `lachan --help` must not load the service
    from service.accounts import service as accounts  # noqa: PLC0415
    from service.cli import opened_database  # noqa: PLC0415

    given = None if no_password else _password(generate=generate)
    new = accounts.NewUser(name, given, _role(role), school, display_name)
    with opened_database() as database, database.write() as session:
        made = accounts.add_user(session, new, now=clock.now())
        audit.record(session, operator_at(made.school_id), Verb.ADD_USER, "user", made.user_id, now=clock.now())
    typer.echo(f"Đã thêm {new.name}. / Added {new.name}.", err=True)
    if generate and given is not None:
        typer.echo(given)


def show(school: Annotated[str | None, typer.Option(help="Tên trường. / Name of the school.")] = None) -> None:
    """Liệt kê tài khoản: tên, vai trò, trường, trạng thái. / List accounts: name, role, school, state."""
    from service.accounts import people, repository  # noqa: PLC0415
    from service.cli import opened_database  # noqa: PLC0415

    with opened_database() as database, database.read() as session:
        found = repository.school_named(session, " ".join(school.split())) if school is not None else None
        if school is not None and found is None:
            raise InvalidError(errors=[FieldError("school", "chưa có trường tên này", "there is no such school")])
        accounts = people.listed(session, found.id if found is not None else None)
    for one in accounts:
        state = "disabled" if one.disabled else "enabled"
        factor = "second-factor" if one.second_factor else "password-only"
        typer.echo("\t".join((one.name, one.role.value, one.school or "-", state, factor, one.display_name)))


def disable(name: _NAME) -> None:
    """Khóa tài khoản; người đó bị đăng xuất ngay. / Disable an account; its sign-ins end at once."""
    from service.accounts import people  # noqa: PLC0415

    with _account(name) as (session, who, user):
        people.disable(session, who, user, now=clock.now())


def enable(name: _NAME) -> None:
    """Mở lại tài khoản. / Enable an account again."""
    from service.accounts import people  # noqa: PLC0415

    with _account(name) as (session, who, user):
        people.enable(session, who, user, now=clock.now())


def set_password(name: _NAME, *, generate: _GENERATE = False) -> None:
    """Đặt lại mật khẩu; mọi phiên của người đó kết thúc. / Set a password; their sign-ins end."""
    from service.accounts import people  # noqa: PLC0415

    given = _password(generate=generate)
    with _account(name) as (session, who, user):
        people.set_password(session, who, user, given, now=clock.now())
    if generate:
        typer.echo(given)


def set_role(name: _NAME, role: Annotated[str, typer.Argument(help=" | ".join(_ROLES))]) -> None:
    """Đổi vai trò; mọi phiên của người đó kết thúc. / Set the role; their sign-ins end."""
    from service.accounts import people  # noqa: PLC0415

    wanted = _role(role)
    with _account(name) as (session, who, user):
        people.set_role(session, who, user, wanted, now=clock.now())


def sign_out(name: _NAME) -> None:
    """Đăng xuất người đó khỏi mọi nơi. / Sign them out everywhere."""
    from service.accounts import people  # noqa: PLC0415

    with _account(name) as (session, who, user):
        people.sign_out(session, who, user, now=clock.now())


def reset_second_factor(name: _NAME) -> None:
    """Gỡ xác thực hai bước khi mất điện thoại và hết mã dự phòng. / Take a second factor away: telephone lost."""
    from service.accounts import people  # noqa: PLC0415

    with _account(name) as (session, who, user):
        people.reset_second_factor(session, who, user, now=clock.now())


def link(
    name: _NAME,
    subject: Annotated[
        str | None, typer.Argument(help="Mã chủ thể (sub) bên nơi đăng nhập chung. / The provider's sub.")
    ] = None,
    *,
    remove: Annotated[bool, typer.Option("--remove", help="Bỏ nối. / Link it no more.")] = False,
) -> None:
    """Nối tài khoản với một người bên nơi đăng nhập chung. / Say whom the sign-in provider means by a subject."""
    from service.accounts import people  # noqa: PLC0415

    if (subject is None) != remove:
        raise typer.BadParameter("SUBJECT hoặc --remove / SUBJECT or --remove")
    issuer = Settings().oidc_issuer
    if issuer is None and not remove:
        raise typer.BadParameter("chưa đặt LACHAN_OIDC_ISSUER / LACHAN_OIDC_ISSUER is not set")
    with _account(name) as (session, who, user):
        people.link(session, who, user, issuer or "", subject, now=clock.now())


@contextmanager
def _account(name: str) -> Iterator[tuple[Session, Principal, User]]:
    """Open a transaction in the name of whoever sits at the machine, for an account that is there."""
    from service.accounts import people  # noqa: PLC0415
    from service.cli import opened_database  # noqa: PLC0415

    with opened_database() as database, database.write() as session:
        user = people.named(session, name)
        yield session, operator_at(user.school_id), user


def _password(*, generate: bool) -> str:
    if generate:
        return secrets.token_urlsafe(12)
    if sys.stdin.isatty():
        return str(typer.prompt("Mật khẩu / Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")


def _role(given: str) -> Role:
    if given not in _ROLES:
        raise typer.BadParameter(f"{given}: {' | '.join(_ROLES)}")
    return Role(given)
