"""Quotes what speaks against the harm, so that a counsellor sees both sides before the first call."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from classifier.counter_evidence import doubts
from classifier.explain.quotes import quote
from classifier.schema import CounterEvidence, Finding, Span
from classifier.taxonomy import CATEGORY_OF, Category, Speaker

if TYPE_CHECKING:
    from classifier.conversation import Conversation, Reading, Softened

MOST = 3
_WORTH_DOUBTING = 0.25  # a category that is found from this probability on may be doubted
_NEAR = 10  # messages before and after one in which something was found: one exchange
_LAUGHS = re.compile(
    r"(?<!\w)(?:(?:ha|hi|hí|hì|he|hé){2,}\w*|k{3,}|a?hihi|lol)(?!\w)|[=:]\){2,}|😂|🤣|😆", re.IGNORECASE
)


def counter_evidence(
    readings: Sequence[Reading], found: Sequence[Finding], conversation: Conversation
) -> tuple[CounterEvidence, ...]:
    """Quote at most three kinds of words that speak against what was found, in the order of the messages.

    What lowers a probability comes before what does not, the same message before its neighbours. Nothing is doubted
    where nothing was found.
    """
    places = {finding.span.message for finding in found}
    asked = {finding.category for finding in found}
    asked |= {category for category, chance in conversation.probabilities.items() if chance >= _WORTH_DOUBTING}
    if not places:
        return ()
    best: dict[str, tuple[tuple[bool, int, int], CounterEvidence]] = {}
    for message in range(len(readings)):
        away = min(abs(message - place) for place in places)
        if away > _NEAR:
            continue
        text = readings[message].normalized
        for doubt in doubts(text, asked):
            against = tuple(category for category in Category if category in asked & doubt.kind.divides.keys())
            rank = (all(doubt.kind.divides[category] == 1.0 for category in against), away, message)
            span = _clause(readings, Span(message, *text.origin(doubt.start, doubt.end)))
            said = CounterEvidence(doubt.kind.name, span, against, doubt.kind.vi, doubt.kind.en)
            if doubt.kind.name not in best or rank < best[doubt.kind.name][0]:
                best[doubt.kind.name] = rank, said
    for softened in conversation.softened:
        rank = (False, abs(softened.span.message - softened.message), softened.span.message)
        best.setdefault("relation", (rank, _relation(readings, softened)))
    if Category.BULLYING in asked and (laughter := _both_laugh(readings, places)) is not None:
        best["laughter"] = (True, 0, laughter.span.message), laughter
    kept: list[CounterEvidence] = []
    for _, said in sorted(best.values(), key=lambda pair: pair[0]):
        if not any(said.span.overlaps(other.span) for other in kept):
            kept.append(said)
    return tuple(sorted(kept[:MOST], key=lambda said: (said.span.message, said.span.start)))


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


def _both_laugh(readings: Sequence[Reading], places: set[int]) -> CounterEvidence | None:
    """Find the child's laughter, where the other person laughs too; one who laughs alone is no friend."""
    laughs: dict[Speaker, Span] = {}
    for message in range(max(0, min(places) - _NEAR), min(len(readings), max(places) + _NEAR + 1)):
        found = _LAUGHS.search(readings[message].normalized.original)
        if found is not None:
            laughs.setdefault(readings[message].speaker, Span(message, *found.span()))
    if Speaker.CHILD not in laughs or Speaker.OTHER not in laughs:
        return None
    return CounterEvidence(
        "laughter",
        _clause(readings, laughs[Speaker.CHILD]),
        (Category.BULLYING,),
        "Hai bên cùng cười, có thể là bạn bè trêu nhau; vẫn nên hỏi em có thấy vui không",
        "Both laugh, so this may be teasing among friends; still ask the child",
    )
