"""What goes in and what comes out: a submission, and the assessment of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from classifier.taxonomy import Category, Signal, Speaker, Tier


@dataclass(frozen=True, slots=True)
class Shown:
    """Where a picture shows a message that was read from it."""

    file: int  # place among the files that came with the report, from 0
    page: int  # of that file, from 0
    box: tuple[int, int, int, int]  # left, top, right, bottom, in pixels of the page
    confidence: float  # 0..1, of the line that was read least surely


@dataclass(frozen=True, slots=True)
class Message:
    """One message as the reporter gave it, or as a picture shows it; never altered."""

    text: str
    speaker: Speaker = Speaker.UNKNOWN
    sender: str | None = None  # the name that a picture shows beside it
    shown: Shown | None = None  # None: typed


@dataclass(frozen=True, slots=True)
class Submission:
    """The content of a report that is scored."""

    messages: tuple[Message, ...]
    happening_now: bool = False  # the reporter says so
    adult_has_access: bool = False  # the reporter says that the adult can reach the child now
    unread_screenshots: int = 0  # pictures that came with it and that nothing could read
    sealed_screenshots: int = 0  # pictures that are on a list of known ones or look explicit, and stay closed


@dataclass(frozen=True, slots=True)
class Span:
    """Words of one message: ``messages[message].text[start:end]``, as written."""

    message: int  # index into Submission.messages, from 0
    start: int  # code points, inclusive
    end: int  # code points, exclusive

    def overlaps(self, other: Span) -> bool:
        """Whether both hold a character of the same message."""
        return self.message == other.message and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason a report matters, tied to the words that raised it."""

    category: Category
    score: float  # 0..1: the model's calibrated probability, or the detector's fixed confidence
    span: Span
    detector: str  # "text_model" or the detector's name
    signal: Signal | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the tier is what it is, in words a counsellor would say to a colleague."""

    code: str  # stable key, e.g. "sextortion"
    tier: Tier  # the tier this reason alone would give
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words as they are quoted to a counsellor: whole enough to be understood, and what they show."""

    span: Span
    category: Category
    signal: Signal | None  # None: the text model's, no detector's
    vi: str  # who said it and what it shows
    en: str


@dataclass(frozen=True, slots=True)
class CounterEvidence:
    """Words that speak against the harm: a doubt to weigh, never an all-clear."""

    kind: str  # stable key, e.g. "warning"
    span: Span
    against: tuple[Category, ...]  # the harms that they make less likely
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one model version says of one submission. A person decides; this ranks and explains."""

    model: str  # the bundle's version
    tier: Tier
    risk: float  # 0..1: orders cases within a tier
    probabilities: Mapping[Category, float]  # every category, calibrated
    findings: tuple[Finding, ...]  # strongest first
    reasons: tuple[Reason, ...]  # most urgent first
    abstained: bool  # too little to tell: "chưa đủ dữ liệu"
    # P0 to P2, as far as they were reached: index of the message at which the messages alone first asked for that tier
    # or a more urgent one.
    first_reached: Mapping[Tier, int] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()  # three to five if there are so many, in the order of the messages
    counter_evidence: tuple[CounterEvidence, ...] = ()  # in the order of the messages
