import hashlib
import hmac
import threading
import time
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from starlette.testclient import TestClient

from service import clock
from service.app import create_app
from service.deliveries import webhook
from service.deliveries.sending import send_next
from service.models import AuditRow, Delivery
from service.words import DeliveryFailure
from tests.service.deliveries.passing import (
    add_recipient,
    alone,
    escalate,
    later,
    passed,
    rows,
    send_all,
    told_to,
    unconfirmed,
)
from tests.service.deliveries.receiver import Receiver, receiving, wait_until
from tests.service.desk import GROOMING, Desk


def test_a_webhook_gets_a_signed_notice_without_a_word_of_the_report(still_desk: Desk, receiver: Receiver) -> None:
    secret = add_recipient(still_desk, "hotline_111", "webhook", receiver.url)["secret"]
    case_id = escalate(still_desk, "hotline_111")
    assert send_all(still_desk, later(seconds=11)) == 1
    [(headers, body)] = receiver.got
    stamp = headers["lachan-timestamp"]
    expected = hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    assert headers["lachan-signature"] == f"v1={expected}"
    [notice] = receiver.notices
    [delivery] = passed(still_desk, case_id)
    assert notice["id"] == headers["lachan-delivery"] == delivery["id"]
    assert (notice["kind"], notice["tier"]["code"], notice["school"]) == ("case", "P1", "THCS Hoa Sen")
    assert notice["case"].replace("-", "").lower() == case_id[-6:]
    assert notice["categories"][0] == {"code": "grooming", "vi": "dụ dỗ", "en": "grooming"}
    assert {reason["code"] for reason in notice["reasons"]} >= {"secrecy"}
    assert notice["link"] is None  # who cannot log in gets no address to log in at
    assert GROOMING not in body.decode()
    assert "Zalo" not in body.decode()
    assert (delivery["state"], delivery["tries"], delivery["channel"]) == ("sent", 1, "webhook")
    assert delivery["sent_at"]
    assert delivery["recipient"] == "Nơi nhận"


def test_nothing_leaves_the_house_while_a_decision_can_be_undone(still_desk: Desk, receiver: Receiver) -> None:
    add_recipient(still_desk, "head", "webhook", receiver.url)
    escalate(still_desk, "head")
    assert send_all(still_desk, later(seconds=5)) == 0
    assert receiver.got == []
    [untried] = rows(still_desk)
    assert still_desk.post(f"/v1/deliveries/{untried.id}/retry").status_code == 200
    assert send_all(still_desk, later(seconds=5)) == 0  # asking for it does not make it come sooner
    assert send_all(still_desk, later(seconds=11)) == 1
    assert receiver.notices[0]["link"].startswith("https://la-chan.truong.example/ho-so/")


def test_a_target_without_a_recipient_stays_a_persons_work(still_desk: Desk, receiver: Receiver) -> None:
    add_recipient(still_desk, "head", "webhook", receiver.url)
    add_recipient(still_desk, "police", "form", "")
    case_id = escalate(still_desk, "head", "police", "commune")
    send_all(still_desk, later(minutes=1))
    told = {one["target"]: (one["channel"], one["state"], one["next_try_at"]) for one in passed(still_desk, case_id)}
    assert told == {
        "head": ("webhook", "sent", None),
        "police": ("form", "queued", None),
        "commune": ("hand", "queued", None),
    }


def test_the_answer_can_acknowledge_at_once(still_desk: Desk, receiver: Receiver) -> None:
    receiver.body = b'{"acknowledged": true, "reference": "111-2026-04417"}'
    add_recipient(still_desk, "hotline_111", "webhook", receiver.url)
    case_id = escalate(still_desk, "hotline_111")
    send_all(still_desk, later(minutes=1))
    [delivery] = passed(still_desk, case_id)
    assert (delivery["state"], delivery["reference"]) == ("acknowledged", "111-2026-04417")
    assert still_desk.post(f"/v1/deliveries/{delivery['id']}/retry").json()["type"].endswith(":done")


