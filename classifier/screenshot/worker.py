"""Looking at pictures in a process of its own, with limits: a hostile picture kills that process and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import orjson

from classifier.screenshot import wire
from classifier.screenshot.looked import Looked, PictureUnreadError
from classifier.screenshot.refusal import MAX_BYTES, PictureRefusedError, Refusal

READER = "classifier.screenshot.reader:Reader"
_ROOT = Path(__file__).parents[2]
_KEPT = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "TMPDIR",
    "LD_LIBRARY_PATH",
    "PYTHONPATH",
)  # no key of the service among them


@dataclass(frozen=True, slots=True)
class WorkerSettings:
    """What a worker may take, and what it holds pictures against."""

    hashes: str | None = None  # folder of the lists; None: none
    threshold: float = 0.5  # score from which the image model seals
    memory_mb: int = 1_200  # that looking at one file may take beside the networks
    timeout_s: float = 30.0  # for one file
    start_s: float = 120.0  # until the networks are loaded
    reader: str = READER  # the class that reads pages, as module:name


class Worker:
    """Looks at one file after the other; threads wait for each other. The process starts when the first file comes."""

    def __init__(self, settings: WorkerSettings | None = None) -> None:
        self._settings = settings or WorkerSettings()
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        self.starts = True
        """Whether the process came up when it was last asked for."""

    def look(self, data: bytes) -> Looked:
        """Look at a file's bytes.

        Raises ``PictureRefusedError`` where it is no picture that is opened, and ``PictureUnreadError`` where the time
        or the memory ran out or the process died; the next file finds a fresh one.
        """
        if not data:
            raise PictureRefusedError(Refusal.EMPTY)
        if len(data) > MAX_BYTES:
            raise PictureRefusedError(Refusal.TOO_LARGE)
        with self._turn:
            if self._closed:
                raise PictureUnreadError
            try:
                process = self._started()
                with _killed_after(process, self._settings.timeout_s):
                    answer = self._asked(process, data)
                return wire.taken_up(answer)
            except (OSError, EOFError, PictureUnreadError):
                self._end()  # whatever happened there, nobody asks that process again
                raise PictureUnreadError from None

    def close(self) -> None:
        """End the process; whoever asks afterwards gets ``PictureUnreadError``."""
        self._closed = True
        with suppress(AttributeError, OSError):
            self._process.kill()  # type: ignore[union-attr]  # whoever waits for an answer now gets its end
        with self._turn:
            self._end()

    @staticmethod
    def _asked(process: subprocess.Popen[bytes], data: bytes) -> list[bytes]:
        if process.stdin is None or process.stdout is None:
            raise OSError
        wire.send(process.stdin, data)
        return wire.receive(process.stdout)

    def _started(self) -> subprocess.Popen[bytes]:
        try:
            process = self._running()
        except (OSError, EOFError):
            self.starts = False
            raise
        self.starts = True
        return process

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._end()
        environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
        environment |= {"OMP_NUM_THREADS": "1", "OMP_THREAD_LIMIT": "1", "ORT_DISABLE_TELEMETRY": "1"}
        environment["PYTHONPATH"] = os.pathsep.join([str(_ROOT), *filter(None, [environment.get("PYTHONPATH")])])
        settings: dict[str, Any] = asdict(self._settings)
        self._process = subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
            [sys.executable, "-m", "classifier.screenshot.child", orjson.dumps(settings).decode()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        with _killed_after(self._process, self._settings.start_s):
            if self._process.stdout is None or wire.receive(self._process.stdout) != [b"ready"]:
                raise OSError
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()


@contextmanager
def _killed_after(process: subprocess.Popen[bytes], seconds: float) -> Iterator[None]:
    """Kill a process that takes longer; whoever reads from it then comes to the end of its pipe."""
    timer = threading.Timer(seconds, process.kill)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
