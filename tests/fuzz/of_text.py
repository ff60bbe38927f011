"""The normaliser, the detectors, the whole assessment and the finders of mentions, on odd text."""

from __future__ import annotations

import time
import unicodedata
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import orjson
from hypothesis import strategies as st

from classifier.detectors import DETECTORS
from classifier.detectors.scan import Scanner
from classifier.limits import without_unusable
from classifier.normalize import normalize, without_marks
from classifier.records import record_of
from classifier.schema import Message, Submission
from classifier.taxonomy import Speaker
from service.related.mentions import mentions
from tests.fuzz.models import small_classifier
from tests.fuzz.odd_text import ODD, STORABLE, flood
from tests.fuzz.target import TEXT, Target, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from classifier.schema import Span

LONG = 10_000
SLOWEST_S = 2.0
"""Processor time for a text of ``LONG`` characters: some 30 times what it takes, a hundredth of a quadratic step's."""

SPEAKERS = st.sampled_from(list(Speaker))
SUBMISSIONS = st.builds(
    Submission,
    st.lists(st.builds(Message, STORABLE, SPEAKERS), max_size=6).map(tuple),
    happening_now=st.booleans(),
    adult_has_access=st.booleans(),
    unread_screenshots=st.integers(0, 1_000),
)


def normalised(text: str) -> None:
    normal = normalize(text)
    assert len(normal.text) == len(normal.starts) == len(normal.ends)
    last_start = last_end = 0
    for start, end in zip(normal.starts, normal.ends, strict=True):
        assert last_start <= start <= end <= len(text)
        assert last_end <= end
        last_start, last_end = start, end
    assert unicodedata.is_normalized("NFC", normal.text)
    assert len(without_marks(normal.text)) == len(normal.text)
    assert normal.origin(0, len(normal.text))[1] <= len(text)


def in_time(check: Callable[[str], Any]) -> Callable[[str], None]:
    """Have a check of one long text, within its time."""

    def timed(text: str) -> None:
        began = time.process_time()
        check(text)
        assert time.process_time() - began < SLOWEST_S

    return timed


@contextmanager
def scanning() -> Iterator[Callable[[str], None]]:
    scanner = Scanner(DETECTORS)

    def scan(text: str) -> None:
        normal = normalize(text)
        for speaker in Speaker:
            for hit in scanner.scan(normal, speaker):
                assert 0 <= hit.start <= hit.end <= len(text)

    yield scan


@contextmanager
def assessing() -> Iterator[Callable[[Submission], None]]:
    classifier = small_classifier()

    def assess(submission: Submission) -> None:
        assessment = classifier.assess(submission)
        told: tuple[Any, ...] = (*assessment.findings, *assessment.evidence, *assessment.counter_evidence)
        for one in told:
            _within(one.span, submission)
        assert 0 <= assessment.risk <= 1
        assert all(0 <= chance <= 1 for chance in assessment.probabilities.values())
        assert orjson.dumps(record_of(None, submission, assessment))

    yield assess


@contextmanager
def assessing_long() -> Iterator[Callable[[str], None]]:
    whose = list(Speaker)
    with assessing() as assess:

        def in_pieces(text: str) -> None:
            usable = without_unusable(text)
            pieces = [usable[at : at + 100] for at in range(0, len(usable), 100)]
            assess(Submission(tuple(Message(piece, whose[at % 3]) for at, piece in enumerate(pieces))))

        yield in_time(in_pieces)


def mentioned(text: str) -> None:
    for found in mentions(text):
        assert 0 <= found.start < found.end <= len(text)
        assert found.value


def _within(span: Span, submission: Submission) -> None:
    assert 0 <= span.start <= span.end <= len(submission.messages[span.message].text)


TARGETS = (
    Target("normaliser", ODD, plain(normalised), 1_700, form=TEXT, watched=("classifier.normalize",)),
    Target("normaliser, long", flood(LONG), plain(in_time(normalised)), 5, 30),
    Target("detectors", ODD, scanning, 350, form=TEXT, watched=("classifier.detectors",)),
    Target("assessment", SUBMISSIONS, assessing, 80, 150),
    Target("assessment, long", flood(LONG), assessing_long, 1, 10),
    Target("mentions", ODD, plain(mentioned), 600, form=TEXT, watched=("service.related",)),
    Target("mentions, long", flood(LONG), plain(in_time(mentioned)), 4, 30),
)
