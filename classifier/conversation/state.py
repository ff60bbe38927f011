"""A conversation that is read message by message, in constant time and memory whatever its length.

For every category ``c`` two things are joined as log-odds, ``logit(p) = logit(text) + weight * signals``:

``text``
    from the text model's calibrated probabilities of the messages: the larger of the strongest message, less what
    chance does among so many, and the highest mean over 10 and over 20 messages in a row, or over all.
``signals``
    from the detectors: in the worst stretch of 20 messages, the sum of the confidence of the *distinct* signals of the
    category. Saying a thing twice counts once; saying another thing always adds.

So one more distinct signal never lowers a probability. Skewness is not used: it answers 0 under ten messages and drops
when most messages are bad. In grooming, the order of the signs, a no that is not heard, a frightened child, who leads
and the forms of address add a little to what is there, and nothing where nothing is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np

from classifier.conversation import weights as weigh
from classifier.conversation.course import Course
from classifier.conversation.manner import refuses, tells
from classifier.conversation.odds import SMALLEST, logit, sigmoid
from classifier.conversation.reading import Reading
from classifier.conversation.relation import Told, relation_of
from classifier.conversation.signs import GROOMING_SIGNS, means_sexual_words, shows, suspected_of
from classifier.conversation.softening import is_strong, softens
from classifier.conversation.stretch import Stretches
from classifier.conversation.together import Conversation, Place, Softened
from classifier.conversation.windows import RUNS, Row, Windows
from classifier.schema import Span
from classifier.taxonomy import CATEGORY_OF, Category, Relation, Signal, Speaker

_CATEGORIES = tuple(Category)
_GROOMING, _BULLYING, _EXPLICIT = map(_CATEGORIES.index, (Category.GROOMING, Category.BULLYING, Category.EXPLICIT))
_SOFT, _OWN, _OWN_SOFT = range(4, 7)  # columns beside the categories': grooming as it weighs in other readings
_TOLD = 0.6  # from here 52 of 55 messages of the seed that are told so are bullying; from _LIKELY on 71 of 78
_BY_CHANCE = 10  # messages of which one more may look like bullying to the text model by chance
_SEEN_BESIDE = 0.3  # from here a message goes on with what a detector heard in another
# Of the seed's harmless messages that a detector fires on, the text model suspects 41 % of a harm this much; of the
# harmful ones 92 %. In a short report every sign counts; among many messages one is heard by chance.
HARDLY = 0.15
_FEW = 10  # messages
_TOGETHER = 2  # distinct signs in one stretch are no longer there by chance
_NOTHING = 0.1  # below this a message says nothing to the text model
_OWN_WORDS = 0.5  # of a child's own message in a conversation: the harm is looked for in what the other person writes


@dataclass(slots=True)
class _Seen:
    """What is kept of one signal."""

    confidence: float
    strongest: int
    latest: int
    softening: frozenset[Relation]  # from whom the strongest hit would be everyday life
    messages: int  # that held it
    believed: float  # the most that the text model suspects in such a message


@dataclass(frozen=True, slots=True)
class Parts:
    """What joined probabilities are made of; each (4,), in the order of ``Category``."""

    peak: Row  # of the text model, over all messages
    mean: Row  # the highest over a run of messages
    signals: Row  # confidences of distinct signals, added up in the worst stretch
    looks: float  # log of how often chance had the occasion


class ConversationState:
    """Everything that is known of a conversation so far; feed it with :meth:`add`.

    What detectors found is never unsaid. What only the text model suspects may weigh less after many harmless messages,
    because among many one looks bad by chance.
    """

    def __init__(self) -> None:
        self.count = 0  # messages read
        self._all, self._others = Windows(7), Windows(7)
        self._stretches = Stretches()
        self._course = Course()
        self._seen: dict[Signal, _Seen] = {}
        self._told: dict[Relation, tuple[int, int, Told]] = {}  # by whoever is no child: how often, first where
        self._called: dict[Relation, tuple[int, int, Told]] = {}  # by the child
        self._strong = False
        self._bullying = self._bullying_beside = 0
        self._bullying_hit = self._bullying_told = False
        self._spoke: set[Speaker] = set()
        self._explicit_by_other = False

    def add(self, reading: Reading) -> Conversation:
        """Take the next message; gives what all so far say together."""
        self.take(reading)
        return self.said()

    def take(self, reading: Reading) -> None:
        """Take the next message and ask nothing."""
        index, by_child = self.count, reading.speaker is Speaker.CHILD
        self.count += 1
        self._spoke.add(reading.speaker)
        self._course.add(index, reading)
        if reading.hits:
            self._stretches.add(index, reading.speaker, reading.hits)
            self._remember(index, reading)
        self._relate(index, reading)
        row = _row(reading)
        if not (by_child and max(row) < _NOTHING and refuses(reading.normalized)):
            self._all.add(row)  # a no is no further look at the conversation: it makes nothing better
        if not by_child:
            self._others.add(row)
        bullying = shows(reading, Category.BULLYING)
        self._bullying += bullying
        self._bullying_beside += not by_child and (bullying or row[_BULLYING] >= _SEEN_BESIDE)
        self._bullying_told |= row[_BULLYING] >= _TOLD and tells(reading.normalized)
        self._explicit_by_other |= not by_child and means_sexual_words(reading)

    def _remember(self, index: int, reading: Reading) -> None:
        by_child = reading.speaker is Speaker.CHILD
        for hit in reading.hits:
            signal, confidence = hit.detector.signal, hit.detector.confidence
            suspected = suspected_of(reading, signal)
            if CATEGORY_OF[signal] is Category.BULLYING and not by_child:
                self._bullying_hit |= suspected >= HARDLY
            self._strong |= is_strong(hit) and not by_child
            by = frozenset() if by_child else frozenset(r for r in Relation if softens(r, hit))
            seen = self._seen.get(signal)
            if seen is None:
                self._seen[signal] = _Seen(confidence, index, index, by, 1, suspected)
                continue
            seen.messages += seen.latest != index
            seen.latest, seen.believed = index, max(seen.believed, suspected)
            if confidence > seen.confidence:
                seen.confidence, seen.strongest, seen.softening = confidence, index, by

    def _relate(self, index: int, reading: Reading) -> None:
        told = relation_of(reading.normalized, reading.speaker)
        if told is not None:
            by = self._called if reading.speaker is Speaker.CHILD else self._told
            times, first, words = by.get(told.relation, (0, index, told))
            by[told.relation] = (times + 1, first, words)

    def relation(self) -> tuple[Relation, Span] | None:
        """Tell who the other person seems to be, and by which words; ``None`` if it shall not count.

        The relation told most often, the earlier if two are. What a child calls somebody counts only where somebody
        answers.
        """
        if self._strong or self._course.pressed or self._explicit_by_other:
            return None
        if Signal.CHILD_DISTRESS in self._seen or Signal.SELF_HARM_INTENT in self._seen:
            return None
        found = list(self._told.items())
        if Speaker.OTHER in self._spoke:
            found += self._called.items()
        if not found:
            return None
        relation, (_, first, told) = max(found, key=lambda item: (item[1][0], -item[1][1]))
        return relation, Span(first, told.start, told.end)

    def said(self) -> Conversation:
        """Give what the messages so far say together; probabilities of 0 if there is none."""
        known = self.relation()
        relation = None if known is None else known[0]
        return Conversation(
            probabilities=self._probabilities(relation),
            signals={signal: seen.confidence for signal, seen in self._seen.items()},
            grooming_beside_meeting=self._stretches.beside_meeting[relation],
            bullying_repeated=self._repeated(),
            bullying_told=self._bullying_told,
            child_spoke=Speaker.CHILD in self._spoke,
            explicit_by_other=self._explicit_by_other,
            softened=() if known is None else self._softened(*known),
            places={signal: Place(seen.strongest, seen.latest) for signal, seen in self._seen.items()},
            grooming_kinds=self._stretches.kinds[relation],
            doubted=self._doubted(),
            order=self._course.steps,
            pressed=self._course.pressed,
            led_by_other=self._course.led_by_other,
        )

    def _doubted(self) -> frozenset[Signal]:
        if self.count <= _FEW:
            return frozenset()
        return frozenset(s for s, seen in self._seen.items() if seen.messages == 1 and seen.believed < HARDLY)

    def parts(self) -> Parts:
        """Give what the probabilities are made of, as if nobody's relation and no speaker were known: for fitting."""
        size = len(_CATEGORIES)
        signals = [self._stretches.sums[category] for category in _CATEGORIES]
        signals[_GROOMING] = self._grooming_signs(None)
        return Parts(self._all.peak[:size], self._all.mean()[:size], signals, self._all.looks())

    def _repeated(self) -> bool:
        by_chance = 1 + (self._others.count or self.count) // _BY_CHANCE
        return self._bullying > by_chance or (self._bullying_hit and self._bullying_beside > by_chance)

    def _softened(self, relation: Relation, words: Span) -> tuple[Softened, ...]:
        found = [
            Softened(signal, seen.strongest, relation, words)
            for signal, seen in self._seen.items()
            if relation in seen.softening
        ]
        return tuple(sorted(found, key=lambda softened: softened.message))

    def _probabilities(self, relation: Relation | None) -> dict[Category, float]:
        if not self.count:
            return dict.fromkeys(Category, 0.0)
        text = self._text(relation)
        found = {category: _odds(category, self._stretches.sums[category]) for category in _CATEGORIES}
        found[Category.GROOMING] = self._grooming(relation)
        return {c: sigmoid(logit(float(text[at])) + found[c]) for at, c in enumerate(_CATEGORIES)}

    def _grooming_signs(self, relation: Relation | None) -> float:
        """Add up the signs' confidences; none where one stands alone and the text model hears everyday life."""
        doubted = GROOMING_SIGNS & self._seen.keys() <= self._doubted()
        if doubted and self._stretches.kinds[relation] < _TOGETHER:
            return 0.0
        return self._stretches.grooming[relation]

    def _grooming(self, relation: Relation | None) -> float:
        found = self._grooming_signs(relation)
        if not found:
            return 0.0
        course = self._course
        return (
            _odds(Category.GROOMING, found)
            + weigh.ORDER * course.steps
            + weigh.PRESSED * course.pressed
            + weigh.DISTRESS * (Signal.CHILD_DISTRESS in self._seen)
            + weigh.LED * course.led_by_other
            + weigh.KINSHIP * course.kinship
        )

    def _text(self, relation: Relation | None) -> Row:
        """Give the text model's part, (4,).

        What others than the child write is read by itself too, so that a child's answers never make it look better;
        the child's own words weigh half in grooming where another person speaks.
        """
        best = _joined(self._all)
        if {Speaker.CHILD, Speaker.OTHER} <= self._spoke:
            best[_GROOMING], best[_SOFT] = best[_OWN], best[_OWN_SOFT]
        if self._others.count and Speaker.CHILD in self._spoke:  # else these are all there are
            best = list(map(max, best, _joined(self._others)))
        if relation is not None:
            best[_GROOMING] = best[_SOFT]
        return best[: len(_CATEGORIES)]


