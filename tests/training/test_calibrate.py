from __future__ import annotations

import numpy as np

from classifier.taxonomy import Category
from training.calibrate import calibrate
from training.fit import fit

BULLYING = list(Category).index(Category.BULLYING)
FITTED = [
    "đồ ngu",
    "mày ngu lắm",
    "thằng chó",
    "mai đi học nhé",
    "cho mượn vở",
    "chào cả nhà",
    "ăn cơm chưa",
    "đi chơi nhé",
]


def _labels(bullying: list[bool]) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    labels = np.zeros((len(bullying), len(Category)), dtype=bool)
    labels[:, BULLYING] = bullying
    return labels


def test_probabilities_follow_how_often_the_label_really_holds() -> None:
    model = fit(FITTED, _labels([True] * 3 + [False] * 5))
    texts = ["ngu thế"] * 100 + ["đi học nhé"] * 100
    truth = _labels([at % 4 != 0 for at in range(100)] + [at % 20 == 0 for at in range(100)])
    found = calibrate(model, texts, truth).probabilities(["ngu thế", "đi học nhé"])[:, BULLYING]
    np.testing.assert_allclose(found, [0.75, 0.05], atol=0.05)


def test_too_few_held_out_texts_change_nothing() -> None:
    model = fit(FITTED, _labels([True] * 3 + [False] * 5))
    same = calibrate(model, FITTED, _labels([True] * 3 + [False] * 5))
    np.testing.assert_array_equal(same.probabilities(FITTED), model.probabilities(FITTED))


def test_unknown_labels_do_not_calibrate() -> None:
    model = fit(FITTED, _labels([True] * 3 + [False] * 5))
    texts = ["ngu thế", "đi học"] * 50
    labels = _labels([False, True] * 50)
    known = np.zeros_like(labels)
    same = calibrate(model, texts, labels, known)
    np.testing.assert_array_equal(same.probabilities(texts), model.probabilities(texts))


def test_labels_that_run_against_the_model_do_not_turn_it_round() -> None:
    model = fit(FITTED, _labels([True] * 3 + [False] * 5))
    texts = ["ngu thế", "đi học"] * 50
    turned = calibrate(model, texts, _labels([False, True] * 50))
    assert turned.slopes[BULLYING] > 0
