"""Prints every step at which a service or a command can be killed, as it is counted now.

    .venv/bin/python -m tests.faults.points

Nothing is killed here. A step that the tests kill at has a star before it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from service.settings import Settings
from tests.faults.commands import COMMANDS
from tests.faults.deeds import DEEDS
from tests.faults.sweeping import kill_at, numbered, telling
from tests.faults.world import Point, World, world
from tests.service.desk import train_small

if TYPE_CHECKING:
    from collections.abc import Iterator


def points(school: World) -> Iterator[tuple[str, list[Point], list[Point]]]:
    """Give what can be cut short, all of its steps, and those that the tests kill at."""
    for deed in (*DEEDS, *COMMANDS):
        assert not kill_at(school, deed, Point())
        steps = school.steps()
        yield deed.name, [Point(number, name) for name, number in numbered(steps)], telling(steps)


def main() -> None:
    """Count and print."""
    with TemporaryDirectory() as folder:
        train_small(Path(folder) / "var")
        with world(Settings(var=Path(folder) / "var"), Path(folder)) as school:
            for name, steps, chosen in points(school):
                sys.stdout.write(f"{name}\n")
                for step in steps:
                    sys.stdout.write(f"  {'*' if step in chosen else ' '} {step.named} {step.at}\n")


if __name__ == "__main__":
    main()
