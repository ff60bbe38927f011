"""Saying that there is work, in the transaction that makes it: nobody hears of it before the commit, or without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from service.jobs.work import Work

_KEY = "lachan_announced"
PREFIX = "lachan."
"""What the names of this service's queues begin with: procrastinate's tables may serve other programs, too."""


def announce(session: Session, work: Work) -> None:
    """Say that this transaction leaves work that can be done at once. Needs a ``write()`` session.

    What falls due later needs no announcement: it is looked for in any case.
    """
    session.info.setdefault(_KEY, set()).add(work)


def announced(session: Session) -> frozenset[Work]:
    """Give what was announced in a session."""
    return frozenset(session.info.get(_KEY, ()))


def post(session: Session, works: frozenset[Work]) -> None:
    """Write announcements down as procrastinate's jobs, in the session's own transaction; its trigger then notifies.

    There is no queueing lock on purpose: it would let transactions wait for each other, and one that was absorbed by
    another's job could be committed after that job had looked. Whoever takes a job takes all that wait (``gather``).
    """
    session.execute(_POST, {"queues": sorted(f"{PREFIX}{work}" for work in works)})


_POST = text(
    "SELECT procrastinate_defer_jobs_v1(ARRAY("
    "SELECT ROW(queue, queue, 0, NULL, NULL, '{}', NULL)::procrastinate_job_to_defer_v1"
    " FROM unnest(CAST(:queues AS varchar[])) AS queue))"
)
