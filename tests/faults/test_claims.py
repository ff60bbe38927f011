"""Two hundred people take a thousand cases from four processes, of which two are killed in the middle of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import IO

import pytest
from sqlalchemy import select, update

from classifier.taxonomy import Tier
from service import clock
from service.cases import service as cases
from service.cases.file import Held
from service.database import Database
from service.errors import StaleClaimError
from service.models import AuditRow, Case
from service.principal import Principal
from service.queue import service as queue
from service.queue.placing import settle
from service.words import Role
from tests.faults.processes import ROOT
from tests.service.queue.cast import case, keep, person, school

CLAIMANTS, CASES, EXPIRED = 200, 1_000, 100
SKEWS_S = (-300, 300, 0, 150)  # clocks of the processes; the first two are killed
KILLED = 2
LEASE = timedelta(minutes=15)
AFTER_EVERY_LEASE = timedelta(minutes=30)

pytestmark = pytest.mark.timeout(180)


def fill(database: Database) -> tuple[str, list[str]]:
    """Make the school, its people and its cases, a tenth of them with a lease that ran out."""
    now = clock.now()
    school_id = school(database)
    users = [person(database, school_id) for _ in range(CLAIMANTS)]
    rows = []
    for i in range(CASES):
        left = {"claimed_by": users[0], "claimed_until": now - LEASE, "fence": 3} if i < EXPIRED else {}
        row = case(
            school_id,
            tier=list(Tier)[i % 4].value,
            risk=i / CASES,
            due_at=now + timedelta(minutes=i % 7 - 3),  # some become overdue while they are taken
            received_at=now,
            **left,
        )
        settle(row, now - timedelta(minutes=5))
        rows.append(row)
    keep(database, *rows)
    return school_id, users


def claimants(url: str, school_id: str, users: list[str], skew_s: int, log: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.claimant"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    order = {"url": url, "school": school_id, "users": users, "skew_s": skew_s, "log": str(log)}
    say(process.stdin, json.dumps(order))
    return process


def say(pipe: IO[str] | None, line: str) -> None:
    assert pipe is not None
    pipe.write(line + "\n")
    pipe.flush()


def claimed(log: Path) -> list[tuple[str, str, int]]:
    lines = (line.split() for line in log.read_text().splitlines()) if log.exists() else ()
    return [(case, user, int(fence)) for case, user, fence in lines]


def test_each_case_is_given_once_and_none_is_lost_whoever_dies_and_whatever_clocks_say(
    database: Database, url: str, tmp_path: Path
) -> None:
    school_id, users = fill(database)
    share = CLAIMANTS // len(SKEWS_S)
    teams = [users[at : at + share] for at in range(0, CLAIMANTS, share)]
    logs = [tmp_path / f"{number}.log" for number in range(len(SKEWS_S))]
    processes = [
        claimants(url, school_id, team, skew_s, log) for team, skew_s, log in zip(teams, SKEWS_S, logs, strict=True)
    ]
    try:
        for process in processes:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        for process in processes:
            say(process.stdin, "go")
        for process, log in zip(processes[:KILLED], logs, strict=False):
            while len(claimed(log)) < share // 2:
                assert process.poll() is None, "nothing was left to kill it at"
                time.sleep(0.002)
            process.kill()
        assert [process.wait(90) for process in processes[KILLED:]] == [0] * (len(processes) - KILLED)
    finally:
        for process in processes:
            process.kill()
            process.communicate()

    given = [claim for log in logs for claim in claimed(log)]
    dead, alive = ({user for team in part for user in team} for part in (teams[:KILLED], teams[KILLED:]))
    assert len(given) == len({case for case, _, _ in given})
    with database.read() as session:
        held = {case.id: (case.claimed_by, case.fence, case) for case in session.scalars(select(Case))}
        audited = session.scalars(select(AuditRow.object_id).where(AuditRow.verb == "claim_case")).all()
    assert {case: held[case][:2] for case, _, _ in given} == {case: (user, fence) for case, user, fence in given}
    assert sorted(audited) == sorted(held)  # every case once, those whose taker died before saying so included
    assert Counter(fence for _, fence, _ in held.values()) == {1: CASES - EXPIRED, 4: EXPIRED}
    unsaid = {held[case][0] for case in set(held) - {case for case, _, _ in given}}
    assert unsaid <= dead
    assert len(given) >= CASES - KILLED * share

    first, now = Principal(users[0], Role.COUNSELLOR, school_id), clock.now()
    stale = next(case for case, (user, fence, _) in held.items() if fence == 4 and user != users[0])
    with pytest.raises(StaleClaimError), database.write() as session:
        cases.heartbeat(session, first, Held(stale, 3), now=now, lease=LEASE)

    left = {case for case, (user, _, _) in held.items() if user in dead}
    assert left  # those who died held something
    with database.write() as session:
        session.execute(update(Case).where(Case.claimed_by.in_(alive)).values(state="closed_no_harm"))
    taken: list[str] = []
    last = Principal(users[-1], Role.COUNSELLOR, school_id)
    while len(taken) <= len(left):
        with database.write() as session:
            entry = queue.take_next(session, last, now=now + AFTER_EVERY_LEASE, lease=LEASE)
        if entry is None:
            break
        taken.append(entry.case_id)
        assert entry.fence == held[entry.case_id][1] + 1
    assert sorted(taken) == sorted(left)
