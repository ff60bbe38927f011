"""A case as the page shows it: covered or revealed messages with marked words, and what the machine suggests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from classifier.explain import rise
from classifier.taxonomy import Category, Speaker, Tier
from service.console.highlighting import Piece, of_message, pieces, reasons, veiled
from service.console.language import Line
from service.console.language import gettext as _
from service.console.language import said as say
from service.console.picture_view import Opened, PictureView, Place, picture_views, place_of
from service.console.timeline import Timeline, timeline
from service.console.wording import likelihood, percent
from service.words import CaseState

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from classifier.schema import Assessment, CounterEvidence, Evidence
    from service.cases.file import CaseFile, ReportRead
    from service.queue.entry import Entry
    from service.words import Reporter

_LEAST_WIDTH = 1  # a bar of nothing looks like a mistake


@dataclass(frozen=True, slots=True)
class Quote:
    """Words quoted for or against, and what they show. Covered, they hold no letter of the text."""

    id: str  # of its place on the page
    turn: int  # the message that it stands in, from 0
    words: str
    says: str  # who said it and what it shows, in Vietnamese
    shown: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """One message. Covered, its pieces hold no word of the text."""

    index: int  # place in the submission, from 0
    speaker: Speaker
    pieces: tuple[Piece, ...]
    signs: tuple[str, ...]  # what was noticed in it, in Vietnamese
    shown: bool
    rose_to: Tier | None = None  # the most urgent tier that the messages first reached here
    sender: str | None = None  # as a picture shows it; only when shown
    place: Place | None = None  # the picture that it was read from


@dataclass(frozen=True, slots=True)
class Guess:
    """What the model thinks of one harm, in words and as a bar."""

    category: Category
    words: str
    percent: str
    width: int  # 1..100


@dataclass(frozen=True, slots=True)
class ReportView:
    """One report of a case."""

    id: str
    case_id: str
    reporter: Reporter
    received_at: datetime
    said: tuple[str, ...]  # what the reporter ticked
    screenshots: int
    note: str | None  # covered like the messages
    reference: str | None
    turns: tuple[Turn, ...]
    pictures: tuple[PictureView, ...]
    covered: bool  # at least one message still is
    evidence: tuple[Quote, ...]
    against: tuple[Quote, ...]  # what may speak against it
    rose: tuple[str, int] | None  # how and at which message (from 0) its tier was reached, if the messages did
    guesses: tuple[Guess, ...]  # most likely first; empty while not assessed
    timeline: Timeline | None  # None: too short, or nothing was noticed
    abstained: bool
    readable: bool  # False: its content cannot be opened any more


@dataclass(frozen=True, slots=True)
class Lease:
    """Who holds a case, as the strip above it says."""

    case_id: str
    state: str  # "closed", "mine", "other" or "free"
    holder: str = ""
    until: datetime | None = None  # UTC; None while mine: it ran out, and nobody else took the case
    fence: int = 0

    @classmethod
    def of(cls, entry: Entry) -> Self:
        """Read it from a line of the queue."""
        if entry.state not in (CaseState.OPEN, CaseState.ESCALATED):
            return cls(entry.case_id, "closed")
        if entry.mine:
            return cls(entry.case_id, "mine", until=entry.held_until, fence=entry.fence or 0)
        return cls(entry.case_id, "other", holder=entry.holder) if entry.holder else cls(entry.case_id, "free")


@dataclass(frozen=True, slots=True)
class Reveal:
    """Which messages the reader asked to see: everything of a report, or one message of it."""

    report: str
    message: int | None = None

    def shows(self, report: str, message: int) -> bool:
        """Whether that message is to be shown."""
        return self.report == report and self.message in (None, message)


def report_views(file: CaseFile, reveals: Collection[Reveal] = (), opened: Collection[Opened] = ()) -> list[ReportView]:
    """Lay a case's reports out; everything is covered but what ``reveals`` and ``opened`` name."""
    return [_report(file.entry.case_id, report, reveals, opened) for report in file.reports]


def _report(case_id: str, report: ReportRead, reveals: Collection[Reveal], opened: Collection[Opened]) -> ReportView:
    turns = tuple(
        _turn(report, index, shown=any(reveal.shows(report.id, index) for reveal in reveals))
        for index in range(len(report.content.submission.messages))
    )
    assessment = report.assessment
    covered = not any(reveal == Reveal(report.id) for reveal in reveals)
    submission, note = report.content.submission, report.content.note
    said = (
        (_("đang xảy ra ngay bây giờ"), submission.happening_now),
        (_("người lớn đó đang ở gần em"), submission.adult_has_access),
    )
    return ReportView(
        id=report.id,
        case_id=case_id,
        reporter=report.content.reporter,
        received_at=report.received_at,
        said=tuple(words for words, ticked in said if ticked),
        screenshots=submission.unread_screenshots,
        note=_covered(note) if note and covered else note,
        reference=report.content.reference,
        turns=turns,
        pictures=picture_views(
            report.id, report.pictures, submission.messages, {turn.index: turn.signs for turn in turns}, opened
        ),
        covered=covered,
        evidence=_quotes(report, turns, assessment.evidence if assessment else (), "loi"),
        against=_quotes(report, turns, assessment.counter_evidence if assessment else (), "nguoc"),
        rose=_rose(assessment, len(turns)),
        guesses=_guesses(assessment),
        timeline=timeline(submission.messages, assessment),
        abstained=assessment is not None and assessment.abstained,
        readable=report.readable,
    )


def _turn(report: ReportRead, index: int, *, shown: bool) -> Turn:
    message = report.content.submission.messages[index]
    findings = of_message(report.assessment.findings if report.assessment else (), index)
    parts = pieces(message.text, findings)
    return Turn(
        index=index,
        speaker=message.speaker,
        pieces=tuple(parts if shown else veiled(parts)),
        signs=tuple(reasons(findings)),
        shown=shown,
        rose_to=_rose_to(report.assessment, index, len(report.content.submission.messages)),
        sender=message.sender if shown else None,
        place=place_of(report.pictures, message),
    )


def _quotes(
    report: ReportRead, turns: Sequence[Turn], said: Sequence[Evidence | CounterEvidence], name: str
) -> tuple[Quote, ...]:
    """Lay quotes out, each as covered as the message that it stands in."""
    quotes = []
    for number, one in enumerate(said):
        span, shown = one.span, turns[one.span.message].shown
        words = report.content.submission.messages[span.message].text[span.start : span.end]
        quotes.append(
            Quote(f"{name}-{report.id}-{number}", span.message, words if shown else _covered(words), say(one), shown)
        )
    return tuple(quotes)


def _rose(assessment: Assessment | None, messages: int) -> tuple[str, int] | None:
    """Tell where the tier was reached; nothing where a single message leaves no question."""
    if assessment is None or messages == 1 or assessment.tier not in assessment.first_reached:
        return None
    message = assessment.first_reached[assessment.tier]
    vi, en = rise(assessment.tier, message)
    return say(Line(vi, en)), message


def _rose_to(assessment: Assessment | None, message: int, messages: int) -> Tier | None:
    if assessment is None or messages == 1:
        return None
    return min((tier for tier, at in assessment.first_reached.items() if at == message), default=None)


def _guesses(assessment: Assessment | None) -> tuple[Guess, ...]:
    if assessment is None:
        return ()
    ranked = sorted(assessment.probabilities.items(), key=lambda pair: -pair[1])
    return tuple(
        Guess(category, likelihood(value), percent(value), max(_LEAST_WIDTH, round(value * 100)))
        for category, value in ranked
    )


def _covered(text: str) -> str:
    return veiled([Piece(text)])[0].text
