"""A new operator's key: everything opens all the while, whatever is killed in between, and at the end by it alone."""

import base64
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

import lachan
from service.database import Database
from service.models.keys import Owner
from service.sealing import operator_key, rewrapping
from service.sealing.keyring import keyring
from service.sealing.keys import DataKey, OperatorKey, SealError
from service.settings import Settings
from tests.service.at_work import audited
from tests.service.desk import GROOMING, Desk


@pytest.fixture
def environment(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    more = {"LACHAN_VAR": str(settings.var), "LACHAN_DATABASE_URL": settings.database}
    for name, value in more.items():
        monkeypatch.setenv(name, value)
    return os.environ | more


@pytest.fixture
def many(settings: Settings) -> Iterator[Database]:
    """A database with 600 keys: three batches."""
    database = Database(settings.database, operator_key=operator_key.load(settings))
    database.upgrade()
    with database.write() as session:
        for number in range(600):
            keyring(session).make(Owner.CASE, f"{number:032d}")
    yield database
    database.close()


def keys(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(lachan.app, ["keys", *arguments])
    return done.exit_code, done.output


@pytest.mark.usefixtures("environment")
def test_a_rotation_goes_on_while_the_service_runs_and_needs_no_restart(desk: Desk) -> None:
    first = desk.file(GROOMING)["id"]
    before = desk.context.operator_key.name
    status, said = keys("rotate")
    assert status == 0, said
    present = operator_key.load(desk.context.settings).name
    assert present != before
    assert audited(desk, "rotate_sealing_key") == 1
    second = desk.file(GROOMING)["id"]  # wrapped with the new key by the same process
    assert desk.context.operator_key.name == present
    found = rewrapping.look(desk.context.database, operator_key.load(desk.context.settings))
    assert set(found.by_key) == {present}
    case = desk.take()
    read = desk.client.get(f"/v1/cases/{case['id']}", headers=desk.lan).json()
    assert {report["id"] for report in read["reports"]} <= {first, second}
    assert all(report["readable"] for report in read["reports"])
    (desk.context.settings.keys / f"sealing-{before}.key").unlink()
    status, said = keys("check", "--all")
    assert status == 0, said
    assert present in said
    assert GROOMING not in said


def test_a_rotation_that_was_killed_goes_on_with_the_same_new_key(
    many: Database, environment: dict[str, str], settings: Settings
) -> None:
    old = operator_key.load(settings).name
    process = subprocess.Popen(
        [sys.executable, "-c", "import lachan; lachan.main()", "keys", "rotate"], env=environment
    )
    until = time.monotonic() + 60
    while (new := operator_key.load(settings).name) == old:
        assert time.monotonic() < until
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    between = rewrapping.look(many, operator_key.load(settings))
    assert (sum(between.by_key.values()), between.lost) == (600, {})
    status, said = keys("rotate")
    assert status == 0, said
    if between.by_key[old]:
        assert operator_key.load(settings).name == new
    after = rewrapping.look(many, operator_key.load(settings))
    assert after.by_key == {operator_key.load(settings).name: 600}


def test_a_rotation_that_was_cut_short_is_finished_behind_the_requests(many: Database, settings: Settings) -> None:
    old = operator_key.load(settings).name
    operator_key.Kept(settings.keys).rotate()  # as if the command had died right after it
    key = operator_key.load(settings)
    assert rewrapping.look(many, key).by_key == {old: 600}
    rewrapping.go_on(many, key)
    assert rewrapping.look(many, key).by_key == {key.name: 600}


@pytest.mark.usefixtures("environment", "many")
def test_a_lost_key_is_said_and_the_exit_status_is_not_zero(settings: Settings) -> None:
    (settings.keys / "sealing.key").write_bytes(b"x" * 32)
    status, said = keys("check")
    assert status == 1
    assert "data_keys.wrapped\t600" in said
    assert keys("rotate")[0] == 1


def test_a_running_service_does_not_take_up_a_key_that_is_no_rotation(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path)
    key = operator_key.load(settings)
    wrapped, name = key.wrap(DataKey.fresh(), "r"), key.name
    (settings.keys / "sealing.key").write_bytes(b"x" * 32)
    assert key.name == name
    key.unwrap(wrapped, "r")


def test_keys_in_a_setting_or_a_file_the_newest_first(tmp_path: Path) -> None:
    old, new = (base64.b64encode(letter * 32).decode() for letter in (b"a", b"b"))
    data = DataKey.fresh()
    wrapped = OperatorKey(b"a" * 32).wrap(data, "r")
    file = tmp_path / "keys.txt"
    file.write_text(f"{new}\n{old}\n")
    for settings in (
        Settings(var=tmp_path, sealing_key=SecretStr(f"{new} {old}")),
        Settings(var=tmp_path, sealing_key_file=file),
    ):
        key = operator_key.load(settings)
        assert key.names == (OperatorKey(b"b" * 32).name, OperatorKey(b"a" * 32).name)
        assert key.unwrapped(wrapped, "r")[1] == OperatorKey(b"a" * 32).name
    with pytest.raises(SealError):
        operator_key.load(Settings(var=tmp_path, sealing_key=SecretStr(new))).unwrap(wrapped, "r")
    for wrong in ("", "abc", base64.b64encode(b"short").decode()):
        with pytest.raises(ValueError, match="32 bytes"):
            operator_key.load(Settings(var=tmp_path, sealing_key=SecretStr(wrong)))
