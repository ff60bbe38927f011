"""A process that has loaded everything once and forks services that are ready at once; for tests only.

It is set up by the environment, as a service is, and takes one JSON line an order from its standard input: ``serve``
forks the service behind the one port that all of them share, one after the other; ``run`` forks an errand. The answer
is a line with the process's number. Whoever orders kills; the processes end with this one in any case.
"""

from __future__ import annotations

import ctypes
import json
import os
import pickle
import signal
import socket
import sys
import threading
import traceback
from contextvars import ContextVar
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from service import clock

if TYPE_CHECKING:
    from collections.abc import Callable

_ahead = timedelta()


def _now() -> datetime:
    return datetime.now(UTC) + _ahead


def _set_ahead(seconds: float) -> None:
    global _ahead  # noqa: PLW0603 - the process has one clock
    _ahead = timedelta(seconds=seconds)


clock.now = _now  # before anything takes it as a default

import uvicorn  # noqa: E402
from starlette.datastructures import Headers  # noqa: E402

from classifier.schema import Message, Submission  # noqa: E402
from service import background  # noqa: E402
from service.app import create_app  # noqa: E402
from service.attachments.reader import PictureReader  # noqa: E402
from service.outages import ScoringTimeoutError  # noqa: E402
from service.scoring.scorer import Scorer  # noqa: E402
from service.settings import Settings  # noqa: E402
from tests.faults.steps import Steps  # noqa: E402

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send
    from starlette.types import Message as Sent

    from classifier.screenshot.looked import Looked
    from service.context import Context
    from service.jobs.work import Kind

COUNTED, UNSCORED, CONTROL = "x-counted", "x-unscored", "/steps"
STALLED_S = 3.0  # after which what a killed process held of procrastinate's jobs is taken up again
_unscored: ContextVar[bool] = ContextVar("unscored", default=False)
_DIES_WITH_ITS_PARENT = 1


class Counted:
    """The application, whose marked requests are steps; ``CONTROL`` says of what kind the next steps are."""

    def __init__(self, app: ASGIApp, steps: Steps) -> None:
        self._app = app
        self._steps = steps
        self.work: str | None = None  # None: marked requests
        self.held: str | None = None  # background work that is not begun for now

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["path"] == CONTROL:
            order = json.loads((await receive())["body"])
            _set_ahead(order.get("ahead_s", 0))
            self.work, self.held = order["work"], order["held"]
            self._steps.arm(order["at"], order["named"], reads=order["reads"])
            await send({"type": "http.response.start", "status": 204, "headers": []})
            await send({"type": "http.response.body", "body": b""})
            return
        headers = Headers(scope=scope)
        _unscored.set(UNSCORED in headers)

        async def noticed(message: Sent) -> None:
            if message["type"] == "http.response.start":
                self._steps.step("answer")
            last = message["type"] == "http.response.body" and not message.get("more_body")
            dies = last and self._steps.is_the_one("answered")
            await send(message)
            if dies:
                self._steps.die()

        with self._steps.counted(only_if=self.work is None and COUNTED in headers):
            await self._app(scope, receive, noticed)

    def piece(self, kind: Kind) -> bool:
        """Do a piece of background work; its statements are steps if that kind is being counted."""
        if self.held == kind.work.value:
            return False
        with self._steps.counted(only_if=self.work == kind.work.value):
            return kind.piece()


class Zygote:
    """Everything that the forked processes share."""

    def __init__(self, log: Path, looked: Looked) -> None:
        self._steps = Steps(log)
        self._steps.notice()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._counted: Counted | None = None
        plain_kinds, plain_assess = background.kinds, Scorer.assess
        self._plain_look = PictureReader.look

        def kinds(context: Context) -> list[Kind]:
            return [replace(kind, piece=partial(self._piece, kind)) for kind in plain_kinds(context)]

        def assess(scorer: Scorer, *arguments: Any, **named: Any) -> Any:
            if _unscored.get():
                raise ScoringTimeoutError
            return plain_assess(scorer, *arguments, **named)

        def look(_reader: PictureReader, _data: bytes, *, timeout_s: float | None = None) -> Looked:  # noqa: ARG001
            return looked

        background.kinds = kinds
        PictureReader.look = look  # type: ignore[assignment, method-assign]
        Scorer.assess = assess  # type: ignore[assignment, method-assign]
        self._app = create_app(Settings())
        champion = self._app.state.context.scorer.champion
        if champion.look():
            champion.classifier.assess_many([Submission((Message("đừng nói với ai, gọi 0912345678"),))])
        self._counted = Counted(self._app, self._steps)

    def _piece(self, kind: Kind) -> bool:
        assert self._counted is not None
        return self._counted.piece(kind)

    def obey(self) -> None:
        """Take orders until there are no more."""
        print(json.dumps({"port": self._listener.getsockname()[1]}), flush=True)  # noqa: T201
        for line in sys.stdin:
            order: dict[str, Any] = json.loads(line)
            assert threading.active_count() == 1, "a process with threads cannot be forked"
            child = os.fork()
            if child == 0:
                self._be_born(order)
            print(json.dumps({"process": child}), flush=True)  # noqa: T201

    def _be_born(self, order: dict[str, Any]) -> None:
        status = 1
        try:
            ctypes.CDLL(None).prctl(_DIES_WITH_ITS_PARENT, signal.SIGKILL)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # the answers to orders go there
            for thread in threading._dangling:  # type: ignore[attr-defined]
                if not thread._started.is_set():
                    thread._is_stopped = False  # a fork takes those that were made and not started for dead
            os.environ.update(order.get("environment", {}))
            {"serve": self._serve, "run": self._run}[order["do"]](order)
            status = 0
        except Exception:  # noqa: BLE001 - nobody else would tell why
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(status)

    def _serve(self, order: dict[str, Any]) -> None:
        """Serve; ``fresh``: with settings, a model and a reader of pictures of its own, loaded as at any start."""
        if order.get("fresh"):
            PictureReader.look = self._plain_look  # type: ignore[method-assign]
            self._counted = Counted(create_app(Settings()), self._steps)
        assert self._counted is not None
        config = uvicorn.Config(self._counted, access_log=False, log_level="error", timeout_keep_alive=1)
        uvicorn.Server(config).run([self._listener])

    def _run(self, order: dict[str, Any]) -> None:
        errand: Callable[[Settings], None] = getattr(import_module("tests.faults.errands"), order["errand"])
        self._steps.arm(order["at"], order["named"], reads=order["reads"])
        with self._steps.counted():
            errand(Settings())
        Path(order["done"]).touch()


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody has to ask how they ended
    if os.environ.get("LACHAN_DATABASE_URL", "").startswith("postgresql"):
        from service.jobs.shared import Shared  # noqa: PLC0415 - as the service has it

        assert Shared.__init__.__kwdefaults__ is not None
        Shared.__init__.__kwdefaults__["stalled_s"] = STALLED_S
    looked = pickle.loads(Path(sys.argv[2]).read_bytes())  # noqa: S301 - what the test has just written
    Zygote(Path(sys.argv[1]), looked).obey()


if __name__ == "__main__":
    main()
