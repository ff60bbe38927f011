"""Teach the word marker from comments whose hurtful characters people have marked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.special import logit
from sklearn.linear_model import LogisticRegression

from classifier.features import read_words
from classifier.normalize import normalize
from classifier.word_marker import WordMarker, rows
from training.spans import Marked

_STRENGTH = 1.0  # inverse regularisation; this and the next by cross-validation on ViHOS's train part
_MARKED_FROM = 0.3  # probability; under a half, because a missed word costs the F1 more than one too many
_TOLERANCE = 0.01


def fit_marker(comments: Sequence[Marked], *, seed: int = 0) -> WordMarker:
    """Fit a marker. The same comments and seed give the same marker.

    Comments from public pages alone teach it that "con", "em" and "t" hurt, for there strangers quarrel with them: give
    it harmless messages of pupils as well, as comments without a mark.

    Raises ``ValueError`` where no word is marked, or every one: there is nothing to learn.
    """
    read = [(words, wanted) for words, wanted in map(words_of, comments) if words]
    labels = np.concatenate([wanted for _, wanted in read]) if read else np.zeros(0, dtype=np.bool_)
    if labels.all() or not labels.any():
        raise ValueError("a marker needs words that are marked and words that are not")
    model = LogisticRegression(
        C=_STRENGTH, solver="liblinear", dual=True, tol=_TOLERANCE, max_iter=2_000, random_state=seed
    ).fit(sparse.vstack([rows(words) for words, _ in read], format="csr"), labels)
    return WordMarker(model.coef_[0].astype(np.float32), float(model.intercept_[0]), float(logit(_MARKED_FROM)))


def words_of(comment: Marked) -> tuple[list[str], NDArray[np.bool_]]:
    """Give the words of a comment, normalised, and whether at least half of what each stands for was marked."""
    normalized = normalize(comment.text)
    words = read_words(normalized.text)
    wanted: list[bool] = []
    for first, last in zip(words.starts, words.ends, strict=True):
        start, end = normalized.origin(first, last)
        marked = sum(at in comment.characters for at in range(start, end))
        wanted.append(2 * marked >= end - start > 0)
    return words.written, np.array(wanted, dtype=np.bool_)
