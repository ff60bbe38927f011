"""An assessment comes back from the database as it was, also one that an older version laid down."""

from typing import Any

import orjson
import pytest

from classifier.engine import Classifier
from classifier.schema import Assessment, Message, Submission
from classifier.taxonomy import Speaker
from service.scoring.stored import laid_down, taken_up

SUBMISSION = Submission(
    (
        Message("vô trận rồi, mày ngu như bò", Speaker.OTHER),
        Message("thôi đừng nói nữa", Speaker.CHILD),
        Message("đồ óc chó, cả lớp nghỉ chơi với nó đi", Speaker.OTHER),
    )
)


@pytest.fixture
def assessment(tiny_classifier: Classifier) -> Assessment:
    return tiny_classifier.assess(SUBMISSION)


def again(content: dict[str, Any], assessment: Assessment) -> Assessment:
    read = orjson.loads(orjson.dumps(content))
    return taken_up(read, model=assessment.model, tier=assessment.tier.value, risk=float(assessment.risk))


def test_nothing_is_lost(assessment: Assessment) -> None:
    assert assessment.evidence
    assert assessment.counter_evidence
    assert assessment.first_reached
    assert again(laid_down(assessment), assessment) == assessment


def test_no_word_of_the_messages_is_laid_down(assessment: Assessment) -> None:
    laid = orjson.dumps(laid_down(assessment)).decode()
    for words in ("vô trận", "ngu như bò", "óc chó", "nghỉ chơi"):
        assert words not in laid


def test_what_an_older_version_laid_down_is_read_without_evidence(assessment: Assessment) -> None:
    content = {
        name: value
        for name, value in laid_down(assessment).items()
        if name in {"probabilities", "findings", "reasons", "abstained"}
    }
    old = again(content, assessment)
    assert old.findings == assessment.findings
    assert (old.evidence, old.counter_evidence, dict(old.first_reached)) == ((), (), {})
