from __future__ import annotations

import io
import json
from typing import Any

from classifier import stream
from classifier.engine import Classifier
from classifier.stream import MAX_LINE_BYTES


def scored(classifier: Classifier, lines: bytes) -> tuple[int, list[dict[str, object]]]:
    sink = io.BytesIO()
    bad = stream.score(classifier, io.BytesIO(lines), sink)
    return bad, [json.loads(line) for line in sink.getvalue().splitlines()]


def test_order_is_kept_across_chunks_with_bad_lines_in_their_places(tiny_classifier: Classifier) -> None:
    lines = [
        b"{bad" if number % 100 == 5 else b'{"id": %d, "messages": [{"text": "xin chao"}]}' % number
        for number in range(700)
    ]
    bad, answers = scored(tiny_classifier, b"\n".join(lines))
    assert bad == 7
    assert len(answers) == 700
    for number, answer in enumerate(answers):
        if number % 100 == 5:
            assert answer["line"] == number + 1
        else:
            assert answer["id"] == number


def test_blank_lines_are_passed_over_and_counted(tiny_classifier: Classifier) -> None:
    bad, answers = scored(tiny_classifier, b'\n\n{"messages": [{"text": "a"}]}\n  \n{"messages": 1, "id": "x"}\r\n')
    assert bad == 1
    assert [answer.get("line") for answer in answers] == [None, 5]
    assert answers[1]["id"] == "x"


def test_a_line_without_end_is_refused_and_the_next_one_read(tiny_classifier: Classifier) -> None:
    endless = b'{"id": "' + b"x" * (2 * MAX_LINE_BYTES + 5) + b'"}\n'
    bad, answers = scored(tiny_classifier, endless + b'{"id": "next", "messages": [{"text": "a"}]}')
    assert bad == 1
    assert [answer.get("id") for answer in answers] == [None, "next"]


def test_progress_tells_every_byte(tiny_classifier: Classifier) -> None:
    told: list[int] = []
    lines = b'{"messages": [{"text": "a"}]}\n' * 300
    stream.score(tiny_classifier, io.BytesIO(lines), io.BytesIO(), read=told.append)
    assert sum(told) == len(lines)
    assert len(told) > 1


def test_nothing_in_gives_nothing_out(tiny_classifier: Classifier) -> None:
    assert scored(tiny_classifier, b"") == (0, [])


def watched(classifier: Classifier, lines: bytes) -> tuple[int, list[dict[str, Any]]]:
    sink = io.BytesIO()
    bad = stream.watch(classifier, io.BytesIO(lines), sink)
    return bad, [json.loads(line) for line in sink.getvalue().splitlines()]


def test_watching_prints_a_line_when_the_tier_rises_and_at_no_other_time(tiny_classifier: Classifier) -> None:
    quiet = b'{"speaker": "child", "text": "mai hoc tiet may"}\n'
    alarm = '{"speaker": "other", "text": "mai gặp anh nhé, đi một mình thôi"}\n'.encode()
    bad, answers = watched(tiny_classifier, quiet + b"\n" + alarm + quiet + alarm)
    assert bad == 0
    (answer,) = answers
    assert (answer["line"], answer["message"], answer["tier"]) == (3, 1, "P0")
    assert answer["first_reached"] == {"P0": 1, "P1": 1, "P2": 1}
    assert answer["reasons"][0]["code"] == "meeting_arranged"
    assert any("đi một mình" in quote for quote in answer["quotes"])


def test_watching_answers_a_bad_line_and_goes_on_without_it(tiny_classifier: Classifier) -> None:
    alarm = '{"speaker": "other", "text": "mai gặp anh nhé, đi một mình thôi"}\n'.encode()
    bad, answers = watched(tiny_classifier, b'{bad\n{"speaker": "x", "text": "a"}\n{"speaker": "child"}\n' + alarm)
    assert bad == 3
    assert [answer["error"]["field"] for answer in answers[:3]] == ["", "speaker", "text"]
    assert (answers[3]["message"], answers[3]["tier"]) == (0, "P0")
