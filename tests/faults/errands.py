"""What a command does, in a process of its own that may die at any step: see ``zygote``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.attachments.sweep import sweep as sweep_files
from service.running import Running

if TYPE_CHECKING:
    from service.settings import Settings


def begin(settings: Settings) -> None:
    """Make the keys and bring up the tables, as a first start does."""
    Running.of(settings).context.database.upgrade()


def sweep(settings: Settings) -> None:
    """Take away the files that no report names."""
    sweep_files(Running.of(settings).context)
