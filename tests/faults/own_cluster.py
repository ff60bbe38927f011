"""A PostgreSQL server that nobody else uses, so that it can be stopped."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from tests.faults.processes import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

_USER = "postgres"


@dataclass
class Cluster:
    """One that runs, as a child of this process."""

    folder: Path
    commands: Path  # of PostgreSQL
    port: int
    server: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://{_USER}@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        """Start it, and wait until it takes connections."""
        self.server = subprocess.Popen(  # noqa: S603
            [self.commands / "postgres", "-D", self.folder / "data", "-p", str(self.port), "-k", self.folder],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **_as_postgres(self.folder),
        )
        end = time.monotonic() + 60
        while True:
            try:
                self.connections()
            except psycopg.OperationalError:
                assert time.monotonic() < end
                time.sleep(0.1)
            else:
                return

    def stop(self) -> None:
        """End it at once, and all connections with it."""
        assert self.server is not None
        self.server.send_signal(signal.SIGQUIT)
        try:
            self.server.wait(20)
        except subprocess.TimeoutExpired:
            self._signal(signal.SIGKILL)
            self.server.wait(20)

    def hang(self) -> None:
        """Stop all of its processes where they are: connections stay open, and nothing answers."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._signal(signal.SIGCONT)

    def connections(self) -> int:
        """How many clients are connected, this one among them."""
        with psycopg.connect(self.url.replace("+psycopg", ""), connect_timeout=5) as connection:
            row = connection.execute("SELECT count(*) FROM pg_stat_activity WHERE client_port IS NOT NULL").fetchone()
            assert row is not None
            return int(row[0])

    def _signal(self, which: signal.Signals) -> None:
        assert self.server is not None
        number = self.server.pid
        children = Path(f"/proc/{number}/task/{number}/children").read_text().split()
        for process in (number, *map(int, children)):
            os.kill(process, which)


@contextmanager
def own_cluster(folder: Path) -> Iterator[Cluster]:
    """Make one and start it; skips where PostgreSQL's own commands are missing."""
    initdb = shutil.which("initdb")
    if initdb is None:
        pytest.skip("a PostgreSQL server of its own needs initdb on the path")
    folder.mkdir(mode=0o755)
    if os.geteuid() == 0:  # it does not run as root, and must reach its folder
        shutil.chown(folder, _USER)
        for above in folder.parents:
            if not above.stat().st_mode & 1:
                above.chmod(above.stat().st_mode | 1)
    subprocess.run(  # noqa: S603
        [initdb, "-D", folder / "data", "-A", "trust", "-U", _USER, "--no-sync"],
        check=True,
        stdout=subprocess.DEVNULL,
        **_as_postgres(folder),
    )
    cluster = Cluster(folder, Path(initdb).resolve().parent, free_port())
    cluster.start()
    try:
        yield cluster
    finally:
        cluster.stop()


def _as_postgres(folder: Path) -> dict[str, Any]:
    return {"cwd": folder} | ({"user": _USER, "group": _USER} if os.geteuid() == 0 else {})
