"""The page for those who connect a reporting system is true: its examples run, and its table names real errors."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from service import errors
from service.errors import ServiceError
from tests.service.desk import ROOT, Desk
from tests.service.live import live

PAGE = (ROOT / "docs/integration.md").read_text("utf-8")
EXAMPLES = re.findall(r"```(bash|python|javascript)\n(.*?)```", PAGE, re.DOTALL)
ENDINGS = {"bash": ".sh", "python": ".py", "javascript": ".mjs"}
NODE = shutil.which("node")


@pytest.fixture(scope="module")
def environment(sad_desk: Desk) -> Iterator[dict[str, str]]:
    with live(sad_desk.context.settings) as address:
        key = sad_desk.key["Authorization"].removeprefix("Bearer ")
        yield os.environ | {"LACHAN_URL": address, "LACHAN_KEY": key}


def run(language: str, code: str, environment: dict[str, str], folder: Path) -> str:
    program = {"bash": "bash", "python": sys.executable, "javascript": NODE}[language]
    if program is None:
        pytest.skip("no node at hand")
    script = folder / f"example{ENDINGS[language]}"
    script.write_text(code, "utf-8")
    done = subprocess.run([program, script], env=environment, capture_output=True, timeout=60, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def example(language: str, with_: str) -> str:
    found: list[str] = [code for name, code in EXAMPLES if name == language and with_ in code]
    assert len(found) == 1
    return found[0]


def test_the_page_holds_the_examples_it_promises() -> None:
    assert [language for language, _ in EXAMPLES] == ["bash", "bash", "python", "bash", "javascript"]


def test_curl_files_a_report(environment: dict[str, str], tmp_path: Path) -> None:
    code = example("bash", "/v1/reports")
    first, again = (run("bash", code, environment, tmp_path) for _ in range(2))
    assert '"receipt":"' in first
    assert first == again


def test_python_files_a_report_and_asks_where_it_stands(environment: dict[str, str], tmp_path: Path) -> None:
    told = run("python", example("python", "/v1/reports"), environment, tmp_path)
    assert re.search(r"receipt for the reporter: (\d{5}-){4}\d{5}\nreceived P\d 20", told)


def test_curl_looks_a_receipt_up(environment: dict[str, str], tmp_path: Path) -> None:
    assert "urn:lachan:problem:not-found" in run("bash", example("bash", "/v1/receipts"), environment, tmp_path)


def test_javascript_scores(environment: dict[str, str], tmp_path: Path) -> None:
    told = run("javascript", example("javascript", "/v1/score"), environment, tmp_path)
    assert told.startswith("P1 ")
    assert 'grooming secrecy "' in told


def test_the_table_of_errors_names_only_errors_that_there_are() -> None:
    named = set(re.findall(r"(?:problem|…):([a-z-]+)`", PAGE))
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, ServiceError)]
    assert named <= {kind.code for kind in kinds}
    assert len(named) >= 13
