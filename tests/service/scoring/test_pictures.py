"""Pictures asked about: read, judged with what was typed, and gone when the answer is made."""

from __future__ import annotations

import hashlib
import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from service.settings import Settings
from tests.service.attachments.drawn import picture
from tests.service.desk import HARMLESS, Desk, opened

if TYPE_CHECKING:
    from pathlib import Path

    from httpx2 import Response

pytestmark = pytest.mark.timeout(120)
SAID = picture("toi nay gap nhau nhe", "dung noi voi bo me nhe")


def ask(desk: Desk, document: Any, *files: bytes, who: dict[str, str] | None = None) -> Response:
    parts: list[Any] = [("submission", (None, json.dumps(document).encode(), "application/json"))]
    parts += [("files", (f"ảnh {number}.png", file)) for number, file in enumerate(files)]
    return desk.client.post("/v1/score", files=parts, headers=desk.key if who is None else who)


def left(desk: Desk) -> list[str]:
    return [path.name for path in desk.context.settings.attachments.rglob("*") if path.is_file()]


def test_pictures_alone_are_read_and_judged_and_nothing_stays(small_desk: Desk) -> None:
    answer = ask(small_desk, {"messages": []}, SAID)
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert any("gap nhau" in message["text"] for message in told["messages"])
    assert {message["speaker"] for message in told["messages"]} == {"other"}
    assert [(file["name"], file["state"]) for file in told["files"]] == [("ảnh 0.png", "read")]
    assert any(finding["signal"] for finding in told["findings"])
    assert left(small_desk) == []


def test_typed_words_come_first_and_refused_files_are_named(small_desk: Desk) -> None:
    told = ask(small_desk, {"messages": [{"text": HARMLESS}]}, b"", SAID, SAID[:200]).json()
    assert told["messages"][0]["text"] == HARMLESS
    assert told["messages"][0]["shown"] is None
    assert told["messages"][1]["shown"]["file"] == 1
    assert [file["state"] for file in told["files"]] == ["refused", "read", "refused"]
    assert told["files"][0]["refusal_vi"].startswith("Tệp trống")


def test_a_known_picture_is_sealed_and_urgent(small_desk: Desk) -> None:
    hashes = small_desk.context.settings.hashes
    hashes.mkdir(parents=True, exist_ok=True)
    (hashes / "test.hashes").write_text(f"sha256 {hashlib.sha256(SAID).hexdigest()}\n", "ascii")
    told = ask(small_desk, {"messages": []}, SAID).json()
    assert [file["state"] for file in told["files"]] == ["sealed"]
    assert told["messages"] == []
    assert told["tier"] in ("P0", "P1")


def test_what_cannot_be_scored_is_said(small_desk: Desk) -> None:
    empty = ask(small_desk, {"messages": []})
    assert empty.status_code == 422
    assert empty.json()["errors"][0]["field"] == "messages"
    several = ask(small_desk, {"submissions": [{"messages": [{"text": HARMLESS}]}]}, SAID)
    assert several.status_code == 422
    assert several.json()["errors"][0]["field"] == "submission"
    wrong_part = small_desk.client.post("/v1/score", files=[("report", (None, b"{}"))], headers=small_desk.key)
    assert wrong_part.status_code == 422
    assert ask(small_desk, {"messages": []}, SAID, who={}).status_code == 401
    assert left(small_desk) == []


def test_a_service_that_reads_no_pictures_says_so(small_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(small_desk.context.reader, "missing", ("tesserocr",))
    answer = ask(small_desk, {"messages": [{"text": HARMLESS}]}, SAID)
    assert answer.status_code == 503
    assert left(small_desk) == []


def test_reading_that_takes_too_long_is_ended(trained: Path, tmp_path: Path) -> None:
    var = tmp_path / "var"
    shutil.copytree(trained, var)
    for desk in opened(Settings(var=var, score_reading_timeout_s=0.001, log_level="error")):
        answer = ask(desk, {"messages": []}, SAID)
        assert answer.status_code == 503
        assert left(desk) == []
