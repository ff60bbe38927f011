"""The commands ``lachan audit``: verify the chain, print where it ends, and tell who did what.

Beside the room and not in it: the room's own door, through which every deed is written down, loads the tables.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from service import clock

if TYPE_CHECKING:
    from service.audit.verifying import Fault


def add_commands(app: typer.Typer) -> None:
    """Add ``audit`` to the command ``lachan``."""
    audit = typer.Typer(help="Nhật ký: ai đã làm gì. / The audit: who did what.", no_args_is_help=True)
    audit.command("verify")(verify)
    audit.command("anchor")(anchor)
    audit.command("list")(show)
    app.add_typer(audit, name="audit")


def verify(
    anchor: Annotated[
        list[str] | None, typer.Option(help="Mốc đã giữ ở nơi khác. / An anchor kept elsewhere: POSITION:HASH.")
    ] = None,
) -> None:
    """Kiểm tra chuỗi nhật ký; mã thoát 1 nếu có gì sai. / Check the chain; exit status 1 if anything is wrong."""
    from service import cli, secret  # noqa: PLC0415 - `lachan --help` must not load the service
    from service.audit import anchors, chain, verifying  # noqa: PLC0415
    from service.settings import Settings  # noqa: PLC0415

    settings = Settings()
    with cli.opened_database() as database:
        own = secret.load(settings.keys)
        known = [*anchors.kept(settings.anchors), *(anchors.Anchor.of(one) for one in anchor or ())]
        chain.whole(database, own, clock.now())
        verdict = verifying.verify(database, own, known)
    for fault in verdict.faults:
        typer.echo(_told(fault))
    if verdict.faults:
        raise typer.Exit(1)
    typer.echo(
        f"Chuỗi nguyên vẹn: {verdict.links} mắt xích, khớp {len(known)} mốc."
        f" / The chain is whole: {verdict.links} links, {len(known)} anchors fit.",
        err=True,
    )


def _told(fault: Fault) -> str:
    place = f"mắt xích / link {fault.position or '-'}, dòng / row {fault.number or '-'}"
    return f"{fault.wrong.value}\t{place}\t{fault.wrong.vi} / {fault.wrong.en}"


def anchor() -> None:
    """In mốc cuối chuỗi để cất ở nơi khác. / Print where the chain ends, to be kept elsewhere."""
    from service import cli, secret  # noqa: PLC0415
    from service.audit import anchors, chain  # noqa: PLC0415
    from service.settings import Settings  # noqa: PLC0415

    with cli.opened_database() as database:
        chain.whole(database, secret.load(Settings().keys), clock.now())
        with database.read() as session:
            found = anchors.end(session)
    if found is None:
        typer.echo("Chưa có gì trong nhật ký. / The audit is empty.", err=True)
        raise typer.Exit(1)
    typer.echo(str(found))


def show(
    case: Annotated[str | None, typer.Option(help="Mã hồ sơ. / Id of a case.")] = None,
    user: Annotated[str | None, typer.Option(help="Tên đăng nhập. / Name somebody signs in with.")] = None,
    since: Annotated[datetime | None, typer.Option(help="Từ lúc, giờ Việt Nam. / From then on.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="Số dòng mới nhất. / Newest rows.")] = 1_000,
) -> None:
    """Ai đã đọc, đã làm gì; mới nhất trước. / Who read and did what, the newest first. Itself written down."""
    from service import cli  # noqa: PLC0415
    from service.audit import reading  # noqa: PLC0415

    asked = reading.Asked(case, user, since.replace(tzinfo=clock.VIETNAM) if since else None, most=limit)
    with cli.opened_database() as database, database.write() as session:
        found = reading.by_hand(session, asked, now=clock.now())
    for deed in found:
        moment = deed.at.astimezone(clock.VIETNAM).isoformat(timespec="seconds")
        who = deed.by or deed.role.vi
        typer.echo(f"{deed.number}\t{moment}\t{deed.role.value}\t{who}\t{deed.verb}\t{deed.kind}\t{deed.object_id}")
