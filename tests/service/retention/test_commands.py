"""``lachan retention due`` and ``lachan erase``: a dry run changes nothing, a hold is named, a word is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import typer
from sqlalchemy import func, select
from typer.testing import CliRunner

from service.cli import add_commands
from service.models import Base, Erasure
from tests.service.retention.closed import CANARIES, DAYS, age, closed_case, row

if TYPE_CHECKING:
    from tests.service.desk import Desk

GROWING = {"audit_chain", "audit_gaps", "search_tokens"}  # a running service fills these in behind the requests
pytestmark = pytest.mark.timeout(120)


@pytest.fixture
def app() -> typer.Typer:
    made = typer.Typer()
    add_commands(made)
    return made


def runner(desk: Desk) -> CliRunner:
    settings = desk.context.settings
    return CliRunner(env={"LACHAN_VAR": str(settings.var), "LACHAN_DATABASE_URL": settings.database})


def rows(desk: Desk) -> dict[str, int]:
    with desk.context.database.read() as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
            if table.name not in GROWING
        }


def test_a_dry_run_says_what_would_go_and_changes_nothing(desk: Desk, app: typer.Typer) -> None:
    _, going = closed_case(desk, picture_too=False)
    _, held = closed_case(desk, picture_too=False, more=" hai")
    run = runner(desk)
    assert desk.post(f"/v1/cases/{held}/hold", {"reason": "công an"}, desk.hue).status_code == 204
    age(desk, DAYS + 1)
    before = rows(desk)
    listed = run.invoke(app, ["retention", "due"])
    assert listed.exit_code == 0
    [line] = [line for line in listed.stdout.splitlines() if line.startswith(held)]
    assert "held" in line
    dry = run.invoke(app, ["erase", "--due", "--dry-run"])
    assert dry.exit_code == 0
    [told] = [line for line in dry.stdout.splitlines() if line.startswith(going)]
    assert "reports=1" in told
    assert "letters=2" in told
    assert "1 cases would be erased, 1 are kept" in dry.stderr
    assert not any(text in listed.output + dry.output for text in CANARIES.values())
    assert rows(desk) == before
    assert run.invoke(app, ["erase", "--due"], input="n\n").exit_code == 1
    assert rows(desk) == before
    done = run.invoke(app, ["erase", "--due", "--yes"])
    assert done.exit_code == 0, done.output
    assert row(desk, going).erased_at is not None
    assert row(desk, held).erased_at is None


def test_the_operator_erases_one_by_case_report_or_receipt_but_nothing_open_or_held(
    small_desk: Desk, app: typer.Typer
) -> None:
    run = runner(small_desk)
    opened = small_desk.file("mai nhớ mang vở")
    refused = run.invoke(app, ["erase", "--report", opened["id"], "--yes"])
    assert refused.exit_code == 1
    assert "đã đóng" in refused.stderr
    filed, case_id = closed_case(small_desk, picture_too=False)
    dry = run.invoke(app, ["erase", "--case", case_id, "--dry-run"])
    assert (dry.exit_code, row(small_desk, case_id).erased_at) == (0, None)
    assert run.invoke(app, ["erase", "--case", "0" * 32, "--yes"]).exit_code == 1
    assert run.invoke(app, ["erase"]).exit_code == 2
    wrong = run.invoke(app, ["erase", "--receipt", "--yes"], input="khong phai ma\n")
    assert wrong.exit_code == 1
    done = run.invoke(app, ["erase", "--receipt", "--yes"], input=f"{filed['receipt']}\n")
    assert done.exit_code == 0, done.output
    assert filed["receipt"] not in done.output
    assert row(small_desk, case_id).erased_at is not None
    with small_desk.context.database.read() as session:
        assert session.scalars(select(Erasure.why)).all() == ["operator"]


def test_a_backup_and_a_restore_by_command(
    small_desk: Desk, app: typer.Typer, tmp_path_factory: pytest.TempPathFactory
) -> None:
    small_desk.file("mai nhớ mang vở")
    place = tmp_path_factory.mktemp("elsewhere")
    taken = runner(small_desk).invoke(app, ["backup", str(place / "backup")])
    assert taken.exit_code == 0, taken.output
    assert taken.stdout.strip() == str(place / "backup")
    there = CliRunner(env={"LACHAN_VAR": str(place / "var"), "LACHAN_DATABASE_URL": ""})
    back = there.invoke(app, ["restore", str(place / "backup")])
    assert back.exit_code == 0, back.output
    again = there.invoke(app, ["restore", str(place / "backup")])
    assert again.exit_code == 1
    assert "not empty" in again.stderr
