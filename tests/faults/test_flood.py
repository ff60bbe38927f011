"""Five hundred copies of a harmless report: they stand in one place, one tier up at most, and stay quick to take in.

``pytest -s`` prints the times.
"""

import statistics
import sys
import time

import pytest
from sqlalchemy import func, select

from service.models import Case, Report
from tests.service.desk import GROOMING, Desk
from tests.service.related.desk_of_cases import LONG

COPIES = 500


@pytest.mark.timeout(280)
def test_five_hundred_copies_neither_steer_the_queue_nor_slow_it(desk: Desk) -> None:
    desk.file(GROOMING)  # P1
    times = []
    for number in range(COPIES):
        began = time.perf_counter()
        desk.file(LONG if number % 2 else f"Em chào cô ạ, {LONG}")
        times.append(time.perf_counter() - began)
    first, last = statistics.median(times[:50]), statistics.median(times[-50:])
    sys.stdout.write(f"median of the first 50: {first * 1e3:.1f} ms, of the last 50: {last * 1e3:.1f} ms\n")
    queue = desk.client.get("/v1/queue", headers=desk.lan).json()
    assert [(one["tier"], one["served_as"]) for one in queue["cases"]] == [("P1", "P1"), ("P3", "P2")]
    with desk.context.database.read() as session:
        assert session.scalar(select(func.max(Case.report_count))) == COPIES
        assert session.scalar(select(func.count()).select_from(Report)) == COPIES + 1
    assert last < 3 * first
