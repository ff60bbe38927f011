"""Make the model's probabilities mean what they say, on texts that it was not fitted on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from classifier.normalize import normalize
from classifier.taxonomy import Category
from classifier.text_model import TextModel

FEWEST = 10  # texts with the label, and without it, below which a curve would follow chance
STRENGTH = 10.0  # keeps the slope finite where the held-out texts are told apart without a mistake


def calibrate(
    model: TextModel,
    texts: Sequence[str],
    labels: NDArray[np.bool_],
    known: NDArray[np.bool_] | None = None,
) -> TextModel:
    """Give the same model with slopes and offsets fitted to held-out texts (Platt 1999).

    ``labels`` and ``known`` are (n, 4). A category with fewer than ten known texts of either kind keeps what it had,
    and so does one whose margins run against its labels.
    """
    margins, readable = model.margins_of([normalize(text) for text in texts])
    slopes, offsets = model.slopes.copy(), model.offsets.copy()
    for column in range(len(Category)):
        used = readable if known is None else readable & known[:, column]
        truth = labels[used, column]
        if min(truth.sum(), (~truth).sum()) < FEWEST:
            continue
        curve = LogisticRegression(C=STRENGTH).fit(margins[used, column : column + 1], truth)
        if curve.coef_[0, 0] > 0:
            slopes[column], offsets[column] = curve.coef_[0, 0], curve.intercept_[0]
    return TextModel(model.linear, slopes, offsets, model.marker)
