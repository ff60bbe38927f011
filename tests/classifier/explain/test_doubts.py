from __future__ import annotations

import pytest

from classifier.engine import Classifier
from classifier.schema import CounterEvidence, Message, Submission
from classifier.taxonomy import Category, Speaker
from classifier.text_model import TextModel

CHILD, OTHER, UNKNOWN = Speaker.CHILD, Speaker.OTHER, Speaker.UNKNOWN


def doubts(classifier: Classifier, *lines: tuple[Speaker, str]) -> list[tuple[str, str, CounterEvidence]]:
    submission = Submission(tuple(Message(text, speaker) for speaker, text in lines))
    found = classifier.assess(submission).counter_evidence
    return [(one.kind, lines[one.span.message][1][one.span.start : one.span.end], one) for one in found]


@pytest.mark.parametrize(
    ("kind", "words", "lines"),
    [
        ("play", "vô trận rồi", [(OTHER, "vô trận rồi, mày ngu như bò"), (OTHER, "đồ óc chó")]),
        ("joke", "đùa thôi mà", [(OTHER, "đồ óc chó, đùa thôi mà")]),
        (
            "affection",
            "mà tao thương mày ghê",
            [(OTHER, "cả lớp nghỉ chơi với nó đi"), (OTHER, "mà tao thương mày ghê")],
        ),
        ("laughter", "haha", [(OTHER, "đồ óc chó =))"), (CHILD, "haha")]),
    ],
)
def test_what_may_speak_against_it_is_quoted(
    tiny_classifier: Classifier, kind: str, words: str, lines: list[tuple[Speaker, str]]
) -> None:
    found = {name: (said, one) for name, said, one in doubts(tiny_classifier, *lines)}
    said, one = found[kind]
    assert said == words
    assert one.vi
    assert one.en
    assert one.against == (Category.BULLYING,)


def test_one_who_laughs_alone_is_no_friend(tiny_classifier: Classifier) -> None:
    lines = (OTHER, "đồ óc chó haha"), (CHILD, "đừng nói nữa"), (OTHER, "hahaha")
    assert not doubts(tiny_classifier, *lines)


def test_a_game_says_nothing_against_grooming(tiny_classifier: Classifier) -> None:
    lines = (
        (OTHER, "vô trận với anh đi"),
        (OTHER, "đừng nói với mẹ nhé"),
        (OTHER, "qua Zalo nói riêng, anh nạp thẻ cho"),
    )
    assert "play" not in [kind for kind, _, _ in doubts(tiny_classifier, *lines)]


def test_a_child_whose_mother_is_at_work_is_not_talking_to_her(tiny_classifier: Classifier) -> None:
    lines = (OTHER, "ở nhà có ai không, qua Zalo nói riêng nhé, đừng nói với mẹ"), (CHILD, "dạ mẹ đi làm rồi")
    assert not doubts(tiny_classifier, *lines)


def test_nothing_is_doubted_where_nothing_was_found(tiny_classifier: Classifier) -> None:
    assert not doubts(tiny_classifier, (OTHER, "vô trận đi, tối nay leo rank"))


def test_words_far_away_are_another_talk(tiny_classifier: Classifier) -> None:
    quiet = [(OTHER, "mai học tiết mấy vậy")] * 15
    assert not doubts(tiny_classifier, (OTHER, "vô trận đi"), *quiet, (OTHER, "đồ óc chó"))


def test_a_doubt_never_hides_an_intent_to_die(tiny_model: TextModel) -> None:
    classifier = Classifier(tiny_model, "tiny")
    found = doubts(classifier, (CHILD, "thua trận này buồn quá, em không muốn sống nữa cô ơi"))
    assessment = classifier.assess(
        Submission((Message("thua trận này buồn quá, em không muốn sống nữa cô ơi", CHILD),))
    )
    assert assessment.tier == "P0"
    assert [kind for kind, _, _ in found] == ["play"]
