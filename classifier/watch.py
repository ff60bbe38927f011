"""Watching a conversation while it goes on: what its messages say so far, after each of them.

Whoever assesses a whole submission watches it too, message by message, so that both say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from classifier import risk
from classifier.conversation import Conversation, ConversationState, Reading
from classifier.explain.findings import finding_of
from classifier.schema import Finding, Message, Reason, Submission
from classifier.taxonomy import Category, Signal, Tier

_NOTHING_SAID = ConversationState().said()
_TIERS = tuple(Tier)
ENOUGH_LETTERS = 8  # two or three words; with fewer, and no finding, nobody could tell


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a conversation stands after one message. A person decides; this ranks and explains."""

    message: int  # index of the message that was read last, from 0
    tier: Tier  # what the messages so far ask for
    rose: bool  # more urgent than after any message before
    risk: float  # 0..1: orders within the tier
    probabilities: Mapping[Category, float]
    reasons: tuple[Reason, ...]  # most urgent first
    findings: tuple[Finding, ...]  # the detectors' words in this message
    first_reached: Mapping[Tier, int]  # as `Assessment.first_reached`
    abstained: bool  # too little to tell yet


class Track:
    """What is kept of a conversation: its state, and where it first reached each tier. Constant time and memory."""

    def __init__(self) -> None:
        self.state = ConversationState()
        self.together = _NOTHING_SAID
        self.asked: Sequence[Reason] = ()  # by the messages so far, for P2 and above
        self.signs: dict[Signal, Reading] = {}  # the first message that held each signal
        self._reached: dict[Tier, int] = {}
        self._letters = 0

    @property
    def abstained(self) -> bool:
        """Whether there is too little to tell."""
        return not self.signs and self._letters < ENOUGH_LETTERS

    def take(self, reading: Reading) -> Conversation:
        """Take the next message."""
        self.together = self.state.add(reading)
        for hit in reading.hits:
            self.signs.setdefault(hit.detector.signal, reading)
        if self._letters < ENOUGH_LETTERS:
            self._letters += sum(map(str.isalpha, reading.normalized.original[: 4 * ENOUGH_LETTERS]))
        self.asked = risk.by_messages(self.together)
        tier = Tier.most_urgent(*(reason.tier for reason in self.asked))
        for each in _TIERS:
            if tier <= each < Tier.P3:
                self._reached.setdefault(each, self.state.count - 1)
        return self.together

    def first_reached(self) -> dict[Tier, int]:
        """Say where each tier was first reached, from the most urgent that still holds down to P2."""
        tier = Tier.most_urgent(*(reason.tier for reason in self.asked))
        return {each: self._reached[each] for each in _TIERS if tier <= each < Tier.P3}


class Watch:
    """A conversation that goes on. :meth:`add` takes as long for the thousandth message as for the first.

    Get one from :meth:`classifier.engine.Classifier.watch`, one a conversation; not for several threads at once.
    """

    def __init__(self, read: Callable[[Message], Reading]) -> None:
        self._read = read
        self._track = Track()
        self._highest = Tier.P3

    def add(self, message: Message) -> Standing:
        """Read the next message; gives where the conversation stands now."""
        reading = self._read(message)
        track, index = self._track, self._track.state.count
        together = track.take(reading)
        rating = risk.rate(
            Submission(()),
            together,
            list(track.signs.values()),
            abstained=track.abstained,
            asked_by_messages=track.asked,
        )
        rose = rating.tier < self._highest
        self._highest = Tier.most_urgent(rating.tier, self._highest)
        return Standing(
            message=index,
            tier=rating.tier,
            rose=rose,
            risk=rating.risk,
            probabilities=together.probabilities,
            reasons=rating.reasons,
            findings=tuple(finding_of(hit, index) for hit in reading.hits),
            first_reached=track.first_reached(),
            abstained=track.abstained,
        )
