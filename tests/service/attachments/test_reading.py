"""Files of a report, from the sealed original to the case: the real store, the real worker, the real jobs."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete

from classifier.schema import Message, Submission
from classifier.screenshot.refusal import Refusal
from classifier.taxonomy import Tier
from service import clock
from service.accounts import service as accounts
from service.attachments.incoming import Incoming
from service.intake import service as intake
from service.intake.content import Content
from service.intake.service import Filed
from service.intake.standing import Standing
from service.intake.standing import standing as standing_in
from service.models import DataKeyRow
from service.words import AttachmentState, Reporter
from tests.service.attachments.drawn import picture
from tests.service.desk import HARMLESS, Desk

if TYPE_CHECKING:
    from service.principal import Principal

MOST = 1_000_000
pytestmark = pytest.mark.timeout(120)


def who(desk: Desk) -> Principal:
    return accounts.principal_of(desk.context, desk.key["Authorization"].removeprefix("Bearer "), now=clock.now())


def filed(desk: Desk, *files: bytes, typed: tuple[Message, ...] = ()) -> Filed:
    incoming = Incoming(desk.context.files, most_bytes=MOST)
    for number, file in enumerate(files):
        incoming.begin(f"{number}.png")
        incoming.write(file)
        incoming.end()
    content = Content(Submission(typed or (Message(HARMLESS),)), Reporter.CHILD)
    return intake.file_report(
        desk.context, who(desk), content, idempotency_key=None, now=clock.now(), incoming=incoming
    )


def standing(desk: Desk, report_id: str) -> Standing:
    with desk.context.database.read() as session:
        return standing_in(session, who(desk), report_id, now=clock.now())


def eventually(desk: Desk, report_id: str, done: Callable[[Standing], bool], seconds: float = 60) -> Standing:
    end = time.monotonic() + seconds
    while not done(now := standing(desk, report_id)):
        assert time.monotonic() < end, now
        time.sleep(0.1)
    return now


def test_a_picture_is_read_after_the_report_is_kept_and_its_words_reach_the_counsellor(desk: Desk) -> None:
    first = filed(desk, picture("toi nay gap nhau nhe", "dung noi voi bo me")).standing
    assert [one.state for one in first.files] == [AttachmentState.STORED]
    assert not first.assessed
    assert first.tier <= Tier.P1

    done = eventually(desk, first.id, lambda now: now.assessed)
    assert [one.state for one in done.files] == [AttachmentState.READ]

    case = desk.take()
    opened = desk.client.get(f"/v1/cases/{case['id']}", headers=desk.lan).json()
    texts = [message["text"] for message in opened["reports"][0]["messages"]]
    assert texts[0] == HARMLESS
    assert any("gap nhau" in text for text in texts[1:])
    assert opened["reports"][0]["assessment"] is not None


def test_nothing_of_a_file_lies_open_on_the_disk(desk: Desk) -> None:
    sent = picture("mot hai ba")
    report = filed(desk, sent).standing
    eventually(desk, report.id, lambda now: now.assessed)
    kept = [path for path in desk.context.settings.attachments.rglob("*") if path.is_file()]
    assert len(kept) == 2  # the original and its working copy
    for path in kept:
        content = path.read_bytes()
        assert b"PNG" not in content[:64]
        assert b"WEBP" not in content[:64]
        assert path.stat().st_mode & 0o077 == 0


def test_a_file_that_is_no_picture_is_refused_and_the_rest_is_kept(desk: Desk) -> None:
    report = filed(
        desk, b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", picture("xin chao")[:300], picture("xin chao")
    )
    refused = {one.position: one.refusal for one in report.standing.files}
    assert refused[0] is Refusal.EMPTY
    assert refused[1] is Refusal.SVG
    done = eventually(desk, report.standing.id, lambda now: now.assessed)
    assert [one.state for one in done.files][2:] == [AttachmentState.REFUSED, AttachmentState.READ]
    assert done.files[2].refusal is Refusal.BROKEN


def test_a_case_whose_key_is_lost_stays_in_the_queue_and_says_so(desk: Desk) -> None:
    report = filed(desk, picture("toi nay gap nhau nhe", "dung noi voi bo me")).standing
    eventually(desk, report.id, lambda now: now.assessed)
    with desk.context.database.write() as session:
        session.execute(delete(DataKeyRow).where(DataKeyRow.owner_id == report.id))
    case = desk.take()
    opened = desk.client.get(f"/v1/cases/{case['id']}", headers=desk.lan)
    assert opened.status_code == 200
    [shown] = opened.json()["reports"]
    assert (shown["readable"], shown["messages"], shown["note"], shown["assessment"]) == (False, [], None, None)
    assert [file["state"] for file in shown["files"]] == ["read"]
    note = desk.post(f"/v1/cases/{case['id']}/notes", {"text": "máy không mở được, đã gọi cho em"})
    assert note.status_code == 201