@pytest.mark.parametrize(
    "body",
    [
        b"not json",
        b"[]",
        b'{"acknowledged": "yes", "reference": "x"}',
        b'{"acknowledged": true, "reference": "' + b"x" * 20_000 + b'"}',
    ],
)
def test_any_other_answer_is_no_acknowledgement(still_desk: Desk, receiver: Receiver, body: bytes) -> None:
    receiver.body = body
    add_recipient(still_desk, "hotline_111", "webhook", receiver.url)
    case_id = escalate(still_desk, "hotline_111")
    send_all(still_desk, later(minutes=1))
    [delivery] = passed(still_desk, case_id)
    assert (delivery["state"], delivery["reference"]) == ("sent", None)


@pytest.mark.parametrize("status", [500, 503, 429, 408])
def test_what_may_pass_is_tried_again_under_the_same_id_and_fails_after_a_day(
    still_desk: Desk, receiver: Receiver, status: int
) -> None:
    receiver.status = status
    add_recipient(still_desk, "hotline_111", "webhook", receiver.url)
    case_id = escalate(still_desk, "hotline_111")
    assert send_all(still_desk, later(minutes=1)) == 1
    [delivery] = passed(still_desk, case_id)
    assert (delivery["state"], delivery["tries"]) == ("queued", 1)
    assert delivery["why"] == {"code": "broken", "vi": DeliveryFailure.BROKEN.vi, "en": DeliveryFailure.BROKEN.en}
    pauses = []
    for _ in range(40):
        before = rows(still_desk)[0].next_try_at
        if before is None:
            break
        assert send_next(still_desk.context, tell=lambda moment=before: moment)  # type: ignore[misc]
        after = rows(still_desk)[0].next_try_at
        pauses += [after - before] if after is not None else []
    [delivery] = passed(still_desk, case_id)
    assert (delivery["state"], delivery["why"]["code"]) == ("failed", "broken")
    longest = timedelta(hours=2.4)  # two hours, and a fifth more by chance; the try after the day is over is the last
    assert timedelta(hours=21) < sum(pauses, timedelta()) <= timedelta(hours=24) + longest
    assert timedelta(seconds=45) < pauses[0] < pauses[2] < max(pauses) <= longest
    assert len({headers["lachan-delivery"] for headers, _ in receiver.got}) == 1
    assert len(receiver.got) == delivery["tries"] > 10
    receiver.status = 200
    assert still_desk.post(f"/v1/deliveries/{delivery['id']}/retry").json()["state"] == "queued"
    assert send_all(still_desk, later(seconds=1)) == 1
    assert passed(still_desk, case_id)[0]["state"] == "sent"


@pytest.mark.parametrize(
    ("status", "why"), [(400, "refused"), (401, "refused"), (404, "refused"), (410, "refused"), (302, "redirected")]
)
def test_what_will_not_pass_fails_at_once(still_desk: Desk, receiver: Receiver, status: int, why: str) -> None:
    receiver.status, receiver.headers = status, {"Location": receiver.url.replace("/in", "/elsewhere")}
    add_recipient(still_desk, "hotline_111", "webhook", receiver.url)
    case_id = escalate(still_desk, "hotline_111")
    assert send_all(still_desk, later(minutes=1)) == 1
    [delivery] = passed(still_desk, case_id)
    assert (delivery["state"], delivery["why"]["code"], delivery["next_try_at"]) == ("failed", why, None)
    assert len(receiver.got) == 1  # no redirect was followed


def test_nobody_there_is_told_as_such(still_desk: Desk) -> None:
    with receiving() as gone:
        url = gone.url
    add_recipient(still_desk, "hotline_111", "webhook", url)
    case_id = escalate(still_desk, "hotline_111")
    send_all(still_desk, later(minutes=1))
    assert passed(still_desk, case_id)[0]["why"]["code"] == "unreachable"


