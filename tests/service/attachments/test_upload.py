"""Files over HTTP: what is sent, what is refused by name, and that nothing is left of a request that failed."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.service.attachments.drawn import picture
from tests.service.desk import HARMLESS, Desk, report

if TYPE_CHECKING:
    from httpx2 import Response

pytestmark = pytest.mark.timeout(120)


def send(
    desk: Desk, document: Any, *files: bytes, who: dict[str, str] | None = None, key: str | None = None
) -> Response:
    parts: list[tuple[str, tuple[str | None, bytes, str]]] = [
        ("report", (None, json.dumps(document).encode(), "application/json"))
    ]
    parts += [("files", (f"ảnh {number}.png", file, "image/png")) for number, file in enumerate(files)]
    headers = (who or desk.key) | ({"Idempotency-Key": key} if key else {})
    return desk.client.post("/v1/reports", files=parts, headers=headers)


def kept(desk: Desk) -> int:
    return sum(path.is_file() for path in desk.context.settings.attachments.rglob("*"))


def test_a_report_of_pictures_alone_is_taken_in_and_read(desk: Desk) -> None:
    answer = send(desk, {"messages": [], "reporter": "child"}, picture("dung noi voi bo me nhe"))
    assert answer.status_code == 201, answer.text
    filed = answer.json()
    assert [file["state"] for file in filed["files"]] == ["stored"]
    assert not filed["assessed"]
    end = time.monotonic() + 60
    while not (now := desk.client.get(f"/v1/reports/{filed['id']}", headers=desk.key).json())["assessed"]:
        assert time.monotonic() < end, now
        time.sleep(0.1)
    assert [file["state"] for file in now["files"]] == ["read"]


def test_the_queue_knows_which_cases_hold_files_through_merging_and_back(desk: Desk) -> None:
    def pictured() -> int:
        page = desk.client.get("/v1/queue", params={"with_pictures": True}, headers=desk.lan).json()
        return len(page["cases"])

    desk.file("mai nhớ vở")
    plain = desk.take()
    assert pictured() == 0
    send(desk, {"messages": [], "reporter": "child"}, picture("dung noi voi bo me nhe"))
    assert pictured() == 1
    other = next(c for c in desk.client.get("/v1/queue", headers=desk.lan).json()["cases"] if c["id"] != plain["id"])
    made = desk.post(f"/v1/cases/{plain['id']}/merge", {"fence": plain["fence"], "other": other["id"]})
    assert (made.status_code, pictured()) == (200, 1)  # the emptied case waits no more, the other one holds the file
    assert desk.post(f"/v1/merges/{made.json()['id']}/undo").status_code == 200
    still = desk.client.get("/v1/queue", params={"with_pictures": True}, headers=desk.lan).json()["cases"]
    assert [case["id"] for case in still] == [other["id"]]


def test_a_refused_file_is_named_and_the_rest_is_kept(small_desk: Desk) -> None:
    answer = send(small_desk, report(HARMLESS), b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", picture("chao"))
    assert answer.status_code == 201
    files = answer.json()["files"]
    assert [(file["name"], file["state"]) for file in files] == [
        ("ảnh 0.png", "refused"),
        ("ảnh 1.png", "refused"),
        ("ảnh 2.png", "stored"),
    ]
    assert files[0]["refusal_vi"].startswith("Tệp trống")


def test_the_same_request_again_gives_the_same_report_and_stores_nothing_more(small_desk: Desk) -> None:
    sent = picture("mot hai ba")
    first = send(small_desk, report(HARMLESS), sent, key="a")
    again = send(small_desk, report(HARMLESS), sent, key="a")
    other = send(small_desk, report(HARMLESS), picture("bon nam"), key="a")
    assert first.json()["id"] == again.json()["id"]
    assert again.headers["Idempotent-Replayed"] == "true"
    assert other.status_code == 422
    assert len(list(small_desk.context.settings.attachments.glob("*/*"))) == 1


def test_nothing_is_kept_of_a_request_that_cannot_be_taken(small_desk: Desk) -> None:
    one = picture("xin chao")
    wrong = [
        (send(small_desk, {"messages": [{"text": 5}]}, one), 422, "messages[0].text"),
        (send(small_desk, {"messages": []}), 422, "messages"),
        (send(small_desk, report(HARMLESS), *[one] * 11), 422, "files"),
        (small_desk.client.post("/v1/reports", files={"files": ("a", one)}, headers=small_desk.key), 422, "report"),
        (small_desk.client.post("/v1/reports", files={"x": ("a", one)}, headers=small_desk.key), 422, "body"),
    ]
    for answer, status, field in wrong:
        assert answer.status_code == status, answer.text
        assert answer.json()["errors"][0]["field"] == field
    assert kept(small_desk) == 0


def test_a_body_that_ends_too_early_is_refused_whole(small_desk: Desk) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\n' + picture("xin chao")
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = small_desk.client.post("/v1/reports", content=body, headers=small_desk.key | kind)
    assert answer.status_code == 400
    assert kept(small_desk) == 0


def test_files_are_taken_from_nobody_without_a_key(small_desk: Desk) -> None:
    assert send(small_desk, report(HARMLESS), picture("a"), who={"Authorization": "Bearer x"}).status_code == 401
    assert send(small_desk, report(HARMLESS), picture("a"), who=small_desk.lan).status_code == 403
    assert kept(small_desk) == 0


@pytest.mark.parametrize("path", ["/v1/reports", "/v1/score", "/gui"])
def test_a_boundary_longer_than_there_may_be_is_unreadable(small_desk: Desk, path: str) -> None:
    kind = f"multipart/form-data; boundary={'x' * 300}"
    refused = small_desk.client.post(path, content=b"--x", headers=small_desk.key | {"Content-Type": kind})
    assert refused.status_code == 400
