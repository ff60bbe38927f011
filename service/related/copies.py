"""A report that says what an open case says already joins that case, instead of a place in the queue of its own.

What may join, and why: docs/decisions/0015-related-cases.md. Whatever is left over is shown as related.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Self

from classifier.taxonomy import Tier
from service.principal import Principal
from service.related import joining, repository
from service.words import CaseState, MentionKind, Role

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from service.models import Case, Report
    from service.related.noting import Digests

WITHIN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Match:
    """An open case that a report may be a copy of."""

    case_id: str
    in_words: bool  # else it is the same picture alone

    @classmethod
    def of(
        cls, session: Session, report: Report, found: Digests, tier: Tier, *, most: int, now: datetime
    ) -> Self | None:
        """Look for the most urgent one.

        ``found`` is what its words and its files have in common with others; ``tier`` is what the report itself asks
        for; ``most``: see ``service.of_case``.

        A P0 report joins a P0 case only: its thirty minutes must not begin behind something that waits for days,
        or that somebody is reading as harmless.
        """
        bands = [digest for kind, digest in found if kind is MentionKind.TEXT]
        held = [digest for kind, digest in found if kind is MentionKind.PICTURE]
        counted = repository.in_cases(session, report.school_id, None, held)
        pictures = [digest for digest in held if counted.get(digest, 0) <= most]
        rows = repository.copied(session, report, bands, pictures, since=now - WITHIN, now=now)
        rows = [row for row in rows if tier is not Tier.P0 or row[1] == Tier.P0.value]
        if not rows:
            return None
        case_id = rows[0][0]
        return cls(case_id, in_words=any(row[0] == case_id and row[2] == MentionKind.TEXT.value for row in rows))


def join_if_copy(session: Session, own: Case, kept: Case | None, match: Match | None, *, now: datetime) -> bool:
    """Put a report into the case that it is a copy of, if nothing speaks against it; tells whether it was.

    ``own`` is its case as it stands after the assessment; both rows must be held. Needs a ``write()`` session.
    """
    if match is None or kept is None or not _may_join(session, own, kept, now):
        return False
    itself = Principal(id=None, role=Role.SERVICE, school_id=own.school_id)
    joining.join(session, itself, kept, own, by=None, now=now)
    return True


def without_bands(found: Digests) -> Digests:
    """Leave out what a copy in words is known by: later ones are compared with the first of their kind alone."""
    return frozenset((kind, digest) for kind, digest in found if kind is not MentionKind.TEXT)


def _may_join(session: Session, own: Case, kept: Case, now: datetime) -> bool:
    untouched = own.state == CaseState.OPEN.value and own.report_count == 1 and own.first_claimed_at is None
    known = own.assessed and not own.provisional and own.tier_by is None
    open_still = kept.state == CaseState.OPEN.value and (kept.resting_until is None or kept.resting_until <= now)
    as_urgent = own.tier != Tier.P0.value or kept.tier == Tier.P0.value
    return (
        untouched
        and known
        and open_still
        and as_urgent
        and own.school_id == kept.school_id
        and not repository.taken_apart(session, own.id)
    )
