import re
from pathlib import Path

import pytest
import typer
from sqlalchemy import text
from typer.testing import CliRunner, Result

from service.cli import add_commands
from service.database import Database
from tests.service.audit.force import by_force

SCHOOL = "THCS Hoa Sen"


class Shell:
    def __init__(self, url: str, var: Path) -> None:
        self.app = typer.Typer()
        add_commands(self.app)
        self.var = var
        self.runner = CliRunner(env={"LACHAN_VAR": str(var), "LACHAN_DATABASE_URL": url})

    def run(self, *words: str) -> Result:
        return self.runner.invoke(self.app, list(words))


@pytest.fixture
def shell(url: str, tmp_path: Path) -> Shell:
    made = Shell(url, tmp_path / "var")
    for name in ("lan", "hue"):
        assert made.run("user", "add", name, "--school", SCHOOL, "--generate").exit_code == 0
    assert made.run("key", "add", "app", "--school", SCHOOL).exit_code == 0
    return made


def test_what_commands_did_is_in_the_audit_and_verifies(shell: Shell) -> None:
    verified = shell.run("audit", "verify")
    assert (verified.exit_code, verified.stdout) == (0, "")
    assert "3" in verified.stderr
    listed = shell.run("audit", "list").stdout.splitlines()
    assert [line.split("\t")[2:] for line in listed] == [
        ["operator", "người vận hành máy chủ", verb, kind, line.split("\t")[-1]]
        for (verb, kind), line in zip(
            (("add_key", "api_key"), ("add_user", "user"), ("add_user", "user")), listed, strict=True
        )
    ]
    assert "read_audit" in shell.run("audit", "list", "--limit", "1").stdout  # asking is written down, too


def test_an_anchor_is_printed_and_a_cut_tail_ends_with_status_one(shell: Shell, url: str) -> None:
    anchor = shell.run("audit", "anchor").stdout.strip()
    assert re.fullmatch(r"3:[0-9a-f]{64}", anchor)
    assert shell.run("audit", "verify", "--anchor", anchor).exit_code == 0
    kept = shell.var / "audit" / "anchors.tsv"
    kept.parent.mkdir()
    kept.write_text("2026-11-28T07:00:00+07:00\t" + anchor.replace(":", "\t") + "\n")
    assert shell.run("audit", "verify").exit_code == 0
    database = Database(url)
    with by_force(database) as connection:
        connection.execute(text("DELETE FROM audit WHERE number = 3"))
        connection.execute(text("DELETE FROM audit_chain WHERE position = 3"))
    database.close()
    for found in (shell.run("audit", "verify"), shell.run("audit", "verify", "--anchor", anchor)):
        assert found.exit_code == 1
        assert found.stdout.startswith("cut\tmắt xích / link 3")
    kept.unlink()
    assert shell.run("audit", "verify").exit_code == 0


@pytest.mark.parametrize("words", [["--user", "nobody"], ["--case", "0" * 32], ["--since", "yesterday"]])
def test_what_nobody_can_be_asked_about_is_said_in_words(shell: Shell, words: list[str]) -> None:
    refused = shell.run("audit", "list", *words)
    assert refused.exit_code != 0
    assert words[0].strip("-") in refused.output


def test_an_empty_audit_has_no_anchor(url: str, tmp_path: Path) -> None:
    shell = Shell(url, tmp_path / "var")
    assert shell.run("audit", "anchor").exit_code == 1
    assert shell.run("audit", "verify").exit_code == 0
    assert shell.run("audit", "verify", "--anchor", "x").exit_code == 1


def test_what_somebody_did_is_listed_by_name_and_by_time(shell: Shell) -> None:
    of_lan = shell.run("audit", "list", "--user", "LAN")
    assert of_lan.exit_code == 0
    assert len(of_lan.stdout.splitlines()) == 1
    assert shell.run("audit", "list", "--since", "2999-01-01").stdout == ""
    assert len(shell.run("audit", "list", "--since", "2020-01-01").stdout.splitlines()) >= 3
