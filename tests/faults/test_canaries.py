"""Words planted through every entrance of a real server come out of none of its other ends.

Each entrance gets a word of its own, so that a find says where it came in. Logs are on at the lowest level. Looked at
are: what the process wrote, the counters, error answers, the audit, the tables of the jobs, and every file under
``var`` but the database itself and the sealed files.
"""

from __future__ import annotations

import io
import json
import os
import re
import secrets
import signal
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from PIL import Image
from sqlalchemy import MetaData, inspect, select

from service import clock
from service.accounts import service as accounts
from service.accounts.service import NewUser
from service.database import Database
from service.models import Attachment, Report
from service.words import AttachmentState, Role
from tests.faults.processes import ROOT, free_port, wait_until_alive
from tests.service.attachments.drawn import picture
from tests.service.deliveries.receiver import receiving, wait_until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from service.settings import Settings
    from tests.service.deliveries.receiver import Receiver

SCHOOL = "THCS Hoa Sen"
SOMEWHERE = "203.0.113.77"  # RFC 5737: the address of nobody
PASSWORD = "mot mat khau du dai"
OURS = re.compile(r"lachan_(?:key|session)_\w+")


@dataclass
class Planted:
    """The words, by where they came in, and the error answers that came back."""

    words: dict[str, str] = field(default_factory=dict)
    errors: list[tuple[str, httpx.Response]] = field(default_factory=list)

    def word(self, entrance: str) -> str:
        """Make a word that nothing else holds; letters and digits, so that no encoding changes it."""
        return self.words.setdefault(entrance, f"Canary{secrets.token_hex(8)}x{len(self.words)}")

    def keep(self, entrance: str, answer: httpx.Response) -> httpx.Response:
        if answer.status_code >= 400:
            self.errors.append((entrance, answer))
        return answer


@dataclass
class House:
    """The running server, and who may do what there."""

    client: httpx.Client
    planted: Planted
    folder: Path
    key: dict[str, str]
    lead: dict[str, str]
    receiver: Receiver

    def post(self, entrance: str, path: str, headers: dict[str, str] | None = None, **more: Any) -> httpx.Response:
        return self.planted.keep(entrance, self.client.post(path, headers=headers or {}, **more))

    def said(self, entrance: str, **more: Any) -> dict[str, Any]:
        return {"messages": [{"speaker": "other", "text": f"nói {self.planted.word(entrance)} đi"}]} | more

    @contextmanager
    def broken(self, what: str) -> Iterator[None]:
        mark = self.folder / what
        mark.touch()
        try:
            yield
        finally:
            mark.unlink()


def reports_by_program(house: House) -> None:
    word = house.planted.word
    whole = house.said("report text", note=word("report note"), reference=word("report reference"))
    headers = house.key | {"Idempotency-Key": word("idempotency key")}
    assert house.post("report", "/v1/reports", headers, json=whole).status_code == 201
    assert house.post("another body", "/v1/reports", headers, json=house.said("other body")).status_code == 422
    house.post("score", "/v1/score", house.key, json=house.said("scored text"))
    house.post("batch", "/v1/score", house.key, json={"submissions": [house.said("scored batch")]})


def bodies_that_cannot_be_read(house: House) -> None:
    word, kind = house.planted.word, {"Content-Type": "application/json"}
    wrong: dict[str, bytes] = {
        "broken JSON": b'{"messages": [{"text": "%s"',
        "no UTF-8": b'{"messages": [{"speaker": "other", "text": "%s \xff\xfe"}]}',
        "an odd field": b'{"messages": [], "%s": 1}',
        "an odd speaker": b'{"messages": [{"speaker": "%s", "text": "a"}]}',
        "a surrogate": b'{"messages": [{"speaker": "other", "text": "%s \\ud800"}]}',
        "a list": b'["%s"]',
        "a number": b'{"messages": "%s"}',
    }
    for entrance, body in wrong.items():
        told = body.replace(b"%s", word(entrance).encode())
        for path in ("/v1/reports", "/v1/score"):
            assert house.post(entrance, path, house.key | kind, content=told).status_code in {400, 422}
    odd = {"Content-Type": f"text/{word('content type')}"}
    assert house.post("content type", "/v1/reports", house.key | odd, content=b"x").status_code == 415
    large = word("too large").encode() * 100_000
    assert house.post("too large", "/v1/reports", house.key | kind, content=large).status_code == 413


