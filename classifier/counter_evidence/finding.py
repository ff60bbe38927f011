"""Finds the words of every kind in one message, touching as few phrases as possible."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from classifier.counter_evidence.kinds import KINDS, Kind
from classifier.detectors.phrase import compile_phrase
from classifier.detectors.phrases import Phrases, members
from classifier.normalize import Normalized
from classifier.taxonomy import Category


@dataclass(frozen=True, slots=True)
class Doubt:
    """Words of a kind in one message, as offsets in its normal form."""

    kind: Kind
    start: int
    end: int


class _View:
    """The phrases of all kinds, with marks or without."""

    def __init__(self, *, bare: bool) -> None:
        pairs = [
            (kind, compile_phrase(source, bare=bare))
            for kind in KINDS
            for source in (kind.phrases if bare else kind.phrases + kind.marked)
        ]
        self.kinds = tuple(kind for kind, phrase in pairs if phrase is not None)
        self.phrases = Phrases(phrase for _, phrase in pairs if phrase is not None)

    def search(self, text: str, words: frozenset[str], categories: Collection[Category]) -> Iterator[Doubt]:
        """Yield one doubt a phrase that is found, the first in the text last of its kind."""
        found = []
        for index in members(self.phrases.allowed(words)):
            kind = self.kinds[index]
            if kind.divides.keys().isdisjoint(categories):
                continue
            match = self.phrases.row[index].pattern.search(text)
            if match is not None:
                found.append(Doubt(kind, *match.span()))
        yield from sorted(found, key=lambda doubt: (-doubt.start, doubt.end))


def _exceptions(*, bare: bool) -> dict[str, Phrases]:
    """Give the phrases that leave a kind without a say, by the kind's name."""
    compiled = {kind.name: [compile_phrase(source, bare=bare) for source in kind.unless] for kind in KINDS}
    return {name: Phrases(phrase for phrase in row if phrase is not None) for name, row in compiled.items() if row}


_MARKED, _BARE = _View(bare=False), _View(bare=True)
_UNLESS_MARKED, _UNLESS_BARE = _exceptions(bare=False), _exceptions(bare=True)


def doubts(message: Normalized, categories: Collection[Category]) -> list[Doubt]:
    """Find what speaks against any of ``categories``, in the order of ``KINDS``; of each kind its first words."""
    found = {doubt.kind.name: doubt for doubt in _MARKED.search(message.text, message.words, categories)}
    views = [(message.text, message.words, _UNLESS_MARKED)]
    if message.lacks_marks:
        found |= {doubt.kind.name: doubt for doubt in _BARE.search(message.bare, message.bare_words, categories)}
        views.append((message.bare, message.bare_words, _UNLESS_BARE))
    return [
        found[kind.name]
        for kind in KINDS
        if kind.name in found
        and not any(unless[kind.name].holds(text, words) for text, words, unless in views if kind.name in unless)
    ]
