"""From what was found to how soon a person must look: the tier, the order within it, and why.

The tier is the most urgent of what the model, the rules and the reporter's word ask for, never an average.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from classifier.conversation import Conversation, Reading
from classifier.explain import reason, signal_reasons
from classifier.schema import Reason, Submission
from classifier.taxonomy import Category, Signal, Tier, signals_of

NOT_ASSESSED = reason("not_assessed", Tier.P1)
"""The reason of a case that could not be assessed: failure is itself urgent."""

BEING_READ = reason("being_read", Tier.P1)
"""The reason of a case whose pictures are not read yet: until they are, its tier is not final."""

# Joined probabilities from which a category asks for a tier by itself, without any rule.
GROOMING_P1 = 0.5  # more likely than not: a counsellor rather reads two in vain than misses one
# As many different signs close together are urgent by themselves, however deaf the text model is to them.
GROOMING_SIGNS_P1 = 3
EXPLICIT_P2 = 0.5
BULLYING_SEEN = 0.5
SELF_HARM_P1 = 0.5
# The text model hears sadness and intent alike, so it calls at night only where it is all but sure; words of intent
# are found by their own detector, which needs no threshold.
SELF_HARM_P0 = 0.97
# A frightened child beside a sign of grooming is P1 unless next to nothing else speaks for grooming.
GROOMING_WITH_DISTRESS = 0.15
# An appointment alone is everyday life. Beside one clear sign of grooming, or two weak ones, it is urgent.
BESIDE_MEETING_P0 = 0.4
PRIVATE_MEETING = 0.5  # confidence of the detector of meetings that are private by their own words
EXPLICIT_WITH_GROOMING = 0.4  # sexual words count as with a child from this probability of grooming on
# "The reporter says so" outranks within its tier as a finding of this strength would.
_WORD_OF_THE_REPORTER = 0.5

_TARGETED = frozenset({Signal.EXCLUSION, Signal.HATE, Signal.DOXXING})
_BULLYING = signals_of(Category.BULLYING)
_GROOMING = signals_of(Category.GROOMING)


@dataclass(frozen=True, slots=True)
class Rating:
    """How soon a person must look at a submission, and why."""

    tier: Tier
    risk: float  # 0..1: orders within the tier
    reasons: tuple[Reason, ...]  # most urgent first


def rate(
    submission: Submission,
    conversation: Conversation,
    readings: Sequence[Reading],
    *,
    abstained: bool,
    asked_by_messages: Sequence[Reason] | None = None,
) -> Rating:
    """Rate one submission; ``abstained`` when its text is too little to tell.

    Who has the answer of :func:`by_messages` already hands it over.
    """
    if asked_by_messages is None:
        asked_by_messages = by_messages(conversation)
    asked = [*by_the_reporter(submission), *asked_by_messages]
    if not asked:
        asked = [_nothing_more(conversation, abstained=abstained)]
    tier = Tier.most_urgent(*(reason.tier for reason in asked))
    known = {reason.code for reason in asked}
    asked += [said for said in signal_reasons(readings) if said.code not in known]
    if abstained and "too_little" not in known:
        asked.append(reason("too_little", Tier.P3))
    asked.sort(key=lambda reason: reason.tier)  # stable: within a tier in the order in which they were asked
    return Rating(tier, _risk(submission, conversation), tuple(asked))


def by_the_reporter(submission: Submission) -> list[Reason]:
    """Give the reasons that need no words: what the reporter says, and pictures that are sealed or not read."""
    said = []
    if submission.happening_now:
        said.append(reason("happening_now", Tier.P0))
    if submission.adult_has_access:
        said.append(reason("adult_has_access", Tier.P0))
    if submission.sealed_screenshots:
        said.append(reason("sealed_picture", Tier.P1))
    if submission.unread_screenshots:
        said.append(reason("unread_screenshots", Tier.P1))
    return said


def by_messages(conversation: Conversation) -> list[Reason]:
    """Give the reasons for P2 and above that lie in the messages alone, most urgent first; none is P3."""
    return [*_urgent(conversation), *_high(conversation), *_medium(conversation)]


def _urgent(conversation: Conversation) -> list[Reason]:
    asked = []
    if Signal.SEXTORTION in conversation.signals:
        asked.append(reason("sextortion", Tier.P0))
    if Signal.SELF_HARM_INTENT in conversation.signals or (
        conversation.probabilities[Category.SELF_HARM] >= SELF_HARM_P0
    ):
        asked.append(reason("self_harm_intent", Tier.P0))
    meeting = conversation.signals.get(Signal.MEETING, 0.0) if Signal.MEETING not in conversation.doubted else 0.0
    if meeting >= PRIVATE_MEETING or (meeting and conversation.grooming_beside_meeting >= BESIDE_MEETING_P0):
        asked.append(reason("meeting_arranged", Tier.P0))
    return asked


def _high(conversation: Conversation) -> list[Reason]:
    asked = []
    chances = conversation.probabilities
    if chances[Category.GROOMING] >= GROOMING_P1 or conversation.grooming_kinds >= GROOMING_SIGNS_P1:
        asked.append(reason("grooming", Tier.P1))
    if chances[Category.EXPLICIT] >= EXPLICIT_P2 and _with_child(conversation):
        asked.append(reason("sexual_with_child", Tier.P1))
    heard = _heard(conversation)
    if Signal.THREAT in heard:
        asked.append(reason("violence", Tier.P1))
    if (
        SELF_HARM_P1 <= chances[Category.SELF_HARM] < SELF_HARM_P0
        and Signal.SELF_HARM_INTENT not in conversation.signals
    ):
        asked.append(reason("self_harm_likely", Tier.P1))
    if (
        Signal.CHILD_DISTRESS in heard
        and not _GROOMING.isdisjoint(heard)
        and chances[Category.GROOMING] >= GROOMING_WITH_DISTRESS
    ):
        asked.append(reason("distress_and_grooming", Tier.P1))
    return asked


def _heard(conversation: Conversation) -> AbstractSet[Signal]:
    """Give the signals that ask for a tier by themselves: all, but those that many messages make doubtful."""
    return conversation.signals.keys() - conversation.doubted


def _with_child(conversation: Conversation) -> bool:
    if conversation.child_spoke and conversation.explicit_by_other:
        return True
    return conversation.probabilities[Category.GROOMING] >= EXPLICIT_WITH_GROOMING


def _medium(conversation: Conversation) -> list[Reason]:
    asked, heard = [], _heard(conversation)
    distressed = Signal.CHILD_DISTRESS in heard
    if conversation.probabilities[Category.EXPLICIT] >= EXPLICIT_P2 and not _with_child(conversation):
        asked.append(reason("sexual_harassment", Tier.P2))
    kinds = _BULLYING & heard
    seen = conversation.probabilities[Category.BULLYING] >= BULLYING_SEEN
    if (
        kinds & _TARGETED
        or len(kinds) > 1
        or (seen and (conversation.bullying_repeated or conversation.bullying_told or distressed))
    ):
        asked.append(reason("targeted_bullying", Tier.P2))
    if distressed:
        asked.append(reason("child_in_distress", Tier.P2))
    return asked


def _nothing_more(conversation: Conversation, *, abstained: bool) -> Reason:
    if conversation.probabilities[Category.BULLYING] >= BULLYING_SEEN or _BULLYING & conversation.signals.keys():
        return reason("single_insult", Tier.P3)
    if conversation.signals:
        return reason("weak_signs", Tier.P3)
    return reason("too_little" if abstained else "nothing_found", Tier.P3)


def _risk(submission: Submission, conversation: Conversation) -> float:
    """Chance that any of the harms is there, taken as if they were independent; the reporter's word adds to it."""
    quiet = math.prod(1.0 - chance for chance in conversation.probabilities.values())
    words = submission.happening_now + submission.adult_has_access
    return 1.0 - quiet * (1.0 - _WORD_OF_THE_REPORTER) ** words
