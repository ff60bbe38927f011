"""How many reports a second are taken in, beside a bare insert of the same bytes in the same run; and nothing lost.

    make bench-load                      SQLite, and PostgreSQL if LACHAN_TEST_POSTGRES names one; four minutes
    .venv/bin/python -m benchmarks.load [sqlite|postgresql] [--processes N] [--rounds N] [--seconds S] [--hour]

The service runs as an operator runs it: on PostgreSQL several ``lachan serve`` and a ``lachan worker``, on SQLite one
process. Each round asks, one after the other and over as many connections: the bare insert (``INSERT``, ``COMMIT``,
kept on the disk, nothing else), the same behind the least FastAPI endpoint, the service with one API key, and with
eight; the figures are medians over the rounds. Then reports come at a fixed rate (200 a second on PostgreSQL, 100 on
SQLite), each at its own moment whatever became of the others, while a counsellor takes the next case and a pupil sends
the form. At the end all that was acknowledged is compared with the database. ``--hour`` sends as many as come in an
hour at that rate, as fast as they are taken.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import text

from benchmarks.load.beside import working
from benchmarks.load.checking import compared
from benchmarks.load.sender import Answers, Plan, read_answers
from benchmarks.load.serving import Served, endpoint, prepared, service
from benchmarks.record import record
from service import clock, operator_key, secret
from service.accounts import service as accounts
from service.database import Database
from service.models import School, User
from service.settings import Settings
from service.words import Role
from tests.service.own_database import own_database

if TYPE_CHECKING:
    from collections.abc import Sequence

SEED = 0
SERVER = "LACHAN_TEST_POSTGRES"
RATES = {"postgresql": 200.0, "sqlite": 100.0}  # reports a second that must be taken in
SHARE = 0.4  # of the bare insert
CONNECTIONS = 16
KEYS = 8
HOUR_S = 3_600
_WARM_UP = 800  # reports: the first ones compile phrases and statements
_NEVER = 10**9


@dataclass
class Load:
    """One engine's run: where it writes, and all that was sent so far."""

    folder: Path
    url: str
    seconds: float
    keys: tuple[str, ...]
    sent: list[Answers] = field(default_factory=list)  # to the service
    numbers: int = 0  # of reports that were planned

    def plan(self, served: Served | None, path: str = "/v1/reports", keys: int = 1) -> Plan:
        """Plan reports that nobody sent before, as fast as the answers come."""
        ports = served.ports if served is not None else ()
        return Plan(ports, path, self.keys[:keys], SEED, self.numbers, _NEVER, self.seconds, CONNECTIONS)

    def ask(self, plan: Plan, module: str = "sender", **more: object) -> Answers:
        """Have a process of its own do it."""
        given, came = self.folder / "plan.json", self.folder / "answers.json"
        given.write_text(json.dumps(asdict(plan) | more), "utf-8")
        subprocess.run([sys.executable, "-m", f"benchmarks.load.{module}", given, came], check=True)  # noqa: S603
        answers = read_answers(came)
        self.numbers += answers.sent
        return answers

    def file(self, plan: Plan) -> Answers:
        """Send reports to the service, and keep what it acknowledged."""
        answers = self.ask(plan)
        self.sent.append(answers)
        return answers


