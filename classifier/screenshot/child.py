"""The process in which pictures are decoded, judged and read: ``python -m classifier.screenshot.child SETTINGS``.

It holds no key, knows no database, and may die at any time. It ends when its input does.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import IO, Any

import orjson

from classifier.screenshot import hash_lists, wire
from classifier.screenshot.explicit import open_nsfw
from classifier.screenshot.gate import Gate
from classifier.screenshot.looking import Looking
from classifier.screenshot.refusal import PictureRefusedError

_GRACE = 5.0  # seconds that the parent has to end this process before it ends itself
_EXHAUSTED = 75  # exit status: what was half done may have left anything behind


def main(settings: dict[str, Any]) -> None:
    """Answer each file that comes, until the input ends."""
    source, sink = _own_pipes()
    folder = Path(settings["hashes"]) if settings["hashes"] else None
    stamp = hash_lists.stamp(folder)
    gate = Gate(hash_lists.load(folder), open_nsfw(), settings["threshold"])
    looking = Looking(gate, _reader(settings["reader"]))
    _limit_memory(settings["memory_mb"])
    wire.send(sink, b"ready")
    while True:
        try:
            [data] = wire.receive(source)
        except EOFError:
            return
        signal.setitimer(signal.ITIMER_REAL, settings["timeout_s"] + _GRACE)  # also where the parent was killed
        if (now := hash_lists.stamp(folder)) != stamp:
            stamp = now
            looking = Looking(Gate(hash_lists.load(folder), gate.explicit, gate.threshold), looking.read)
        try:
            answer = wire.answer_of(looking.look(data))
        except PictureRefusedError as error:
            answer = wire.refusal_of(error)
        except Exception:  # noqa: BLE001 - whatever a decoder or network raises at such a picture
            with contextlib.suppress(OSError):
                wire.send(sink, *wire.unread())
            sys.exit(_EXHAUSTED)
        signal.setitimer(signal.ITIMER_REAL, 0)
        wire.send(sink, *answer)


def _own_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """Keep the pipes to the parent for ourselves: what libraries print goes nowhere, and into no log."""
    source, sink = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(nowhere, number)
    return os.fdopen(source, "rb"), os.fdopen(sink, "wb")


def _reader(place: str) -> Callable[..., Any]:
    """Make a reader of the class at ``module:name``."""
    module, _, name = place.partition(":")
    read: Callable[..., Any] = getattr(import_module(module), name)().read
    return read


def _limit_memory(allowance_mb: int) -> None:
    """Let the process grow by so much beyond what its libraries and networks have taken; Linux alone can tell that."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except OSError:
        return
    import resource  # noqa: PLC0415 - not on every system

    most = pages * os.sysconf("SC_PAGE_SIZE") + allowance_mb * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


if __name__ == "__main__":
    main(orjson.loads(sys.argv[1]))
