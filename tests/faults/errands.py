"""What a command does, in a process of its own that may die at any step: see ``zygote``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.attachments.sweep import sweep as sweep_files
from service.key_check import require_right_key
from service.running import Running
from service.sealing_key_commands import rotate as rotate_key

if TYPE_CHECKING:
    from service.settings import Settings


def begin(settings: Settings) -> None:
    """Make the keys and bring up the tables, as a first start does."""
    database = Running.of(settings).context.database
    database.upgrade()
    require_right_key(database)


def sweep(settings: Settings) -> None:
    """Take away the files that no report names."""
    sweep_files(Running.of(settings).context)


def rotate(_settings: Settings) -> None:
    """Change the sealing key, and wrap everything with the new one."""
    rotate_key()
