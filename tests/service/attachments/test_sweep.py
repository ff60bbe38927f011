"""Files without a row go, all others stay."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from service.attachments.incoming import Incoming
from service.attachments.sweep import sweep
from tests.service.attachments.drawn import picture
from tests.service.attachments.test_pages import send

if TYPE_CHECKING:
    from pathlib import Path

    from tests.service.desk import Desk

pytestmark = pytest.mark.timeout(120)


def lying(desk: Desk) -> set[Path]:
    return {path for path in desk.context.settings.attachments.rglob("*") if path.is_file()}


def grow_old(desk: Desk) -> None:
    for folder in desk.context.settings.attachments.glob("*/*"):
        os.utime(folder, (1, 1))


def arrived(desk: Desk) -> None:
    """Leave a file as a crash would: sealed and stored, and its report never committed."""
    incoming = Incoming(desk.context.files, most_bytes=1_000_000)
    incoming.begin("a.png")
    incoming.write(picture("xin chao"))
    incoming.end()
    incoming.settle()


def test_only_what_no_row_names_is_taken_away(desk: Desk) -> None:
    send(desk, picture("dung noi voi bo me nhe"))
    known = lying(desk)
    assert len(known) == 2
    arrived(desk)
    [original] = [path for path in known if "." not in path.name]
    left_over = original.with_name(f"{original.name}.7")  # a copy that a cut-off try wrote
    left_over.write_bytes(b"sealed")
    assert sweep(desk.context) == 0  # all of it is young
    grow_old(desk)
    assert sweep(desk.context) == 2
    assert lying(desk) == known
    assert sweep(desk.context) == 0


def test_a_report_that_waits_to_be_read_is_left_alone(desk: Desk) -> None:
    desk.context.reader.missing = ("tesserocr",)  # nothing reads here
    answer = desk.client.post(
        "/v1/reports",
        files=[("report", (None, b'{"messages": []}')), ("files", ("a.png", picture("xin chao")))],
        headers=desk.key,
    )
    assert answer.status_code == 201, answer.text
    known = lying(desk)
    grow_old(desk)
    assert sweep(desk.context) == 0
    assert lying(desk) == known