def read(readings: Iterable[Reading]) -> Conversation:
    """Join the readings of one submission, in the order of its messages; none gives probabilities of 0."""
    state = ConversationState()
    for reading in readings:
        state.take(reading)
    return state.said()


_LOOKS = np.array([*(weigh.LEARNT[c].looks for c in _CATEGORIES), *[weigh.LEARNT[Category.GROOMING].looks] * 3])


def _odds(category: Category, confidence: float) -> float:
    return weigh.LEARNT[category].signals * confidence


def _joined(windows: Windows) -> Row:
    peaks = [min(max(peak, SMALLEST), 1.0 - SMALLEST) for peak in windows.peak]
    found = [peak / (peak + (1.0 - peak) * by) for peak, by in zip(peaks, _by_chance(windows.looks()), strict=True)]
    if windows.count < RUNS[0]:
        return found  # no mean yet
    return [max(each, min(max(mean, 0.0), 1.0)) for each, mean in zip(found, windows.mean(), strict=True)]


@cache
def _by_chance(looks: float) -> Row:
    """Give what each column's odds are divided by; there are as many answers as ``MOST_LOOKS``."""
    found: Row = np.exp(_LOOKS * looks).tolist()
    return found


def _row(reading: Reading) -> Row:
    chances: Row = reading.probabilities.tolist()
    grooming = chances[_GROOMING]
    by_child = reading.speaker is Speaker.CHILD
    soft = grooming if by_child else grooming / (grooming + weigh.SOFT_ODDS * (1.0 - grooming))
    own = _OWN_WORDS if by_child else 1.0
    return [*chances, soft, own * grooming, own * soft]
