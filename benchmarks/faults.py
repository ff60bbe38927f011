"""Kill -9 at every single step of everything that leaves something behind, on both engines; 30 s without a database.

    .venv/bin/python -m benchmarks.faults [sqlite|postgresql|outage]

The tests kill at the steps that differ in what they leave behind; here it is every statement, reads included. After
each the service is started again and ``tests.faults.once.everything_is_there_once`` looks at all that is there.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.record import record
from service.settings import Settings
from tests.faults.commands import COMMANDS
from tests.faults.deeds import DEEDS
from tests.faults.once import everything_is_there_once
from tests.faults.own_cluster import own_cluster
from tests.faults.sweeping import kill_at_every_step
from tests.faults.world import KEY, world
from tests.service.desk import train_small
from tests.service.own_database import own_database

AWAY_S, CREATED = 30, 201
SERVER = "LACHAN_TEST_POSTGRES"


def main() -> None:
    """Kill and record, one engine after another; then take the database away."""
    for engine in sys.argv[1:] or ("sqlite", "postgresql", "outage"):
        if engine == "outage":
            _without_a_database()
            continue
        if engine == "postgresql" and SERVER not in os.environ:
            print(f"PostgreSQL is left out: set {SERVER}")
            continue
        with ExitStack() as stack:
            folder = Path(stack.enter_context(TemporaryDirectory()))
            train_small(folder / "var")
            url = stack.enter_context(own_database(os.environ[SERVER])) if engine == "postgresql" else None
            school = stack.enter_context(world(Settings(var=folder / "var", database_url=url), folder))
            began, killed = time.monotonic(), Counter[str]()
            for deed in (*DEEDS, *COMMANDS):
                killed[deed.name] = sum(1 for _ in kill_at_every_step(school, deed))
                print(f"{engine}: {deed.name}: killed at each of {killed[deed.name]} steps")
            figures = {
                "engine": engine,
                "killed": killed.total(),
                "deeds": dict(killed),
                "reports_lost": 0,  # or it would not have come this far
                "seconds": round(time.monotonic() - began),
            }
            record("faults", figures, seed=7)


def _without_a_database() -> None:
    """Send reports one after the other, each until it is taken in, while the database is away for 30 seconds."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        train_small(folder / "var")
        cluster = stack.enter_context(own_cluster(folder / "cluster"))
        school = stack.enter_context(world(Settings(var=folder / "var", database_url=cluster.url), folder))
        threads, files = school.takes()
        refused, began = Counter[int](), time.monotonic()
        away = began + 2
        gone = back = False
        number = 0
        while time.monotonic() < away + AWAY_S + 10:
            now = time.monotonic()
            if now > away and not gone:
                cluster.stop()
                gone = True
            if now > away + AWAY_S and not back:
                cluster.start()
                back, returned = True, time.monotonic()
                while not school.ready()["ready"]:
                    time.sleep(0.05)
                ready_after = time.monotonic() - returned
            body = {"messages": [{"text": school.words()}]}
            answer = school.ask("POST", "/v1/reports", "system", body, headers={KEY: f"bench-{number}"})
            if answer.status_code == CREATED:
                school.taken_in(answer)
                number += 1
            else:
                refused[answer.status_code] += 1
        school.settle()
        everything_is_there_once(school)
        figures = {
            "engine": "outage",
            "database_away_s": AWAY_S,
            "acknowledged": number,
            "refused": {str(status): times for status, times in refused.items()},
            "ready_again_after_s": round(ready_after, 2),
            "more_threads": school.takes()[0] - threads,
            "more_files": school.takes()[1] - files,
            "reports_lost": 0,  # or it would not have come this far
        }
        record("faults", figures, seed=7)


if __name__ == "__main__":
    main()
