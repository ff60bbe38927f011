"""A process of counsellors who take the next case until nothing waits, by a clock that may be wrong; for tests only.

It reads one JSON line with what to do, says ``ready``, and begins at the next line. Each claim is a line of its log,
written after the commit: ``case user fence``.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from datetime import timedelta
from typing import Any

from service import clock
from service.database import Database
from service.principal import Principal
from service.queue import service as queue
from service.words import Role

CONNECTIONS = 12  # of one process; the others wait their turn, as requests do


def main() -> None:
    order: dict[str, Any] = json.loads(sys.stdin.readline())
    database = Database(order["url"], wait_s=60)
    log = os.open(order["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    skew, lease = timedelta(seconds=order["skew_s"]), timedelta(minutes=15)
    room = threading.Semaphore(CONNECTIONS)
    begin = threading.Barrier(len(order["users"]) + 1)

    def work(user: str) -> None:
        who = Principal(user, Role.COUNSELLOR, order["school"], user)
        begin.wait()
        while True:
            with room, database.write() as session:
                entry = queue.take_next(session, who, now=clock.now() + skew, lease=lease)
            if entry is None:
                return
            os.write(log, f"{entry.case_id} {user} {entry.fence}\n".encode())

    threads = [threading.Thread(target=work, args=(user,)) for user in order["users"]]
    for thread in threads:
        thread.start()
    print("ready", flush=True)  # noqa: T201 - what the test waits for
    sys.stdin.readline()
    begin.wait()
    for thread in threads:
        thread.join()
    database.close()


if __name__ == "__main__":
    main()
