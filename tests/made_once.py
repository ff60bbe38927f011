"""What takes long to make is made once for a whole run: by the first worker that asks, for all the others to read."""

from __future__ import annotations

import fcntl
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Give the folder ``name`` of this run, filled by ``make`` if nobody has done so; read it, do not write to it.

    The workers of ``pytest -n`` have their own folders below the run's; whoever runs alone has the run's own.
    """
    own = factory.getbasetemp()
    run = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder = run / f"once-{name}"
    with (run / f".{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            draft = Path(tempfile.mkdtemp(prefix=f".{name}.", dir=run))
            make(draft)
            draft.rename(folder)  # whole or not at all: who was killed while making it leaves nothing to trust
    return folder
