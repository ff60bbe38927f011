"""Whatever asks for a counsellor says why: the demo's reports and the checklist's harms, with the seed's model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from classifier.engine import Classifier
from classifier.explain.quotes import quote
from classifier.records import record_of, submission_of
from classifier.schema import Assessment, Submission
from classifier.taxonomy import Tier
from training.checklist import tables
from training.checklist.cases import Minimum

ROOT = Path(__file__).parents[3]
LEAST, MOST = 3, 5
NEVER_SAID = ("tội phạm", "kẻ dâm ô", "dâm ô", "thủ phạm", "an toàn", "yêu râu xanh", "predator", "culprit", "safe")

_DEMO = [json.loads(line) for line in (ROOT / "datasets/demo/reports.jsonl").read_text("utf-8").splitlines()]
_MINIMUM = [case for case in tables.read() if isinstance(case, Minimum)]


@pytest.fixture(scope="module")
def assessed(seed_classifier: Classifier) -> list[tuple[str, Submission, Assessment]]:
    named = [(str(record["id"]), submission_of(record)[1]) for record in _DEMO]
    named += [(case.place, case.submission) for case in _MINIMUM]
    answers = seed_classifier.assess_many([submission for _, submission in named])
    return [(name, submission, answer) for (name, submission), answer in zip(named, answers, strict=True)]


def told_apart(submission: Submission, assessment: Assessment) -> int:
    """Number of findings that share no words; what the text model picked out of one clause counts once."""
    spans = []
    for finding in assessment.findings:
        text, span = submission.messages[finding.span.message].text, finding.span
        spans.append(quote(text, span, 0, len(text), beside=12) if finding.signal is None else span)
    apart: list[set[int]] = []
    for at, span in enumerate(spans):
        touched = [group for group in apart if any(span.overlaps(spans[other]) for other in group)]
        apart = [group for group in apart if group not in touched] + [{at}.union(*touched)]
    return len(apart)


def test_whoever_must_be_called_today_has_a_reason_and_quotes(
    assessed: list[tuple[str, Submission, Assessment]],
) -> None:
    urgent = [one for one in assessed if one[2].tier is not Tier.P3]
    assert len(urgent) > 100
    for name, submission, assessment in urgent:
        assert assessment.reasons[0].tier is assessment.tier, name
        assert min(LEAST, told_apart(submission, assessment)) <= len(assessment.evidence) <= MOST, name


def test_quotes_are_what_was_written(assessed: list[tuple[str, Submission, Assessment]]) -> None:
    for name, submission, assessment in assessed:
        spans = [evidence.span for evidence in assessment.evidence]
        for span in spans + [doubt.span for doubt in assessment.counter_evidence]:
            text = submission.messages[span.message].text
            words = text[span.start : span.end]
            assert 0 <= span.start < span.end <= len(text), name
            assert words == words.strip(), name
        printed = record_of(None, submission, assessment)
        for told in (*printed["evidence"], *printed["counter_evidence"]):
            assert told["quote"] == submission.messages[told["message"]].text[told["start"] : told["end"]], name


def sentences(assessment: Assessment) -> list[str]:
    said = [f"{reason.vi} {reason.en}" for reason in assessment.reasons]
    said += [f"{evidence.vi} {evidence.en}" for evidence in assessment.evidence]
    return said + [f"{doubt.vi} {doubt.en}" for doubt in assessment.counter_evidence]


def test_no_sentence_accuses_or_reassures(assessed: list[tuple[str, Submission, Assessment]]) -> None:
    for _, _, assessment in assessed:
        for said in sentences(assessment):
            assert not [word for word in NEVER_SAID if word in said.lower()]


def test_what_was_reached_lies_in_the_messages(assessed: list[tuple[str, Submission, Assessment]]) -> None:
    for name, submission, assessment in assessed:
        for tier, message in assessment.first_reached.items():
            assert tier is not Tier.P3, name
            assert 0 <= message < len(submission.messages), name
