"""Everything a counsellor sees of one case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.related.groups import NOTHING, Related

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from classifier.schema import Assessment
    from classifier.taxonomy import Category, Tier
    from service.attachments.picture import Picture
    from service.deliveries.service import Passed
    from service.intake.content import Content
    from service.queue.entry import Entry
    from service.words import Outcome, Target


@dataclass(frozen=True, slots=True)
class ReportRead:
    """One report of a case: what was sent in, and what the newest assessment said of it."""

    id: str
    received_at: datetime
    content: Content
    assessment: Assessment | None  # None: not assessed yet
    pictures: tuple[Picture, ...] = ()  # in the order in which they were sent; their words are among the messages

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


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case with its content and its history."""

    entry: Entry
    reports: tuple[ReportRead, ...]  # oldest first
    decisions: tuple[Decided, ...]  # oldest first
    deliveries: tuple[Passed, ...]  # oldest first
    related: Related = NOTHING  # what other cases have in common with it

    @property
    def sealed(self) -> bool:
        """Whether any of its pictures is sealed."""
        return any(picture.sealed_by is not None for report in self.reports for picture in report.pictures)


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
