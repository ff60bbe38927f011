"""The service as an operator runs it on such a machine, in processes of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from classifier import bundle
from service.settings import Settings
from tests.faults.processes import free_port, wait_until_alive

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ROOT = Path(__file__).parents[2]
_COMMAND = ["-c", "import lachan; lachan.main()"]
_END_S = 30.0
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Served:
    """What answers, and what works behind it."""

    ports: tuple[int, ...]
    processes: tuple[subprocess.Popen[bytes], ...]

    def processor_s(self) -> float:
        """Processor time that all its processes took so far."""
        return sum(_processor_s(process.pid) for process in self.processes)


def prepared(var: Path) -> None:
    """Put the champion and the key that it is signed with into a folder; one is trained if there is none."""
    own = Settings()
    if not (own.models / "champion").is_file():
        _run(["train"], {"LACHAN_VAR": str(var)}).wait()
        return
    champion = bundle.champion_folder(own.models)
    shutil.copytree(champion, var / "models" / champion.name)
    shutil.copy(own.models / "champion", var / "models")
    (var / "keys").mkdir()
    shutil.copy(own.keys / "model-signing.pub", var / "keys")


@contextmanager
def service(var: Path, url: str, processes: int) -> Iterator[Served]:
    """Serve until the end of the block: on PostgreSQL with a worker beside, on SQLite in one process."""
    environment = {
        "LACHAN_VAR": str(var),
        "LACHAN_DATABASE_URL": url,
        "LACHAN_PICTURE_WORKERS": "0",
        "LACHAN_PUBLIC_PAUSE_S": "0",  # whoever measures the form fills it in as only a program does
        "LACHAN_PUBLIC_TRIES": "100000",
        "LACHAN_PUBLIC_PER_MINUTE": "100000",
    }
    shared = not url.startswith("sqlite")
    if shared:
        environment["LACHAN_JOBS"] = "elsewhere"
    ports = tuple(free_port() for _ in range(processes))
    with ExitStack() as stack:
        log = stack.enter_context((var / "log.jsonl").open("ab"))
        started = [stack.enter_context(_running(["serve", "--port", str(port)], environment, log)) for port in ports]
        for port, process in zip(ports, started, strict=True):
            wait_until_alive(port, process)
        if shared:
            started.append(stack.enter_context(_running(["worker"], environment, log)))
        yield Served(ports, tuple(started))


@contextmanager
def endpoint(url: str, processes: int) -> Iterator[Served]:
    """Serve the yardstick in as many processes."""
    ports = tuple(free_port() for _ in range(processes))
    with ExitStack() as stack:
        started = []
        for port in ports:
            command = [sys.executable, "-m", "benchmarks.load.bare", "serve", url, str(port)]
            started.append(stack.enter_context(_ended(_started(command, {}, None))))
            wait_until_alive(port, started[-1])
        yield Served(ports, tuple(started))


def _running(
    arguments: Sequence[str], environment: dict[str, str], log: BinaryIO
) -> AbstractContextManager[subprocess.Popen[bytes]]:
    return _ended(_run(arguments, environment, log))


def _run(arguments: Sequence[str], environment: dict[str, str], log: BinaryIO | None = None) -> subprocess.Popen[bytes]:
    return _started([sys.executable, *_COMMAND, *arguments], environment, log)


def _started(command: Sequence[str], environment: dict[str, str], log: BinaryIO | None) -> subprocess.Popen[bytes]:
    surroundings = os.environ | {"PYTHONPATH": str(_ROOT)} | environment
    return subprocess.Popen(command, cwd=_ROOT, env=surroundings, stderr=log)  # noqa: S603 - our own


@contextmanager
def _ended(process: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(_END_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _processor_s(pid: int) -> float:
    stat = Path(f"/proc/{pid}/stat")
    if not stat.is_file():
        return 0.0  # no Linux: the figure is left out
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK
