"""Sends, or calls whoever is on call, at one moment of the clock; for tests in processes of their own."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING, cast

from service.database import Database
from service.deliveries.on_call import call_next
from service.deliveries.sending import send_next
from service.metrics import Metrics
from service.sealing import operator_key
from service.settings import Settings

if TYPE_CHECKING:
    from service.context import Context

_WORK = {"send": send_next, "call": call_next}


class Small:
    """What this needs of the running service."""

    def __init__(self) -> None:
        self.settings = Settings()
        self.operator_key = operator_key.load(self.settings)
        self.database = Database(self.settings.database, operator_key=self.operator_key)
        self.metrics = Metrics()


def main(work: str, moment: str) -> None:
    now = datetime.fromisoformat(moment)
    context = cast("Context", Small())
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    while _WORK[work](context, tell=lambda: now):
        pass


if __name__ == "__main__":
    main(*sys.argv[1:])
