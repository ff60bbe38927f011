"""More spellings of the training texts: without marks, in teencode, with slips of the finger.

Pupils type the same sentence in all of these ways, and a corpus holds each sentence once. Labels stay; a text that a
change leaves as it was gives no extra row.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from classifier.normalize import without_marks
from classifier.normalize.teencode import TEENCODE

_NEIGHBOURS = {
    "a": "qsz", "b": "vgn", "c": "xvd", "d": "sfe", "e": "wrd", "g": "fhb", "h": "gjn", "i": "uok", "k": "jli", "l": "ko",
    "m": "nj", "n": "bmh", "o": "ipl", "p": "ol", "q": "wa", "r": "etf", "s": "adw", "t": "ryg", "u": "yij", "v": "cbf",
    "x": "zcs", "y": "tuh",
}  # fmt: skip


class Augmented(NamedTuple):
    """Extra rows, m of them: ``origins[i]`` is the row of the original that row i was made from."""

    texts: list[str]
    labels: NDArray[np.bool_]  # (m, 4)
    known: NDArray[np.bool_]  # (m, 4)
    origins: NDArray[np.intp]  # (m,)


def _typed_for() -> dict[str, list[str]]:
    typed: defaultdict[str, list[str]] = defaultdict(list)
    for short, meant in TEENCODE.items():
        typed[meant].append(short)
    return dict(typed)


_TYPED_FOR = _typed_for()
_LONGEST_MEANT = 3  # words


def augment(
    texts: Sequence[str],
    labels: NDArray[np.bool_],
    known: NDArray[np.bool_],
    *,
    seed: int,
    unmarked: float = 0.5,
    teencode: float = 0.5,
    slips: float = 0.25,
) -> Augmented:
    """Make extra rows from texts as they were written.

    ``unmarked``, ``teencode`` and ``slips`` are the shares of texts (0 to 1) that are written once more in that way. The
    same arguments give the same rows.
    """
    chance = random.Random(seed)  # noqa: S311 - spellings, not secrets
    ways: tuple[tuple[float, Callable[[str, random.Random], str]], ...] = (
        (unmarked, _unmarked),
        (teencode, _in_teencode),
        (slips, _with_slips),
    )
    made: list[str] = []
    origins: list[int] = []
    for at, text in enumerate(texts):
        seen = {text}
        for share, way in ways:
            if chance.random() >= share:
                continue
            other = way(text, chance)
            if other not in seen:
                seen.add(other)
                made.append(other)
                origins.append(at)
    rows = np.array(origins, dtype=np.intp)
    return Augmented(made, labels[rows], known[rows], rows)


def _unmarked(text: str, _chance: random.Random) -> str:
    return without_marks(text)


def _in_teencode(text: str, chance: random.Random) -> str:
    """Write some of the words the short way, the longest match first."""
    words = text.split(" ")
    out: list[str] = []
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST_MEANT, len(words) - at), 0, -1):
            short = _TYPED_FOR.get(" ".join(words[at : at + length]).lower())
            if short and chance.random() < 0.7:  # noqa: PLR2004 - nobody shortens every word
                out.append(chance.choice(short))
                at += length
                break
        else:
            out.append(words[at])
            at += 1
    return " ".join(out)


def _with_slips(text: str, chance: random.Random) -> str:
    """One slip in every fifteen letters or so: one left out, doubled, swapped with the next, or the key beside it."""
    letters = list(text)
    for _ in range(max(1, len(letters) // 15)):
        if len(letters) < 4:  # noqa: PLR2004 - a slip in "ok" leaves another word
            break
        at = chance.randrange(len(letters) - 1)
        letter = letters[at]
        if not letter.isalpha():
            continue
        slip = chance.randrange(4)
        if slip == 0:
            del letters[at]
        elif slip == 1:
            letters.insert(at, letter)
        elif slip == 2:  # noqa: PLR2004 - the third of four
            letters[at], letters[at + 1] = letters[at + 1], letter
        else:
            letters[at] = chance.choice(_NEIGHBOURS.get(letter.lower(), letter))
    return "".join(letters)
