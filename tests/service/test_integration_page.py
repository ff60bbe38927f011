"""The page for those who connect a reporting system is true: its examples run, and its table names real errors."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from service import clock, errors, outages
from service.deliveries import notice, signing, webhook
from service.deliveries.attempt import Attempt
from service.errors import ServiceError
from service.identifiers import new_id
from service.models import Case, Delivery, Recipient, School
from service.sealing.keyring import unsealed
from service.words import DeliveryFailure, Target
from tests.faults.processes import free_port
from tests.service.deliveries.receiver import wait_until
from tests.service.desk import ROOT, SCHOOL, Desk
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
    assert [language for language, _ in EXAMPLES] == [
        "bash",
        "bash",
        "python",
        "bash",
        "javascript",
        "python",
        "python",
    ]


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


def test_python_receives_a_notice_checks_it_and_acts_on_it_once(tmp_path: Path) -> None:
    secret, port = signing.new_secret(), free_port()
    script = tmp_path / "receiver.py"
    script.write_text(example("python", "BaseHTTPRequestHandler"), "utf-8")
    environment = os.environ | {"LACHAN_WEBHOOK_SECRET": secret, "PORT": str(port), "PYTHONIOENCODING": "utf-8"}
    process = subprocess.Popen(  # noqa: S603 - the page's own example
        [sys.executable, script], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    told = notice.of_test(new_id(), Target.POLICE, School(name=SCHOOL))

    def post(sent: notice.Notice, with_: str) -> Attempt:
        return webhook.post(sent, f"http://127.0.0.1:{port}/", with_, now=clock.now(), private=True)

    try:
        wait_until(lambda: post(told, secret).reference == "T-1")
        assert post(told, secret).reference == "T-1"
        again = post(replace(told, id=new_id()), secret)
        assert (again.acknowledged, again.reference) == (True, "T-2")
        assert post(told, signing.new_secret()).why is DeliveryFailure.REFUSED
    finally:
        process.kill()
        printed, _ = process.communicate(timeout=10)
    assert printed.decode().splitlines() == [f"test {SCHOOL} None"] * 2


def test_python_acknowledges_a_delivery_later(sad_desk: Desk, environment: dict[str, str], tmp_path: Path) -> None:
    secret, recipient_id = signing.new_secret(), new_id()
    sad_desk.file()
    with sad_desk.context.database.write() as session:
        case = session.query(Case).first()
        assert case is not None
        about = {"school_id": case.school_id, "target": "police", "channel": "webhook", "created_at": clock.now()}
        sealed = signing.sealed(secret, sad_desk.context.operator_key, recipient_id)
        session.add(Recipient(id=recipient_id, name="x", address="https://nhan.example.vn/", secret=sealed, **about))
        session.flush()
        row = Delivery(case_id=case.id, state="sent", recipient_id=recipient_id, **about)
        session.add(row)
        session.flush()
        delivery_id = row.id
    more = {"DELIVERY": delivery_id, "LACHAN_WEBHOOK_SECRET": secret}
    said = run("python", example("python", "/acknowledgement"), environment | more, tmp_path)
    assert said == "acknowledged\n"
    with sad_desk.context.database.read() as session:
        kept = session.get(Delivery, delivery_id)
        assert kept is not None
        assert (kept.state, unsealed(session, kept, Delivery.reference)) == ("acknowledged", "T-1024")


def test_the_table_of_errors_names_only_errors_that_there_are() -> None:
    named = set(re.findall(r"(?:problem|…):([a-z-]+)`", PAGE))
    kinds = [
        kind
        for kind in (vars(errors) | vars(outages)).values()
        if isinstance(kind, type) and issubclass(kind, ServiceError)
    ]
    assert named <= {kind.code for kind in kinds}
    assert len(named) >= 13
