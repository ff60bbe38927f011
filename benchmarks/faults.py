"""Kill -9 at every single step of everything that leaves something behind, on both engines.

    .venv/bin/python -m benchmarks.faults [sqlite|postgresql]

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
from tests.faults.sweeping import kill_at_every_step
from tests.faults.world import world
from tests.service.desk import train_small
from tests.service.own_database import own_database

SERVER = "LACHAN_TEST_POSTGRES"


def main() -> None:
    """Kill and record, one engine after another."""
    for engine in sys.argv[1:] or ("sqlite", "postgresql"):
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


if __name__ == "__main__":
    main()
