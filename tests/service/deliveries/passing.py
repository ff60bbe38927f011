"""What tests of deliveries do again and again."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from service import clock
from service.deliveries import service as deliveries
from service.deliveries.sending import send_next
from service.models import Delivery, Recipient, User
from service.principal import Principal
from service.words import Role
from tests.service.desk import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from service.deliveries.service import Passed
    from tests.service.desk import Desk


def later(**more: float) -> Callable[[], datetime]:
    """A clock that is ahead."""
    return lambda: clock.now() + timedelta(**more)


def add_recipient(desk: Desk, target: str, channel: str, address: str, name: str = "Nơi nhận") -> dict[str, Any]:
    """Give {recipient, secret}."""
    made = desk.client.post(
        "/v1/recipients",
        json={"target": target, "channel": channel, "name": name, "address": address},
        headers=desk.hue,
    )
    assert made.status_code == 201, made.text
    answer: dict[str, Any] = made.json()
    return answer


def escalate(desk: Desk, *targets: str, **filed: Any) -> str:
    """File a report, take it and pass it on; gives the case's id."""
    desk.file(**filed)
    case = desk.take()
    body = {"fence": case["fence"], "outcome": "escalated", "targets": list(targets)}
    done = desk.post(f"/v1/cases/{case['id']}/decision", body)
    assert done.status_code == 200, done.text
    case_id: str = case["id"]
    return case_id


def passed(desk: Desk, case_id: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.client.get(f"/v1/cases/{case_id}", headers=desk.lan).json()["deliveries"]
    return found


def send_all(desk: Desk, tell: Callable[[], datetime]) -> int:
    """Send until nothing is due; gives the number of tries."""
    tries = 0
    while send_next(desk.context, tell=tell):
        tries += 1
    return tries


def unconfirmed(desk: Desk) -> tuple[Passed, ...]:
    """What the desk's own people still see."""
    with desk.context.database.read() as session:
        lead = session.scalars(select(User).where(User.name == "hue")).one()
        return deliveries.unconfirmed(session, Principal(lead.id, Role.LEAD, lead.school_id))


def rows(desk: Desk) -> list[Delivery]:
    with desk.context.database.read() as session:
        return list(session.scalars(select(Delivery).order_by(Delivery.created_at, Delivery.id)))


def sealed_secret(desk: Desk, recipient_id: str) -> bytes:
    with desk.context.database.read() as session:
        kept = session.scalars(select(Recipient.secret).where(Recipient.id == recipient_id)).one()
    assert kept is not None
    return kept


def alone(desk: Desk, work: str, moment: datetime) -> subprocess.Popen[bytes]:
    """Start ``alone.py`` in a process of its own; it has said that it is ready, and goes on ``told_to``."""
    settings = desk.context.settings
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "LACHAN_VAR": str(settings.var),
        "LACHAN_DATABASE_URL": str(settings.database_url),
        "LACHAN_PRIVATE_RECIPIENTS": "true",
    }
    process = subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", "tests.service.deliveries.alone", work, moment.isoformat()],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return process


def told_to(process: subprocess.Popen[bytes]) -> None:
    """Let it begin."""
    assert process.stdin is not None
    process.stdin.write(b"go\n")
    process.stdin.flush()
