"""An erasure is killed before each of its steps: nothing comes back to light, and the next round finishes it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest
from sqlalchemy import func, select

from service.models import AssessmentRow, Erasure, Letter, Report
from tests.faults.processes import ROOT
from tests.service.desk import Desk
from tests.service.retention.closed import DAYS, age, closed_case, row
from tests.service.retention.test_erasing import erase_due

pytestmark = pytest.mark.timeout(240)


def killed_before(desk: Desk, step: str) -> None:
    settings = desk.context.settings
    environment = {"LACHAN_VAR": str(settings.var), "LACHAN_DATABASE_URL": settings.database, "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "tests.faults.eraser", step],
        cwd=ROOT,
        env=os.environ | environment,
        check=False,
        capture_output=True,
        timeout=60,
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()[-2_000:]


def test_an_erasure_that_is_killed_goes_on_by_itself(desk: Desk) -> None:
    for number, step in enumerate(("list", "rows", "committing", "files", "done")):
        filed, case_id = closed_case(desk, picture_too=step in ("files", "done"), more=f" {step}")
        age(desk, DAYS + 1)
        killed_before(desk, step)
        assert row(desk, case_id).erased_at is not None
        assert desk.client.get(f"/v1/cases/{case_id}", headers=desk.lan).status_code == 410
        assert erase_due(desk) == 1
        assert erase_due(desk) == 0
        with desk.context.database.read() as session:
            assert session.scalar(select(func.count()).select_from(Letter)) == 0
            assert session.scalar(select(func.count()).select_from(AssessmentRow)) == 0
            assert session.scalars(select(Report.erased_at).where(Report.id == filed["id"])).one() is not None
            stones = session.scalars(select(Erasure)).all()
        assert len(stones) == number + 1
        assert all(stone.done_at is not None for stone in stones)
        assert desk.context.settings.erasures.read_text().count(filed["id"]) == 1
        assert not list(desk.context.settings.attachments.glob(f"*/{filed['id']}"))
