"""The numbers that join readings.

`LEARNT` is fitted on sequences of readings by ``python -m training.conversation``, which prints it; what such
sequences can and cannot show stands in docs/decisions/0007-conversation.md. The others are chosen: no corpus exists
that could teach them, so each is small beside one clear signal and none can lower anything.
"""

from __future__ import annotations

from dataclasses import dataclass

from classifier.taxonomy import Category, Signal


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-odds of one category; no number is negative, so that one more distinct signal never lowers it."""

    signals: float  # for a signal of confidence 1, added up over distinct signals of a stretch
    looks: float  # taken off the strongest message for each natural logarithm of looks


LEARNT: dict[Category, Weights] = {
    Category.GROOMING: Weights(signals=2.74, looks=1.72),
    Category.BULLYING: Weights(signals=4.4, looks=3.03),
    Category.EXPLICIT: Weights(signals=7.39, looks=2.2),
    Category.SELF_HARM: Weights(signals=5.78, looks=1.96),
}
LOOKS = 5  # messages after the first that count as one look more
MOST_LOOKS = 60  # messages; longer samples were not drawn, and nobody shall hide a harm under small talk

# Of the confidence in a hit, how much speaks for its category. Distress is a reason to look, and seldom self-harm.
SHARE: dict[Signal, float] = {Signal.CHILD_DISTRESS: 0.3}

# Log-odds that are added beside signals of grooming, and nowhere else.
ORDER = 0.3  # a step: trust before hiding, hiding before asking
PRESSED = 0.7  # the other person goes on after the child's no
DISTRESS = 0.6  # the child is frightened
LED = 0.2  # the other person asks nearly all questions
KINSHIP = 0.1  # "chú" and "cháu": half of Vietnam speaks so

SOFT = 0.4  # what is left of a weak sign that is everyday life from such a person
SOFT_ODDS = 5.0  # what the text model's odds of such a person's message are divided by; the seed would bear 7
