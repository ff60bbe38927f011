"""What was found, tied to its words: the detectors' hits, and the words that spoke most to the text model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from classifier.schema import Finding, Span
from classifier.taxonomy import CATEGORY_OF, Category, Signal, Speaker

if TYPE_CHECKING:
    from classifier.conversation import Conversation, Reading
    from classifier.detectors import Hit
    from classifier.text_model import TextModel

MOST_FINDINGS = 20
_MOST_OF_ONE_KIND = 3  # of one signal, or of the text model for one category: enough to see what is meant
_WORDS_A_MESSAGE = 3
LIKELY = 0.5  # from here the text model's words are shown as evidence


def finding_of(hit: Hit, message: int) -> Finding:
    """Give what a detector heard in the message of that index as a finding."""
    detector = hit.detector
    return Finding(
        CATEGORY_OF[detector.signal],
        detector.confidence,
        Span(message, hit.start, hit.end),
        detector.name,
        detector.signal,
    )


def findings(model: TextModel, readings: Sequence[Reading], conversation: Conversation) -> tuple[Finding, ...]:
    """Evidence, strongest first: the detectors' words, and the words that spoke most to the text model.

    At most three of one kind and twenty in all, no two of one category over the same words.
    """
    found = [finding_of(hit, index) for index, reading in enumerate(readings) for hit in reading.hits]
    found += _model_findings(model, readings, conversation, found)
    found.sort(key=lambda finding: (-finding.score, finding.span.message, finding.span.start, finding.detector))
    kept: list[Finding] = []
    kinds: Counter[tuple[Category, Signal | None]] = Counter()
    for finding in found:
        kind = (finding.category, finding.signal)
        kinds[kind] += 1
        if kinds[kind] <= _MOST_OF_ONE_KIND and not any(_same_words(finding, other) for other in kept):
            kept.append(finding)
    return tuple(kept[:MOST_FINDINGS])


def _model_findings(
    model: TextModel, readings: Sequence[Reading], conversation: Conversation, found: Sequence[Finding]
) -> list[Finding]:
    by_words = {(finding.category, finding.span.message) for finding in found}
    # In a conversation the harm is looked for in what the other person writes; a child's answer is no evidence of it.
    told = any(reading.speaker is Speaker.OTHER for reading in readings)
    shown: list[Finding] = []
    for column, category in enumerate(Category):
        if conversation.probabilities[category] < LIKELY:
            continue
        likely = [
            (float(reading.probabilities[column]), index)
            for index, reading in enumerate(readings)
            if reading.probabilities[column] >= LIKELY
            and (category, index) not in by_words
            and not (category is Category.GROOMING and told and reading.speaker is Speaker.CHILD)
        ]
        for score, index in sorted(likely, key=lambda pair: (-pair[0], pair[1]))[:_MOST_OF_ONE_KIND]:
            evidence = model.evidence(readings[index].normalized, category, most=_WORDS_A_MESSAGE)
            shown += [Finding(category, score, Span(index, start, end), "text_model") for start, end, _ in evidence]
    return shown


def _same_words(finding: Finding, other: Finding) -> bool:
    return (
        finding.category is other.category
        and finding.signal is other.signal
        and finding.span.message == other.span.message
        and finding.span.start < other.span.end
        and other.span.start < finding.span.end
    )
