import signal
import threading
import time
from pathlib import Path

import httpx
from sqlalchemy import select

from service import clock
from service.accounts import service as accounts
from service.database import Database
from service.models import AssessmentRow, Case, Report
from service.sealing import operator_key
from service.sealing.keyring import unsealed
from service.settings import Settings
from tests.faults.processes import free_port, serving, wait_for
from tests.service.desk import GROOMING, HARMLESS, report

KEY = "Idempotency-Key"


def test_a_kill_between_storing_and_scoring_loses_nothing_and_doubles_nothing(
    settings: Settings, tmp_path: Path
) -> None:
    database = Database(settings.database, operator_key=operator_key.load(settings))
    database.upgrade()
    with database.write() as session:
        key = accounts.add_key(session, "test", "THCS Hoa Sen", now=clock.now())
    port, hold = free_port(), tmp_path / "hold"
    url = f"http://127.0.0.1:{port}"
    headers = {"Authorization": f"Bearer {key}"}
    environment = {
        "LACHAN_VAR": str(settings.var),
        "LACHAN_DATABASE_URL": settings.database,
        "LACHAN_SCORING_TIMEOUT_S": "1",
        "LACHAN_POLL_S": "0.2",
        "LACHAN_BATCH_TIMEOUT_S": "2",
        "LACHAN_RETRY_S": "0.5",
    }
    command = ["-m", "tests.faults.server", str(tmp_path), str(port)]
    hold.touch()

    with serving(command, port, environment) as process:
        first = httpx.post(f"{url}/v1/reports", json=report(HARMLESS), headers=headers, timeout=30)
        assert (first.status_code, first.json()["assessed"], first.json()["tier"]) == (201, False, "P1")
        (tmp_path / "scoring").unlink()
        second_sent = headers | {KEY: "second"}
        ended: list[Exception] = []

        def send() -> None:
            try:
                httpx.post(f"{url}/v1/reports", json=report(GROOMING), headers=second_sent, timeout=30)
            except httpx.TransportError as error:
                ended.append(error)

        thread = threading.Thread(target=send)
        thread.start()
        wait_for_reports(database, 2)
        wait_for(tmp_path / "scoring")
        process.send_signal(signal.SIGKILL)
        process.wait(10)
        thread.join()
    assert len(ended) <= 1

    with database.read() as session:
        assert session.scalars(select(Report.assessed_at)).all() == [None, None]
        assert session.scalars(select(AssessmentRow)).all() == []
    hold.unlink()
    with serving(command, port, environment):
        again = httpx.post(f"{url}/v1/reports", json=report(GROOMING), headers=second_sent, timeout=30)
        assert again.status_code == 201
        assert again.headers["idempotent-replayed"] == "true"
        for _ in range(300):
            with database.read() as session:
                if None not in session.scalars(select(Report.assessed_at)).all():
                    break
            time.sleep(0.1)
        time.sleep(0.5)  # long enough for a second worker to do it again
    with database.read() as session:
        reports = session.scalars(select(Report).order_by(Report.received_at)).all()
        assessed = session.scalars(select(AssessmentRow.report_id)).all()
        assert [unsealed(session, one, Report.content)["messages"][0]["text"] for one in reports] == [
            HARMLESS,
            GROOMING,
        ]
        tiers = {case.id: case.tier for case in session.scalars(select(Case))}
    assert sorted(assessed) == sorted(r.id for r in reports)
    assert [tiers[r.case_id] for r in reports] == ["P3", "P1"]
    database.close()


def wait_for_reports(database: Database, number: int) -> None:
    for _ in range(300):
        with database.read() as session:
            if len(session.scalars(select(Report.id)).all()) == number:
                return
        time.sleep(0.02)
    raise AssertionError("the report was not stored before it was scored")
