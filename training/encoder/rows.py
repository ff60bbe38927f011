"""What the encoder may learn: a tenth of every task stays aside, and nothing that equals a barred text is learnt."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.corpus import group_of
from training.labelled import Labelled

_ASIDE = 10  # one group in so many is kept: weights and offsets of the blend are chosen there
_DIGEST_BYTES = 8


@dataclass(frozen=True, slots=True, eq=False)
class TaskRows:
    """The rows of one task: texts, ``truth`` (n,) into ``classes``."""

    texts: tuple[str, ...]
    truth: NDArray[np.intp]
    classes: tuple[str, ...]


def mark_of(text: str) -> str:
    """Name a text's group without telling it: two texts with one mark are one text for every purpose of measuring."""
    written = group_of(text).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(written, digest_size=_DIGEST_BYTES).hexdigest()


def kept_aside(mark: str) -> bool:
    """Tell whether texts of this mark are never learnt: the same answer for every task, seed and machine."""
    return int(mark, 16) % _ASIDE == 0


def learning_rows(tasks: Mapping[str, Labelled], barred: Iterable[str]) -> dict[str, TaskRows]:
    """Give the rows of each task that may be learnt: neither kept aside nor equal to a ``barred`` text."""
    marks = {mark_of(text) for text in barred}
    found: dict[str, TaskRows] = {}
    for name, task in tasks.items():
        classes, truth = np.unique(np.asarray(task.labels, dtype=str), return_inverse=True)
        own = [mark_of(text) for text in task.texts]
        rows = [at for at, mark in enumerate(own) if mark not in marks and not kept_aside(mark)]
        found[name] = TaskRows(tuple(task.texts[at] for at in rows), truth[rows], tuple(str(c) for c in classes))
    return found
