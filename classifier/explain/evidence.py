"""Chooses the words that a counsellor reads first: few, different, whole, in the order in which they were written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from classifier.explain.findings import LIKELY
from classifier.explain.quotes import quote, whole
from classifier.explain.reasons import grounds_of
from classifier.explain.sentences import category_sentence, signal_sentence
from classifier.schema import Evidence, Finding, Span
from classifier.taxonomy import Category, Signal, Tier

if TYPE_CHECKING:
    from classifier.conversation import Reading
    from classifier.schema import Reason
    from classifier.text_model import TextModel

ENOUGH, MOST = 3, 5
_WORDS_A_MESSAGE = 3
_CLAUSE = 12  # words on either side within which the text model says one thing, whatever words it picks


def evidence(
    model: TextModel, readings: Sequence[Reading], found: Sequence[Finding], reasons: Sequence[Reason], tier: Tier
) -> tuple[Evidence, ...]:
    """Quote three to five pieces of evidence, fewer where the messages hold no more, in the order of the messages.

    Another kind of finding comes before a second of the same kind, what made the tier before the rest, what has a name
    before what the text model only suspects, another message before the same, the stronger before the weaker. No two
    quotes share a character.
    """
    if not found:
        return ()
    grounds = grounds_of(reasons, tier)
    found = _whole(readings, found)
    chosen = _chosen(readings, found, grounds)
    if len(chosen) < ENOUGH and tier is not Tier.P3:  # nobody has to be called, and this costs as much as all the rest
        chosen = _chosen(readings, [*found, *_whole(readings, _more(model, readings, found, grounds))], grounds)
    chosen.sort(key=lambda finding: (finding.span.message, finding.span.start))
    return tuple(
        Evidence(span, finding.category, finding.signal, *_sentence(finding, readings))
        for finding, span in zip(chosen, _quotes(readings, chosen), strict=True)
    )


def _whole(readings: Sequence[Reading], found: Sequence[Finding]) -> list[Finding]:
    return [
        replace(finding, span=whole(readings[finding.span.message].normalized.original, finding.span))
        for finding in found
    ]


def _chosen(
    readings: Sequence[Reading], found: Sequence[Finding], grounds: frozenset[Signal | Category]
) -> list[Finding]:
    left, chosen = list(found), list[Finding]()
    while len(chosen) < MOST:
        left = [finding for finding in left if not any(_said_already(readings, finding, other) for other in chosen)]
        if not left:
            break
        kinds = {(other.category, other.signal) for other in chosen}
        messages = {other.span.message for other in chosen}

        def worth(finding: Finding) -> tuple[bool, bool, bool, bool, float]:
            new = (finding.category, finding.signal) not in kinds  # noqa: B023 - used within this turn of the loop
            apart = finding.span.message not in messages  # noqa: B023
            return new, _makes(finding, grounds), finding.signal is not None, apart, finding.score

        chosen.append(max(left, key=worth))  # the first of equals, and they come strongest first
    return chosen


def _makes(finding: Finding, grounds: frozenset[Signal | Category]) -> bool:
    return finding.signal in grounds or finding.category in grounds


def _said_already(readings: Sequence[Reading], finding: Finding, other: Finding) -> bool:
    """Whether quoting ``other`` says it: the same words, or words of the same clause that the text model picked out."""
    span = finding.span
    if span.overlaps(other.span):
        return True
    if finding.signal is None and finding.category is other.category and span.message == other.span.message:
        text = readings[span.message].normalized.original
        span = quote(text, span, 0, len(text), beside=_CLAUSE)
    return span.overlaps(other.span)


def _more(
    model: TextModel, readings: Sequence[Reading], found: Sequence[Finding], grounds: frozenset[Signal | Category]
) -> list[Finding]:
    """Find further words where detectors found something and the text model agrees."""
    messages = dict.fromkeys(finding.span.message for finding in found)
    asked = {(finding.span.message, finding.category) for finding in found if finding.signal is None}
    more = []
    for column, category in enumerate(Category):
        if category not in grounds:
            continue
        for message in messages:
            chance = float(readings[message].probabilities[column])
            if chance >= LIKELY and (message, category) not in asked:
                words = model.evidence(readings[message].normalized, category, most=_WORDS_A_MESSAGE)
                more += [Finding(category, chance, Span(message, start, end), "text_model") for start, end, _ in words]
    return more


def _quotes(readings: Sequence[Reading], chosen: Sequence[Finding]) -> list[Span]:
    """Widen the words of each finding to their clause, in the order of the messages, leaving its neighbours theirs."""
    quotes: list[Span] = []
    for at, finding in enumerate(chosen):
        span = finding.span
        text = readings[span.message].normalized.original
        least = quotes[-1].end if quotes and quotes[-1].message == span.message else 0
        after = chosen[at + 1].span if at + 1 < len(chosen) else None
        most = after.start if after is not None and after.message == span.message else len(text)
        quotes.append(quote(text, span, least, most))
    return quotes


def _sentence(finding: Finding, readings: Sequence[Reading]) -> tuple[str, str]:
    speaker = readings[finding.span.message].speaker
    if finding.signal is not None:
        return signal_sentence(finding.signal, speaker)
    return category_sentence(finding.category, speaker)
