"""What the messages of one submission say together, that none of them says alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from classifier.schema import Span
from classifier.taxonomy import Category, Relation, Signal


@dataclass(frozen=True, slots=True)
class Softened:
    """A weak sign that weighs less for who seems to say it: shown as counter-evidence, never as silence."""

    signal: Signal
    message: int  # index of the message that holds the sign
    relation: Relation
    span: Span  # the words that tell the relation, as written; they may stand in another message


@dataclass(frozen=True, slots=True)
class Place:
    """Where a signal was found: indices of messages, from 0."""

    strongest: int
    latest: int


@dataclass(frozen=True, slots=True)
class Conversation:
    """What the messages say together, as far as they were read."""

    probabilities: Mapping[Category, float]  # every category, 0..1
    signals: Mapping[Signal, float]  # those found anywhere, with the confidence of the strongest hit
    grooming_beside_meeting: float  # 0..1: signals of grooming other than the meeting, in the same stretch
    bullying_repeated: bool  # in more messages than one, and than chance would make of so many
    child_spoke: bool
    explicit_by_other: bool  # sexual words by the other person (or by somebody unknown)
    softened: tuple[Softened, ...] = ()  # in the order of the messages
    places: Mapping[Signal, Place] = field(default_factory=dict)  # of every signal of ``signals``
    grooming_kinds: int = 0  # distinct signals of grooming in one stretch, those that are softened not among them
    doubted: frozenset[Signal] = frozenset()  # heard once among many messages, and all but ruled out by the text model
    order: int = 0  # steps in the order of an approach: trust, hiding, asking; 0..2
    pressed: bool = False  # somebody went on after the child had said no
    bullying_told: bool = False  # somebody tells of it, rather than saying it to somebody
    led_by_other: bool = False  # the other person asks nearly all questions, or writes on unanswered
