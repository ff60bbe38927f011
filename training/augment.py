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
from training.corpus import Corpus

_BESIDE = (  # rows of the keyboard: a finger may hit the key beside the one it was meant for
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
)


class Shares(NamedTuple):
    """Which share of the texts (0 to 1) is written once more in each way."""

    unmarked: float = 0.5
    teencode: float = 0.5
    slips: float = 0.25


def _neighbours() -> dict[str, str]:
    return {letter: row[max(0, at - 1) : at] + row[at + 1 : at + 2] for row in _BESIDE for at, letter in enumerate(row)}


_NEIGHBOURS = _neighbours()


def _typed_for() -> dict[str, list[str]]:
    typed: defaultdict[str, list[str]] = defaultdict(list)
    for short, meant in TEENCODE.items():
        typed[meant].append(short)
    return dict(typed)


_TYPED_FOR = _typed_for()
_LONGEST_MEANT = 3  # words
_USUAL = Shares()


def augment(
    texts: Sequence[str],
    labels: NDArray[np.bool_],
    known: NDArray[np.bool_],
    *,
    seed: int,
    shares: Shares = _USUAL,
) -> tuple[list[str], NDArray[np.bool_], NDArray[np.bool_]]:
    """Make extra rows from texts as they were written: m texts, with their labels and known (m, 4).

    The same arguments give the same rows.
    """
    chance = random.Random(seed)  # noqa: S311 - spellings, not secrets
    ways: tuple[tuple[float, Callable[[str, random.Random], str]], ...] = (
        (shares.unmarked, _unmarked),
        (shares.teencode, _in_teencode),
        (shares.slips, _with_slips),
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
    return made, labels[rows], known[rows]


class Spelled(NamedTuple):
    """The texts of a corpus and other spellings of them: n rows, categories in the order of ``Category``."""

    texts: list[str]
    labels: NDArray[np.bool_]  # (n, 4)
    known: NDArray[np.bool_]  # (n, 4)
    sources: list[str]  # the corpus of each row


def spelled(learning: Corpus, *, seed: int) -> Spelled:
    """Add other spellings to each corpus by itself; they stand after all texts as written."""
    texts, sources = list(learning.texts), list(learning.sources)
    labels, known = [learning.labels], [learning.known]
    origins = np.array(learning.sources)
    for source in dict.fromkeys(learning.sources):
        part = learning.take(origins == source)
        more_texts, more_labels, more_known = augment(part.texts, part.labels, part.known, seed=seed)
        texts += more_texts
        sources += [source] * len(more_texts)
        labels.append(more_labels)
        known.append(more_known)
    return Spelled(texts, np.concatenate(labels), np.concatenate(known), sources)


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
