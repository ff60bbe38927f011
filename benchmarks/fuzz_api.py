"""The running service under odd requests, on both engines: ``python -m benchmarks.fuzz --schemathesis``."""

from __future__ import annotations

import itertools
import os
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.fuzz import MOST_GROWTH_MB, SEED, resident_mb
from benchmarks.record import record
from service.settings import Settings
from tests.fuzz import over_http
from tests.fuzz.stage import Stage
from tests.service.desk import opened, train_small
from tests.service.live import live
from tests.service.own_database import own_database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SERVER = "LACHAN_TEST_POSTGRES"
ROUNDS = 4  # each with other inputs
OPERATIONS, PAGES, UPLOADS, RAW = 4, 25, 400, 800  # examples of each operation, page and entrance in a round


@contextmanager
def _staged(engine: str) -> Iterator[tuple[Stage, str]]:
    """Run a service of that engine, with its work in it; gives its address, too."""
    with ExitStack() as stack:
        var = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "var"
        train_small(var)
        url = f"sqlite:///{var / 'lachan.db'}"
        if engine == "postgresql":
            url = stack.enter_context(own_database(os.environ[SERVER]))
        chosen = Settings(
            var=var, database_url=url, log_level="error", blind_share=0, public_pause_s=0.0, picture_workers=0
        )
        desk = stack.enter_context(contextmanager(opened)(chosen))
        yield Stage(desk), stack.enter_context(live(chosen))


def main() -> None:
    """Measure and record, one engine after another; an answer of 500 or more is told and counted."""
    failed = False
    for engine in ("sqlite", "postgresql"):
        if engine == "postgresql" and SERVER not in os.environ:
            print(f"PostgreSQL is left out: set {SERVER}")
            continue
        with _staged(engine) as (stage, address):
            figures = _measured(stage, address)
        record("fuzz_api", {"engine": engine, **figures}, seed=SEED)
        failed = failed or bool(figures["failures"]) or figures["growth_mb"] > MOST_GROWTH_MB
    sys.exit(failed)


def _measured(stage: Stage, address: str) -> dict[str, Any]:
    sent: dict[str, int] = {}
    failures: list[str] = []
    began, warm = time.monotonic(), 0.0

    def tell(kind: str, send: Callable[[], int]) -> None:
        try:
            sent[kind] = sent.get(kind, 0) + send()
        except over_http.ServerError as error:
            failures.append(f"{kind}: {error}")
            print(failures[-1], file=sys.stderr, flush=True)

    for number in itertools.islice(itertools.count(SEED), ROUNDS):
        tell("operations", lambda n=number: over_http.try_operations(stage, address, OPERATIONS, number=n))  # type: ignore[misc]
        tell("pages", lambda n=number: over_http.try_pages(stage, PAGES, number=n))  # type: ignore[misc]
        tell("uploads", lambda n=number: over_http.try_uploads(stage, UPLOADS, number=n))  # type: ignore[misc]
        tell("bytes", lambda n=number: over_http.try_bytes(address, RAW, number=n))  # type: ignore[misc]
        warm = warm or resident_mb()  # after the first round: templates, schemas and caches are there
    tell("links", lambda: over_http.try_links(address, stage.desk.hue, examples=40, steps=12))
    return {
        "requests": sent,
        "failures": failures,
        "seconds": round(time.monotonic() - began),
        "growth_mb": round(resident_mb() - warm, 1),
    }
