"""A linear model over bags of items: scores of texts as sums over items that were scored once and remembered."""

from __future__ import annotations

import math
import threading
from collections.abc import Collection, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from classifier.features import Item, Vectors, items_of

_MOST_KEPT = 150_000  # items; some 40 MB when full, for four columns
_PIECE = 100_000  # characters scored in one go: bounds what a large batch takes and keeps


class _Kept:
    """Items that were scored: ``rows[places[item]]`` holds its squared length, then its score in every column.

    A row is written before its place is told, and never again, so readers need no lock.
    """

    def __init__(self, columns: int) -> None:
        self.places: dict[Item, int] = {}
        self.rows = np.zeros((1024, columns + 1), dtype=np.float32)

    def add(self, item: Item, row: NDArray[np.float32]) -> None:
        place = len(self.places)
        if place == len(self.rows):
            self.rows = np.concatenate([self.rows, np.zeros_like(self.rows)])
        self.rows[place] = row
        self.places[item] = place


class Linear:
    """k columns of ``margin = text vector · coefficients + intercept``; safe to use from several threads.

    ``coefficients`` (features, k) float32, ``intercepts`` (k,).
    """

    def __init__(self, vectors: Vectors, coefficients: NDArray[np.float32], intercepts: NDArray[np.float64]) -> None:
        self.vectors = vectors
        self.coefficients = coefficients
        self.intercepts = intercepts
        self._kept = _Kept(coefficients.shape[1])
        self._lock = threading.Lock()

    def __getstate__(self) -> dict[str, object]:
        return {"vectors": self.vectors, "coefficients": self.coefficients, "intercepts": self.intercepts}

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__init__(**state)  # type: ignore[misc]

    def margins(self, texts: Sequence[str]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Score normalised texts: margins (n, k), and (n,) whether a text holds anything that the model knows."""
        if len(texts) == 1:
            return self._margins_of_one(texts[0])
        columns = self.coefficients.shape[1]
        sums = np.empty((len(texts), columns + 1))
        first = 0
        while first < len(texts):
            last, characters = first, 0
            while last < len(texts) and (last == first or characters + len(texts[last]) <= _PIECE):
                characters += len(texts[last])
                last += 1
            sums[first:last] = self._sums([items_of(text, self.vectors.compounds) for text in texts[first:last]])
            first = last
        readable = np.asarray(np.any(sums[:, 1:] != 0, axis=1))  # items without a known feature add exactly nothing
        lengths = np.sqrt(np.where(sums[:, 0] > 0, sums[:, 0], 1.0))
        margins: NDArray[np.float64] = sums[:, 1:] / lengths[:, None] + self.intercepts
        return margins, readable

    def _margins_of_one(self, text: str) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Do the same without the bookkeeping of a batch, to the last digit."""
        items = items_of(text, self.vectors.compounds)
        kept = self._kept
        try:
            places = list(map(kept.places.__getitem__, items))
        except KeyError:
            kept = self._with(items)
            places = list(map(kept.places.__getitem__, items))
        rows = kept.rows.take(places, axis=0) if items else kept.rows[:0]
        square, *sums = np.add.reduce(rows, axis=0, dtype=np.float64).tolist()
        length = math.sqrt(square) if square > 0 else 1.0
        margins: NDArray[np.float64] = np.array([[each / length for each in sums]]) + self.intercepts
        return margins, np.array([any(sums)])

    def shares(self, items: Iterable[Item], column: int) -> dict[Item, float]:
        """Tell how much each of a text's items adds to the margin of ``column``."""
        distinct = list(dict.fromkeys(items))
        if not distinct:
            return {}
        kept = self._with(distinct)
        rows = kept.rows[[kept.places[item] for item in distinct]]
        length = float(np.sqrt(rows[:, 0].sum(dtype=np.float64))) or 1.0
        return dict(zip(distinct, (rows[:, 1 + column] / length).tolist(), strict=True))

    def _sums(self, texts: Sequence[set[Item]]) -> NDArray[np.float64]:
        """Add up the kept rows of each text's items, (n, k + 1)."""
        kept = self._with([item for items in texts for item in items])
        places = kept.places
        lengths = [len(items) for items in texts]
        rows = kept.rows[[places[item] for items in texts for item in items]]
        # differences of running totals, so that a text without items needs no case of its own
        totals = np.zeros((len(rows) + 1, rows.shape[1]))
        np.cumsum(rows, axis=0, dtype=np.float64, out=totals[1:])
        ends = np.cumsum([0, *lengths])
        sums: NDArray[np.float64] = totals[ends[1:]] - totals[ends[:-1]]
        return sums

    def _with(self, items: Collection[Item]) -> _Kept:
        """Give kept rows that hold all of ``items``."""
        kept = self._kept
        if all(map(kept.places.__contains__, items)):
            return kept
        with self._lock:
            kept = self._kept
            missing = [item for item in dict.fromkeys(items) if item not in kept.places]
            if len(kept.places) + len(missing) > _MOST_KEPT:
                kept = self._kept = _Kept(self.coefficients.shape[1])  # readers finish with the one they hold
                missing = list(dict.fromkeys(items))
            for item, row in zip(missing, self._rows(missing), strict=True):
                kept.add(item, row)
        return kept

    def _rows(self, items: Sequence[Item]) -> NDArray[np.float32]:
        vectors, squares = self.vectors.of_items(items)
        return np.column_stack([squares, vectors @ self.coefficients]).astype(np.float32)
