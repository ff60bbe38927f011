"""One e-mail to a recipient, through the school's own mail server."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import TYPE_CHECKING, Self

from service.deliveries.attempt import Attempt
from service.deliveries.notice import as_text, subject
from service.deliveries.signing import DELIVERY
from service.words import DeliveryFailure

if TYPE_CHECKING:
    from datetime import datetime

    from service.deliveries.notice import Notice
    from service.settings import Settings

_STEP_S = 10.0
_PERMANENT = 500  # from this reply code on, RFC 5321 calls a refusal permanent


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where e-mails are handed in."""

    host: str
    port: int
    tls: str  # starttls, tls or none
    user: str | None
    password: str | None
    sender: str

    @classmethod
    def of(cls, settings: Settings) -> Self | None:
        """Take it from the settings; ``None`` if there is none."""
        if settings.smtp_host is None:
            return None
        return cls(
            host=settings.smtp_host,
            port=settings.smtp_port,
            tls=settings.smtp_tls,
            user=settings.smtp_user,
            password=settings.smtp_password.get_secret_value() if settings.smtp_password else None,
            sender=settings.smtp_from or f"lachan@{settings.smtp_host}",
        )


def letter(notice: Notice, address: str, sender: str, *, now: datetime) -> EmailMessage:
    """Write an e-mail. Its Message-ID is the delivery's, so that a mailbox can tell a second copy."""
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = address
    message["Subject"] = subject(notice)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{notice.id}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no answering machine shall answer
    message[DELIVERY] = notice.id
    message.set_content(as_text(notice), charset="utf-8")
    return message


def send(notice: Notice, address: str, server: MailServer | None, *, now: datetime) -> Attempt:
    """Hand a notice to the mail server; never raises for what the server does.

    That the server took it says that it is on its way, not that anybody read it.
    """
    if server is None:
        return Attempt.never(DeliveryFailure.NO_MAIL_SERVER)
    message = letter(notice, address, server.sender, now=now)
    try:
        with _connected(server) as line:
            line.send_message(message, server.sender, [address])
    except smtplib.SMTPRecipientsRefused as error:
        code = next(iter(error.recipients.values()))[0] if error.recipients else _PERMANENT
        return _refused(code, DeliveryFailure.MAIL_REFUSED)
    except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
        return _refused(error.smtp_code, DeliveryFailure.MAIL_SERVER)
    except (smtplib.SMTPException, OSError):  # the second is the root of everything that sockets and TLS raise
        return Attempt.later(DeliveryFailure.MAIL_SERVER)
    return Attempt()


def _connected(server: MailServer) -> smtplib.SMTP:
    if server.tls == "tls":
        context = ssl.create_default_context()
        line: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=_STEP_S, context=context)
    else:
        line = smtplib.SMTP(server.host, server.port, timeout=_STEP_S)
    try:
        if server.tls == "starttls":
            line.starttls(context=ssl.create_default_context())
        if server.user is not None:
            line.login(server.user, server.password or "")
    except BaseException:
        line.close()
        raise
    return line


def _refused(code: int, why: DeliveryFailure) -> Attempt:
    return Attempt.never(why) if code >= _PERMANENT else Attempt.later(why)
