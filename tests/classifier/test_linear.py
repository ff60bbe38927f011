"""A score is the same whether its items are met for the first time or were remembered."""

import numpy as np
import pytest

from classifier import linear
from classifier.features import items_of
from classifier.features.vectors import bags
from classifier.linear import Linear
from classifier.normalize import normalize
from classifier.text_model import TextModel

TEXTS = [
    normalize(text).text
    for text in (
        "mày ngu như bò",
        "mai học toán ở phòng nào",
        "",
        "đừng nói với bố mẹ chuyện này",
        "🙂",
        "mày ngu như bò",
    )
]


def fresh(model: TextModel) -> Linear:
    known = model.linear
    return Linear(known.vectors, known.coefficients, known.intercepts)


def test_remembered_and_fresh_scores_agree_one_by_one_and_in_a_batch(tiny_model: TextModel) -> None:
    scorer = fresh(tiny_model)
    first, readable = scorer.margins(TEXTS)
    again, _ = scorer.margins(TEXTS)
    alone = [fresh(tiny_model).margins([text]) for text in TEXTS]
    assert np.array_equal(first, again)
    assert np.allclose(first, np.vstack([margins for margins, _ in alone]), rtol=0, atol=1e-12)
    assert readable.tolist() == [True, True, False, True, False, True]
    assert [bool(known) for _, (known,) in alone] == readable.tolist()


def test_a_score_is_the_vectors_product_with_the_coefficients(tiny_model: TextModel) -> None:
    scorer = fresh(tiny_model)
    shares = scorer.shares(items_of(TEXTS[0], scorer.vectors.compounds), 1)
    assert np.isclose(sum(shares.values()) + scorer.intercepts[1], scorer.margins(TEXTS[:1])[0][0, 1], atol=1e-5)
    vector = scorer.vectors.of_bags(bags(TEXTS[:1], scorer.vectors.compounds))
    product = (vector @ scorer.coefficients)[0, 1] + scorer.intercepts[1]
    assert np.isclose(product, scorer.margins(TEXTS[:1])[0][0, 1], atol=1e-4)


def test_a_full_memory_is_emptied_and_scores_stay(tiny_model: TextModel, monkeypatch: pytest.MonkeyPatch) -> None:
    expected, _ = fresh(tiny_model).margins(TEXTS)
    monkeypatch.setattr(linear, "_MOST_KEPT", 8)
    scorer = fresh(tiny_model)
    for _ in range(3):
        assert np.allclose(scorer.margins(TEXTS)[0], expected, atol=1e-5)
