from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from classifier.encoder import CATEGORIES
from classifier.taxonomy import Category
from classifier.text_model import TextModel
from tests.tiny_encoder import tiny_encoder
from training.corpus import Corpus, group_of
from training.joining import BANDS, choose_joining

NAMES = [str(category) for category in Category]
BULLYING = list(Category).index(Category.BULLYING)
KNOWS = {"lạ": (0, 4, 0, 0), "quen": (0, -4, 0, 0)}
GUESSES = {"lạ": (0, 0, 0, 0), "quen": (0, 0, 0, 0)}
WRONG = {"lạ": (0, -4, 0, 0), "quen": (0, 4, 0, 0)}


def calibrating(many: int = 400, *, told: float = 0.5) -> Corpus:
    """Texts whose bullying stands in a word that the n-grams never met; a share has words that they know, too."""
    random = np.random.default_rng(0)
    texts, labels = [], np.zeros((many, 4), dtype=np.bool_)
    for at in range(many):
        harmful = bool(random.random() < 0.4)
        labels[at, BULLYING] = harmful
        plain = "mày ngu như bò ấy" if harmful else "chiều nay lớp mình học thêm toán"
        said = plain if random.random() < told else "bà ngoại mình"
        texts.append(f"{said} {'lạ' if harmful else 'quen'} {''.join(random.choice(list('abcdeghik'), 6))}")
    return Corpus(
        tuple(texts),
        labels,
        np.ones((many, 4), dtype=np.bool_),
        tuple(group_of(text) for text in texts),
        ("seed",) * many,
        ("",) * many,
        (frozenset(),) * many,
        np.zeros(many, dtype=np.bool_),
    )


def test_an_encoder_that_knows_more_gets_weight_and_lowers_the_loss(tiny_model: TextModel) -> None:
    chosen = choose_joining(tiny_model, tiny_encoder({CATEGORIES: NAMES}, KNOWS), calibrating())
    assert chosen.joining is not None
    assert chosen.joining.weights[BULLYING] > 0
    assert chosen.losses["0"] < chosen.losses["none"]


def test_categories_without_examples_keep_the_n_grams_curve(tiny_model: TextModel) -> None:
    chosen = choose_joining(tiny_model, tiny_encoder({CATEGORIES: NAMES}, KNOWS), calibrating())
    assert chosen.joining is not None
    for column in set(range(4)) - {BULLYING}:
        assert chosen.joining.weights[column] == 0
        assert chosen.joining.slopes[column] == tiny_model.slopes[column]
        assert chosen.joining.offsets[column] == tiny_model.offsets[column]


@pytest.mark.parametrize("words", [GUESSES, WRONG])
def test_an_encoder_that_knows_nothing_or_the_contrary_is_not_joined(
    tiny_model: TextModel, words: dict[str, tuple[float, ...]]
) -> None:
    assert choose_joining(tiny_model, tiny_encoder({CATEGORIES: NAMES}, words), calibrating()).joining is None


def test_the_narrowest_band_that_keeps_the_gain_is_taken(tiny_model: TextModel) -> None:
    chosen = choose_joining(tiny_model, tiny_encoder({CATEGORIES: NAMES}, KNOWS), calibrating())
    assert chosen.joining is not None
    gain = {band: chosen.losses["none"] - chosen.losses[f"{band:g}"] for band in BANDS}
    assert gain[chosen.joining.unsure] >= 0.9 * gain[0.0]
    assert all(gain[band] < 0.9 * gain[0.0] for band in BANDS if band > chosen.joining.unsure)
    assert 0 < chosen.asked <= 1


def test_the_same_texts_give_the_same_choice(tiny_model: TextModel) -> None:
    encoder = tiny_encoder({CATEGORIES: NAMES}, KNOWS)
    assert choose_joining(tiny_model, encoder, calibrating()) == choose_joining(tiny_model, encoder, calibrating())


def test_unknown_cells_choose_nothing(tiny_model: TextModel) -> None:
    silent = replace(calibrating(), known=np.zeros((400, 4), dtype=np.bool_))
    assert choose_joining(tiny_model, tiny_encoder({CATEGORIES: NAMES}, KNOWS), silent).joining is None
