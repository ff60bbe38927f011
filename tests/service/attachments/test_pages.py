"""A case's pictures, for those who may read the case: what JSON says of them, and their working copies."""

from __future__ import annotations

import hashlib
import io
import json
import time
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from sqlalchemy import select

from service.models import AuditRow
from tests.service.attachments.drawn import picture

if TYPE_CHECKING:
    from tests.service.desk import Desk

pytestmark = pytest.mark.timeout(120)
SECRET = picture("toi nay gap nhau nhe", "dung noi voi bo me")


def send(desk: Desk, *files: bytes) -> dict[str, Any]:
    """File a report of pictures alone, wait until all are done with, and give its part of the case as JSON."""
    parts: list[Any] = [("report", (None, json.dumps({"messages": [], "reporter": "child"}), "application/json"))]
    parts += [("files", (f"{number}.png", content)) for number, content in enumerate(files)]
    filed = desk.client.post("/v1/reports", files=parts, headers=desk.key)
    assert filed.status_code == 201, filed.text
    address, until = f"/v1/reports/{filed.json()['id']}", time.monotonic() + 60
    while True:
        told = desk.client.get(address, headers=desk.key).json()
        if told["assessed"] and all(file["state"] != "stored" for file in told["files"]):
            break
        assert time.monotonic() < until, told
        time.sleep(0.1)
    case = desk.take()
    read: dict[str, Any] = desk.client.get(f"/v1/cases/{case['id']}", headers=desk.lan).json()["reports"][0]
    return {"case": case["id"]} | read


def page_of(read: dict[str, Any], number: int = 0) -> str:
    return f"/v1/cases/{read['case']}/files/{read['files'][0]['id']}/pages/{number}"


def seal(desk: Desk, content: bytes) -> None:
    """Put a file on the operator's list of known images."""
    desk.context.settings.hashes.mkdir(parents=True, exist_ok=True)
    listed = f"sha256 {hashlib.sha256(content).hexdigest()}\n"
    (desk.context.settings.hashes / "test.hashes").write_text(listed, "ascii")


def test_a_case_tells_its_files_and_where_each_message_stands(desk: Desk) -> None:
    read = send(desk, SECRET)
    [file] = read["files"]
    assert (file["state"], file["kind"], file["size"]) == ("read", "png", len(SECRET))
    assert file["pages"] == [{"number": 0, "width": 540, "height": 960, "readable": True}]
    assert read["messages"]
    for message in read["messages"]:
        shown = message["shown"]
        left, top, right, bottom = shown["box"]
        assert (shown["file"], shown["page"]) == (0, 0)
        assert 0 <= left < right <= 540
        assert 0 <= top < bottom <= 960
        assert 0 < shown["confidence"] <= 1


def test_a_working_copy_shows_the_picture_and_each_look_is_written_down(desk: Desk) -> None:
    read = send(desk, SECRET)
    answer = desk.client.get(page_of(read), headers=desk.lan)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/webp"
    assert answer.headers["cache-control"] == "no-store"
    with Image.open(io.BytesIO(answer.content)) as shown:
        assert shown.size == (540, 960)
        assert not shown.getexif()
    with desk.context.database.read() as session:
        rows = session.execute(
            select(AuditRow.object_kind, AuditRow.object_id).where(AuditRow.verb == "view_attachment")
        )
        assert [tuple(row) for row in rows] == [("attachment", read["files"][0]["id"])]


def test_nobody_else_gets_a_working_copy(desk: Desk) -> None:
    read = send(desk, SECRET)
    assert desk.client.get(page_of(read), headers=desk.stranger).status_code == 404
    assert desk.client.get(page_of(read), headers=desk.key).status_code == 403
    assert desk.client.get(page_of(read)).status_code == 401
    assert desk.client.get(page_of(read, number=1), headers=desk.lan).status_code == 404


def test_a_sealed_picture_is_never_given_and_was_never_read(desk: Desk) -> None:
    seal(desk, SECRET)
    read = send(desk, SECRET)
    [file] = read["files"]
    assert (file["state"], file["sealed_by"], file["pages"]) == ("sealed", "known_hash", [])
    assert read["messages"] == []
    assert read["assessment"]["tier"] in ("P0", "P1")
    assert desk.client.get(page_of(read), headers=desk.lan).status_code == 404
    kept = [path for path in desk.context.settings.attachments.rglob("*") if path.is_file()]
    assert len(kept) == 1  # the sealed original, and no copy


def test_a_lost_copy_is_said_and_not_written_down_as_seen(desk: Desk) -> None:
    read = send(desk, SECRET)
    for copy in desk.context.settings.attachments.rglob("*.0"):
        copy.unlink()
    answer = desk.client.get(page_of(read), headers=desk.lan)
    assert (answer.status_code, answer.json()["title"]) == (503, "Không mở được ảnh")
    with desk.context.database.read() as session:
        assert session.scalar(select(AuditRow).where(AuditRow.verb == "view_attachment")) is None


def test_who_said_that_they_are_in_the_case_is_not_shown_its_pictures(small_desk: Desk) -> None:
    read = send(small_desk, SECRET)
    case = small_desk.client.get(f"/v1/cases/{read['case']}", headers=small_desk.lan).json()["case"]
    skipped = small_desk.post(f"/v1/cases/{read['case']}/skip", {"fence": case["fence"], "reason": "named"})
    assert skipped.status_code == 200
    assert small_desk.client.get(page_of(read), headers=small_desk.lan).status_code == 403
    assert small_desk.client.get(page_of(read), headers=small_desk.hue).status_code == 200
    with small_desk.context.database.read() as session:
        assert len(session.scalars(select(AuditRow).where(AuditRow.verb == "view_attachment")).all()) == 1
