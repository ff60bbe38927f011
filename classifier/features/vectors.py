"""From items to numbers: which features are known, and how much each weighs (inverse document frequency).

A text's vector is the sum of its distinct items' vectors, divided by the root of the sum of their squared lengths.
That is tf-idf with two changes. The divisor is summed item by item, not feature by feature, so that a linear model's
score of a text is a sum over items that were scored before. And what the model has never met counts in the divisor, as
much as the rarest known feature: one known fragment among strange words must not decide alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from classifier.features.compounds import Compounds
from classifier.features.grams import features_of
from classifier.features.items import Item, items_of

Matrix = Any
"""A SciPy sparse matrix in CSR form (its own generic types say no more than this)."""


@dataclass(frozen=True, slots=True, eq=False)
class Bags:
    """n texts as sets of items: ``rows[i, j]`` is 1 where text i holds ``items[j]``."""

    items: tuple[Item, ...]
    rows: Matrix  # (n, len(items)), float32


def bags(texts: Iterable[str], compounds: Compounds) -> Bags:
    """Read normalised texts into bags of items."""
    places: dict[Item, int] = {}
    indices: list[int] = []
    ends = [0]
    for text in texts:
        # sorted: the order of a set of strings changes from run to run, and with it the last digits of every sum
        indices.extend(places.setdefault(item, len(places)) for item in sorted(items_of(text, compounds), key=_order))
        ends.append(len(indices))
    rows = sparse.csr_matrix(
        (np.ones(len(indices), dtype=np.float32), np.array(indices, dtype=np.int32), np.array(ends, dtype=np.int32)),
        shape=(len(ends) - 1, len(places)),
    )
    return Bags(tuple(places), rows)


def _order(item: Item) -> tuple[str, ...]:
    return item if isinstance(item, tuple) else (item,)


class Vectors:
    """The known features with their weights, and the compounds that reading needs.

    ``names`` in column order, ``weights`` (len(names),) float32.
    """

    def __init__(self, names: Sequence[str], weights: NDArray[np.float32], compounds: Compounds) -> None:
        self.names = tuple(names)
        self.weights = weights
        self.compounds = compounds
        self._columns = {name: column for column, name in enumerate(self.names)}

    def __len__(self) -> int:
        return len(self.names)

    def __getstate__(self) -> dict[str, object]:
        # one string: a tenth of the time and a third of the size of 200,000 small ones; no feature holds a line feed
        return {"names": "\n".join(self.names), "weights": self.weights, "compounds": self.compounds.entries}

    def __setstate__(self, state: dict[str, Any]) -> None:
        names = state["names"].split("\n") if state["names"] else ()
        self.__init__(names, state["weights"], Compounds(state["compounds"]))  # type: ignore[misc]

    def of_items(self, items: Iterable[Item]) -> tuple[Matrix, NDArray[np.float64]]:
        """Give items' weighted vectors (n, number of features) and squared lengths (n,), strange features included."""
        columns = self._columns
        indices: list[int] = []
        ends = [0]
        strange: list[int] = []
        for item in items:
            names = features_of(item)
            found = [columns[name] for name in names if name in columns]
            indices.extend(found)
            ends.append(len(indices))
            strange.append(len(names) - len(found))
        at = np.array(indices, dtype=np.int32)
        matrix = sparse.csr_matrix(
            (self.weights[at], at, np.array(ends, dtype=np.int32)), shape=(len(ends) - 1, len(self.names))
        )
        matrix.sum_duplicates()
        rarest = float(self.weights.max(initial=1.0))
        squares = np.asarray(matrix.multiply(matrix).sum(axis=1), dtype=np.float64).ravel()
        return matrix, squares + np.array(strange) * rarest**2

    def of_bags(self, read: Bags) -> Matrix:
        """Give texts' vectors, (number of texts, number of features), as the class's module says they are made."""
        vectors, squares = self.of_items(read.items)
        lengths = np.sqrt(read.rows @ squares)
        lengths[lengths == 0] = 1
        return (sparse.diags((1 / lengths).astype(np.float32)) @ (read.rows @ vectors)).tocsr()


def learn(read: Bags, compounds: Compounds, *, least_texts: int = 2, most: int = 400_000) -> Vectors:
    """Choose the features that stand in at least ``least_texts`` texts (the ``most`` commonest) and weigh them."""
    places: dict[str, int] = {}
    indices: list[int] = []
    ends = [0]
    for item in read.items:
        indices.extend(places.setdefault(name, len(places)) for name in features_of(item))
        ends.append(len(indices))
    each = sparse.csr_matrix(
        (np.ones(len(indices), dtype=np.float32), np.array(indices, dtype=np.int32), np.array(ends, dtype=np.int32)),
        shape=(len(ends) - 1, len(places)),
    )
    texts = np.bincount((read.rows @ each).tocsr().indices, minlength=len(places))
    kept = np.flatnonzero(texts >= least_texts)
    if len(kept) > most:
        kept = np.sort(kept[np.argsort(-texts[kept], kind="stable")[:most]])
    names = list(places)
    weights = np.log((1 + read.rows.shape[0]) / (1 + texts[kept])) + 1
    return Vectors([names[column] for column in kept], weights.astype(np.float32), compounds)
