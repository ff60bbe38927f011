"""Erases what is due in a process of its own, and is killed before a step; for tests only."""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

from service import clock
from service.attachments.store import Store
from service.database import Database
from service.retention import belongings, due
from service.retention.erasing import Eraser
from service.retention.tombstones import Tombstones
from service.settings import Settings

STEPS = {"list": (Tombstones, "add"), "rows": (belongings, "take_away"), "files": (Store, "erase")}


def die(*_: Any, **__: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(step: str) -> None:
    settings = Settings()
    database = Database(settings.database)
    if step == "committing":  # the rows are gone in a transaction that nobody commits
        whole = belongings.take_away

        def cut(*given: Any) -> dict[str, int]:
            whole(*given)
            die()
            return {}

        setattr(belongings, "take_away", cut)  # noqa: B010 - a step is put in the place of another
    elif step == "done":  # after the last file, before that is written down
        erase = Store.erase

        def last(store: Store, report_id: str) -> None:
            erase(store, report_id)
            die()

        setattr(Store, "erase", last)  # noqa: B010
    else:
        place, name = STEPS[step]
        setattr(place, name, die)
    with database.write() as session:
        marked = due.mark_next(session, now=clock.now(), days=settings.retention_days)
    assert marked is not None
    Eraser.of(database, settings).finish(marked.id)


if __name__ == "__main__":
    main(sys.argv[1])
