"""What a command does, in a process of its own that may die at any step: see ``zygote``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from service.attachments.sweep import sweep as sweep_files
from service.backup import restoring, taking
from service.backup.unfinished import MARKER
from service.running import Running
from service.sealing.checking import require_right_key
from service.sealing.commands import rotate as rotate_key

FOLDER = "LACHAN_FAULTS_FOLDER"  # where a backup is, or shall be

if TYPE_CHECKING:
    from service.settings import Settings


def make_keys(settings: Settings) -> None:
    """Make the keys, as a first start does."""
    Running.of(settings)


def begin(settings: Settings) -> None:
    """Bring up the tables, as a first start does."""
    database = Running.of(settings).context.database
    database.upgrade()
    require_right_key(database)


def sweep(settings: Settings) -> None:
    """Take away the files that no report names."""
    sweep_files(Running.of(settings).context)


def rotate(_settings: Settings) -> None:
    """Change the sealing key, and wrap everything with the new one."""
    rotate_key()


def back_up(settings: Settings) -> None:
    """Take a backup, unless it is there already: whoever was cut off looks first."""
    folder = Path(os.environ[FOLDER])
    if not folder.exists():
        taking.take(settings, folder)


def restore(settings: Settings) -> None:
    """Go on from a backup, unless that came to its end already."""
    if (settings.var / MARKER).exists() or not (settings.var / "models").exists():
        restoring.restore(settings, Path(os.environ[FOLDER]))
