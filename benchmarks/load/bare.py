"""The yardsticks: the same bytes, put into one table by one INSERT and COMMIT a report; directly, and behind FastAPI.

python -m benchmarks.load.bare PLAN ANSWERS              as fast as it goes, over as many connections
python -m benchmarks.load.bare serve URL PORT            POST /bare, the least that a web service can be
"""

from __future__ import annotations

import json
import sqlite3
import sys
import threading
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path

import psycopg
import uvicorn
from fastapi import FastAPI, Request, Response
from sqlalchemy import make_url
from starlette.concurrency import run_in_threadpool

from benchmarks.load.reports import Reports
from benchmarks.load.sender import Answers, Plan
from service.identifiers import new_id

_TABLE = "CREATE TABLE IF NOT EXISTS bare (id varchar(32) PRIMARY KEY, received_at varchar(40), body text)"


class Table:
    """A table of ids, times and bodies; each thread has its own connection to it."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self._mine = threading.local()
        self.sqlite = self._url.get_backend_name() == "sqlite"
        self._turn = threading.Lock() if self.sqlite else nullcontext()  # as the service does it: nobody polls
        mark = "?" if self.sqlite else "%s"
        self._insert = f"INSERT INTO bare VALUES ({mark}, {mark}, {mark})"  # noqa: S608 - marks alone
        self._connection().execute(_TABLE)

    def keep(self, body: bytes) -> str:
        """Put one report in; it is on the disk when this returns."""
        name = new_id()
        with self._turn:
            self._connection().execute(self._insert, (name, str(time.time()), body.decode()))
        return name

    def _connection(self) -> sqlite3.Connection | psycopg.Connection:
        found: sqlite3.Connection | psycopg.Connection | None = getattr(self._mine, "connection", None)
        if found is None:
            found = self._mine.connection = self._opened()
        return found

    def _opened(self) -> sqlite3.Connection | psycopg.Connection:
        if not self.sqlite:
            address = self._url.set(drivername="postgresql").render_as_string(hide_password=False)
            return psycopg.connect(address, autocommit=True)  # each statement is a transaction
        opened = sqlite3.connect(self._url.database or "", isolation_level=None, timeout=30)
        opened.execute("PRAGMA journal_mode=WAL")
        opened.execute("PRAGMA synchronous=FULL")
        return opened


def insert(url: str, plan: Plan) -> Answers:
    """Put reports in as fast as it goes."""
    table, reports, answers = Table(url), Reports(plan.seed), Answers(began=plan.first)
    turn, lock = iter(range(plan.first, plan.first + plan.most)), threading.Lock()
    began, processor = time.perf_counter(), time.process_time()

    def work() -> None:
        while time.perf_counter() < began + plan.seconds:
            with lock:
                number = next(turn, None)
            if number is None:
                return
            moment = time.perf_counter()
            answers.ids[number] = table.keep(reports.body(number))
            answers.times_ms.append((time.perf_counter() - moment) * 1e3)

    _together([work] * plan.connections)
    answers.sent, answers.seconds = len(answers.ids), time.perf_counter() - began
    answers.processor_s = time.process_time() - processor
    return answers


def _together(works: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def serve(url: str, port: int) -> None:
    """Serve ``POST /bare``."""
    table, app = Table(url), FastAPI()

    @app.get("/healthz")
    def healthz() -> None:
        """Tell that it lives."""

    @app.post("/bare", status_code=201)
    async def keep(request: Request) -> Response:
        body = await request.body()
        name = await run_in_threadpool(table.keep, body)
        return Response(json.dumps({"id": name}), 201, media_type="application/json")

    uvicorn.run(app, host="127.0.0.1", port=port, access_log=False, log_level="warning")


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve(sys.argv[2], int(sys.argv[3]))
    else:
        written = json.loads(Path(sys.argv[1]).read_text("utf-8"))
        Path(sys.argv[2]).write_text(json.dumps(asdict(insert(written.pop("url"), Plan(**written)))), "utf-8")
