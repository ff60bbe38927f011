from __future__ import annotations

import pytest

from classifier.engine import Classifier
from classifier.explain import REASONS, reason
from classifier.schema import Message, Submission
from classifier.taxonomy import Category, Speaker, Tier
from classifier.text_model import TextModel


@pytest.mark.parametrize(
    ("speaker", "text", "sentence"),
    [
        (Speaker.OTHER, "đừng nói với mẹ nhé", "Người kia dặn trẻ giữ bí mật với người lớn"),
        (Speaker.UNKNOWN, "đừng nói với mẹ nhé", "Có người dặn trẻ giữ bí mật với người lớn"),
        (Speaker.CHILD, "chú ấy dặn em giữ bí mật", "Trẻ kể có người dặn trẻ giữ bí mật với người lớn"),
        (Speaker.CHILD, "em sợ lắm cô ơi", "Trẻ nói mình buồn, sợ hoặc đang cần giúp"),
        (Speaker.CHILD, "mày ngu như bò", "Trẻ (hoặc người trẻ kể tới) dùng lời lăng mạ"),
    ],
)
def test_a_reason_says_who_said_what(tiny_classifier: Classifier, speaker: Speaker, text: str, sentence: str) -> None:
    reasons = tiny_classifier.assess(Submission((Message(text, speaker),))).reasons
    assert sentence in [one.vi for one in reasons]


def test_the_text_models_words_are_shown_where_no_detector_found_any(tiny_model: TextModel) -> None:
    sure = Classifier(TextModel(tiny_model.linear, tiny_model.slopes * 20, tiny_model.offsets), "sure")
    text = "NHÌN mày là muốn ói"
    assessment = sure.assess(Submission((Message("chiều nay lớp mình học gì"), Message(text))))
    shown = [finding for finding in assessment.findings if finding.detector == "text_model"]
    assert {(finding.category, finding.span.message, finding.signal) for finding in shown} == {
        (Category.BULLYING, 1, None)
    }
    for finding in shown:
        assert finding.score == pytest.approx(assessment.probabilities[Category.BULLYING], abs=0.2)
        assert text[finding.span.start : finding.span.end].strip()


def test_every_reason_has_words_in_both_languages() -> None:
    for code, (vi, en) in REASONS.items():
        assert reason(code, Tier.P1).code == code
        assert vi.strip()
        assert en.strip()


def test_an_unknown_reason_is_refused() -> None:
    with pytest.raises(KeyError):
        reason("no_such_reason", Tier.P0)
