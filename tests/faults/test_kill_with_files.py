"""The service is killed while files come in and while they are read: nothing is lost, nothing stays half."""

import json
import os
import signal
import socket
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from service import clock
from service.accounts import service as accounts
from service.database import Database
from service.models import Attachment, AttachmentPage, Report
from service.settings import Settings
from service.words import AttachmentState
from tests.faults.processes import free_port, serving
from tests.service.attachments.drawn import picture

pytestmark = pytest.mark.timeout(180)


def sealed_files(settings: Settings) -> list[Path]:
    return [path for path in settings.attachments.rglob("*") if path.is_file()]


def test_a_kill_while_files_come_in_or_are_read_loses_nothing(settings: Settings, tmp_path: Path) -> None:
    database = Database(settings.database)
    database.upgrade()
    with database.write() as session:
        key = accounts.add_key(session, "test", "THCS Hoa Sen", now=clock.now())
    port = free_port()
    address, headers = f"http://127.0.0.1:{port}", {"Authorization": f"Bearer {key}"}
    environment = {
        "LACHAN_VAR": str(settings.var),
        "LACHAN_DATABASE_URL": settings.database,
        "LACHAN_POLL_S": "0.2",
        "LACHAN_RETRY_S": "0.5",
        "LACHAN_RETRY_MOST_S": "1",
        "LACHAN_PICTURE_TIMEOUT_S": "1",
    }
    command = ["-m", "tests.faults.server", str(tmp_path), str(port)]
    document = json.dumps({"messages": [], "reporter": "child"}).encode()
    parts: list[Any] = [("report", (None, document)), ("files", ("a.png", picture("dung noi voi bo me nhe")))]

    with serving(command, port, environment) as process:
        kept = httpx.post(f"{address}/v1/reports", files=parts, headers=headers, timeout=30)
        assert kept.status_code == 201, kept.text
        with half_sent(port, key) as sending:
            wait_until(lambda: len(sealed_files(settings)) >= 2)
            process.send_signal(signal.SIGKILL)
            process.wait(10)
            sending.close()
    with database.read() as session:
        assert session.scalars(select(Report.id)).all() == [kept.json()["id"]]
    [orphan] = {path.parent for path in sealed_files(settings)} - {folder_of(settings, kept.json()["id"])}
    os.utime(orphan, (1, 1))  # as if it had lain there since long ago

    # A file's turn comes again only after its time is up, so that one which kills the process is not tried at once.
    with serving(command, port, environment | {"LACHAN_PICTURE_TIMEOUT_S": "60"}):
        with database.write() as session:
            for file in session.scalars(select(Attachment).where(Attachment.state == AttachmentState.STORED.value)):
                file.next_try_at = clock.now()
        wait_until(lambda: states(database) == [AttachmentState.READ.value])
        wait_until(lambda: not orphan.exists())
        told = httpx.get(f"{address}/v1/reports/{kept.json()['id']}", headers=headers, timeout=30).json()
    assert [file["state"] for file in told["files"]] == ["read"]
    with database.read() as session:
        assert len(session.scalars(select(AttachmentPage)).all()) == 1
    assert len(sealed_files(settings)) == 2  # the original and its working copy
    database.close()


def half_sent(port: int, key: str) -> socket.socket:
    """Send a report with a file, and stop in the middle of the file."""
    begun = (
        b'--x\r\nContent-Disposition: form-data; name="files"; filename="b.png"\r\n\r\n'
        + picture("xin chao")
        + b"0" * 99
    )
    sending = socket.create_connection(("127.0.0.1", port))
    sending.sendall(
        f"POST /v1/reports HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key}\r\n"
        f"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000000\r\n\r\n".encode()
        + begun
    )
    return sending


def folder_of(settings: Settings, report_id: str) -> Path:
    return settings.attachments / report_id[-2:] / report_id


def states(database: Database) -> list[str]:
    with database.read() as session:
        return list(session.scalars(select(Attachment.state)))


def wait_until(done: Any, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end
        time.sleep(0.05)
