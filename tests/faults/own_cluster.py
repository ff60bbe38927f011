"""A PostgreSQL server that nobody else uses, so that it can be stopped."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.faults.processes import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

_USER = "postgres"


@dataclass
class Cluster:
    """One that runs."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://{_USER}@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        self._ctl("start", "-w", "-o", f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1")

    def stop(self) -> None:
        self._ctl("stop", "-m", "immediate")

    def hang(self) -> None:
        """Stop all of its processes where they are: connections stay open, and nothing answers."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._signal(signal.SIGCONT)

    def connections(self) -> int:
        with psycopg.connect(self.url.replace("+psycopg", "")) as connection:
            row = connection.execute("SELECT count(*) FROM pg_stat_activity WHERE client_port IS NOT NULL").fetchone()
            assert row is not None
            return int(row[0])

    def _signal(self, which: signal.Signals) -> None:
        server = int((self.folder / "data/postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
        for process in (server, *map(int, children)):
            os.kill(process, which)

    def _ctl(self, *words: str) -> None:
        _as_postgres("pg_ctl", "-D", str(self.folder / "data"), "-l", str(self.folder / "log"), *words)


@contextmanager
def own_cluster(folder: Path) -> Iterator[Cluster]:
    """Make one and start it; skips where PostgreSQL's own commands are missing."""
    if shutil.which("initdb") is None or shutil.which("pg_ctl") is None:
        pytest.skip("a PostgreSQL server of its own needs initdb and pg_ctl on the path")
    folder.mkdir(mode=0o755)
    if os.geteuid() == 0:  # it does not run as root
        shutil.chown(folder, _USER)
        for above in (folder, *folder.parents):
            if not os.access(above, os.X_OK) or not above.stat().st_mode & 1:
                above.chmod(above.stat().st_mode | 1)
    _as_postgres("initdb", "-D", str(folder / "data"), "-A", "trust", "-U", _USER, "--no-sync")
    cluster = Cluster(folder, free_port())
    cluster.start()
    try:
        yield cluster
    finally:
        cluster.go_on()
        cluster.stop()


def _as_postgres(*words: str) -> None:
    user = {"user": _USER, "group": _USER} if os.geteuid() == 0 else {}
    home = pwd.getpwnam(_USER).pw_dir if user else None
    done = subprocess.run(  # noqa: S603
        words,
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd=home,
        timeout=60,
        **user,  # type: ignore[arg-type]
    )
    assert done.returncode == 0, done.stderr.decode()
