"""Quotes what speaks against the harm, so that a counsellor sees both sides before the first call."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from classifier.counter_evidence import doubts
from classifier.explain.quotes import quote
from classifier.explain.reasons import harms_of
from classifier.schema import CounterEvidence, Finding, Span
from classifier.taxonomy import CATEGORY_OF, Category, Speaker

if TYPE_CHECKING:
    from classifier.conversation import Conversation, Reading, Softened
    from classifier.schema import Reason
    from classifier.taxonomy import Tier

MOST = 3
_NEAR = 10  # messages before and after one in which something was found: one exchange
_LAUGHS = re.compile(
    r"(?<!\w)(?:(?:ha|hi|hí|hì|he|hé){2,}\w*|k{3,}|a?hihi|lol)(?!\w)|[=:]\){2,}|😂|🤣|😆", re.IGNORECASE
)
_BOTH_LAUGH = (
    "Hai bên cùng cười, có thể là bạn bè trêu nhau; vẫn nên hỏi em có thấy vui không",
    "Both laugh, so this may be teasing among friends; still ask the child",
)

_Rank = tuple[bool, int, int]  # whether it changes no probability, messages away from what was found, message


def counter_evidence(
    readings: Sequence[Reading],
    found: Sequence[Finding],
    conversation: Conversation,
    reasons: Sequence[Reason],
    tier: Tier,
) -> tuple[CounterEvidence, ...]:
    """Quote at most three kinds of words that speak against what made the tier, in the order of the messages.

    What lowers a probability comes before what does not, the same message before its neighbours. Nothing is doubted
    where nothing was found.
    """
    places = {finding.span.message for finding in found}
    if not places:
        return ()
    asked = harms_of(reasons, tier) or {finding.category for finding in found}
    ranked = [*_words(readings, places, asked), *_relations(readings, conversation, asked)]
    if Category.BULLYING in asked:
        ranked += _laughter(readings, places)
    kept: dict[str, CounterEvidence] = {}
    for _, said in sorted(ranked, key=lambda pair: pair[0]):
        if said.kind not in kept and not any(said.span.overlaps(other.span) for other in kept.values()):
            kept[said.kind] = said
    return tuple(sorted(list(kept.values())[:MOST], key=lambda said: (said.span.message, said.span.start)))


def _words(
    readings: Sequence[Reading], places: Collection[int], asked: Collection[Category]
) -> Iterator[tuple[_Rank, CounterEvidence]]:
    for message, reading in enumerate(readings):
        away = min(abs(message - place) for place in places)
        for doubt in doubts(reading.normalized, asked) if away <= _NEAR else ():
            against = tuple(category for category in Category if category in asked and category in doubt.kind.divides)
            counted = any(doubt.kind.divides[category] > 1.0 for category in against)
            span = _clause(readings, Span(message, *reading.normalized.origin(doubt.start, doubt.end)))
            yield (
                (not counted, away, message),
                CounterEvidence(doubt.kind.name, span, against, doubt.kind.vi, doubt.kind.en),
            )


def _relations(
    readings: Sequence[Reading], conversation: Conversation, asked: Collection[Category]
) -> Iterator[tuple[_Rank, CounterEvidence]]:
    for softened in conversation.softened:
        if CATEGORY_OF[softened.signal] in asked:
            away = abs(softened.span.message - softened.message)
            yield (False, away, softened.span.message), _relation(readings, softened)


def _relation(readings: Sequence[Reading], softened: Softened) -> CounterEvidence:
    relation = softened.relation
    return CounterEvidence(
        "relation",
        _clause(readings, softened.span),
        (CATEGORY_OF[softened.signal],),
        f"Nghe như lời {relation.vi}, nhưng ai cũng gõ được vậy; nên hỏi em đó là ai",
        f"This sounds like a {relation.en}, but anybody can write so; ask the child who it is",
    )


def _clause(readings: Sequence[Reading], span: Span) -> Span:
    text = readings[span.message].normalized.original
    return quote(text, span, 0, len(text))


def _laughter(readings: Sequence[Reading], places: Collection[int]) -> Iterator[tuple[_Rank, CounterEvidence]]:
    """Find the child's laughter, where the other person laughs too; one who laughs alone is no friend."""
    laughs: dict[Speaker, Span] = {}
    for message in range(max(0, min(places) - _NEAR), min(len(readings), max(places) + _NEAR + 1)):
        found = _LAUGHS.search(readings[message].normalized.original)
        if found is not None:
            laughs.setdefault(readings[message].speaker, Span(message, *found.span()))
    if Speaker.CHILD in laughs and Speaker.OTHER in laughs:
        span = _clause(readings, laughs[Speaker.CHILD])
        yield (True, 0, span.message), CounterEvidence("laughter", span, (Category.BULLYING,), *_BOTH_LAUGH)
