"""Looks for every detector's phrases in one message, touching as few as possible.

Most messages say nothing of concern, so the price of silence is what counts: one pass splits the message into words,
one table says which phrases hang on a word of it, and only those are searched.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from classifier.detectors.detector import ANYONE, Detector, Hit
from classifier.detectors.phrase import Phrase, compile_phrase
from classifier.normalize import Normalized, without_marks
from classifier.taxonomy import Speaker

_WORD = re.compile(r"\w+")
_LETTER = re.compile(r"[^\W\d_]")
_MARKED_WORD = re.compile(r"\w*[^\x00-\x7f\W]\w*")

# Vietnamese as it should be written carries a mark on two syllables of three. Under this share the writer left them
# out.
_BARE_BELOW = 0.2
_MOST_HITS = 3  # of one detector in one message; more would not change what a counsellor does


@dataclass(frozen=True, slots=True)
class _Rule:
    detector: Detector
    phrase: Phrase
    said_by: frozenset[Speaker]


@dataclass(frozen=True, slots=True)
class _Guards:
    quiet: tuple[Phrase, ...]
    idioms: tuple[Phrase, ...]
    meant: tuple[Phrase, ...]

    def spans_of_idioms(self, text: str) -> list[tuple[int, int]]:
        """Where an idiom stands; nowhere beside words that say that it is meant."""
        found = [match.span() for idiom in self.idioms for match in idiom.pattern.finditer(text)]
        return [] if found and any(phrase.pattern.search(text) for phrase in self.meant) else found


@dataclass(slots=True)
class _Table:
    """The rules of one view (with or without marks), found by the rarest word that they need."""

    by_word: dict[str, list[_Rule]] = field(default_factory=dict)

    def add(self, detector: Detector, phrase: Phrase | None, said_by: frozenset[Speaker]) -> None:
        if phrase is not None:
            rule = _Rule(detector, phrase, said_by)
            for word in phrase.key:
                self.by_word.setdefault(word, []).append(rule)

    def candidates(self, words: set[str]) -> Iterator[_Rule]:
        for word in self.by_word.keys() & words:
            for rule in self.by_word[word]:
                for need in rule.phrase.needs:
                    if need.isdisjoint(words):
                        break
                else:
                    yield rule


class Scanner:
    """All detectors made ready once, then asked about one message after another. Holds no state of messages."""

    def __init__(self, detectors: Iterable[Detector]) -> None:
        self.detectors = tuple(detectors)
        self._marked, self._bare = _Table(), _Table()
        self._guards: dict[tuple[str, bool], _Guards] = {}
        for detector in self.detectors:
            for source in detector.phrases + detector.marked:
                self._marked.add(detector, compile_phrase(source), detector.said_by)
            for source in detector.phrases:
                self._bare.add(detector, compile_phrase(source, bare=True), detector.said_by)
            for source in detector.bare:
                self._bare.add(detector, compile_phrase(source), detector.said_by)
            for source in detector.reported:
                self._marked.add(detector, compile_phrase(source), ANYONE)
                self._bare.add(detector, compile_phrase(source, bare=True), ANYONE)
            for bare in (False, True):
                self._guards[detector.name, bare] = _Guards(
                    _phrases(detector.quiet, bare=bare),
                    _phrases(detector.idioms, bare=bare),
                    _phrases(detector.meant, bare=bare),
                )

    def scan(self, message: Normalized, speaker: Speaker = Speaker.UNKNOWN) -> list[Hit]:
        """Every hit in one message, in reading order; no two hits of one detector overlap."""
        text = message.text
        words = set(_WORD.findall(text))
        found: dict[str, list[tuple[Detector, int, int]]] = {}
        self._search(self._marked, text, words, speaker, found, bare=False)
        if lacks_marks(message.original):
            plain = without_marks(text)
            self._search(self._bare, plain, set(_WORD.findall(plain)), speaker, found, bare=True)
        hits = []
        for spans in found.values():
            for detector, start, end in _apart(spans)[:_MOST_HITS]:
                hits.append(Hit(detector, *message.origin(start, end)))
        # Candidates come out of sets, whose order changes from one process to the next; a message is always read alike.
        return sorted(hits, key=lambda hit: (hit.start, hit.end, hit.detector.name))

    def _search(
        self,
        table: _Table,
        text: str,
        words: set[str],
        speaker: Speaker,
        found: dict[str, list[tuple[Detector, int, int]]],
        *,
        bare: bool,
    ) -> None:
        for rule in table.candidates(words):
            if speaker not in rule.said_by:
                continue
            match = rule.phrase.pattern.search(text)
            if match is None:
                continue
            name = rule.detector.name
            guards = self._guards[name, bare]
            if any(quiet.pattern.search(text) for quiet in guards.quiet):
                continue
            idioms = guards.spans_of_idioms(text)
            spans = found.setdefault(name, [])
            most = len(spans) + _MOST_HITS
            while match is not None and len(spans) < most:
                start, end = match.span()
                if not any(start < idiom_end and idiom_start < end for idiom_start, idiom_end in idioms):
                    spans.append((rule.detector, start, end))
                match = rule.phrase.pattern.search(text, end)


def _phrases(sources: Iterable[str], *, bare: bool) -> tuple[Phrase, ...]:
    compiled = (compile_phrase(source, bare=bare) for source in sources)
    return tuple(phrase for phrase in compiled if phrase is not None)


def lacks_marks(original: str) -> bool:
    """Whether the writer left the Vietnamese marks out (a shortened word tells nothing: "k" has none to leave out)."""
    if original.isascii():
        return True
    original = unicodedata.normalize("NFC", original)  # decomposed marks are marks too
    words = len(_WORD.findall(original))
    return len(_MARKED_WORD.findall(original)) < words * _BARE_BELOW


def _apart(spans: list[tuple[Detector, int, int]]) -> list[tuple[Detector, int, int]]:
    """Overlapping spans joined into one, in reading order."""
    joined: list[tuple[Detector, int, int]] = []
    for detector, start, end in sorted(spans, key=lambda span: span[1:]):
        if joined and start < joined[-1][2]:
            joined[-1] = (detector, joined[-1][1], max(end, joined[-1][2]))
        else:
            joined.append((detector, start, end))
    return joined
