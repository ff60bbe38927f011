"""Which words of a second sentence stand for which word of the first."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache

from classifier.normalize import without_marks

_MOST_WORDS = 5  # "cmsn" stands for four


def aligned(before: list[str], after: list[str]) -> list[tuple[str, ...]]:
    """For each word of ``before``, the words of ``after`` that stand for it; none, one or some.

    The cheapest way through both in order; the same two sentences always give the same answer, so that what equals
    the wanted sentence counts as right whatever the alignment.
    """
    first, last = 0, 0  # equal words at both ends stand for each other
    shorter = min(len(before), len(after))
    while first < shorter and before[first] == after[first]:
        first += 1
    while last < shorter - first and before[-1 - last] == after[-1 - last]:
        last += 1
    ending = before[len(before) - last :]
    between = _between(before[first : len(before) - last], after[first : len(after) - last])
    return [*((word,) for word in before[:first]), *between, *((word,) for word in ending)]


def _between(before: list[str], after: list[str]) -> list[tuple[str, ...]]:
    cost: list[list[float]] = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    step: list[list[int]] = [[0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for at in range(1, len(after) + 1):
        cost[0][at] = float("inf")
    for row, word in enumerate(before, 1):
        for end in range(len(after) + 1):
            options = [
                (cost[row - 1][end - taken] + _cost(word, tuple(after[end - taken : end])), taken)
                for taken in range(min(end, _MOST_WORDS) + 1)
                if cost[row - 1][end - taken] != float("inf")
            ]
            cost[row][end], step[row][end] = min(options, default=(float("inf"), 0))
    places: list[tuple[str, ...]] = []
    end = len(after)
    for row in range(len(before), 0, -1):
        taken = step[row][end]
        places.append(tuple(after[end - taken : end]))
        end -= taken
    return places[::-1]


@lru_cache(maxsize=200_000)
def _cost(word: str, other: tuple[str, ...]) -> float:
    if other == (word,):
        return 0.0
    if not other:
        return 1.2
    likeness = SequenceMatcher(None, without_marks(word), without_marks("".join(other)), autojunk=False).ratio()
    initials = sum(part[0] in word for part in other) / len(other)
    return 1.0 - 0.5 * max(likeness, 0.9 * initials) + 0.45 * (len(other) - 1) * (1.0 - 0.7 * initials)
