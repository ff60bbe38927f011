"""The commands ``lachan retention due`` and ``lachan erase``: what has run out, and erasing it for good."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from service import clock
from service.errors import FieldError, InvalidError, NotFoundError
from service.settings import Settings
from service.words import ErasureWhy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from service.database import Database
    from service.retention.due import Ending

_DRY = Annotated[
    bool, typer.Option("--dry-run", help="Chỉ đếm, không xóa gì. / Only count; nothing is erased or changed.")
]


def add_commands(app: typer.Typer) -> None:
    """Add ``retention`` and ``erase`` to the command ``lachan``."""
    retention = typer.Typer(help="Thời hạn lưu giữ. / How long things are kept.", no_args_is_help=True)
    retention.command("due")(due)
    retention.callback()(_group)
    app.add_typer(retention, name="retention")
    app.command("erase")(erase)


def _group() -> None:
    """Keep a group a group, also while it has one command only."""


def due(
    within: Annotated[
        int, typer.Option(help="Hết hạn trong bao nhiêu ngày tới. / Whose time ends in so many days.", min=0)
    ] = 0,
) -> None:
    """Liệt kê hồ sơ hết hạn lưu giữ và hồ sơ nào đang được giữ. / List what has run out, and what is held."""
    from service.cli import opened_database  # noqa: PLC0415

    with opened_database() as database:
        found = _endings(database, within)
    for one in found:
        typer.echo(_line(one))
    _say(f"{len(found)} hồ sơ. / {len(found)} cases.")


def erase(
    case: Annotated[str | None, typer.Option(help="Mã hồ sơ, đủ 32 ký tự. / Id of a case.")] = None,
    report: Annotated[str | None, typer.Option(help="Mã phản ánh, đủ 32 ký tự. / Id of a report.")] = None,
    *,
    receipt: Annotated[
        bool, typer.Option("--receipt", help="Hỏi mã biên nhận rồi xóa phản ánh đó. / Asks for a receipt.")
    ] = False,
    due: Annotated[
        bool, typer.Option("--due", help="Mọi hồ sơ hết hạn lưu giữ. / Every case whose time is over.")
    ] = False,
    dry_run: _DRY = False,
    yes: Annotated[bool, typer.Option("--yes", help="Không hỏi lại. / Do not ask again.")] = False,
) -> None:
    """Xóa vĩnh viễn nội dung; không lấy lại được. / Erase content for good; nobody gets it back."""
    from service.cli import opened_database  # noqa: PLC0415

    if sum((case is not None, report is not None, receipt, due)) != 1:
        raise typer.BadParameter("--case | --report | --receipt | --due")
    with opened_database() as database:
        if due:
            _erase_due(database, dry_run=dry_run, yes=yes)
        else:
            _erase_one(database, case, _of_receipt(database) if receipt else report, dry_run=dry_run, yes=yes)


def _erase_due(database: Database, *, dry_run: bool, yes: bool) -> None:
    from service.retention import due as running_out  # noqa: PLC0415
    from service.retention.erasing import Eraser  # noqa: PLC0415

    settings = Settings()
    found = _endings(database, 0)
    if dry_run:
        for one in found:
            with database.read() as session:
                _tell(_line(one), running_out.weigh(session, one.case_id))
        held = sum(one.kept is not None for one in found)
        _say(
            f"Sẽ xóa {len(found) - held} hồ sơ; {held} hồ sơ được giữ. Chưa xóa gì. / "
            f"{len(found) - held} cases would be erased, {held} are kept. Nothing was erased."
        )
        return
    going = sum(one.kept is None for one in found)
    _ask(f"Xóa vĩnh viễn {going} hồ sơ? / Erase {going} cases for good?", yes=yes)
    eraser, erased = Eraser.of(database, settings), 0
    eraser.finish_all()
    while True:
        with database.write() as session:
            marked = running_out.mark_next(session, now=clock.now(), days=settings.retention_days)
        if marked is None:
            break
        eraser.finish(marked.id)
        erased += 1
    _wipe(database)
    _say(f"Đã xóa {erased} hồ sơ. / {erased} cases erased.")


def _erase_one(database: Database, case_id: str | None, report_id: str | None, *, dry_run: bool, yes: bool) -> None:
    from service.retention import due as running_out  # noqa: PLC0415
    from service.retention import erasing  # noqa: PLC0415

    with database.write() as session:
        found = erasing.find(session, case_id, report_id)
        erasing.require_erasable(session, found)
        counts = running_out.weigh(session, found.id, report_id)
    _tell(found.id, counts)
    if dry_run:
        _say("Chưa xóa gì. / Nothing was erased.")
        return
    _ask("Xóa vĩnh viễn? / Erase it for good?", yes=yes)
    with database.write() as session:
        order = erasing.Order(ErasureWhy.OPERATOR, report_id)
        marked = erasing.mark(session, erasing.find(session, case_id, report_id), order, now=clock.now())
    erasing.Eraser.of(database, Settings()).finish(marked.id)
    _wipe(database)
    _say("Đã xóa. / Erased.")


def _of_receipt(database: Database) -> str:
    """Ask for a receipt, unseen, and find its report; InvalidError, NotFoundError."""
    from service import secret  # noqa: PLC0415
    from service.intake import receipt  # noqa: PLC0415
    from service.intake import repository as reports  # noqa: PLC0415

    typed = typer.prompt("Mã biên nhận / Receipt", hide_input=True)
    digest = receipt.digest(secret.load(Settings().keys), typed)
    if digest is None:
        raise InvalidError(errors=[FieldError("receipt", "không phải mã biên nhận", "is no receipt")])
    with database.read() as session:
        found = reports.with_receipt(session, digest)
        if found is None:
            raise NotFoundError
        return found.id


def _endings(database: Database, within: int) -> list[Ending]:
    from service.retention import due as running_out  # noqa: PLC0415

    with database.read() as session:
        return running_out.ending(
            session, None, now=clock.now(), days=Settings().retention_days, within=timedelta(days=within)
        )


def _line(one: Ending) -> str:
    kept = ""
    if one.kept is not None:
        kept = "giữ lại / held" if one.kept.since is not None else "còn việc chuyển tiếp / something to pass on"
    ends = one.ends_at.astimezone(clock.VIETNAM)
    return "\t".join((one.case_id, one.state.value, f"{ends:%Y-%m-%d}", str(one.reports), kept)).rstrip()


def _tell(what: str, counts: Mapping[str, int]) -> None:
    typer.echo(what + "\t" + " ".join(f"{table}={number}" for table, number in counts.items()))


def _ask(question: str, *, yes: bool) -> None:
    if not yes:
        typer.confirm(question, abort=True)


def _wipe(database: Database) -> None:
    if not database.wipe():
        _say(
            "Dịch vụ đang đọc cơ sở dữ liệu; chữ cũ trong nhật ký ghi được dọn ở lượt sau. / "
            "The service is reading; the write-ahead log is wiped by its next round."
        )


def _say(words: str) -> None:
    typer.echo(words, err=True)
