"""Tell somebody who waits how far it is: a bar with the time left on a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import Console

STEPS = {
    "load": "đọc dữ liệu · loading",
    "fit": "học · fitting",
    "refit": "học thêm · fitting on more",
    "calibrate": "hiệu chỉnh · calibrating",
    "evaluate": "đo · evaluating",
    "write": "ký và ghi · signing",
}
_BETWEEN_LINES = 5.0  # seconds


@contextmanager
def waiting(console: Console, what: str) -> Iterator[Callable[[str, float], None]]:
    """Show how far ``what`` is; the function it gives takes the step and the share of the whole that is done, 0..1."""
    if not console.is_terminal:
        yield _lines(console, what)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        TextColumn("còn · left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as bar:
        task = bar.add_task(what, total=1.0)
        yield lambda step, done: bar.update(task, description=STEPS.get(step, step), completed=done)


def _lines(console: Console, what: str) -> Callable[[str, float], None]:
    began = said = time.monotonic()
    shown = ""

    def say(step: str, done: float) -> None:
        nonlocal said, shown
        now = time.monotonic()
        if step == shown and now - said < _BETWEEN_LINES and done < 1:
            return
        said, shown = now, step
        left = f", còn khoảng · about {(now - began) * (1 - done) / done:.0f} s" if 0 < done < 1 else ""
        console.print(f"{what}: {STEPS.get(step, step)}, {done:.0%}{left}", highlight=False, soft_wrap=True)

    return say