def headers_and_addresses(house: House) -> None:
    word, client = house.planted.word, house.client
    for name in ("User-Agent", "Referer", "X-Request-ID", "Accept-Language", "Cookie", "Origin", "Via", "traceparent"):
        value = word(f"header {name}")
        house.planted.keep(name, client.get("/v1/queue", headers={name: value}))
        house.post(name, "/gui", {name: value}, data={"text": "a"})
    for path in ("/v1/queue?text={}", "/{}", "/v1/cases/{}", "/v1/reports/{}", "/static/{}", "/gui/{}", "/?tin={}"):
        for who in (house.lead, house.key, {"Accept": "text/html"}):
            address = path.format(word(f"address {path}"))
            house.planted.keep(path, client.get(address, headers=who))
    strange = client.build_request(word("method").upper(), "/v1/queue")
    house.planted.keep("method", client.send(strange))
    house.post("host", "/gui", {"Host": f"{word('host').lower()}.example"}, data={"text": "a"})


def passwords_and_keys(house: House) -> None:
    word = house.planted.word
    body = {"name": word("sign-in name"), "password": word("password")}
    assert house.post("password", "/v1/sessions", json=body).status_code == 401
    form = body | {"csrf": word("form token"), "next": f"/{word('next')}"}
    house.post("form password", "/dang-nhap", data=form)
    house.client.get(f"/dang-nhap?next=/{word('next in address')}")
    house.post("key", "/v1/reports", {"Authorization": f"Bearer lachan_key_{word('key')}"}, json=house.said("keyless"))
    house.post("basic", "/v1/queue/next", {"Authorization": f"Basic {word('basic')}"})
    cookie = {"Cookie": f"lachan_session={word('cookie')}; lachan_language={word('language')}"}
    house.planted.keep("cookie", house.client.get("/", headers=cookie))


def the_public_pages(house: House) -> None:
    word = house.planted.word
    fields = {"token": own_token(house), "reporter": "child", "school": SCHOOL, "text": word("form text")}
    fields |= {"copied": f"bạn kia: {word('form copied')}", "reach": word("form reach")}
    parts: list[Any] = [(name, (None, value)) for name, value in fields.items()]
    parts += [(word("multipart field"), (None, word("multipart value")))]
    parts += [("files", (f"{word('form file name')}.png", picture("a"), "image/png"))]
    filed = house.post("form", "/gui", files=parts)
    assert filed.status_code == 200, filed.text
    told = "-".join(re.findall(r"<span>(\d{5})</span>", filed.text))
    house.planted.words["receipt"] = told
    for typed in (told, word("receipt of letters")):
        house.post("look up", "/tra-cuu", data={"receipt": typed})
        house.post("write back", "/tra-cuu/viet", data={"receipt": typed, "text": word("letter back")})
        house.post("API look up", "/v1/receipts", json={"receipt": typed})
        house.post("API letter", "/v1/receipts/letters", json={"receipt": typed, "text": word("API letter back")})
    for name in ("text", "school", "reporter", "copied", "reach", "token", "language"):
        house.post(name, "/gui", data={"token": own_token(house), name: word(f"wrong form {name}")})


def files(house: House) -> None:
    word = house.planted.word
    with_place = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E], exif[0x013B] = word("EXIF description"), word("EXIF artist")
    Image.open(io.BytesIO(picture("chào em"))).convert("RGB").save(with_place, "JPEG", exif=exif)
    broken = b"\x89PNG\r\n\x1a\n" + word("broken picture").encode() * 50
    contents = {
        f"{word('file name')}.jpg": with_place.getvalue(),
        "broken.png": broken,
        "page.svg": f"<svg>{word('svg')}</svg>".encode(),
        "page.pdf": f"%PDF-1.7 {word('broken pdf')}".encode(),
    }
    report = json.dumps(house.said("report with files"))
    parts: list[Any] = [("report", (word("part name"), report, "application/json"))]
    parts += [("files", (name, content, f"image/{word('part type')}")) for name, content in contents.items()]
    assert house.post("files", "/v1/reports", house.key, files=parts).status_code == 201
    odd: list[Any] = [(word("odd part"), ("a", word("odd part content"))), ("report", (None, report))]
    house.post("odd part", "/v1/reports", house.key, files=odd)
    cut = f'--b\r\nContent-Disposition: form-data; name="report"\r\n\r\n{word("cut off")}'
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    assert house.post("cut off", "/v1/reports", house.key | kind, content=cut.encode()).status_code == 400


