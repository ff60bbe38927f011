"""The commands ``lachan recipient`` and ``lachan on-call``: where a school's deliveries go, and who is called."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from service import clock
from service.errors import FieldError, InvalidError
from service.principal import Principal, operator_at
from service.settings import Settings
from service.words import Channel, Target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

_Named = TypeVar("_Named", Target, Channel)
_SCHOOL = Annotated[str, typer.Option(help="Tên trường. / Name of the school.")]
_TARGETS = " | ".join(target.value for target in Target)
_CHANNELS = " | ".join(channel.value for channel in Channel)


def add_commands(app: typer.Typer) -> None:
    """Add ``recipient`` and ``on-call`` to the command ``lachan``."""
    recipient = typer.Typer(help="Nơi nhận chuyển tiếp. / Where deliveries go.", no_args_is_help=True)
    recipient.command("add")(add)
    recipient.command("list")(show)
    recipient.command("end")(end)
    recipient.command("test")(send_test)
    on_call = typer.Typer(help="Danh sách trực. / Who is called.", no_args_is_help=True)
    on_call.command("set")(set_on_call)
    on_call.command("list")(show_on_call)
    app.add_typer(recipient, name="recipient")
    app.add_typer(on_call, name="on-call")


def add(
    name: Annotated[str, typer.Argument(help="Tên nơi nhận. / Name of the recipient.")],
    school: _SCHOOL,
    target: Annotated[str, typer.Option(help=_TARGETS)],
    channel: Annotated[str, typer.Option(help=_CHANNELS)],
    address: Annotated[
        str, typer.Option(help="Địa chỉ web, hộp thư, số điện thoại… / Web address, mailbox, telephone…")
    ] = "",
) -> None:
    """Thêm nơi nhận; in mã, và khóa ký của webhook (chỉ lần này). / Add one; prints its id and a webhook's secret."""
    from service.deliveries import recipients  # noqa: PLC0415
    from service.sealing import operator_key  # noqa: PLC0415 - `lachan --help` must not load the service

    new = recipients.NewRecipient(_word(Target, target, "target"), _word(Channel, channel, "channel"), name, address)
    settings = Settings()
    key = operator_key.load(settings)
    with _school(school) as (session, who):
        made, secret = recipients.add(session, who, new, settings=settings, operator_key=key, now=clock.now())
    typer.echo(made.id)
    if secret is not None:
        typer.echo("Khóa ký chỉ hiện một lần; hãy cất ngay. / The secret is shown only now.", err=True)
        typer.echo(secret)


def show(school: _SCHOOL) -> None:
    """Liệt kê nơi nhận đang dùng. / List the recipients in use."""
    from service.deliveries import recipients  # noqa: PLC0415

    with _school(school) as (session, who):
        found = recipients.in_use(session, who)
    for one in found:
        typer.echo(f"{one.id}\t{one.target.value}\t{one.channel.value}\t{one.name}\t{one.address}")


def end(recipient_id: Annotated[str, typer.Argument(help="Mã nơi nhận. / Its id.")], school: _SCHOOL) -> None:
    """Ngừng dùng một nơi nhận. / Use a recipient no longer."""
    from service.deliveries import recipients  # noqa: PLC0415

    with _school(school) as (session, who):
        recipients.end(session, who, recipient_id, now=clock.now())


def send_test(recipient_id: Annotated[str, typer.Argument(help="Mã nơi nhận. / Its id.")], school: _SCHOOL) -> None:
    """Gửi ngay một tin thử, không có hồ sơ nào. / Send a test at once; there is no case in it."""
    from service.deliveries import recipients  # noqa: PLC0415
    from service.sealing import operator_key  # noqa: PLC0415

    settings = Settings()
    key = operator_key.load(settings)
    with _school(school) as (session, who):
        trial = recipients.prepare_trial(session, who, recipient_id)
    attempt = recipients.send(trial.notice, trial.recipient, settings=settings, operator_key=key, now=clock.now())
    if attempt.why is not None:
        typer.echo(f"Không đến nơi: {attempt.why.vi}. / It did not arrive: {attempt.why.en}.", err=True)
        raise typer.Exit(1)
    typer.echo("Đã đến nơi. / It arrived.", err=True)


def set_on_call(
    school: _SCHOOL,
    recipient_ids: Annotated[
        list[str] | None, typer.Argument(help="Mã nơi nhận loại on_call, theo thứ tự gọi. / Ids, in order.")
    ] = None,
) -> None:
    """Đặt danh sách trực, thay danh sách cũ. / Set who is called, in the place of the list before."""
    from service.deliveries import on_call  # noqa: PLC0415

    with _school(school) as (session, who):
        on_call.set_list(session, who, [(one, None) for one in recipient_ids or ()], now=clock.now())


def show_on_call(school: _SCHOOL) -> None:
    """Liệt kê người trực theo thứ tự gọi. / List who is called, in order."""
    from service.deliveries import on_call  # noqa: PLC0415

    with _school(school) as (session, who):
        places = on_call.listed(session, who)
    for number, place in enumerate(places, 1):
        typer.echo("\t".join((str(number), place.recipient_id, place.channel.value, place.name)))


@contextmanager
def _school(name: str) -> Iterator[tuple[Session, Principal]]:
    """Open a transaction in the name of whoever sits at the machine, for a school that is there already."""
    from service.accounts import repository as accounts  # noqa: PLC0415
    from service.cli import opened_database  # noqa: PLC0415

    with opened_database() as database, database.write() as session:
        school = accounts.school_named(session, " ".join(name.split()))
        if school is None:
            raise InvalidError(errors=[FieldError("school", "chưa có trường tên này", "there is no such school")])
        yield session, operator_at(school.id)


def _word(kind: type[_Named], given: str, option: str) -> _Named:
    try:
        return kind(given)
    except ValueError:
        raise typer.BadParameter(" | ".join(one.value for one in kind), param_hint=f"--{option}") from None
