import json
from pathlib import Path

import pytest
import typer
from sqlalchemy import select
from typer.testing import CliRunner

from service.cli import add_commands
from service.deliveries import signing
from service.models import AuditRow, Recipient
from service.sealing.keys import OperatorKey, SealError
from service.words import Role
from tests.service.deliveries.passing import add_recipient, sealed_secret
from tests.service.deliveries.receiver import Receiver
from tests.service.desk import OTHER_SCHOOL, SCHOOL, Desk


def body(**more: str) -> dict[str, str]:
    return {"target": "police", "channel": "webhook", "name": "Công an", "address": "https://nhan.example.vn/x"} | more


def test_a_webhooks_secret_is_shown_once_and_kept_sealed(still_desk: Desk) -> None:
    made = add_recipient(still_desk, "police", "webhook", "https://nhan.example.vn/x")
    secret, recipient_id = made["secret"], made["recipient"]["id"]
    assert secret.startswith("lachan_webhook_")
    kept = sealed_secret(still_desk, recipient_id)
    assert secret.encode() not in kept
    assert signing.opened(kept, still_desk.context.operator_key, recipient_id) == secret
    for key, bound in ((OperatorKey(b"x" * 32), recipient_id), (still_desk.context.operator_key, "0" * 32)):
        with pytest.raises(SealError):
            signing.opened(kept, key, bound)
    listed = still_desk.client.get("/v1/recipients", headers=still_desk.hue)
    assert secret not in listed.text
    assert [one["id"] for one in listed.json()["recipients"]] == [recipient_id]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": "   "}, "name"),
        ({"address": "http://nhan.example.vn/x"}, "address"),
        ({"address": "ftp://nhan.example.vn/x"}, "address"),
        ({"address": "https://"}, "address"),
        ({"address": "https://a:b@nhan.example.vn/"}, "address"),
        ({"address": "https://nhan.example.vn:99999/"}, "address"),
        ({"channel": "email", "address": "khong-phai-thu"}, "address"),
        ({"channel": "email", "address": "a@b.vn"}, "channel"),  # no mail server is set
        ({"target": "on_call", "channel": "hand", "address": "0912 000 000"}, "channel"),
    ],
)
def test_what_cannot_be_a_recipient_is_said_in_both_languages(
    still_desk: Desk, wrong: dict[str, str], field: str
) -> None:
    refused = still_desk.client.post("/v1/recipients", json=body(**wrong), headers=still_desk.hue)
    assert refused.status_code == 422
    assert field in [error["field"] for error in refused.json()["errors"]]
    for error in refused.json()["errors"]:
        assert error["vi"]
        assert error["en"]
        assert wrong.get("address", "-") not in (error["vi"], error["en"])


def test_the_lead_and_the_administrator_set_recipients_of_their_own_school_alone(still_desk: Desk) -> None:
    admin = still_desk.person("quan", Role.ADMIN, OTHER_SCHOOL)
    nowhere = still_desk.person("khong", Role.ADMIN, None)
    mine = add_recipient(still_desk, "police", "webhook", "https://nhan.example.vn/x")["recipient"]["id"]
    assert still_desk.client.get("/v1/recipients", headers=admin).json() == {"recipients": []}
    assert still_desk.client.delete(f"/v1/recipients/{mine}", headers=admin).status_code == 404
    assert still_desk.client.post(f"/v1/recipients/{mine}/test", headers=admin).status_code == 404
    for headers in (still_desk.lan, nowhere, still_desk.key):
        assert still_desk.client.post("/v1/recipients", json=body(), headers=headers).status_code == 403
    assert still_desk.client.delete(f"/v1/recipients/{mine}", headers=still_desk.hue).status_code == 204
    assert still_desk.client.delete(f"/v1/recipients/{mine}", headers=still_desk.hue).status_code == 404
    with still_desk.context.database.read() as session:
        audited = session.scalars(select(AuditRow).where(AuditRow.verb == "set_recipients")).all()
        assert [row.object_id for row in audited] == [mine, mine]
        assert session.scalars(select(Recipient)).one().ended_at is not None


def test_a_test_tells_how_it_went_and_holds_no_case(still_desk: Desk, receiver: Receiver) -> None:
    made = add_recipient(still_desk, "police", "webhook", receiver.url)["recipient"]
    path = f"/v1/recipients/{made['id']}/test"
    receiver.body = b'{"acknowledged": true}'
    went = still_desk.post(path, who=still_desk.hue).json()
    assert went == {"arrived": True, "acknowledged": True, "why": None}
    [notice] = receiver.notices
    assert (notice["kind"], notice["case"], notice["reasons"]) == ("test", None, [])
    receiver.status = 500
    assert still_desk.post(path, who=still_desk.hue).json()["why"]["code"] == "broken"
    by_hand = add_recipient(still_desk, "family", "hand", "0912 000 000")["recipient"]
    assert still_desk.post(f"/v1/recipients/{by_hand['id']}/test", who=still_desk.hue).status_code == 422


@pytest.fixture
def app() -> typer.Typer:
    made = typer.Typer()
    add_commands(made)
    return made


def test_the_command_line_sets_recipients_and_who_is_on_call(
    app: typer.Typer, url: str, tmp_path: Path, receiver: Receiver
) -> None:
    run = CliRunner(
        env={
            "LACHAN_VAR": str(tmp_path / "var"),
            "LACHAN_DATABASE_URL": url,
            "LACHAN_PRIVATE_RECIPIENTS": "true",
        }
    )
    school = ["--school", SCHOOL]
    add = ["recipient", "add", "Cô Hương", *school, "--target", "on_call", "--channel", "webhook"]
    unknown = run.invoke(app, [*add, "--address", receiver.url])
    assert (unknown.exit_code, "chưa có trường" in unknown.output) == (1, True)
    assert run.invoke(app, ["key", "add", "app", *school]).exit_code == 0
    refused = run.invoke(app, [*add, "--address", "http://nhan.example.vn"])
    assert (refused.exit_code, "address" in refused.output) == (1, True)
    assert run.invoke(app, [*add, "--channel", "pigeon"]).exit_code == 2
    made = run.invoke(app, [*add, "--address", receiver.url])
    recipient_id, secret = made.stdout.split()
    assert secret.startswith("lachan_webhook_")
    listed = run.invoke(app, ["recipient", "list", *school]).stdout
    assert listed == f"{recipient_id}\ton_call\twebhook\tCô Hương\t{receiver.url}\n"
    assert run.invoke(app, ["recipient", "test", recipient_id, *school]).exit_code == 0
    [(headers, sent)] = receiver.got
    assert headers["lachan-signature"] == signing.signature(secret, headers["lachan-timestamp"], sent)
    assert json.loads(sent)["target"]["code"] == "on_call"
    receiver.status = 403
    failed = run.invoke(app, ["recipient", "test", recipient_id, *school])
    assert (failed.exit_code, "từ chối" in failed.output) == (1, True)
    assert run.invoke(app, ["on-call", "set", recipient_id, recipient_id, *school]).exit_code == 0
    places = run.invoke(app, ["on-call", "list", *school]).stdout.splitlines()
    assert [place.split("\t")[0::3] for place in places] == [["1", "Cô Hương"], ["2", "Cô Hương"]]
    assert run.invoke(app, ["on-call", "set", "0" * 32, *school]).exit_code == 1
    assert run.invoke(app, ["recipient", "end", recipient_id, *school]).exit_code == 0
    assert run.invoke(app, ["recipient", "end", recipient_id, *school]).exit_code == 1
    assert run.invoke(app, ["on-call", "list", *school]).stdout == ""
