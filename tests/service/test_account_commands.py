"""``lachan user`` and ``lachan key``: each does one thing, says what was wrong in words, and is in the audit."""

from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from sqlalchemy import select, update
from typer.testing import CliRunner, Result

from service import clock
from service.accounts import passwords
from service.accounts import service as accounts
from service.cli import add_commands
from service.database import Database
from service.models import AuditRow, Link, SecondFactor, SignIn, User
from tests.service.desk import PASSWORD, password_hash

SCHOOL, ISSUER = "THCS Hoa Sen", "https://id.example/"
Lachan = Callable[..., Result]


@pytest.fixture
def lachan(url: str, tmp_path: Path) -> Lachan:
    app = typer.Typer()
    add_commands(app)
    environment = {"LACHAN_VAR": str(tmp_path / "var"), "LACHAN_DATABASE_URL": url, "LACHAN_OIDC_ISSUER": ISSUER}
    runner = CliRunner(env=environment)

    def run(*arguments: str, stdin: str = "") -> Result:
        return runner.invoke(app, list(arguments), input=stdin)

    return run


@pytest.fixture
def lan(lachan: Lachan, database: Database) -> Callable[[], User]:
    """Cô Lan, who is signed in; gives her account as it is now."""
    assert lachan("user", "add", "lan", "--school", SCHOOL, "--no-password").exit_code == 0
    with database.write() as session:
        session.execute(update(User).values(password_hash=password_hash()))
        accounts.begin(session, session.scalars(select(User)).one(), now=clock.now())

    def now() -> User:
        with database.read() as session:
            return session.scalars(select(User)).one()

    return now


def signed_in(database: Database) -> bool:
    with database.read() as session:
        return bool(session.scalars(select(SignIn).where(SignIn.ended_at.is_(None))).all())


def verbs(database: Database) -> list[str]:
    with database.read() as session:
        rows = session.scalars(select(AuditRow).order_by(AuditRow.number)).all()
        done = [row for row in rows if row.actor_kind == "operator"]
        assert all(row.school_id is not None for row in done)
        return [row.verb for row in done]


def test_an_account_is_disabled_enabled_and_signed_out(
    lachan: Lachan, lan: Callable[[], User], database: Database
) -> None:
    assert lachan("user", "disable", " LAN ").exit_code == 0
    assert lan().disabled_at is not None
    assert not signed_in(database)
    assert "disabled" in lachan("user", "list", "--school", SCHOOL).stdout
    assert lachan("user", "enable", "lan").exit_code == 0
    assert lan().disabled_at is None
    with database.write() as session:
        accounts.begin(session, session.scalars(select(User)).one(), now=clock.now())
    assert lachan("user", "sign-out", "lan").exit_code == 0
    assert not signed_in(database)
    assert lachan("user", "list").stdout == f"lan\tcounsellor\t{SCHOOL}\tenabled\tpassword-only\tlan\n"
    assert verbs(database) == ["add_user", "disable_user", "enable_user", "sign_out_user"]


def test_a_password_is_set_or_made_and_ends_the_sign_ins(
    lachan: Lachan, lan: Callable[[], User], database: Database
) -> None:
    refused = lachan("user", "password", "lan", stdin="short\n")
    assert (refused.exit_code, "password" in refused.output, signed_in(database)) == (1, True, True)
    made = lachan("user", "password", "lan", "--generate")
    assert passwords.verified(made.stdout.strip(), lan().password_hash)[0]
    assert not signed_in(database)
    assert lachan("user", "password", "lan", stdin=f"{PASSWORD}\n").stdout == ""
    assert passwords.verified(PASSWORD, lan().password_hash)[0]


