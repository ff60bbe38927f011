"""Every step of a piece of work that leaves something behind, counted; at the one it was told to, the process dies.

A step is a statement, a commit, a change of a file or something said to another machine. They are noticed from
outside: by SQLAlchemy's events, by Python's audit hook and around the sockets. The product knows nothing of it.
"""

from __future__ import annotations

import os
import signal
import smtplib
import sys
import threading
from collections import Counter
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Any

from httpcore._backends.sync import SyncStream
from sqlalchemy import Engine, event
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_counting: ContextVar[bool] = ContextVar("counting", default=False)
_CHANGES = ("INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP")
KILLED = "KILLED "
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_FILES = {"os.rename": "rename", "os.remove": "unlink", "os.link": "link", "os.mkdir": "mkdir", "os.rmdir": "rmdir"}


class Steps:
    """Counts what is done inside ``counted`` from ``arm`` on, and dies at one step: see ``arm``.

    ``reads``: statements that change nothing are steps, too. Every step is a line of ``log``: its name, and ``KILLED``
    before it where the process died.
    """

    def __init__(self, log: Path) -> None:
        self._log = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self._lock = threading.Lock()
        self._armed = False
        self._reads = False
        self._at, self._named = 0, ""
        self._done: Counter[str] = Counter()

    def arm(self, at: int, named: str = "", *, reads: bool = False) -> None:
        """Begin to count anew: to die at the step number ``at`` (from 1), of those of a name if one is given.

        0: to count and to die nowhere; below: not even to count.
        """
        with self._lock:
            self._at, self._named, self._reads, self._armed = at, named, reads, at >= 0
            self._done.clear()

    @contextmanager
    def counted(self, *, only_if: bool = True) -> Iterator[None]:
        """What goes on inside, in threads that inherit the context as well, are steps."""
        token = _counting.set(only_if)
        try:
            yield
        finally:
            _counting.reset(token)

    def step(self, name: str) -> None:
        """Note one step; does not come back if it is the one."""
        if self.is_the_one(name):
            self.die()

    def is_the_one(self, name: str) -> bool:
        """Note one step that is about to be taken; tells whether to ``die`` right after it."""
        if not self._armed or not _counting.get():
            return False
        with self._lock:
            self._done.update(("", name))
            here = self._armed and self._named in ("", name) and self._done[self._named] == self._at
            os.write(self._log, f"{KILLED * here}{name}\n".encode())
        return here

    def die(self) -> None:
        """Be gone, as by ``kill -9``."""
        os.kill(os.getpid(), signal.SIGKILL)
        signal.pause()

    def notice(self) -> None:
        """Begin to listen; once a process, and it cannot be taken back."""
        event.listen(Engine, "before_cursor_execute", self._statement)
        for dialect in (PGDialect_psycopg, SQLiteDialect_pysqlite):
            self._around(dialect, "do_commit", "commit", "committed")
        self._around(os, "fsync", "fsync", None)
        self._around(SyncStream, "write", "send to the webhook", "sent to the webhook")
        self._around(SyncStream, "read", "hear the webhook", "heard the webhook")
        self._around(smtplib.SMTP, "data", "send the e-mail", "sent the e-mail")
        sys.addaudithook(self._audited)

    def _statement(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        words = statement.split(None, 4)
        verb = words[0].upper()
        if verb in _CHANGES or self._reads:
            named = {"INSERT": 2, "UPDATE": 1, "DELETE": 2}.get(verb)
            self.step(f"{verb} {words[named]}" if named else " ".join(words[:3]) if verb in _CHANGES else verb)

    def _audited(self, what: str, arguments: tuple[Any, ...]) -> None:
        if what == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITES and arguments[0] != "/dev/null":
            self.step("open a file")
        elif what in _FILES:
            self.step(_FILES[what])
        elif what == "socket.connect":
            self.step("connect")

    def _around(self, owner: Any, name: str, before: str, after: str | None) -> None:
        plain: Callable[..., Any] = getattr(owner, name)

        def noticed(*arguments: Any, **named: Any) -> Any:
            self.step(before)
            answer = plain(*arguments, **named)
            if after:
                self.step(after)
            return answer

        setattr(owner, name, noticed)
