from __future__ import annotations

from itertools import pairwise

from classifier.engine import Classifier
from classifier.schema import Evidence, Message, Submission
from classifier.taxonomy import Signal, Speaker

CHILD, OTHER, UNKNOWN = Speaker.CHILD, Speaker.OTHER, Speaker.UNKNOWN

APPROACH = (
    (OTHER, "anh nạp thẻ cho em nha"),
    (CHILD, "thôi ạ"),
    (OTHER, "qua Zalo nói chuyện riêng nhé"),
    (OTHER, "đừng nói với mẹ nhé, chuyện này chỉ anh với em biết thôi"),
    (OTHER, "ở nhà có ai không em"),
    (OTHER, "đừng kể ai nha"),
    (OTHER, "đồ óc chó"),
)


def quoted(classifier: Classifier, *lines: tuple[Speaker, str]) -> list[tuple[str, Evidence]]:
    submission = Submission(tuple(Message(text, speaker) for speaker, text in lines))
    evidence = classifier.assess(submission).evidence
    return [(lines[one.span.message][1][one.span.start : one.span.end], one) for one in evidence]


def test_different_signs_come_before_the_same_again_and_what_made_the_tier_before_the_rest(
    tiny_classifier: Classifier,
) -> None:
    found = quoted(tiny_classifier, *APPROACH, (OTHER, "mai gặp anh nhé, đi một mình thôi"))
    signals = [one.signal for _, one in found]
    assert len(found) == 5
    assert len(set(signals)) == 5
    assert Signal.MEETING in signals
    assert Signal.INSULT not in signals


def test_quotes_stand_in_the_order_of_the_messages_and_share_no_character(tiny_classifier: Classifier) -> None:
    spans = [(one.span.message, one.span.start, one.span.end) for _, one in quoted(tiny_classifier, *APPROACH)]
    assert spans == sorted(spans)
    for (message, _, end), (next_message, start, _) in pairwise(spans):
        assert message < next_message or end <= start


def test_a_quote_can_be_read_alone(tiny_classifier: Classifier) -> None:
    words = [words for words, _ in quoted(tiny_classifier, *APPROACH)]
    assert "anh nạp thẻ cho em nha" in words
    assert "qua Zalo nói chuyện riêng nhé" in words


def test_each_says_who_said_it_and_what_it_shows(tiny_classifier: Classifier) -> None:
    ((words, one),) = quoted(tiny_classifier, (CHILD, "chú ấy dặn em giữ bí mật"))
    assert words == "chú ấy dặn em giữ bí mật"
    assert one.vi == "Trẻ kể có người dặn trẻ giữ bí mật với người lớn"
    assert one.en == "The child tells that somebody asks the child to keep a secret from adults"


def test_fewer_are_quoted_where_there_are_fewer(tiny_classifier: Classifier) -> None:
    assert len(quoted(tiny_classifier, (OTHER, "cả lớp đừng chơi với nó nữa"))) == 1
    assert quoted(tiny_classifier, (OTHER, "mai lớp mình học thể dục tiết mấy vậy")) == []
