"""What a counsellor and an anonymous reporter meet while the load comes in."""

from __future__ import annotations

import re
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import httpx
from sqlalchemy import update

from benchmarks.load.reports import Reports
from service.models import Case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from service.database import Database

_EVERY_S = 0.25
_SEED = 1_000  # other texts than those of the load
_TOKEN = re.compile(r'name="token" value="([^"]+)"')


@dataclass
class Met:
    """Seconds of each kind of request, and what failed."""

    next_s: list[float] = field(default_factory=list)
    queue_s: list[float] = field(default_factory=list)
    form_s: list[float] = field(default_factory=list)  # the public form, sent
    failures: int = 0


@contextmanager
def working(url: str, database: Database, token: str, school: str) -> Iterator[Met]:
    """Take the next case, look at the queue and send the public form, each four times a second, until the end."""
    met, over, reports = Met(), threading.Event(), Reports(seed=_SEED)

    def often(work: Callable[[httpx.Client], None]) -> None:
        with httpx.Client(base_url=url, timeout=60) as client:
            while not over.wait(_EVERY_S):
                work(client)

    def take(client: httpx.Client) -> None:
        answer = _timed(met.next_s, met, lambda: client.post("/v1/queue/next", headers=_bearer(token)))
        if answer is not None and answer.content:  # done with at once, so that the next one is another
            with database.write() as session:
                case_id = answer.json()["id"]
                session.execute(
                    update(Case)
                    .where(Case.id == case_id)
                    .values(state="closed_no_harm", claimed_by=None, lifts_at=None)
                )

    def look(client: httpx.Client) -> None:
        _timed(met.queue_s, met, lambda: client.get("/v1/queue", headers=_bearer(token)))

    def tell(client: httpx.Client) -> None:
        page = client.get(f"/gui/{school}")
        found = _TOKEN.search(page.text)
        if found is None:
            met.failures += 1
            return
        text = "\n".join(reports.texts(len(met.form_s) + met.failures))
        fields = {"token": found[1], "school": school, "text": text}
        _timed(met.form_s, met, lambda: client.post("/gui", data=fields, headers={"Origin": url}))

    threads = [threading.Thread(target=often, args=(work,)) for work in (take, look, tell)]
    for thread in threads:
        thread.start()
    try:
        yield met
    finally:
        over.set()
        for thread in threads:
            thread.join()


def _timed(kept: list[float], met: Met, ask: Callable[[], httpx.Response]) -> httpx.Response | None:
    began = time.perf_counter()
    try:
        answer = ask().raise_for_status()
    except httpx.HTTPError:
        met.failures += 1
        return None
    kept.append(time.perf_counter() - began)
    return answer


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}
