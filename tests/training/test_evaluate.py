"""Figures agree with scikit-learn's, and nothing is claimed from a handful of texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, f1_score

from classifier.taxonomy import Category
from training.corpus import Corpus, group_of
from training.evaluate import ALL, LEAST, Measure, as_facts, average_precision, calibration_error, evaluate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from classifier.text_model import TextModel

RNG = np.random.default_rng(7)


class Told:
    """A model whose probabilities are told beforehand: evaluation is what is tried here, not learning."""

    def __init__(self, guess: NDArray[np.float64]) -> None:
        self.guess = guess

    def probabilities(self, texts: Sequence[str]) -> NDArray[np.float64]:
        assert len(texts) == len(self.guess)
        return self.guess


def corpus(n: int, *, known: NDArray[np.bool_] | None = None) -> Corpus:
    words = ["một", "hai ba", "mot hai ba bon", "một " * 12]
    texts = [f"{words[i % 4]} {chr(97 + i % 26)}" for i in range(n)]
    return Corpus(
        texts=tuple(texts),
        labels=RNG.random((n, 4)) < 0.3,
        known=np.ones((n, 4), dtype=np.bool_) if known is None else known,
        groups=tuple(map(group_of, texts)),
        sources=tuple("seed" if i % 2 else "vihos" for i in range(n)),
        regions=tuple("north" if i % 3 else "" for i in range(n)),
        styles=tuple(frozenset({"teencode"} if i % 5 else ()) for i in range(n)),
        official_test=np.zeros(n, dtype=np.bool_),
    )


def measured(found: Corpus, guess: NDArray[np.float64]) -> dict[tuple[str, str, Category], Measure]:
    return {(m.corpus, m.slice, m.category): m for m in evaluate(cast("TextModel", Told(guess)), found)}


def test_figures_are_those_of_scikit_learn() -> None:
    found = corpus(600)
    guess = np.clip(0.4 * found.labels + 0.6 * RNG.random((600, 4)), 0, 1)
    for column, category in enumerate(Category):
        m = measured(found, guess)[ALL, ALL, category]
        assert m.pr_auc is not None
        assert m.f1 is not None
        assert m.macro_f1 is not None
        assert m.pr_auc.value == pytest.approx(average_precision_score(found.labels[:, column], guess[:, column]))
        assert m.f1.value == pytest.approx(f1_score(found.labels[:, column], guess[:, column] > 0.5))
        assert m.macro_f1.value == pytest.approx(
            f1_score(found.labels[:, column], guess[:, column] > 0.5, average="macro")
        )
        assert m.pr_auc.low < m.pr_auc.value < m.pr_auc.high


def test_ties_are_one_step_of_the_curve() -> None:
    truth = RNG.random(300) < 0.4
    guess = np.round(RNG.random(300), 1)
    weights = RNG.integers(0, 3, size=(5, 300)).astype(np.float64)
    areas = average_precision(truth, guess, weights)
    for area, weight in zip(areas, weights, strict=True):
        assert area == pytest.approx(average_precision_score(truth, guess, sample_weight=weight))


def test_calibration_error_is_the_gap_between_word_and_deed() -> None:
    assert calibration_error(np.array([True, False] * 50), np.full(100, 0.5)) == pytest.approx(0.0)
    assert calibration_error(np.array([False] * 100), np.full(100, 0.9)) == pytest.approx(0.9)
    assert calibration_error(np.array([True] * 10), np.ones(10)) == pytest.approx(0.0)


def test_what_is_not_known_is_not_measured() -> None:
    known = np.zeros((200, 4), dtype=np.bool_)
    known[:100, 1] = True
    found = measured(corpus(200, known=known), RNG.random((200, 4)))
    assert {category for _, _, category in found} == {list(Category)[1]}
    assert found[ALL, ALL, list(Category)[1]].texts == 100


def test_a_handful_of_texts_gives_counts_and_no_figure() -> None:
    few = corpus(2 * LEAST)
    few.labels[:] = False
    few.labels[: LEAST - 1] = True
    m = measured(few, RNG.random((2 * LEAST, 4)))[ALL, ALL, Category.GROOMING]
    assert (m.texts, m.harmful) == (2 * LEAST, LEAST - 1)
    assert (m.pr_auc, m.f1, m.macro_f1, m.calibration_error) == (None,) * 4
    assert m.false_alarms is not None


def test_slices_follow_length_marks_style_region_and_corpus() -> None:
    found = measured(corpus(400), RNG.random((400, 4)))
    slices = {(name, part) for name, part, _ in found}
    assert slices == {
        (ALL, ALL),
        (ALL, "1-3 words"),
        (ALL, "4-10 words"),
        (ALL, "over 10 words"),
        (ALL, "no Vietnamese mark"),
        (ALL, "style teencode"),
        (ALL, "region north"),
        ("seed", ALL),
        ("vihos", ALL),
    }
    assert found[ALL, "no Vietnamese mark", Category.GROOMING].texts == 200


def test_the_same_seed_gives_the_same_intervals() -> None:
    found, guess = corpus(300), RNG.random((300, 4))
    assert measured(found, guess) == measured(found, guess)


def test_facts_are_plain_values() -> None:
    facts = as_facts(list(measured(corpus(300), RNG.random((300, 4))).values()))
    assert facts[0]["corpus"] == ALL
    assert set(facts[0]["pr_auc"]) == {"value", "low", "high"}


def test_no_test_texts_give_no_measure() -> None:
    assert measured(corpus(0), np.zeros((0, 4))) == {}