def the_desk(house: House) -> None:
    word = house.planted.word
    taken = house.post("take", "/v1/queue/next", house.lead).json()
    case, fence = f"/v1/cases/{taken['id']}", taken["fence"]
    house.client.get(case, headers=house.lead)
    draft = {"note": word("draft note"), "letter": word("draft letter"), "internal_note": word("draft internal")}
    house.client.put(f"{case}/draft", json=draft, headers=house.lead)
    house.post("note", f"{case}/notes", house.lead, json={"text": word("note")})
    letter = {"text": word("letter"), "fence": fence}
    assert house.post("letter", f"{case}/letters", house.lead, json=letter).status_code == 201
    house.post("view", "/v1/queue/views", house.lead, json={"name": word("view"), "query": {"text": word("search")}})
    house.planted.keep("search", house.client.get("/v1/queue", params={"text": word("searched")}, headers=house.lead))
    house.post("rest", f"{case}/rest", house.lead, json={"fence": fence, "reason": word("reason to rest")})
    wrong = {"fence": fence, "outcome": word("outcome")}
    assert house.post("outcome", f"{case}/decision", house.lead, json=wrong).status_code == 422
    house.receiver.status, house.receiver.body = 500, word("webhook answer").encode()
    house.receiver.headers = {"X-Odd": word("webhook header"), "Location": f"http://{word('webhook location')}.example"}
    who = {"target": "head", "channel": "webhook", "name": word("recipient")}
    made = house.post(
        "recipient",
        "/v1/recipients",
        house.lead,
        json=who | {"address": f"{house.receiver.url}/{word('webhook path')}"},
    )
    assert made.status_code == 201, made.text
    house.planted.words["webhook secret"] = made.json()["secret"]
    recipient = made.json()["recipient"]["id"]
    house.post("test", f"/v1/recipients/{recipient}/test", house.lead)
    end = {"fence": fence, "outcome": "escalated", "targets": ["head"], "note": word("decision note")}
    end |= {"tier": "P0", "reason": word("decision reason")}
    assert house.post("decision", f"{case}/decision", house.lead, json=end).status_code == 200
    wait_until(lambda: len(house.receiver.got) >= 2, 60)


def failures(house: House) -> None:
    with house.broken("break-scoring"):
        assert house.post("failed score", "/v1/score", house.key, json=house.said("failed score")).status_code >= 500
        filed = house.post("failed report", "/v1/reports", house.key, json=house.said("unscored report"))
        assert filed.status_code == 201
    for entrance, what in (("failed insert", "break-database"), ("failed write", "break-writing")):
        with house.broken(what):
            more = house.said(entrance, note=house.planted.word(f"note of {entrance}"))
            assert house.post(entrance, "/v1/reports", house.key, json=more).status_code == 500
            data = {"token": own_token(house), "school": SCHOOL, "text": house.planted.word(f"form, {entrance}")}
            assert house.post(f"form, {entrance}", "/gui", data=data).status_code == 500


ENTRANCES: tuple[Callable[[House], None], ...] = (
    reports_by_program,
    bodies_that_cannot_be_read,
    headers_and_addresses,
    passwords_and_keys,
    the_public_pages,
    files,
    the_desk,
    failures,
)


def own_token(house: House) -> str:
    found = re.search(r'name="token" value="([^"]+)"', house.client.get("/gui").text)
    assert found is not None
    return found[1]


