from datetime import timedelta
from typing import Any

import orjson
import pytest
from sqlalchemy import select

from service import clock
from service.deliveries import signing
from service.models import AuditRow
from tests.service.deliveries.passing import add_recipient, escalate, later, passed, rows, send_all
from tests.service.deliveries.receiver import Receiver
from tests.service.desk import Desk


def say(desk: Desk, delivery_id: str, secret: str, body: Any, *, ago_s: float = 0, signed: Any = None) -> Any:
    sent, stamp = orjson.dumps(body), str(int((clock.now() - timedelta(seconds=ago_s)).timestamp()))
    headers = {
        "Content-Type": "application/json",
        "Lachan-Timestamp": stamp,
        "Lachan-Signature": signing.signature(secret, stamp, orjson.dumps(signed) if signed else sent),
    }
    return desk.client.post(f"/v1/deliveries/{delivery_id}/acknowledgement", content=sent, headers=headers)


@pytest.fixture
def sent(still_desk: Desk, receiver: Receiver) -> tuple[str, str, str]:
    """Case, delivery and secret."""
    secret = add_recipient(still_desk, "hotline_111", "webhook", receiver.url)["secret"]
    case_id = escalate(still_desk, "hotline_111")
    send_all(still_desk, later(minutes=1))
    return case_id, rows(still_desk)[0].id, secret


DONE = {"acknowledged": True, "reference": "111-2026-04417"}


def test_a_recipient_acknowledges_by_itself_as_often_as_it_likes(still_desk: Desk, sent: tuple[str, str, str]) -> None:
    case_id, delivery_id, secret = sent
    for _ in range(3):
        assert say(still_desk, delivery_id, secret, DONE).status_code == 204
    [delivery] = passed(still_desk, case_id)
    assert (delivery["state"], delivery["reference"]) == ("acknowledged", "111-2026-04417")
    with still_desk.context.database.read() as session:
        audited = session.scalars(select(AuditRow).where(AuditRow.verb == "acknowledge_delivery")).all()
    assert [(row.actor_id, row.object_id) for row in audited] == [(rows(still_desk)[0].recipient_id, delivery_id)]


def test_nobody_else_can(still_desk: Desk, sent: tuple[str, str, str]) -> None:
    case_id, delivery_id, secret = sent
    other = add_recipient(still_desk, "police", "webhook", "https://nhan.example.vn/")["secret"]
    answers = [
        say(still_desk, delivery_id, other, DONE),
        say(still_desk, delivery_id, "", DONE),
        say(still_desk, "0" * 32, secret, DONE),
        say(still_desk, delivery_id, secret, DONE, ago_s=400),
        say(still_desk, delivery_id, secret, DONE, ago_s=-400),
        say(still_desk, delivery_id, secret, DONE, signed={"acknowledged": True}),
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1  # which of the reasons is not told
    assert passed(still_desk, case_id)[0]["state"] == "sent"


@pytest.mark.parametrize("body", [{"acknowledged": False}, {}, {"acknowledged": True, "reference": "x\x00"}, []])
def test_anything_but_an_acknowledgement_is_refused(still_desk: Desk, sent: tuple[str, str, str], body: Any) -> None:
    _, delivery_id, secret = sent
    assert say(still_desk, delivery_id, secret, body).status_code == 422


def test_what_goes_by_hand_cannot_be_acknowledged_by_a_machine(still_desk: Desk) -> None:
    escalate(still_desk, "police")
    assert say(still_desk, rows(still_desk)[0].id, "", DONE).status_code == 404
