"""What the encoder may learn: a tenth of every task stays aside, and nothing that equals a barred text is learnt."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classifier.normalize import normalize
from classifier.taxonomy import Category
from training.augment import spelled
from training.corpus import Corpus, group_of
from training.labelled import Labelled

_ASIDE = 10  # one group in so many is kept: weights and offsets of the blend are chosen there
_DIGEST_BYTES = 8


@dataclass(frozen=True, slots=True, eq=False)
class TaskRows:
    """The rows of one task: texts, ``truth`` (n,) into ``classes``."""

    texts: tuple[str, ...]
    truth: NDArray[np.intp]
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class CategoryRows:
    """Rows that answer yes or no for each category; ``labels`` and ``known`` are (n, 4) in the order of ``Category``.

    The texts are normalised: that is how the product asks. A cell that is not ``known`` teaches nothing.
    """

    texts: tuple[str, ...]
    labels: NDArray[np.bool_]
    known: NDArray[np.bool_]

    @property
    def classes(self) -> tuple[str, ...]:
        """Names of the outputs."""
        return tuple(str(category) for category in Category)


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


def category_rows(learning: Corpus, *, seed: int) -> CategoryRows:
    """Give the rows that the product's encoder learns: texts and other spellings of them, normalised, each once.

    Of a corpus that says nothing of some category at most as many rows are drawn as the fullest corpus has, so that
    strangers' comments do not drown pupils' messages.
    """
    texts, labels, known, sources = spelled(learning, seed=seed)
    whole: NDArray[np.bool_] = np.asarray(known.all(axis=1))
    normal = [normalize(text).text for text in texts]
    first: dict[tuple[str, bytes], int] = {}
    for at, text in enumerate(normal):
        first.setdefault((text, labels[at].tobytes() + known[at].tobytes()), at)
    rows = np.array(sorted(first.values()), dtype=np.intp)
    most = max(np.unique(np.array(sources)[rows][whole[rows]], return_counts=True)[1], default=len(rows))
    kept = [rows[whole[rows]]]
    random = np.random.default_rng(seed)
    for source in sorted({sources[at] for at in rows if not whole[at]}):
        own = np.array([at for at in rows if sources[at] == source and not whole[at]], dtype=np.intp)
        kept.append(np.sort(random.permutation(own)[:most]))
    chosen = np.concatenate(kept)
    return CategoryRows(tuple(normal[at] for at in chosen), labels[chosen], known[chosen])