def test_a_recipient_that_hangs_holds_up_nobody_else(
    still_desk: Desk, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "SECONDS", 2.0)
    with receiving() as hanging:
        hanging.drip = True  # keeps within every single timeout
        hanging.wait_s = 60
        add_recipient(still_desk, "police", "webhook", hanging.url)
        add_recipient(still_desk, "hotline_111", "webhook", receiver.url)
        for _ in range(3):
            escalate(still_desk, "police")
        case_id = escalate(still_desk, "hotline_111")
        tell = later(minutes=1)
        senders = [threading.Thread(target=send_all, args=(still_desk, tell)) for _ in range(2)]
        began = time.monotonic()
        senders[0].start()
        wait_until(lambda: hanging.got)
        senders[1].start()
        wait_until(lambda: passed(still_desk, case_id)[0]["state"] == "sent", 1.5)
        for sender in senders:
            sender.join(30)
        assert time.monotonic() - began < 15
    states = {row.target: (row.state, row.why) for row in rows(still_desk)}
    assert states == {"police": ("queued", "timeout"), "hotline_111": ("sent", None)}


def test_an_answer_that_never_ends_counts_as_sent(
    still_desk: Desk, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "SECONDS", 1.0)
    receiver.drip = True
    add_recipient(still_desk, "police", "webhook", receiver.url)
    case_id = escalate(still_desk, "police")
    began = time.monotonic()
    send_all(still_desk, later(minutes=1))
    assert time.monotonic() - began < 5
    assert passed(still_desk, case_id)[0]["state"] == "sent"


def test_several_senders_send_each_delivery_once(still_desk: Desk, receiver: Receiver) -> None:
    for name in ("A", "B", "C", "D", "E", "F"):
        add_recipient(still_desk, "police", "webhook", receiver.url, name)
    escalate(still_desk, "police")
    tell = later(minutes=1)
    senders = [threading.Thread(target=send_all, args=(still_desk, tell)) for _ in range(4)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join(60)
    send_all(still_desk, tell)  # what a busy recipient made them pass over
    ids = [headers["lachan-delivery"] for headers, _ in receiver.got]
    assert len(ids) == len(set(ids)) == 6
    assert {row.state for row in rows(still_desk)} == {"sent"}


def test_a_sender_that_is_killed_lets_another_send_again_with_the_same_id(still_desk: Desk, receiver: Receiver) -> None:
    receiver.wait_s = 60
    add_recipient(still_desk, "police", "webhook", receiver.url)
    case_id = escalate(still_desk, "police")
    process = alone(still_desk, "send", later(seconds=11)())
    told_to(process)
    wait_until(lambda: receiver.got)
    process.kill()
    process.communicate(timeout=10)
    receiver.released.set()
    assert send_all(still_desk, later(seconds=20)) == 0  # it may still be on its way
    assert send_all(still_desk, later(minutes=5)) == 1
    ids = [headers["lachan-delivery"] for headers, _ in receiver.got]
    assert len(ids) == 2
    assert len(set(ids)) == 1
    [delivery] = passed(still_desk, case_id)
    assert (delivery["state"], delivery["tries"]) == ("sent", 2)


def test_what_a_person_marked_meanwhile_stays(still_desk: Desk, receiver: Receiver) -> None:
    receiver.wait_s = 30
    add_recipient(still_desk, "police", "webhook", receiver.url)
    case_id = escalate(still_desk, "police")
    sender = threading.Thread(target=send_next, args=(still_desk.context,), kwargs={"tell": later(minutes=1)})
    sender.start()
    wait_until(lambda: receiver.got)
    [row] = rows(still_desk)
    marked = still_desk.post(f"/v1/deliveries/{row.id}", {"state": "acknowledged", "reference": "anh Tú, 14:05"})
    assert marked.status_code == 200
    receiver.released.set()
    sender.join(30)
    [delivery] = passed(still_desk, case_id)
    assert (delivery["state"], delivery["reference"]) == ("acknowledged", "anh Tú, 14:05")


def test_a_failed_delivery_can_still_be_acknowledged_by_hand(still_desk: Desk, receiver: Receiver) -> None:
    receiver.status = 404
    add_recipient(still_desk, "police", "webhook", receiver.url)
    case_id = escalate(still_desk, "police")
    send_all(still_desk, later(minutes=1))
    path = f"/v1/deliveries/{passed(still_desk, case_id)[0]['id']}"
    assert [one.id for one in unconfirmed(still_desk)] == [path.rpartition("/")[2]]
    assert still_desk.post(path, {"state": "failed", "reference": "đã thấy"}).status_code == 200
    assert unconfirmed(still_desk) == ()
    assert still_desk.post(path, {"state": "failed", "reference": "x"}).status_code == 409
    assert still_desk.post(path, {"state": "acknowledged", "reference": "anh Tú"}).json()["state"] == "acknowledged"


def test_what_was_sent_and_not_confirmed_stays_in_sight(still_desk: Desk, receiver: Receiver) -> None:
    add_recipient(still_desk, "police", "webhook", receiver.url)
    case_id = escalate(still_desk, "police", "commune")
    send_all(still_desk, later(minutes=1))
    assert [(one.target, one.state) for one in unconfirmed(still_desk)] == [("police", "sent"), ("commune", "queued")]
    for one in passed(still_desk, case_id):
        still_desk.post(f"/v1/deliveries/{one['id']}", {"state": "acknowledged", "reference": "x"})
    assert unconfirmed(still_desk) == ()


def test_an_ended_recipient_gets_nothing_more(still_desk: Desk, receiver: Receiver) -> None:
    made = add_recipient(still_desk, "police", "webhook", receiver.url)["recipient"]
    case_id = escalate(still_desk, "police")
    assert still_desk.client.delete(f"/v1/recipients/{made['id']}", headers=still_desk.hue).status_code == 204
    send_all(still_desk, later(minutes=1))
    [delivery] = passed(still_desk, case_id)
    assert (delivery["state"], delivery["why"]["code"], receiver.got) == ("failed", "ended", [])
    assert escalate(still_desk, "police")  # the next one goes by hand
    assert rows(still_desk)[-1].channel == "hand"


def test_what_is_done_by_hand_cannot_be_sent_again(still_desk: Desk) -> None:
    escalate(still_desk, "police")
    [row] = rows(still_desk)
    refused = still_desk.post(f"/v1/deliveries/{row.id}/retry")
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "delivery")
    assert still_desk.post(f"/v1/deliveries/{row.id}/retry", who=still_desk.stranger).status_code == 404


