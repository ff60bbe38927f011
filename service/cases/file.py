"""Everything a counsellor sees of one case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from service.related.groups import NOTHING, Related

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, timedelta

    from classifier.schema import Assessment
    from classifier.taxonomy import Category, Tier
    from service.attachments.picture import Picture
    from service.deliveries.service import Passed
    from service.intake.content import Content
    from service.letters.letter import LetterRead
    from service.passing.move import Move, Skipped
    from service.queue.calendar import SchoolCalendar
    from service.queue.entry import Entry
    from service.settings import Settings
    from service.words import Outcome, Target
    from service.writing.written import Draft, Note


@dataclass(frozen=True, slots=True)
class ReportRead:
    """One report of a case: what was sent in, and what the newest assessment said of it."""

    id: str
    received_at: datetime
    content: Content
    assessment: Assessment | None  # None: not assessed yet, or the case is read blind
    pictures: tuple[Picture, ...] = ()  # in the order in which they were sent; their words are among the messages
    readable: bool = True  # False: its key is lost or it was changed, so nothing of it can be shown

    @property
    def words(self) -> Iterator[tuple[str, int | None, str]]:
        """Its texts, each with the report's id and its place among the messages; ``None``: the note."""
        yield self.id, None, self.content.note or ""
        for number, message in enumerate(self.content.submission.messages):
            yield self.id, number, message.text


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person decides: how it ends, which tier it should have had, and why."""

    outcome: Outcome
    category: Category | None = None  # the harm; None with closed_harm: harm of another kind
    tier: Tier | None = None  # None: the tier stays
    reason: str | None = None  # why the tier changes
    note: str | None = None
    targets: tuple[Target, ...] = ()  # whom it is passed on to; for ``escalated``


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that was made."""

    made_at: datetime
    by: str  # display name
    outcome: Outcome
    category: Category | None
    tier_before: Tier
    tier_after: Tier
    reason: str | None
    note: str | None
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case with its content and its history."""

    entry: Entry
    reports: tuple[ReportRead, ...]  # oldest first
    decisions: tuple[Decided, ...]  # oldest first
    deliveries: tuple[Passed, ...]  # oldest first
    notes: tuple[Note, ...] = ()  # oldest first
    moves: tuple[Move, ...] = ()  # skipped, rested, handed over, taken over; oldest first
    handed_over: Move | None = None  # how its holder came to hold it, if a colleague gave it to them
    skips: tuple[Skipped, ...] = ()  # who passed it over, and why; for who may take that back
    draft: Draft | None = None  # what the reader typed and did not send yet
    resting_until: datetime | None = None  # nobody is given it before
    letters: tuple[LetterRead, ...] = ()  # to and from the reporters, oldest first
    related: Related = NOTHING  # what other cases have in common with it
    erased: tuple[datetime, ...] = ()  # when reports of it were erased; they are not among ``reports``

    @property
    def sealed(self) -> bool:
        """Whether any of its pictures is sealed."""
        return any(picture.sealed_by is not None for report in self.reports for picture in report.pictures)


@dataclass(frozen=True, slots=True)
class Rules:
    """What the operator has set for the work on cases."""

    calendar: SchoolCalendar
    lease: timedelta  # how long a claim holds without a heartbeat
    undo: timedelta  # how long a decision can be undone

    @classmethod
    def of(cls, settings: Settings, calendar: SchoolCalendar) -> Self:
        """Read them off the settings."""
        return cls(calendar, settings.lease, settings.undo)


@dataclass(frozen=True, slots=True)
class Held:
    """A case that somebody says they hold, with the token of their claim."""

    case_id: str
    fence: int


@dataclass(frozen=True, slots=True)
class Claim:
    """A lease on a case."""

    case_id: str
    fence: int  # send it with every change; a newer claim makes it stale
    until: datetime  # UTC
