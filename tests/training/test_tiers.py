"""What each tier costs and gives, measured and told."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from classifier.encoder import CATEGORIES, Encoder
from classifier.second_tier import Joining, TwoTierModel
from classifier.taxonomy import Category
from classifier.text_model import TextModel
from tests.tiny_encoder import tiny_encoder, write
from training.corpus import Corpus, group_of
from training.encoder.product import ProductEncoder
from training.joining import Chosen
from training.tier_card import tiers
from training.tiers import with_encoder

NAMES = [str(category) for category in Category]
BULLYING = list(Category).index(Category.BULLYING)
JOINING = Joining((1.0,) * 4, (0.0, 1.0, 0.0, 0.0), (0.0,) * 4, 0.0)
FACTS = {"body": "tiny", "corpora": ["seed"], "may_be_given_away": True}


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> ProductEncoder:
    tiny: Encoder = tiny_encoder({CATEGORIES: NAMES}, {"lạ": (0, 9, 0, 0)})
    return ProductEncoder(write(tiny, tmp_path_factory.mktemp("made") / "encoder"), tiny, FACTS, frozenset())


def part_of(*sources: str) -> Corpus:
    texts = [f"bà ngoại mình {'lạ' if at % 3 == 0 else 'quen'} {chr(97 + at % 26)} {at // 26}" for at in range(90)]
    labels = np.zeros((90, 4), dtype=np.bool_)
    labels[::3, BULLYING] = True
    return Corpus(
        tuple(texts),
        labels,
        np.ones((90, 4), dtype=np.bool_),
        tuple(group_of(text) for text in texts),
        tuple(sources[at % len(sources)] for at in range(90)),
        ("",) * 90,
        (frozenset(),) * 90,
        np.zeros(90, dtype=np.bool_),
    )


def facts(model: TextModel, encoder: ProductEncoder, part: Corpus | None = None) -> dict[str, Any]:
    joined, told = with_encoder(model, encoder, Chosen(JOINING, {"none": 0.5, "0": 0.1}, 1.0), part or part_of("seed"))
    assert isinstance(joined, TwoTierModel)
    return told


def test_what_it_gives_is_measured_on_the_same_messages(tiny_model: TextModel, encoder: ProductEncoder) -> None:
    gain = facts(tiny_model, encoder)["gains"][BULLYING]
    assert (gain["texts"], gain["harmful"]) == (90, 30)
    assert gain["without"]["value"] < 0.99
    assert gain["with"]["value"] == 1.0
    low, high = gain["difference"]
    assert 0 <= low < gain["with"]["value"] - gain["without"]["value"] < high


def test_too_few_to_tell_get_counts_alone(tiny_model: TextModel, encoder: ProductEncoder) -> None:
    told = facts(tiny_model, encoder)["gains"]
    assert [set(gain) for at, gain in enumerate(told) if at != BULLYING] == [{"category", "texts", "harmful"}] * 3


def test_of_several_corpora_the_seed_is_measured(tiny_model: TextModel, encoder: ProductEncoder) -> None:
    assert facts(tiny_model, encoder, part_of("seed", "vihos", "vihos"))["gains"][BULLYING]["texts"] == 30
    assert facts(tiny_model, encoder, part_of("vihos"))["gains"][BULLYING]["texts"] == 90


def test_what_it_costs_is_measured(tiny_model: TextModel, encoder: ProductEncoder) -> None:
    costs = facts(tiny_model, encoder)["costs"]
    assert (costs["timed"], costs["asked"]) == (90, 1.0)
    assert costs["memory_megabytes"] > 1
    for way in ("ngrams", "both"):
        assert 0 < costs[way]["p50_ms"] <= costs[way]["p99_ms"]
        assert costs[way]["texts_per_second"] > 0
    assert costs["both"]["texts_per_second"] < costs["ngrams"]["texts_per_second"]


def test_the_card_says_both(tiny_model: TextModel, encoder: ProductEncoder) -> None:
    told = facts(tiny_model, encoder)
    card = tiers({"encoder": told})
    assert "{" not in card
    assert f"{told['costs']['memory_megabytes']} MB" in card
    assert "| bắt nạt · bullying | 90 | 30 | 1.00 | 0." in card
    assert "| 1.000 (1.000-1.000) |" in card
    assert "| dụ dỗ · grooming | 90 | 0 | 0.00 | – | – | – |" in card
    assert "100% số tin thử" in card


def test_an_encoder_that_gives_nothing_is_left_out_and_that_is_said(
    tiny_model: TextModel, encoder: ProductEncoder
) -> None:
    model, told = with_encoder(tiny_model, encoder, Chosen(None, {"none": 0.5}, 0.0), part_of("seed"))
    assert model is tiny_model
    assert told["taken"] is False
    assert "gave nothing on the calibration part" in tiers({"encoder": told})


def test_without_an_encoder_the_card_says_that_there_is_none() -> None:
    assert "Not in this bundle" in tiers({})


def test_where_memory_cannot_be_told_the_card_says_so(tiny_model: TextModel, encoder: ProductEncoder) -> None:
    told = facts(tiny_model, encoder)
    told["costs"]["memory_megabytes"] = None
    assert "? MB" in tiers({"encoder": told})
