"""Marked words: comments whose hateful or offensive characters people have marked, and how well a marker finds them.

The corpus is ViHOS (Hoang et al. 2023, arXiv:2301.10186): ``content`` and ``index_spans``, the offsets of every marked
character, spaces inside a marked phrase included.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.corpus import group_of
from training.errors import CorpusError

MARKED = "vihos"
"""The corpus whose words are marked."""

Spans = Sequence[tuple[int, int]]
"""Places in a text, half open, in any order; they may overlap."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A comment and the offsets of its marked characters; none is marked where nobody is hurt."""

    text: str
    characters: frozenset[int]

    @property
    def toxic(self) -> bool:
        """Whether anything is marked."""
        return bool(self.characters)

    @property
    def group(self) -> str:
        """What equal comments share (`training.corpus.group_of`)."""
        return group_of(self.text)


def read_marked(path: Path) -> tuple[Marked, ...]:
    """Read a file of ViHOS. Raises ``CorpusError`` where it cannot be read or an offset lies outside of its text."""
    found: list[Marked] = []
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), start=1):
                text, characters = row["content"], frozenset(json.loads(row["index_spans"]))
                if not all(isinstance(at, int) and 0 <= at < len(text) for at in characters):
                    raise CorpusError(f"{path.name}:{number}: an offset lies outside of the text")
                found.append(Marked(text, characters))
    except (OSError, KeyError, ValueError, csv.Error) as error:
        raise CorpusError(f"{path} is no file of marked comments: {error}") from error
    return tuple(found)


def counts(comment: Marked, spans: Spans) -> tuple[int, int, int]:
    """Count the characters that are rightly marked, marked in ``spans``, and marked in the comment."""
    given = {at for start, end in spans for at in range(start, end)}
    return len(given & comment.characters), len(given), len(comment.characters)


def table(comments: Iterable[Marked], spans: Iterable[Spans]) -> NDArray[np.int64]:
    """Count as `counts` does, one row a comment: (n, 3)."""
    rows = [counts(comment, found) for comment, found in zip(comments, spans, strict=True)]
    return np.array(rows, dtype=np.int64).reshape(-1, 3)


def micro_f1(rows: NDArray[np.int64]) -> float:
    """F1 over the characters of all comments together; 1 where nothing is marked and nothing was to be."""
    right, given, wanted = rows.sum(axis=0).tolist()
    return 2 * right / (given + wanted) if given + wanted else 1.0


def mean_f1(rows: NDArray[np.int64]) -> float:
    """Mean over comments of the F1 of each, as the corpus's paper counts; 1 where both sides mark nothing."""
    right, both = rows[:, 0], rows[:, 1] + rows[:, 2]
    return float(np.where(both > 0, 2 * right / np.maximum(both, 1), 1.0).mean())