def main() -> None:
    """Measure and record, one engine after another."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("engine", nargs="*", choices=[*RATES, []], default=[])
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=6.0)
    parser.add_argument("--hour", action="store_true")
    asked = parser.parse_args()
    for engine in asked.engine or tuple(RATES):
        if engine == "postgresql" and SERVER not in os.environ:
            print(f"PostgreSQL is left out: set {SERVER}")
            continue
        record("load", _measured(engine, asked), seed=SEED)


def _measured(engine: str, asked: argparse.Namespace) -> dict[str, Any]:
    processes = asked.processes if engine == "postgresql" else 1
    with ExitStack() as stack:
        var = Path(stack.enter_context(TemporaryDirectory()))
        prepared(var)
        if engine == "postgresql":
            url = stack.enter_context(own_database(os.environ[SERVER]))
        else:
            url = f"sqlite:///{var / 'lachan.db'}"
        database = Database(url, operator_key=operator_key.load(Settings(var=var)), secret=secret.load(var / "keys"))
        stack.callback(database.close)
        database.upgrade()
        keys, token, school = _people(database)
        load = Load(var, url, asked.seconds, keys)
        figures: dict[str, Any] = {"engine": engine, "durability": _durability(database), "processes": processes}
        figures |= {"connections": CONNECTIONS, "jobs": "worker" if engine == "postgresql" else "here"}
        served = stack.enter_context(service(var, url, processes))
        load.file(replace(load.plan(served, keys=KEYS), most=_WARM_UP, seconds=90.0))
        if asked.hour:
            whole = replace(load.plan(served, keys=KEYS), most=int(RATES[engine] * HOUR_S), seconds=HOUR_S)
            figures |= _told("hour", served, load, whole)
        else:
            figures |= _rounds(load, served, asked.rounds, processes)
            figures |= _steady(load, served, database, RATES[engine], token, school)
        figures |= compared(database, load.sent)
    figures["goal_rate"] = RATES[engine]
    return figures


def _rounds(load: Load, served: Served, rounds: int, processes: int) -> dict[str, Any]:
    """Ask service and yardsticks in turn, so that all meet the same load of the machine."""
    rates: dict[str, list[float]] = {"bare": [], "endpoint": [], "one_key": [], "keys": []}
    costs: list[float] = []
    times: list[float] = []
    own: list[float] = []
    with endpoint(load.url, processes) as least:
        for _ in range(rounds):
            rates["bare"].append(load.ask(load.plan(None), "bare", url=load.url).rate)
            rates["endpoint"].append(load.ask(load.plan(least, "/bare")).rate)
            for name, keys in (("one_key", 1), ("keys", KEYS)):
                before = served.processor_s()
                answers = load.file(load.plan(served, keys=keys))
                rates[name].append(answers.rate)
                costs.append((served.processor_s() - before) / max(1, len(answers.ids)) * 1e3)
                times += answers.times_ms
                own.append(answers.processor_s / answers.seconds)
    ratios = {
        f"of_{yardstick}": round(
            statistics.median(a / b for a, b in zip(rates["keys"], rates[yardstick], strict=True)), 3
        )
        for yardstick in ("bare", "endpoint")
    }
    return {
        "rounds": rounds,
        **{f"{name}_a_second": round(statistics.median(found), 1) for name, found in rates.items()},
        **{f"{name}_each": [round(rate, 1) for rate in found] for name, found in rates.items()},
        **ratios,
        "goal_share": SHARE,
        "service_processor_ms": round(statistics.median(costs), 2),
        "sender_share": round(statistics.median(own), 3),
        **_quantiles("closed", times),
    }


def _steady(load: Load, served: Served, database: Database, rate: float, token: str, school: str) -> dict[str, Any]:
    url = f"http://127.0.0.1:{served.ports[0]}"
    with working(url, database, token, school) as quiet:
        time.sleep(load.seconds)
    with working(url, database, token, school) as met:
        plan = replace(load.plan(served, keys=KEYS), rate=rate, seconds=3 * load.seconds, connections=4 * CONNECTIONS)
        figures = _told("steady", served, load, plan)
    for name, one in (("quiet", quiet), ("beside", met)):
        figures |= _quantiles(f"{name}_next", [1e3 * seconds for seconds in one.next_s])
        figures |= _quantiles(f"{name}_queue", [1e3 * seconds for seconds in one.queue_s])
        figures |= _quantiles(f"{name}_form", [1e3 * seconds for seconds in one.form_s])
        figures[f"{name}_failures"] = one.failures
    return figures


def _told(name: str, served: Served, load: Load, plan: Plan) -> dict[str, Any]:
    before = served.processor_s()
    answers = load.file(plan)
    return {
        f"{name}_asked_a_second": plan.rate,
        f"{name}_a_second": round(answers.rate, 1),
        f"{name}_sent": answers.sent,
        f"{name}_errors": sum(answers.failures.values()),
        f"{name}_failures": answers.failures,
        f"{name}_processor_ms": round((served.processor_s() - before) / max(1, len(answers.ids)) * 1e3, 2),
        f"{name}_sender_share": round(answers.processor_s / answers.seconds, 3),
        **_quantiles(name, answers.times_ms),
    }


def _people(database: Database) -> tuple[tuple[str, ...], str, str]:
    """Make eight reporting systems of four schools, and a counsellor of the first; gives keys, token and school."""
    now = clock.now()
    with database.write() as session:
        keys = tuple(accounts.add_key(session, f"Hệ thống {n}", f"THCS Hoa Sen {n % 4}", now=now) for n in range(KEYS))
        school: School = accounts.school(session, "THCS Hoa Sen 0", now=now)
        user = User(
            name="lan", display_name="Cô Lan", role=Role.COUNSELLOR.value, school_id=school.id, created_at=now,
            password_hash="-",  # noqa: S106 - nobody signs in with it
        )  # fmt: skip
        session.add(user)
        session.flush()
        return keys, accounts.begin(session, user, now=now), school.id


def _durability(database: Database) -> str:
    with database.read() as session:
        if database.sqlite:
            return f"synchronous={session.scalar(text('PRAGMA synchronous'))}"  # 2 is FULL
        kept = {name: session.scalar(text(f"SHOW {name}")) for name in ("synchronous_commit", "fsync")}
        return ", ".join(f"{name}={value}" for name, value in kept.items())


def _quantiles(name: str, times_ms: Sequence[float]) -> dict[str, float]:
    if not times_ms:
        return {}
    return {f"{name}_p{at}_ms": round(float(np.quantile(times_ms, at / 100)), 1) for at in (50, 99)}


if __name__ == "__main__":
    main()
