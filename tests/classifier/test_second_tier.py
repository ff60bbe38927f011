from __future__ import annotations

import numpy as np
import pytest

from classifier.encoder import CATEGORIES, Encoder
from classifier.engine import Classifier
from classifier.errors import BundleError
from classifier.normalize import normalize
from classifier.schema import Message, Submission
from classifier.second_tier import Joining, TwoTierModel
from classifier.taxonomy import Category
from classifier.text_model import TextModel
from tests.tiny_encoder import tiny_encoder

NAMES = [str(category) for category in Category]
GROOMING, BULLYING = (list(Category).index(category) for category in (Category.GROOMING, Category.BULLYING))
WORDS = {"trống": (0, 9, 0, 0), "xoài": (9, 0, 0, 0), "học": (0, -1, 0, 0)}
TEXTS = [
    "mày ngu như bò ấy",
    "bà ngoại gửi xoài lên",
    "đầu óc trống rỗng",
    "lớp mình học thêm toán",
    "đừng nói với bố mẹ",
    "qqqq zzzz",
    "",
]


def joining(unsure: float = 0.0, *, bullying: float = 1.0) -> Joining:
    weights = [0.0] * 4
    weights[BULLYING] = bullying
    return Joining((1.0,) * 4, tuple(weights), (0.0,) * 4, unsure)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return tiny_encoder({CATEGORIES: NAMES}, WORDS)


def test_both_speak_together_where_the_encoder_is_asked(tiny_model: TextModel, encoder: Encoder) -> None:
    (alone,), (both,) = (
        model.probabilities(["đầu óc trống rỗng"])
        for model in (tiny_model, TwoTierModel(tiny_model, encoder, joining()))
    )
    odds = np.log(both[BULLYING] / (1 - both[BULLYING])) - np.log(alone[BULLYING] / (1 - alone[BULLYING]))
    assert odds == pytest.approx(9)


def test_a_category_without_a_weight_keeps_what_the_n_grams_say(tiny_model: TextModel, encoder: Encoder) -> None:
    alone, both = (model.probabilities(TEXTS) for model in (tiny_model, TwoTierModel(tiny_model, encoder, joining())))
    others = [column for column in range(4) if column != BULLYING]
    assert np.array_equal(alone[:, others], both[:, others])
    assert not np.array_equal(alone[:, BULLYING], both[:, BULLYING])


def test_outside_the_band_nothing_changes_and_inside_it_does(tiny_model: TextModel, encoder: Encoder) -> None:
    normal = [normalize(text) for text in TEXTS]
    alone = tiny_model.probabilities_of(normal)
    model = TwoTierModel(tiny_model, encoder, joining(0.2))
    asked = model.asked_of(normal)
    near = (alone[:, BULLYING] >= 0.2) & (alone[:, BULLYING] <= 0.8)
    assert asked.tolist() == near.tolist()
    assert 0 < asked.sum() < len(TEXTS) - 2
    both = model.probabilities_of(normal)
    assert np.array_equal(alone[~asked], both[~asked])


def test_a_text_that_the_n_grams_cannot_read_is_left_to_abstain(tiny_model: TextModel) -> None:
    eager = tiny_encoder({CATEGORIES: NAMES}, {"qqqq": (9, 9, 9, 9)})
    model = TwoTierModel(tiny_model, eager, joining())
    assert np.array_equal(model.probabilities(["qqqq", ""]), tiny_model.probabilities(["qqqq", ""]))


def test_no_text_depends_on_those_that_stand_beside_it(tiny_model: TextModel, encoder: Encoder) -> None:
    model = TwoTierModel(tiny_model, encoder, joining())
    apart = np.vstack([model.probabilities([text]) for text in TEXTS])
    assert np.array_equal(model.probabilities(TEXTS), apart)
    assert model.probabilities([]).shape == (0, 4)


def test_words_come_from_the_n_grams_and_else_it_is_the_whole_message(tiny_model: TextModel, encoder: Encoder) -> None:
    model = TwoTierModel(tiny_model, encoder, joining())
    insult, odd = normalize("mày ngu như bò ấy"), normalize("  bà gửi xoài  ")
    assert model.evidence(insult, Category.BULLYING) == tiny_model.evidence(insult, Category.BULLYING) != []
    assert tiny_model.evidence(odd, Category.EXPLICIT) == []  # nothing taught that model the category
    assert model.evidence(odd, Category.EXPLICIT) == []  # nor did the encoder join in it
    explicit = TwoTierModel(tiny_model, encoder, Joining((1.0,) * 4, (0.0, 0.0, 1.0, 0.0), (0.0,) * 4, 0.0))
    assert explicit.evidence(odd, Category.EXPLICIT) == [(2, 13, 0.0)]


def test_what_the_encoder_alone_sees_raises_the_risk_and_is_quoted(tiny_model: TextModel) -> None:
    said = Submission((Message("bà ngoại gửi xoài lên cho cả nhà"),))
    knows = tiny_encoder({CATEGORIES: NAMES}, {"xoài": (0, 0, 20, 0)})
    model = TwoTierModel(tiny_model, knows, Joining((1.0,) * 4, (0.0, 0.0, 1.0, 0.0), (0.0,) * 4, 0.0))
    before, after = (Classifier(each, "one").assess(said) for each in (tiny_model, model))
    assert after.probabilities[Category.EXPLICIT] > 0.9 > before.probabilities[Category.EXPLICIT]
    assert after.risk > before.risk
    assert after.tier.value < before.tier.value  # P1 comes before P3
    (finding,) = after.findings
    assert (finding.category, finding.span.start, finding.span.end) == (Category.EXPLICIT, 0, 32)
    assert [quoted.category for quoted in after.evidence] == [Category.EXPLICIT]


def test_one_report_is_judged_alike_alone_and_among_others(tiny_model: TextModel, encoder: Encoder) -> None:
    judge = Classifier(TwoTierModel(tiny_model, encoder, joining()), "both")
    reports = [Submission((Message(text),)) for text in TEXTS[:5]]
    assert judge.assess_many(reports) == [judge.assess(report) for report in reports]


def test_how_the_tiers_join_is_read_as_it_was_written() -> None:
    assert Joining.from_json(joining(0.05).to_json().encode()) == joining(0.05)


@pytest.mark.parametrize(
    "odd", [b"", b"[]", b"{}", b'{"slopes": [1], "weights": [1], "offsets": [1], "unsure": 0}', b"\xff"]
)
def test_other_joinings_are_refused(odd: bytes) -> None:
    with pytest.raises(BundleError):
        Joining.from_json(odd)
