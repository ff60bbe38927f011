import email
import email.policy
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope

from service.settings import Settings
from tests.service.deliveries.conftest import STILL
from tests.service.deliveries.passing import add_recipient, escalate, later, passed, send_all
from tests.service.desk import GROOMING, Desk, opened

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH")  # TLS needs a certificate that the system trusts


class Mailbox:
    """A real mail server that keeps what it takes, and refuses as it is told to."""

    def __init__(self) -> None:
        self.got: list[Envelope] = []
        self.answers = {"rcpt": "250 OK", "data": "250 OK"}
        self.log_ins: list[bytes] = []

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Envelope, address: str, _options: Any) -> str:  # noqa: N802
        if self.answers["rcpt"].startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answers["rcpt"]

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:  # noqa: N802
        if self.answers["data"].startswith("250"):
            self.got.append(envelope)
        return self.answers["data"]

    def log_in(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        self.log_ins.append(data.password)
        return AuthResult(success=data.password == b"mat khau thu")


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, int]]:
    box = Mailbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(
        box, hostname="127.0.0.1", port=port, authenticator=box.log_in, auth_require_tls=False, auth_required=True
    )
    controller.start()
    yield box, port
    controller.stop()


@pytest.fixture
def mailing_desk(settings: Settings, mailbox: tuple[Mailbox, int]) -> Iterator[Desk]:
    mail = {
        "LACHAN_SMTP_HOST": "127.0.0.1",
        "LACHAN_SMTP_PORT": str(mailbox[1]),
        "LACHAN_SMTP_TLS": "none",
        "LACHAN_SMTP_USER": "la-chan",
        "LACHAN_SMTP_PASSWORD": "mat khau thu",
        "LACHAN_SMTP_FROM": "la-chan@truong.example",
    }
    with pytest.MonkeyPatch.context() as environment:
        for name, value in mail.items():
            environment.setenv(name, value)
        made = Settings(var=settings.var, database_url=settings.database_url, log_level="error")
    assert "mat khau thu" not in repr(made)
    yield from opened(made.model_copy(update=STILL))


def test_an_email_says_in_vietnamese_that_there_is_a_case_and_nothing_of_it(
    mailing_desk: Desk, mailbox: tuple[Mailbox, int]
) -> None:
    add_recipient(mailing_desk, "head", "email", "hieu-truong@truong.example", "Thầy Minh")
    case_id = escalate(mailing_desk, "head")
    assert send_all(mailing_desk, later(seconds=11)) == 1
    [envelope] = mailbox[0].got
    assert (envelope.mail_from, envelope.rcpt_tos) == ("la-chan@truong.example", ["hieu-truong@truong.example"])
    assert isinstance(envelope.content, bytes)
    letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
    [delivery] = passed(mailing_desk, case_id)
    assert letter["Message-ID"] == f"<{delivery['id']}@truong.example>"
    assert letter["Lachan-Delivery"] == delivery["id"]
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter.get_content_type() == "text/plain"
    code = f"{case_id[-6:-3]}-{case_id[-3:]}".upper()
    assert letter["Subject"] == f"Lá Chắn: hồ sơ {code}, mức P1 (cao)"
    text = letter.get_content()
    assert f"Hồ sơ: {code}" in text
    assert f"https://la-chan.truong.example/ho-so/{case_id}" in text
    assert "111" in text
    for word in (GROOMING, "Zalo", "dụ dỗ"):
        assert word not in text
    assert (delivery["state"], delivery["channel"]) == ("sent", "email")


@pytest.mark.parametrize(
    ("step", "answer", "state", "why"),
    [
        ("rcpt", "550 no such mailbox", "failed", "mail_refused"),
        ("rcpt", "450 come back later", "queued", "mail_refused"),
        ("data", "554 no", "failed", "mail_server"),
        ("data", "451 busy", "queued", "mail_server"),
    ],
)
def test_what_the_mail_server_says_is_told(
    mailing_desk: Desk, mailbox: tuple[Mailbox, int], step: str, answer: str, state: str, why: str
) -> None:
    mailbox[0].answers[step] = answer
    add_recipient(mailing_desk, "head", "email", "hieu-truong@truong.example")
    case_id = escalate(mailing_desk, "head")
    send_all(mailing_desk, later(minutes=1))
    [delivery] = passed(mailing_desk, case_id)
    assert (delivery["state"], delivery["why"]["code"]) == (state, why)


@pytest.mark.parametrize(
    "setting", [{"smtp_port": 1}, {"smtp_user": None}, {"smtp_tls": "starttls"}, {"smtp_tls": "tls"}]
)
def test_a_mail_server_that_cannot_be_used_is_tried_again(
    mailing_desk: Desk, mailbox: tuple[Mailbox, int], setting: dict[str, Any]
) -> None:
    add_recipient(mailing_desk, "head", "email", "hieu-truong@truong.example")
    case_id = escalate(mailing_desk, "head")
    changed = mailing_desk.context.settings.model_copy(update=setting)
    object.__setattr__(mailing_desk.context, "settings", changed)
    send_all(mailing_desk, later(minutes=1))
    [delivery] = passed(mailing_desk, case_id)
    expected = ("failed", "mail_server") if setting == {"smtp_user": None} else ("queued", "mail_server")
    assert (delivery["state"], delivery["why"]["code"]) == expected
    assert mailbox[0].got == []


def test_without_a_mail_server_a_person_is_told_at_once(mailing_desk: Desk) -> None:
    add_recipient(mailing_desk, "head", "email", "hieu-truong@truong.example")
    case_id = escalate(mailing_desk, "head")
    changed = mailing_desk.context.settings.model_copy(update={"smtp_host": None})
    object.__setattr__(mailing_desk.context, "settings", changed)
    send_all(mailing_desk, later(minutes=1))
    [delivery] = passed(mailing_desk, case_id)
    assert (delivery["state"], delivery["why"]["code"]) == ("failed", "no_mail_server")


def test_the_password_is_used_for_the_log_in_alone(mailing_desk: Desk, mailbox: tuple[Mailbox, int]) -> None:
    made = add_recipient(mailing_desk, "head", "email", "hieu-truong@truong.example")["recipient"]
    went = mailing_desk.post(f"/v1/recipients/{made['id']}/test", who=mailing_desk.hue).json()
    assert went == {"arrived": True, "acknowledged": False, "why": None}
    assert mailbox[0].log_ins == [b"mat khau thu"]
    [envelope] = mailbox[0].got
    assert isinstance(envelope.content, bytes)
    assert b"mat khau thu" not in envelope.content
