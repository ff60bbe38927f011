"""Whoever carries the database and the var folder away reads no word of a report, or of what was written about it."""

import base64
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from classifier.normalize import without_marks
from service import clock
from service.reporters import token
from service.search.indexing import index_next
from tests.service.at_work import user_id
from tests.service.attachments.drawn import picture
from tests.service.desk import SCHOOL, Desk
from tests.service.sealing.test_upgrade import files_of_tables

PLACES = (
    "message", "note", "reference", "form", "reach", "file", "letter", "back", "internal", "draft", "reason",
    "ruling", "skip", "rest", "hand", "over", "acknowledged", "view", "filter", "sought",
)  # fmt: skip


def canary(place: str) -> str:
    """Two words that stand nowhere else, one of them with marks."""
    return f"Ngoạn{place} quỳnh{place}"


def needles(words: str) -> Iterator[bytes]:
    for word in {words, *words.split()}:
        for form in {word, word.lower(), without_marks(word), without_marks(word.lower())}:
            yield form.encode()
            yield form.encode("utf-16-le")
            yield form.encode("utf-16-be")
            yield form.encode("unicode_escape")  # as JSON writes it
            yield form.encode("utf-8").hex().encode()
            for shift in range(3):  # base64 of it, wherever it stands in what was written so
                whole = base64.b64encode(b"\0" * shift + form.encode())
                yield whole[(0, 2, 3)[shift] : len(whole) - 4]


def work(desk: Desk) -> None:
    """Let every entrance take a word in."""
    client = desk.client
    body = {"messages": [{"speaker": "other", "text": canary("message")}], "happening_now": True}
    body |= {"note": canary("note"), "reference": canary("reference")}
    filed = client.post("/v1/reports", json=body, headers=desk.key).json()
    form = {"token": token.handed_out(desk.context.secret, clock.now() - timedelta(minutes=1)), "reporter": "child"}
    form |= {"school": SCHOOL, "text": canary("form"), "copied": "", "reach": canary("reach")}
    parts: list[tuple[str, Any]] = [(name, (None, value)) for name, value in form.items()]
    sent = client.post("/gui", files=[*parts, ("files", (f"{canary('file')}.png", picture("a"), "image/png"))])
    assert sent.status_code == 200, sent.text
    for _ in range(4):
        desk.file(f"thêm một chuyện {_}")

    assert (
        desk.post("/v1/queue/views", {"name": canary("view"), "query": {"text": canary("filter")}}).status_code == 200
    )
    case = desk.take()
    path = f"/v1/cases/{case['id']}"
    held: dict[str, Any] = {"fence": case["fence"]}
    assert desk.post(f"{path}/letters", held | {"text": canary("letter"), "report": filed["id"]}).status_code == 201
    back = client.post("/v1/receipts/letters", json={"receipt": filed["receipt"], "text": canary("back")})
    assert back.status_code in (200, 201), back.text
    assert desk.post(f"{path}/notes", {"text": canary("internal")}).status_code == 201
    hand = held | {"to": user_id(desk, "hue"), "reason": canary("hand")}
    assert desk.post(f"{path}/hand-over", hand).status_code == 204
    given = client.get(path, headers=desk.hue).json()["case"]
    ruling = {"fence": given["fence"], "outcome": "escalated", "targets": ["police"], "tier": "P2"}
    ruling |= {"reason": canary("reason"), "note": canary("ruling")}
    assert desk.post(f"{path}/decision", ruling, desk.hue).status_code == 200
    [delivery] = client.get(path, headers=desk.hue).json()["deliveries"]
    marked = {"state": "acknowledged", "reference": canary("acknowledged")}
    assert desk.post(f"/v1/deliveries/{delivery['id']}", marked).status_code == 200

    for what, more in (
        ("skip", {"reason": "other", "note": canary("skip")}),
        ("rest", {"reason": canary("rest"), "until": (clock.now() + timedelta(minutes=5)).isoformat()}),
    ):
        case = desk.take()
        answer = desk.post(f"/v1/cases/{case['id']}/{what}", {"fence": case["fence"], **more})
        assert answer.status_code in (200, 204), answer.text
    case = desk.take()
    draft = client.put(f"/v1/cases/{case['id']}/draft", json={"letter": canary("draft")}, headers=desk.lan)
    assert draft.status_code == 200
    over = desk.post(f"/v1/cases/{case['id']}/take-over", {"reason": canary("over")}, desk.hue)
    assert over.status_code == 200, over.text
    while index_next(desk.context):
        pass
    assert desk.post("/v1/queue/search", {"words": canary("sought")}).status_code == 200
    assert desk.post("/v1/queue/search", {"words": canary("message")}).json()["total"] == 1


def rows_of(desk: Desk) -> bytes:
    """Write every value of every table down, as a dump would."""
    engine = desk.context.database.engine
    with engine.connect() as connection:
        if desk.context.database.sqlite:
            names = "SELECT name FROM sqlite_master WHERE type = 'table'"
        else:
            names = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        found = [
            value if isinstance(value, bytes) else str(value).encode()
            for name in connection.scalars(text(names)).all()
            for row in connection.execute(text(f'SELECT * FROM "{name}"'))  # noqa: S608
            for value in row
        ]
    return b"\0".join(found)


@pytest.mark.timeout(180)
def test_no_word_can_be_read_in_the_database_or_the_var_folder(desk: Desk, tmp_path: Path) -> None:
    work(desk)
    engine = desk.context.database.engine
    everything = [rows_of(desk), *(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())]
    if engine.dialect.name == "postgresql":
        everything.append(files_of_tables(engine.url.render_as_string(hide_password=False)))
    assert any(b"THCS Hoa Sen" in one for one in everything)  # the search finds what is there
    seen = {
        (place, needle)
        for place in PLACES
        for needle in needles(canary(place))
        if any(needle in one for one in everything)
    }
    assert not seen
