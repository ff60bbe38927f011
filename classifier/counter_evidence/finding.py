"""Finds the words of every kind in one message, touching as few phrases as possible."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from classifier.counter_evidence.kinds import KINDS, Kind
from classifier.detectors.phrase import Phrase, compile_phrase
from classifier.detectors.scan import lacks_marks
from classifier.normalize import Normalized, without_marks
from classifier.taxonomy import Category

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words of a kind in one message, as offsets in its normal form."""

    kind: Kind
    start: int
    end: int


def _table(*, bare: bool) -> dict[str, list[tuple[Kind, Phrase]]]:
    """Give the phrases by the rarest word that they need."""
    table: dict[str, list[tuple[Kind, Phrase]]] = {}
    for kind in KINDS:
        for source in kind.phrases if bare else kind.phrases + kind.marked:
            phrase = compile_phrase(source, bare=bare)
            for word in () if phrase is None else phrase.key:
                table.setdefault(word, []).append((kind, phrase))  # type: ignore[arg-type]
    return table


def _exceptions(*, bare: bool) -> dict[str, list[Phrase]]:
    """Give the phrases that leave a kind without a say, by the kind's name."""
    compiled = {kind.name: [compile_phrase(source, bare=bare) for source in kind.unless] for kind in KINDS}
    return {name: [phrase for phrase in phrases if phrase is not None] for name, phrases in compiled.items()}


_MARKED, _BARE = _table(bare=False), _table(bare=True)
_UNLESS_MARKED, _UNLESS_BARE = _exceptions(bare=False), _exceptions(bare=True)


def doubts(message: Normalized, categories: Collection[Category]) -> list[Doubt]:
    """Find what speaks against any of ``categories``, in the order of ``KINDS``; of each kind its first words."""
    found = {doubt.kind.name: doubt for doubt in _search(_MARKED, message.text, categories)}
    views = [(message.text, _UNLESS_MARKED)]
    if lacks_marks(message.original):
        bare = without_marks(message.text)
        found |= {doubt.kind.name: doubt for doubt in _search(_BARE, bare, categories)}
        views.append((bare, _UNLESS_BARE))
    return [
        found[kind.name]
        for kind in KINDS
        if kind.name in found
        and not any(phrase.pattern.search(text) for text, unless in views for phrase in unless[kind.name])
    ]


def _search(
    table: dict[str, list[tuple[Kind, Phrase]]], text: str, categories: Collection[Category]
) -> Iterator[Doubt]:
    """Yield one doubt a phrase that is found, the first in the text last of its kind."""
    words = set(_WORD.findall(text))
    found = []
    for word in table.keys() & words:
        for kind, phrase in table[word]:
            if kind.divides.keys().isdisjoint(categories) or any(need.isdisjoint(words) for need in phrase.needs):
                continue
            match = phrase.pattern.search(text)
            if match is not None:
                found.append(Doubt(kind, *match.span()))
    # Sets change their order from one process to the next; a message is always read alike.
    yield from sorted(found, key=lambda doubt: (-doubt.start, doubt.end))
