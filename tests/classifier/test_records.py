from __future__ import annotations

import json

import pytest

from classifier.engine import Classifier
from classifier.errors import SubmissionError
from classifier.limits import MAX_MESSAGE_CHARACTERS, MAX_MESSAGES
from classifier.records import decode, error_of, record_of, submission_of
from classifier.schema import Message, Submission
from classifier.taxonomy import Category, Speaker

GOOD = {"id": "a1", "messages": [{"speaker": "other", "text": "chào em"}, {"text": "dạ"}], "happening_now": True}


def test_a_record_becomes_a_submission() -> None:
    name, submission = submission_of(decode(json.dumps(GOOD).encode()))
    assert name == "a1"
    assert submission == Submission(
        (Message("chào em", Speaker.OTHER), Message("dạ", Speaker.UNKNOWN)), happening_now=True
    )


@pytest.mark.parametrize("name", ["một", 7, None])
def test_ids_are_text_or_whole_numbers_or_absent(name: str | int | None) -> None:
    assert submission_of({**GOOD, "id": name})[0] == name


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"messages": None}, "messages"),
        ({"messages": []}, "messages"),
        ({"messages": "chào"}, "messages"),
        ({"messages": {"text": "chào"}}, "messages"),
        ({"messages": ["chào"]}, "messages[0]"),
        ({"messages": [{"text": "x"}, {}]}, "messages[1].text"),
        ({"messages": [{"text": 5}]}, "messages[0].text"),
        ({"messages": [{"text": "x"}] * 3 + [{"text": "a\x00b"}]}, "messages[3].text"),
        ({"messages": [{"text": "a\ud800"}]}, "messages[0].text"),
        ({"messages": [{"text": "x" * (MAX_MESSAGE_CHARACTERS + 1)}]}, "messages[0].text"),
        ({"messages": [{"text": "x"}] * (MAX_MESSAGES + 1)}, "messages"),
        ({"messages": [{"text": "x" * MAX_MESSAGE_CHARACTERS}] * 11}, "messages"),
        ({"messages": [{"text": "x", "speaker": "teacher"}]}, "messages[0].speaker"),
        ({"messages": [{"text": "x", "speaker": 1}]}, "messages[0].speaker"),
        ({"messages": [{"text": "x", "speaker": None}]}, "messages[0].speaker"),
        ({"happening_now": "yes"}, "happening_now"),
        ({"adult_has_access": 1}, "adult_has_access"),
        ({"unread_screenshots": -1}, "unread_screenshots"),
        ({"unread_screenshots": True}, "unread_screenshots"),
        ({"id": 1.5}, "id"),
        ({"id": ["x"]}, "id"),
        ({"id": "a\x07"}, "id"),
        ({"id": 2**70}, "id"),
    ],
)
def test_the_field_that_is_wrong_is_named(change: dict[str, object], field: str) -> None:
    with pytest.raises(SubmissionError) as caught:
        submission_of({**GOOD, **change})
    assert caught.value.field == field
    assert caught.value.vi
    assert caught.value.en


@pytest.mark.parametrize(
    "line", [b"{", b"", b"[]", b'"x"', b"\xff\xfe", b'{"id": NaN}', b"[" * 100_000, b'{"messages": [}']
)
def test_what_is_no_json_object_is_refused(line: bytes) -> None:
    with pytest.raises(SubmissionError) as caught:
        decode(line)
    assert caught.value.field == ""


def test_a_lone_surrogate_is_found_where_it_stands() -> None:
    with pytest.raises(SubmissionError) as caught:
        submission_of(decode(rb'{"messages": [{"text": "ok"}, {"text": "x\ud800"}]}'))
    assert caught.value.field == "messages[1].text"


def test_an_error_keeps_the_line_and_the_id() -> None:
    error = SubmissionError("messages", "thiếu", "missing")
    assert error_of(3, error) == {"line": 3, "error": {"field": "messages", "vi": "thiếu", "en": "missing"}}
    assert error_of(3, error, "a1")["id"] == "a1"


def test_an_assessment_is_printed_whole(tiny_classifier: Classifier) -> None:
    submission = Submission((Message("Đừng nói với mẹ nhé", Speaker.OTHER),))
    printed = record_of("a1", submission, tiny_classifier.assess(submission))
    assert list(printed)[:5] == ["id", "tier", "categories", "abstained", "findings"]
    assert set(printed["categories"]) == {category.value for category in Category}
    finding = next(found for found in printed["findings"] if found["signal"] == "secrecy")
    assert finding["quote"] == "Đừng nói với mẹ"
    assert set(finding) == {"category", "signal", "score", "message", "start", "end", "quote", "detector"}
    assert printed["model"] == "tiny"
    (evidence,) = printed["evidence"]
    assert (evidence["quote"], evidence["speaker"], evidence["signal"]) == ("Đừng nói với mẹ nhé", "other", "secrecy")
    assert evidence["vi"] == "Người kia dặn trẻ giữ bí mật với người lớn"


def test_what_speaks_against_it_and_where_the_tier_rose_are_printed(tiny_classifier: Classifier) -> None:
    submission = Submission(
        (
            Message("vô trận rồi", Speaker.OTHER),
            Message("đồ óc chó, cả lớp nghỉ chơi với nó đi", Speaker.OTHER),
        )
    )
    printed = record_of(None, submission, tiny_classifier.assess(submission))
    (doubt,) = printed["counter_evidence"]
    assert (doubt["kind"], doubt["against"], doubt["quote"], doubt["message"]) == (
        "play",
        ["bullying"],
        "vô trận rồi",
        0,
    )
    assert printed["first_reached"] == {"P2": 1}
    json.dumps(printed)
