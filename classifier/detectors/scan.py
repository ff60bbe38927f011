"""Looks for every detector's phrases in one message, touching as few as possible.

Most messages say nothing of concern, so the price of silence is what counts: one pass splits the message into words,
one table says which phrases hang on a word of it, and only those are searched.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from classifier.detectors.detector import ANYONE, Detector, Hit
from classifier.detectors.phrase import Phrase, compile_phrase
from classifier.detectors.phrases import Phrases, members
from classifier.normalize import Normalized
from classifier.taxonomy import Speaker

_MOST_HITS = 3  # of one detector in one message; more would not change what a counsellor does
_Spans = list[tuple[Detector, int, int]]


@dataclass(slots=True)
class _Guards:
    """Of one detector: the phrases that silence it, as sets."""

    quiet: int = 0
    idioms: int = 0
    meant: int = 0  # words that say that an idiom is meant


@dataclass(slots=True)
class _Draft:
    """One view (with or without marks) while it is made."""

    detectors: list[Detector] = field(default_factory=list)  # one a phrase
    said_by: list[frozenset[Speaker]] = field(default_factory=list)
    phrases: list[Phrase] = field(default_factory=list)
    guards: dict[Phrase, int] = field(default_factory=dict)  # each once, however many detectors it silences
    of: dict[str, _Guards] = field(default_factory=dict)

    def add(self, detector: Detector, sources: Iterable[str], said_by: frozenset[Speaker], *, bare: bool) -> None:
        for source in sources:
            phrase = compile_phrase(source, bare=bare)
            if phrase is not None:
                self.detectors.append(detector)
                self.said_by.append(said_by)
                self.phrases.append(phrase)

    def guard(self, detector: Detector, *, bare: bool) -> None:
        sources = detector.quiet, detector.idioms, detector.meant
        self.of[detector.name] = _Guards(*(self._set(phrases, bare=bare) for phrases in sources))

    def _set(self, sources: Iterable[str], *, bare: bool) -> int:
        found = 0
        for source in sources:
            phrase = compile_phrase(source, bare=bare)
            if phrase is not None:
                found |= 1 << self.guards.setdefault(phrase, len(self.guards))
        return found


class _View:
    """All detectors' phrases in one view, made ready."""

    def __init__(self, draft: _Draft) -> None:
        self._detectors = draft.detectors
        self._phrases, self._guards, self._of = Phrases(draft.phrases), Phrases(draft.guards), draft.of
        self._said_by = {
            speaker: sum(1 << index for index, speakers in enumerate(draft.said_by) if speaker in speakers)
            for speaker in Speaker
        }

    def search(self, text: str, words: frozenset[str], speaker: Speaker, found: dict[str, _Spans]) -> None:
        """Add to ``found`` the places of each detector's phrases, by its name."""
        guards: int | None = None
        silent: dict[str, bool] = {}
        idioms: dict[str, list[tuple[int, int]]] = {}
        for index in members(self._phrases.allowed(words) & self._said_by[speaker]):
            pattern = self._phrases.row[index].pattern
            match = pattern.search(text)
            if match is None:
                continue
            detector = self._detectors[index]
            name = detector.name
            if name not in silent:
                guards = self._guards.allowed(words) if guards is None else guards
                own, row = self._of[name], self._guards.row
                silent[name] = any(row[at].pattern.search(text) for at in members(guards & own.quiet))
                idioms[name] = [
                    idiom.span() for at in members(guards & own.idioms) for idiom in row[at].pattern.finditer(text)
                ]
                if idioms[name] and any(row[at].pattern.search(text) for at in members(guards & own.meant)):
                    idioms[name] = []
            if silent[name]:
                continue
            spans = found.setdefault(name, [])
            most = len(spans) + _MOST_HITS
            while match is not None and len(spans) < most:
                start, end = match.span()
                if not any(start < idiom_end and idiom_start < end for idiom_start, idiom_end in idioms[name]):
                    spans.append((detector, start, end))
                match = pattern.search(text, end)


class Scanner:
    """All detectors made ready once, then asked about one message after another. Holds no state of messages."""

    def __init__(self, detectors: Iterable[Detector]) -> None:
        self.detectors = tuple(detectors)
        marked, bare = _Draft(), _Draft()
        for detector in self.detectors:
            marked.add(detector, detector.phrases + detector.marked, detector.said_by, bare=False)
            marked.add(detector, detector.reported, ANYONE, bare=False)
            marked.guard(detector, bare=False)
            bare.add(detector, detector.phrases, detector.said_by, bare=True)
            bare.add(detector, detector.bare, detector.said_by, bare=False)
            bare.add(detector, detector.reported, ANYONE, bare=True)
            bare.guard(detector, bare=True)
        self._marked, self._bare = _View(marked), _View(bare)

    def scan(self, message: Normalized, speaker: Speaker = Speaker.UNKNOWN) -> list[Hit]:
        """Every hit in one message, in reading order; no two hits of one detector overlap."""
        found: dict[str, _Spans] = {}
        self._marked.search(message.text, message.words, speaker, found)
        if message.lacks_marks:
            self._bare.search(message.bare, message.bare_words, speaker, found)
        hits = []
        for spans in found.values():
            for detector, start, end in _apart(spans)[:_MOST_HITS]:
                hits.append(Hit(detector, *message.origin(start, end)))
        return sorted(hits, key=lambda hit: (hit.start, hit.end, hit.detector.name))


def _apart(spans: _Spans) -> _Spans:
    """Overlapping spans joined into one, in reading order."""
    joined: _Spans = []
    for detector, start, end in sorted(spans, key=lambda span: span[1:]):
        if joined and start < joined[-1][2]:
            joined[-1] = (detector, joined[-1][1], max(end, joined[-1][2]))
        else:
            joined.append((detector, start, end))
    return joined
