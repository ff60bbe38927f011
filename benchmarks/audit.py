"""What the audit's chain costs an intake, and how fast rows are linked and verified.

    .venv/bin/python -m benchmarks.audit [sqlite|postgresql] [rows]

The cost is that of the seal within the transaction: a row with and without, in turns within one run, so that
both meet the same load of the machine. Then as many rows as wanted (1,000,000) are written, linked and verified.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from sqlalchemy import insert

from benchmarks.record import record
from service import audit, clock
from service.audit import chain
from service.audit.seal import seal
from service.audit.verifying import verify
from service.database import Database
from service.identifiers import new_id
from service.models import AuditRow, School
from service.principal import Principal
from service.secret import Secret
from service.words import Role, Verb
from tests.service.own_database import own_database

ROWS, DEEDS, BATCH = 1_000_000, 400, 20_000
SECRET = Secret(b"\x07" * 32)
SERVER = "LACHAN_TEST_POSTGRES"


def main() -> None:
    """Measure and record, one engine after another."""
    wanted = [word for word in sys.argv[1:] if not word.isdigit()]
    rows = next((int(word) for word in sys.argv[1:] if word.isdigit()), ROWS)
    for engine in wanted or ("sqlite", "postgresql"):
        if engine == "postgresql" and SERVER not in os.environ:
            print(f"PostgreSQL is left out: set {SERVER}")
            continue
        with ExitStack() as stack:
            folder = Path(stack.enter_context(TemporaryDirectory()))
            url = f"sqlite:///{folder / 'audit.db'}"
            if engine == "postgresql":
                url = stack.enter_context(own_database(os.environ[SERVER]))
            sealed, bare = Database(url, secret=SECRET), Database(url)
            stack.callback(sealed.close)
            stack.callback(bare.close)
            sealed.upgrade()
            record(
                "audit",
                {"engine": engine, "rows": rows} | _cost(sealed, bare) | _walk(url, rows, folder, engine),
                seed=0,
            )


def _cost(sealed: Database, bare: Database) -> dict[str, Any]:
    """Time the transaction of a deed with and without its seal, in turns."""
    who = Principal(new_id(), Role.COUNSELLOR, new_id())
    taken: dict[str, list[float]] = {"sealed": [], "bare": [], "sealed_cpu": [], "bare_cpu": []}
    for _ in range(DEEDS):
        for name, database in (("bare", bare), ("sealed", sealed)):
            before, worked = time.perf_counter(), time.thread_time()
            with database.write() as session:
                session.add(School(name=new_id(), created_at=clock.now()))
                audit.record(session, who, Verb.FILE_REPORT, "report", new_id(), now=clock.now())
            taken[f"{name}_cpu"].append(time.thread_time() - worked)
            taken[name].append(time.perf_counter() - before)
    found = {f"{name}_p50_ms": round(float(np.median(values)) * 1e3, 3) for name, values in taken.items()}
    found["sealed_to_bare"] = round(float(np.median(taken["sealed"]) / np.median(taken["bare"])), 3)
    return found


def _walk(url: str, rows: int, folder: Path, engine: str) -> dict[str, Any]:
    """Fill a database of its own, link it and verify it."""
    with ExitStack() as stack:
        if engine == "postgresql":
            url = stack.enter_context(own_database(os.environ[SERVER]))
        else:
            url = f"sqlite:///{folder / 'walk.db'}"
        database = Database(url, secret=SECRET)
        stack.callback(database.close)
        database.upgrade()
        for at in range(0, rows, BATCH):
            with database.write() as session:
                session.execute(insert(AuditRow), [_row() for _ in range(min(BATCH, rows - at))])
        began = time.perf_counter()
        chain.whole(database, SECRET, clock.now())
        linked = time.perf_counter()
        verdict = verify(database, SECRET, [])
        done = time.perf_counter()
        assert verdict.faults == ()
        assert verdict.links == rows
        return {
            "link_s": round(linked - began, 1),
            "linked_per_s": round(rows / (linked - began)),
            "verify_s": round(done - linked, 1),
            "verified_per_s": round(rows / (done - linked)),
        }


def _row() -> dict[str, Any]:
    told = {
        "at": clock.now(),
        "actor_kind": "counsellor",
        "actor_id": new_id(),
        "school_id": new_id(),
        "verb": "read_case",
        "object_kind": "case",
        "object_id": new_id(),
    }
    return told | {"seal": seal(SECRET, AuditRow(**told))}


if __name__ == "__main__":
    main()
