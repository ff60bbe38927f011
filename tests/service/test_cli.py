import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
import typer
from typer.testing import CliRunner

from service.cli import add_commands
from tests.faults.processes import free_port, serving
from tests.service.desk import ROOT, report

SCHOOL = "THCS Hoa Sen"


@pytest.fixture
def app() -> typer.Typer:
    made = typer.Typer()
    add_commands(made)
    return made


@pytest.fixture
def run(url: str, tmp_path: Path) -> CliRunner:
    return CliRunner(env={"LACHAN_VAR": str(tmp_path / "var"), "LACHAN_DATABASE_URL": url})


def test_tables_people_and_keys_are_made_and_each_secret_is_printed_once(app: typer.Typer, run: CliRunner) -> None:
    assert run.invoke(app, ["db", "upgrade"]).exit_code == 0
    key = run.invoke(app, ["key", "add", "app", "--school", SCHOOL])
    assert key.exit_code == 0
    assert key.stdout.startswith("lachan_key_")
    made = run.invoke(app, ["user", "add", "co.lan", "--school", SCHOOL, "--generate"])
    assert len(made.stdout.strip()) == 16
    piped = run.invoke(app, ["user", "add", "co.hue", "--school", SCHOOL, "--role", "lead"], input="a long password\n")
    assert (piped.exit_code, piped.stdout) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "password", "says"),
    [
        (["a", "--school", SCHOOL], "short", "password"),
        (["a"], "a long password", "school"),
        (["a b", "--school", SCHOOL], "a long password", "name"),
        (["a", "--role", "system"], "a long password", "system"),
    ],
)
def test_what_cannot_be_an_account_is_said_in_words(
    app: typer.Typer, run: CliRunner, arguments: list[str], password: str, says: str
) -> None:
    refused = run.invoke(app, ["user", "add", *arguments], input=f"{password}\n")
    assert refused.exit_code != 0
    assert says in refused.output
    assert password not in refused.output


def test_a_name_is_taken_once(app: typer.Typer, run: CliRunner) -> None:
    add = ["user", "add", "lan", "--school", SCHOOL, "--generate"]
    assert run.invoke(app, add).exit_code == 0
    again = run.invoke(app, ["user", "add", " LAN", "--school", SCHOOL, "--generate"])
    assert (again.exit_code, "đã có" in again.output) == (1, True)


def test_serve_takes_reports_in_before_there_is_any_model(tmp_path: Path) -> None:
    environment = {"LACHAN_VAR": str(tmp_path / "var"), "LACHAN_POLL_S": "0.2"}
    lachan = ["-c", "import lachan; lachan.main()"]
    key = subprocess.run(  # noqa: S603
        [sys.executable, *lachan, "key", "add", "app", "--school", SCHOOL],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        check=True,
    )
    port = free_port()
    headers = {"Authorization": f"Bearer {key.stdout.decode().strip()}"}
    with serving([*lachan, "serve", "--port", str(port)], port, environment):
        filed = httpx.post(f"http://127.0.0.1:{port}/v1/reports", json=report(), headers=headers, timeout=30)
        ready = httpx.get(f"http://127.0.0.1:{port}/readyz", timeout=30)
    assert (filed.status_code, filed.json()["assessed"], ready.status_code) == (201, False, 503)
    assert "server" not in filed.headers
    assert (tmp_path / "var/keys/service.key").stat().st_mode & 0o777 == 0o600
