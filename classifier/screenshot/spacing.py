"""The gaps between letters: where one line is really two, and where the recogniser lost a space."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from classifier.screenshot.ink import Ink, Strip
from classifier.screenshot.lookalikes import Symbol

DARK = 140  # a column with a point below this holds a letter
FAR = 1.1  # in heights of the cut line: what stands so far apart is a line of its own
APART = 0.36  # likewise, if it is fainter or smaller: the time behind a message
FAINTER, SMALLER = 0.8, 0.72
SPACE = 0.17  # a gap below this is never a space
LIKE_OTHERS = 0.78  # of the middle one among the gaps that the recogniser took for spaces
ALONE = 0.24  # where it took none for one


def pieces(line: Ink) -> Iterator[tuple[int, int]]:
    """Give the first and last column (exclusive) of each line that this one really is."""
    height, width = line.strip.shape
    first = 0
    for start, end in gaps(line):
        if end - start < APART * height:
            continue
        if end - start >= FAR * height or _differ(line.strip[:, first:start], line.strip[:, end:]):
            yield first, (start + end) // 2
            first = (start + end) // 2
    yield first, width


def gaps(line: Ink) -> list[tuple[int, int]]:
    """Give the gaps between letters or emoji, the margins left out."""
    held = np.flatnonzero((line.strip < DARK).any(axis=0) | line.emoji)
    wide = np.flatnonzero(np.diff(held) > 1)
    return [(int(held[at]) + 1, int(held[at + 1])) for at in wide]


def spaced(symbols: Sequence[Symbol], between: Sequence[tuple[int, int]], height: int) -> str:
    """Write the symbols with the spaces that the gaps show; none that the recogniser saw is taken away."""
    middles = np.array([symbol.middle for symbol in symbols])
    before = {int(np.searchsorted(middles, (start + end) / 2)): end - start for start, end in between}
    seen = {at for at, symbol in enumerate(symbols) if at and symbol.starts_word}
    known = [before[at] for at in seen if at in before]
    least = max(SPACE * height, LIKE_OTHERS * float(np.median(known))) if known else ALONE * height
    placed = {at for at in seen if before.get(at, 0) < SPACE * height}  # seen, a letter beside its gap
    text = ""
    for at, symbol in enumerate(symbols):
        wide = before.get(at, 0) >= least and not {at - 1, at + 1} & placed
        figures = at > 0 and symbol.text.isdigit() and symbols[at - 1].text.isdigit()  # a "1" has air around it
        text += (" " if at in seen or (wide and at and not figures) else "") + symbol.text
    return text


def _differ(head: Strip, tail: Strip) -> bool:
    """Tell whether the tail is written in fainter or smaller letters."""
    if not head.size or not tail.size or head.min() >= DARK or tail.min() >= DARK:
        return False
    faint = (
        255 - float(np.percentile(tail[tail < DARK + 60], 10)),
        255 - float(np.percentile(head[head < DARK + 60], 10)),
    )
    rows = [np.flatnonzero((side < DARK).any(axis=1)) for side in (tail, head)]
    tall = [int(row[-1] - row[0]) + 1 for row in rows]
    return faint[0] < FAINTER * faint[1] or tall[0] < SMALLER * tall[1]