def test_each_end_leaves_one_audit_row_and_tries_are_counted(still_desk: Desk, receiver: Receiver) -> None:
    add_recipient(still_desk, "police", "webhook", receiver.url)
    receiver.status = 500
    escalate(still_desk, "police")
    send_all(still_desk, later(minutes=1))
    receiver.status = 200
    send_all(still_desk, later(minutes=10))
    with still_desk.context.database.read() as session:
        audited = session.scalars(select(AuditRow).where(AuditRow.verb == "send_delivery")).all()
    assert [(row.actor_kind, row.actor_id, row.object_kind) for row in audited] == [("service", None, "delivery")]
    metrics = still_desk.client.get("/metrics").text
    assert 'lachan_delivery_tries_total{channel="webhook",why="broken"} 1.0' in metrics
    assert 'lachan_delivery_tries_total{channel="webhook",why="arrived"} 1.0' in metrics
    assert 'lachan_deliveries{state="sent"} 1.0' in metrics


def test_a_private_address_that_became_one_after_it_was_set_is_not_reached(
    still_desk: Desk, receiver: Receiver
) -> None:
    add_recipient(still_desk, "police", "webhook", receiver.url)
    case_id = escalate(still_desk, "police")
    settings = still_desk.context.settings.model_copy(update={"private_recipients": False})
    object.__setattr__(still_desk.context, "settings", settings)
    send_all(still_desk, later(minutes=1))
    [delivery] = passed(still_desk, case_id)
    assert (delivery["state"], delivery["why"]["code"], receiver.got) == ("failed", "forbidden", [])


def test_a_running_service_sends_by_itself(still_desk: Desk, receiver: Receiver) -> None:
    add_recipient(still_desk, "police", "webhook", receiver.url)
    escalate(still_desk, "police")
    with still_desk.context.database.write() as session:
        session.execute(update(Delivery).values(next_try_at=clock.now()))
    with TestClient(create_app(still_desk.context.settings.model_copy(update={"delivery_workers": 2}))):
        wait_until(lambda: receiver.got)
        wait_until(lambda: rows(still_desk)[0].state == "sent")
