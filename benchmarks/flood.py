"""How long urgent reports and counsellors' claims take while the pages that are open to everybody are flooded.

    .venv/bin/python -m benchmarks.flood [sqlite|postgresql] [form|program|page|receipt|password|key …]

``lachan serve`` runs in a process of its own, and so does the flood: forty connections that each send their next
request as soon as the last one was answered. One reporting system files reports that are P0 and one counsellor takes
the next case and gives it back, one request after another. Quiet and flooded stretches take turns, so that both meet
the same load of the machine. On two cores the flood's own work takes part of one: that is in the figures, too.

What is sent: ``form`` a filled-in form with a token of ours, a fresh one each time; ``program`` a form without one;
``page`` asks for the form; ``receipt`` looks up receipts; ``password`` signs in; ``key`` files reports with a key that
nobody has.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

import httpx
import numpy as np

from benchmarks.record import REPOSITORY, record
from service import clock, secret
from service.accounts import service as accounts
from service.accounts.service import NewUser
from service.database import Database
from service.models import User
from service.reporters import token
from service.secret import Secret
from service.words import Role
from tests.faults.processes import free_port, serving
from tests.service.own_database import own_database
from training.pipeline import Plan, train
from training.registry import Registry

SEED = 0
CLIENTS = 40
TURNS, PROBES = 3, 20  # stretches of each kind, and requests of each kind in one
ENGINES = ("sqlite", "postgresql")
KINDS = ("form", "program", "page", "receipt", "password", "key")
SERVER = "LACHAN_TEST_POSTGRES"
SCHOOL = "THCS Hoa Sen"
URGENT = {
    "messages": [{"speaker": "other", "text": "không gửi tiền thì anh đăng hết ảnh của em lên"}],
    "happening_now": True,
}


def main() -> None:
    """Measure and record, one engine after another."""
    engines = [name for name in sys.argv[1:] if name in ENGINES] or list(ENGINES)
    kinds = [name for name in sys.argv[1:] if name in KINDS] or list(KINDS)
    for engine in engines:
        if engine == "postgresql" and SERVER not in os.environ:
            print(f"PostgreSQL is left out: set {SERVER}")
            continue
        with ExitStack() as stack:
            folder = Path(stack.enter_context(TemporaryDirectory()))
            registry = Registry(folder / "models")
            registry.promote(train(Plan(), registry).version)
            url = f"sqlite:///{folder}/lachan.db"
            url = url if engine == "sqlite" else stack.enter_context(own_database(os.environ[SERVER]))
            record("flood", {"engine": engine, "clients": CLIENTS} | _measured(folder, url, kinds), seed=SEED)


def _measured(folder: Path, url: str, kinds: list[str]) -> dict[str, Any]:
    key, session_token = _people(url)
    port = free_port()
    environment = {
        "LACHAN_VAR": str(folder),
        "LACHAN_DATABASE_URL": url,
        "LACHAN_PICTURE_WORKERS": "0",
        "LACHAN_LOG_LEVEL": "error",
    }
    figures: dict[str, Any] = {}
    server = serving(["-c", "from lachan import app; app()", "serve", "--port", str(port)], port, environment)
    with server, httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
        probe = Probe(client, key, session_token)
        probe.stretch(PROBES * 2)  # warm
        for kind in kinds:
            quiet, loud = Times(), Times()
            answers: Counter[str] = Counter()
            for _ in range(TURNS):
                quiet += probe.stretch(PROBES)
                with _flooded(port, kind, folder) as told:
                    loud += probe.stretch(PROBES)
                answers += told()
            figures[kind] = quiet.beside(loud) | {"answers": dict(answers)}
            print(kind, figures[kind], flush=True)
    return figures


class Times:
    """Seconds of reports and of claims."""

    def __init__(self, reports: tuple[float, ...] = (), claims: tuple[float, ...] = ()) -> None:
        self.reports, self.claims = reports, claims

    def __add__(self, other: Times) -> Times:
        return Times(self.reports + other.reports, self.claims + other.claims)

    def beside(self, loud: Times) -> dict[str, Any]:
        """Give milliseconds, quiet first and flooded second."""
        found: dict[str, Any] = {}
        for name, one, other in (("report", self.reports, loud.reports), ("claim", self.claims, loud.claims)):
            for percent in (50, 99):
                pair = [round(float(np.percentile(np.array(times) * 1e3, percent)), 1) for times in (one, other)]
                found[f"{name}_p{percent}_ms"] = pair
        return found


class Probe:
    """One reporting system and one counsellor."""

    def __init__(self, client: httpx.Client, key: str, session_token: str) -> None:
        self._client = client
        self._system, self._person = ({"Authorization": f"Bearer {one}"} for one in (key, session_token))

    def stretch(self, number: int) -> Times:
        """File, take and give back so often."""
        reports, claims = [], []
        for _ in range(number):
            reports.append(_seconds(lambda: self._send("/v1/reports", self._system, URGENT)))
            claims.append(_seconds(self._take))
            case, fence = self._taken["id"], self._taken["fence"]
            self._send(f"/v1/cases/{case}/release", self._person, {"fence": fence})
        return Times(tuple(reports), tuple(claims))

    def _take(self) -> None:
        self._taken = self._send("/v1/queue/next", self._person).json()

    def _send(self, path: str, headers: dict[str, str], body: Any = None) -> httpx.Response:  # noqa: ANN401 - JSON
        answer = self._client.post(path, headers=headers, json=body)
        answer.raise_for_status()
        return answer


def _people(url: str) -> tuple[str, str]:
    """Make a reporting system's key and a counsellor's session."""
    database = Database(url)
    database.upgrade()
    now = clock.now()
    with database.write() as session:
        key = accounts.add_key(session, "benchmark", SCHOOL, now=now)
        made = accounts.add_user(session, NewUser("lan", "mot mat khau du dai", Role.COUNSELLOR, SCHOOL), now=now)
        session_token = accounts.begin(session, session.get_one(User, made.id), now=now)
    database.close()
    return key, session_token


@contextmanager
def _flooded(port: int, kind: str, folder: Path) -> Iterator[Callable[[], Counter[str]]]:
    """Flood from another process; what is given tells, after the end, how often which status was answered."""
    command = [sys.executable, "-m", "benchmarks.flood", "--flood", str(port), kind, str(folder)]
    process = subprocess.Popen(  # noqa: S603 - this very file
        command, cwd=REPOSITORY, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(REPOSITORY)}, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()  # it has begun
    time.sleep(1.0)  # its first answers
    lines: list[str] = []

    def told() -> Counter[str]:
        return Counter({status: int(number) for status, number in (line.split() for line in lines)})

    try:
        yield told
    finally:
        process.send_signal(signal.SIGTERM)
        lines += process.communicate(timeout=30)[0].splitlines()


async def _flood(port: int, kind: str, folder: Path) -> None:
    signing = secret.load(folder / "keys")
    answers: Counter[str] = Counter()
    clients = [asyncio.create_task(_client(port, kind, signing, answers)) for _ in range(CLIENTS)]
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    print("begun", flush=True)
    await ended.wait()
    for client in clients:
        client.cancel()
    for status, number in sorted(answers.items()):
        print(status, number)


async def _client(port: int, kind: str, signing: Secret, answers: Counter[str]) -> None:
    number = 0
    while True:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            while True:
                number += 1
                writer.write(_request(kind, signing, number))
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
                await reader.readexactly(length)
                answers[head[9:12].decode()] += 1
                if b"connection: close" in head.lower():
                    break
            writer.close()
        except (OSError, asyncio.IncompleteReadError):
            answers["cut"] += 1


def _request(kind: str, signing: Secret, number: int) -> bytes:
    fields = {"reporter": "child", "school": SCHOOL, "text": f"lời nhắn {number}", "copied": "", "reach": ""}
    fields["token"] = token.handed_out(signing, clock.now()) if kind == "form" else "x"
    if kind in {"form", "program"}:
        return _post("/gui", "application/x-www-form-urlencoded", urlencode(fields).encode())
    if kind == "page":
        return b"GET /gui HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    if kind == "receipt":
        return _post("/v1/receipts", "application/json", b'{"receipt": "%025d"}' % number)
    if kind == "password":
        return _post("/v1/sessions", "application/json", b'{"name": "n%d", "password": "wrong and long"}' % number)
    report = b'{"messages": [{"speaker": "other", "text": "a"}]}'
    return _post("/v1/reports", "application/json", report, b"Authorization: Bearer lachan_key_%d\r\n" % number)


def _post(path: str, kind: str, body: bytes, more: bytes = b"") -> bytes:
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
    return head.encode() + more + b"\r\n" + body


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    if sys.argv[1:2] == ["--flood"]:
        asyncio.run(_flood(int(sys.argv[2]), sys.argv[3], Path(sys.argv[4])))
    else:
        main()
