"""What a detector is: the phrases of one signal, who may say them, and what silences them."""

from __future__ import annotations

from dataclasses import dataclass

from classifier.taxonomy import Signal, Speaker

ANYONE = frozenset(Speaker)
NOT_CHILD = frozenset({Speaker.OTHER, Speaker.UNKNOWN})
NOT_OTHER = frozenset({Speaker.CHILD, Speaker.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Detector:
    """One signal as declared facts: nothing runs here, :class:`classifier.detectors.scan.Scanner` does the work.

    Phrases are written in the language of :mod:`classifier.detectors.phrase`, over the normalised text. ``phrases`` are
    also looked for without marks when the message is written without them; ``marked`` are not, because without marks
    they would mean something else ("đâm" and "dam").
    """

    name: str
    signal: Signal
    confidence: float  # 0..1, fixed: how sure one hit makes us that the signal is there
    said_by: frozenset[Speaker] = ANYONE
    phrases: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()  # written and looked for only without marks
    reported: tuple[str, ...] = ()  # told about somebody else, so whoever speaks may say it
    quiet: tuple[str, ...] = ()  # anywhere in the message: the hit is a warning, a lesson, a game
    idioms: tuple[str, ...] = ()  # a hit that touches these words says something else ("cười chết")
    meant: tuple[str, ...] = ()  # anywhere in the message: no idiom counts, the words are taken at their word


@dataclass(frozen=True, slots=True)
class Hit:
    """A detector's words in one message: offsets in the text as the reporter wrote it."""

    detector: Detector
    start: int
    end: int
