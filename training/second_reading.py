"""A second model over the first one's margins, where it measurably judges better.

It sees what every class's model says at once, what models of other corpora say of the same text, and how the text is
written (stacking: Wolpert 1992). Whether it is used, and which kind, is decided by cross-validation inside the training
texts, on margins of models that had not seen them; the simpler of two that do about alike is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from training.offsets import best_offsets

_FOLDS = 5
_WORTH_IT = 0.003  # macro-F1 by which a more intricate judge must be better
_SURE = 1e-9  # keeps logarithms finite


def _logistic(seed: int) -> Any:  # noqa: ANN401 - a scikit-learn classifier
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=500, random_state=seed))


def _boosted(seed: int) -> Any:  # noqa: ANN401 - a scikit-learn classifier
    return HistGradientBoostingClassifier(
        max_iter=150,
        learning_rate=0.05,
        max_leaf_nodes=8,
        min_samples_leaf=40,
        l2_regularization=5.0,
        early_stopping=False,
        random_state=seed,
    )


LARGEST = "largest"  # no second model: the largest margin wins
KINDS: dict[str, Callable[[int], Any]] = {"logistic": _logistic, "boosted": _boosted}


@dataclass(frozen=True, slots=True, eq=False)
class LastWord:
    """Who decides: ``model`` of kind ``name`` (``None``: the largest margin wins) after ``offsets`` (k,) are added."""

    name: str
    model: Any
    offsets: NDArray[np.float64]
    reached: dict[str, float]  # macro-F1 of each kind by cross-validation


def log_chances(model: Any, views: NDArray[np.float64]) -> NDArray[np.float64]:  # noqa: ANN401 - a classifier
    """Give the logarithms of the classes' probabilities, (n, k)."""
    logs: NDArray[np.float64] = np.log(np.clip(model.predict_proba(views), _SURE, 1.0))
    return logs


def choose(
    margins: NDArray[np.float64],
    views: NDArray[np.float64],
    truth: NDArray[np.intp],
    groups: Sequence[str],
    *,
    seed: int = 0,
) -> LastWord:
    """Choose who has the last word: the largest margin, or a second model over ``views``.

    ``margins`` (n, k) and ``views`` (n, m) come from models that had not seen the rows.
    """
    with threadpool_limits(1):  # a second thread gains nothing on so few columns, and waits for a core that is not free
        return _chosen(margins, views, truth, groups, seed)


def _chosen(
    margins: NDArray[np.float64],
    views: NDArray[np.float64],
    truth: NDArray[np.intp],
    groups: Sequence[str],
    seed: int,
) -> LastWord:
    offsets, reached = best_offsets(margins, truth)
    scores = {LARGEST: reached}
    chosen = LARGEST
    commonest = int(np.bincount(truth).max())
    parts = StratifiedGroupKFold(min(_FOLDS, commonest), shuffle=True, random_state=seed + 1)
    folds = list(parts.split(views, truth, groups))
    for name, kind in KINDS.items():
        logs = np.full(margins.shape, np.log(_SURE))
        for learnt, held in folds:
            model = kind(seed).fit(views[learnt], truth[learnt])
            logs[np.ix_(held, model.classes_)] = log_chances(model, views[held])
        found, scores[name] = best_offsets(logs, truth)
        if scores[name] > reached + _WORTH_IT:
            offsets, reached, chosen = found, scores[name], name
    model = None if chosen == LARGEST else KINDS[chosen](seed).fit(views, truth)
    return LastWord(chosen, model, offsets, scores)
