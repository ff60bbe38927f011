"""What the same words mean from a mother, a teacher, a classmate: which weak signs are everyday life from whom.

A stepfather who calls himself "ba" is no alibi. Only weak signs weigh less, they keep two fifths of their weight, and
nothing weighs less any more once something strong was said, the child is afraid, or somebody goes on after a no.
"""

from __future__ import annotations

from classifier.detectors import Hit
from classifier.taxonomy import Relation, Signal

_AT_HOME = frozenset(
    {Signal.AGE_PROBE, Signal.PARENT_PROBE, Signal.GIFT, Signal.MEETING, Signal.IMAGE_REQUEST, Signal.SECRECY}
)
SOFTENS: dict[Relation, frozenset[Signal]] = {
    Relation.PARENT: _AT_HOME | {Signal.EXCESS_PRAISE},
    Relation.RELATIVE: _AT_HOME,
    # No teacher asks for secrecy or gives money.
    Relation.TEACHER: frozenset(
        {
            Signal.AGE_PROBE,
            Signal.PARENT_PROBE,
            Signal.MEETING,
            Signal.IMAGE_REQUEST,
            Signal.EXCESS_PRAISE,
            Signal.PRIVATE_CHANNEL,
        }
    ),
    Relation.CLASSMATE: _AT_HOME | {Signal.PRIVATE_CHANNEL, Signal.EXCESS_PRAISE},
}
_CLEAR = 0.5  # a hit of this confidence is no weak sign: a meeting that is private by its words, pictures of the body
_NEVER = frozenset({Signal.SEXTORTION, Signal.SEXUAL_TALK, Signal.THREAT, Signal.ISOLATION, Signal.FEAR_OF_DETECTION})
_ALWAYS_CLEAR = frozenset({Signal.MEETING, Signal.IMAGE_REQUEST})


def softens(relation: Relation, hit: Hit) -> bool:
    """Whether this sign is everyday life from such a person."""
    return hit.detector.signal in SOFTENS[relation] and hit.detector.confidence < _CLEAR


def is_strong(hit: Hit) -> bool:
    """Whether a sign is so clear that nobody's name makes it weigh less."""
    signal = hit.detector.signal
    return signal in _NEVER or (signal in _ALWAYS_CLEAR and hit.detector.confidence >= _CLEAR)