@pytest.mark.timeout(280)
def test_no_planted_word_comes_out_anywhere_else(settings: Settings, tmp_path: Path) -> None:
    planted, outputs = Planted(), {}
    database = Database(settings.database)
    database.upgrade()
    with database.write() as session:
        key = accounts.add_key(session, "test", SCHOOL, now=clock.now())
        accounts.add_user(session, NewUser("hue", PASSWORD, Role.LEAD, SCHOOL), now=clock.now())
    with ExitStack() as stack:
        receiver = stack.enter_context(receiving())
        address = stack.enter_context(running(settings, tmp_path))
        headers = {"X-Forwarded-For": SOMEWHERE}
        client = stack.enter_context(httpx.Client(base_url=address, headers=headers, timeout=60))
        signed_in = client.post("/v1/sessions", json={"name": "hue", "password": PASSWORD})
        lead = {"Authorization": f"Bearer {signed_in.json()['token']}"}
        house = House(client, planted, tmp_path, {"Authorization": f"Bearer {key}"}, lead, receiver)
        for enter in ENTRANCES:
            enter(house)
        wait_until(lambda: not waiting(database), 120)
        outputs["counters"] = client.get("/metrics").text
    outputs |= {name: (tmp_path / name).read_text("utf-8") for name in ("stdout", "stderr")}
    outputs |= tables(database)
    outputs |= {str(path.relative_to(settings.var)): text for path, text in other_files(settings.var)}
    database.close()

    assert len(planted.words) > 80
    lines = [json.loads(line) for line in outputs["stderr"].splitlines()]  # nothing but JSON: no traceback
    assert {line.get("route") for line in lines} >= {
        "/v1/reports",
        "/gui",
        "/tra-cuu/viet",
        "/v1/cases/{case_id}/decision",
    }
    assert {line.get("why") for line in lines} >= {"RuntimeError"}
    secrets_of_ours = {"API key": key, "session": lead["Authorization"][7:], "password of a person": PASSWORD}
    found = [
        (word_of, where)
        for where, text in outputs.items()
        for word_of, word in (planted.words | secrets_of_ours).items()
        if word.lower() in text.lower()
    ]
    assert found == []
    assert not [where for where, text in outputs.items() if OURS.search(text) or SOMEWHERE in text]
    assert not [name for name, text in everything(settings.database).items() if SOMEWHERE in text]
    for entrance, answer in planted.errors:
        if answer.headers["content-type"] != "application/problem+json":
            continue  # a page gives back to its own sender what they typed
        told = answer.text.replace(planted.words["an odd field"], "")  # a field's name goes back to who sent it
        told = told.replace(planted.words["odd part"], "")
        assert "canary" not in told.lower(), entrance


@contextmanager
def running(settings: Settings, folder: Path) -> Iterator[str]:
    port = free_port()
    environment = {
        "PYTHONPATH": str(ROOT),
        "LACHAN_VAR": str(settings.var),
        "LACHAN_DATABASE_URL": settings.database,
        "LACHAN_LOG_LEVEL": "debug",
        "LACHAN_POLL_S": "0.2",
        "LACHAN_RETRY_S": "0.5",
        "LACHAN_UNDO_SECONDS": "0",
        "LACHAN_PUBLIC_PAUSE_S": "0",
        "LACHAN_PRIVATE_RECIPIENTS": "true",
        "LACHAN_PICTURE_TRIES": "1",
        "LACHAN_ALLOWED_HOSTS": '["127.0.0.1"]',
    }
    with (folder / "stdout").open("wb") as stdout, (folder / "stderr").open("wb") as stderr:
        process = subprocess.Popen(  # noqa: S603 - our own server
            [sys.executable, "-W", "ignore", "-m", "tests.faults.strange_server", str(folder), str(port)],
            cwd=ROOT,
            env=os.environ | environment,
            stdout=stdout,
            stderr=stderr,
        )
        try:
            wait_until_alive(port, process)
            yield f"http://127.0.0.1:{port}"
            process.send_signal(signal.SIGTERM)
            process.wait(60)
        finally:
            process.kill()
            process.wait(10)


def waiting(database: Database) -> bool:
    """Whether a picture is unread or a report unscored that can be scored."""
    with database.read() as session:
        unread = session.scalars(select(Attachment.id).where(Attachment.state == AttachmentState.STORED.value)).all()
        return bool(unread) or None in session.scalars(select(Report.assessed_at)).all()


def tables(database: Database) -> dict[str, str]:
    """The audit, and whatever the jobs keep."""
    found = everything(str(database.engine.url.render_as_string(hide_password=False)))
    return {name: text for name, text in found.items() if name == "audit" or name.startswith("procrastinate_")}


def everything(url: str) -> dict[str, str]:
    """Every table's rows as text."""
    database = Database(url)
    metadata = MetaData()
    metadata.reflect(database.engine, only=lambda name, _: name in set(inspect(database.engine).get_table_names()))
    with database.engine.connect() as connection:
        found = {
            name: "\n".join(str(tuple(row)) for row in connection.execute(select(table)))
            for name, table in metadata.tables.items()
        }
    database.close()
    return found


def other_files(var: Path) -> Iterator[tuple[Path, str]]:
    """Every file but the database and the sealed ones, with its name."""
    for path in sorted(var.rglob("*")):
        if path.is_file() and path.parts[len(var.parts)] != "attachments" and not path.name.startswith("lachan.db"):
            yield path, f"{path.name}\n{path.read_bytes().decode('latin-1')}"
