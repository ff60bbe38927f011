from __future__ import annotations

import numpy as np
import pytest

from classifier.taxonomy import Category
from training.fit import fit

TEXTS = [
    "đồ ngu",
    "mày ngu lắm",
    "thằng ngu",
    "ngu vừa thôi",
    "mai đi học nhé",
    "cho mượn vở",
    "chào cả nhà",
    "ăn cơm chưa",
]
BULLYING = list(Category).index(Category.BULLYING)


def _labels() -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    labels = np.zeros((len(TEXTS), len(Category)), dtype=bool)
    labels[:4, BULLYING] = True
    return labels


def test_the_same_texts_and_seed_give_the_same_model() -> None:
    one, other = (fit(TEXTS, _labels(), seed=3) for _ in range(2))
    np.testing.assert_array_equal(one.linear.coefficients, other.linear.coefficients)
    assert one.linear.vectors.names == other.linear.vectors.names


def test_what_a_corpus_says_nothing_about_does_not_train() -> None:
    wrong = ["đồ ngu", "thằng ngu", "ngu quá"] * 5  # would teach that insults are clean
    labels = np.vstack([_labels(), np.zeros((len(wrong), len(Category)), dtype=bool)])
    known = np.ones_like(labels)
    known[len(TEXTS) :, BULLYING] = False
    told = fit([*TEXTS, *wrong], labels, known).probabilities(["đồ ngu"])[0, BULLYING]
    untold = fit([*TEXTS, *wrong], labels).probabilities(["đồ ngu"])[0, BULLYING]
    assert told > 0.5 > untold


def test_a_category_that_nobody_labelled_stays_silent() -> None:
    model = fit(TEXTS, _labels())
    others = [column for column in range(len(Category)) if column != BULLYING]
    assert model.probabilities(["đồ ngu", "chào"])[:, others].max() < 0.05


def test_heavier_texts_count_more() -> None:
    texts = [*TEXTS, "ngu ơi là ngu"]
    labels = np.vstack([_labels(), np.zeros((1, len(Category)), dtype=bool)])
    light, heavy = np.ones(len(texts)), np.ones(len(texts))
    heavy[-1] = 50
    probability = [fit(texts, labels, weights=each).probabilities(["ngu"])[0, BULLYING] for each in (light, heavy)]
    assert probability[1] < probability[0]


def test_progress_only_grows_and_ends_at_one() -> None:
    told: list[float] = []
    fit(TEXTS, _labels(), progress=lambda _step, done: told.append(done))
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_shapes_that_do_not_fit_together_are_refused() -> None:
    with pytest.raises(ValueError, match="must be"):
        fit(TEXTS, _labels()[:3])
    with pytest.raises(ValueError, match="must be"):
        fit(TEXTS, _labels(), weights=np.ones(2))
