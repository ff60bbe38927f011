"""Calls whoever is on call, once a second of the clock that it is given; for tests in processes of their own."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING, cast

from service.database import Database
from service.deliveries.on_call import call_next
from service.settings import Settings

if TYPE_CHECKING:
    from service.context import Context


class Small:
    """What calling needs of the running service."""

    def __init__(self) -> None:
        self.settings = Settings()
        self.database = Database(self.settings.database)


def main(moment: str) -> None:
    now = datetime.fromisoformat(moment)
    context = cast("Context", Small())
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    while call_next(context, tell=lambda: now):
        pass


if __name__ == "__main__":
    main(sys.argv[1])
