"""Killing a deed at one step after the other, and holding what is left against what must be."""

from __future__ import annotations

from collections import Counter
from itertools import count
from typing import TYPE_CHECKING

from tests.faults.deeds import Deed
from tests.faults.once import everything_is_there_once
from tests.faults.world import UNCOUNTED, Point

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.faults.commands import Command
    from tests.faults.world import World


def kill_at_every_step(world: World, deed: Deed | Command) -> Iterator[str]:
    """Give the name of each step at which the process died, until the deed comes to its end unharmed."""
    for at in count(1):
        if not kill_at(world, deed, Point(at, reads=True)):
            return
        yield world.last_step()


def kill_where_it_matters(world: World, deed: Deed | Command) -> Iterator[str]:
    """The same at those steps alone that differ in what they leave behind: see ``telling``."""
    assert not kill_at(world, deed, Point())
    for point in telling(world.steps(), files=world.database.sqlite or not isinstance(deed, Deed)):
        if kill_at(world, deed, point):
            yield f"{world.last_step()} {point.at}"


def kill_at(world: World, deed: Deed | Command, point: Point) -> bool:
    """Kill a deed at one step (0: none), have it done again, and look; ``False`` if it came to its end before."""
    return _kill_deed(world, deed, point) if isinstance(deed, Deed) else _kill_command(world, deed, point)


_ON_DISK = {"committed", "open a file", "fsync", "rename", "unlink", "link"}
_FEW = 4
_SAID = {"connect", "sent to the webhook", "heard the webhook", "sent the e-mail", "answered"}


def telling(steps: list[str], *, files: bool = True) -> list[Point]:
    """Choose the steps after which the disk, or the other side, is another than before.

    Whoever dies before a commit leaves what was there after the one before: so each is tried when it is done, and the
    first one before it is. Of what is sent and heard in several pieces the last one, and of many files the first, one
    in the middle and the last. What is done with files is the same on either engine: it is enough on one of them.
    """
    times = Counter(steps)

    def tells(name: str, number: int) -> bool:
        last = times[name]
        if name == "commit":
            return number == 1
        if name in _SAID:
            return number == last
        return name in (_ON_DISK if files else {"committed"}) and (last <= _FEW or number in (1, (last + 1) // 2, last))

    return [Point(number, name) for name, number in numbered(steps) if tells(name, number)]


def numbered(steps: list[str]) -> Iterator[tuple[str, int]]:
    seen: Counter[str] = Counter()
    for name in steps:
        seen[name] += 1
        yield name, seen[name]


def _kill_deed(world: World, deed: Deed, point: Point) -> bool:
    begun = deed.prepare(world)
    world.count_steps(deed.work, point)
    deed.act(world, begun)
    if deed.work is not None:
        world.until_dead_or(lambda: deed.done(world, begun))
    killed = world.died()
    if killed:
        world.serve()
    deed.again(world, begun)
    world.settle()
    everything_is_there_once(world)
    return killed


def _kill_command(world: World, command: Command, point: Point) -> bool:
    begun = command.prepare(world)
    killed = not world.run(command.errand, point, begun.environment)
    command.look(world, begun)
    if killed:
        assert world.last_step()  # it died where it was told to, and of nothing else
        assert world.run(command.errand, UNCOUNTED, begun.environment)
    command.end(world, begun)
    return killed
