"""What sealing costs: the seals themselves, a report's columns, and the words it is searched by.

``python -m benchmarks.sealing`` prints medians of one run, in microseconds of the processor, beside the same work
without sealing.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from service import clock, operator_key, secret
from service.database import Database
from service.identifiers import new_id
from service.intake.content import taken_up
from service.keyring import keyring, seal, unsealed
from service.models import Note, Report
from service.models.keys import Owner, Sealed
from service.search.tokens import tokens, words_of
from service.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

_TEXT = "đừng nói với bố mẹ nhé, qua Zalo nói chuyện riêng, mai nhớ mang vở toán đi nhé"
_CONTENT = {
    "messages": [{"speaker": "other", "text": _TEXT} for _ in range(20)],
    "happening_now": False,
    "adult_has_access": False,
    "unread_screenshots": 0,
    "note": _TEXT,
    "reference": None,
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=500)
    parser.add_argument("--url", help="database; a new SQLite file if there is none")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(var=Path(folder), database_url=asked.url)
        database = Database(settings.database, operator_key=operator_key.load(settings))
        database.upgrade()
        for name, (plain, sealed) in _measured(database, settings, asked.rounds).items():
            print(
                json.dumps({"what": name, "plain_us": plain, "sealed_us": sealed, "more_us": round(sealed - plain, 1)})
            )
        database.close()


def _measured(database: Database, settings: Settings, rounds: int) -> dict[str, tuple[float, float]]:
    found: dict[str, tuple[float, float]] = {}
    own = secret.load(settings.keys)
    with database.write() as session:
        ring = keyring(session)

        def new_report() -> Report:
            return Report(id=new_id())

        def stored() -> None:
            row = new_report()
            ring.make(Owner.REPORT, row.id)
            row.content = seal(session, row, Report.content, _CONTENT)

        found["store a report's content and key"] = _us(lambda: orjson.dumps(_CONTENT), rounds), _us(stored, rounds)

        row = new_report()
        ring.make(Owner.REPORT, row.id)
        row.content = seal(session, row, Report.content, _CONTENT)
        plain = orjson.dumps(_CONTENT)
        found["open a report's content"] = (
            _us(lambda: taken_up(orjson.loads(plain), "child"), rounds),
            _us(lambda: taken_up(unsealed(session, row, Report.content), "child"), rounds),
        )
        note = Note(id=new_id(), case_id=new_id(), user_id=new_id(), at=clock.now(), text=Sealed(b""))

        def noted() -> None:
            note.text = seal(session, note, Note.text, _TEXT)
            unsealed(session, note, Note.text)

        found["seal and open a note"] = _us(lambda: orjson.loads(orjson.dumps(_TEXT)), rounds), _us(noted, rounds)
        texts = [_TEXT] * 20
        found["words a report is searched by (a job)"] = 0.0, _us(lambda: tokens(own, "s" * 32, words_of(texts)), 50)
    return found


def _us(do: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        begun = time.process_time()
        do()
        times.append(time.process_time() - begun)
    return round(statistics.median(times) * 1e6, 1)


if __name__ == "__main__":
    main()