def test_a_role_is_set_and_a_lost_telephone_is_taken_away(
    lachan: Lachan, lan: Callable[[], User], database: Database
) -> None:
    assert lachan("user", "role", "lan", "lead").exit_code == 0
    assert (lan().role, signed_in(database)) == ("lead", False)
    assert lachan("user", "role", "lan", "system").exit_code != 0
    none = lachan("user", "second-factor-reset", "lan")
    assert (none.exit_code, "hai bước" in none.output) == (1, True)
    with database.write() as session:
        session.add(SecondFactor(user_id=lan().id, secret=b"x", since=clock.now()))
    assert "second-factor\t" in lachan("user", "list").stdout
    assert lachan("user", "second-factor-reset", "lan").exit_code == 0
    with database.read() as session:
        assert session.scalars(select(SecondFactor)).all() == []
    assert verbs(database) == ["add_user", "set_role", "reset_second_factor"]


def test_a_link_is_set_moved_and_taken_away_and_is_one_persons(
    lachan: Lachan, lan: Callable[[], User], database: Database
) -> None:
    def links() -> list[tuple[str, str]]:
        with database.read() as session:
            return [(link.issuer, link.subject) for link in session.scalars(select(Link))]

    lan()
    assert lachan("user", "link", "lan", "8f1c").exit_code == 0
    assert links() == [(ISSUER, "8f1c")]
    lachan("user", "add", "hue", "--school", SCHOOL, "--no-password")
    taken = lachan("user", "link", "hue", "8f1c")
    assert (taken.exit_code, "tài khoản khác" in taken.output) == (1, True)
    assert lachan("user", "link", "lan", "9a2b").exit_code == 0
    assert links() == [(ISSUER, "9a2b")]
    assert lachan("user", "link", "lan").exit_code != 0
    assert lachan("user", "link", "lan", "").exit_code == 1
    assert lachan("user", "link", "lan", "--remove").exit_code == 0
    assert links() == []


@pytest.mark.parametrize(
    "command",
    [["disable"], ["enable"], ["sign-out"], ["second-factor-reset"], ["link", "--remove"], ["password", "--generate"]],
)
def test_an_account_that_is_not_there_is_said_in_words(lachan: Lachan, command: list[str]) -> None:
    refused = lachan("user", command[0], "nobody", *command[1:])
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "chưa có tài khoản tên này / there is no such account" in refused.output


def test_a_key_is_made_listed_rotated_and_revoked(lachan: Lachan, database: Database) -> None:
    made = lachan("key", "add", "app", "--school", SCHOOL, "--allow", "score", "--allow", "file_report")
    again = lachan("key", "add", "app", "--school", SCHOOL)
    assert (again.exit_code, again.stdout, "key rotate" in again.output) == (1, "", True)
    assert lachan("key", "list").stdout == f"app\t{SCHOOL}\tscore,file_report\tcurrent\tuntil -\tused -\n"
    new = lachan("key", "rotate", "app", "--overlap", "7d").stdout.strip()
    assert new.startswith("lachan_key_")
    listed = lachan("key", "list", "--school", SCHOOL).stdout.splitlines()
    assert [line.split("\t")[3] for line in listed] == ["replaced", "current"]
    assert made.stdout.strip() not in "".join(listed)
    assert lachan("key", "revoke", "app", "--old").exit_code == 0
    assert len(lachan("key", "list").stdout.splitlines()) == 1
    assert lachan("key", "revoke", "app").exit_code == 0
    assert lachan("key", "list").stdout == ""
    assert verbs(database) == ["add_key", "rotate_key", "revoke_key", "revoke_key"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["add", "app", "--school", SCHOOL, "--allow", "read_case"], "--allow"),
        (["add", "app", "--school", SCHOOL, "--expires", "soon"], "--expires"),
        (["add", "app", "--school", " "], "school"),
        (["rotate", "app", "--overlap", "-1d"], "overlap"),
        (["rotate", "app"], "name"),
        (["revoke", "app"], "name"),
    ],
)
def test_what_cannot_be_done_with_a_key_is_said_in_words(lachan: Lachan, arguments: list[str], says: str) -> None:
    refused = lachan("key", *arguments)
    assert refused.exit_code != 0
    assert says in refused.output
    assert lachan("key", "list").stdout == ""
