"""Which other cases of the school have something in common with one, without their content."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from classifier.taxonomy import Tier
from service import audit
from service.cases import access
from service.errors import NotFoundError
from service.related import merging_repository, repository
from service.related.groups import Group, Merged, Place, Related, RelatedCase
from service.related.likeness import ALIKE
from service.related.mentions import mentions
from service.related.noting import digest_of
from service.words import CaseState, MentionKind, Verb

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from service.models import Merge
    from service.principal import Principal
    from service.secret import Secret

Words = tuple[str, int | None, str]  # a report's id, the place of a message in it (None: its note), the text
_SHOWN = 20  # cases that are listed for one thing


def of_case(
    session: Session, who: Principal, case_id: str, secret: Secret, *, most: int, words: Iterable[Words] = ()
) -> Related:
    """Tell what a case has in common with others of its school; NotFoundError for another school's.

    ``most`` cases may name a thing; one that more name tells nothing. ``words`` are those of the open case that its
    reader sees anyway: where they name what is shared, the place is told, and the thing itself never.
    """
    if not any(case.school_id == who.school for case in repository.cases(session, [case_id])):
        raise NotFoundError
    named = repository.naming(session, case_id)
    counted = repository.in_cases(session, who.school, who.user_id, [digest for _, digest in named])
    places = _places(secret, words) if named else {}
    groups = []
    for name, digest in named:
        kind, cases = MentionKind(name), counted.get(digest, 0)
        at = tuple(places.get((kind, digest), ()))
        if cases > most:
            groups.append(Group(kind, (), 0, common=True, places=at))
        elif cases > 1:
            found = repository.reports_naming(session, (who.school, who.user_id), digest, case_id)
            groups.append(Group(kind, _listed(session, found), len(found), places=at))
    alike = sorted(set(repository.reports_alike(session, (who.school, who.user_id), case_id, ALIKE)))
    if alike:
        groups.append(Group(MentionKind.TEXT, _listed(session, alike), len(alike)))
    groups.sort(key=lambda group: (group.common, group.reports, list(MentionKind).index(group.kind)))
    return Related(tuple(groups), _merges(session, case_id))


def asked(session: Session, who: Principal, case_id: str, secret: Secret, *, most: int, now: datetime) -> Related:
    """Tell it to somebody who asks for nothing else; that is written down. Needs a ``write()`` session.

    NotFoundError, ForbiddenError for somebody who is part of what the case tells.
    """
    access.open_case(session, who, case_id)
    audit.record(session, who, Verb.READ_RELATED, "case", case_id, now=now)
    return of_case(session, who, case_id, secret, most=most)


def _listed(session: Session, found: Sequence[tuple[str, str]]) -> tuple[RelatedCase, ...]:
    reports = Counter(case_id for _, case_id in found)
    newest = sorted(reports, reverse=True)[:_SHOWN]
    return tuple(
        RelatedCase(case.id, CaseState(case.state), Tier(case.tier), case.received_at, reports[case.id])
        for case in repository.cases(session, newest)
    )


def _places(secret: Secret, words: Iterable[Words]) -> Mapping[tuple[MentionKind, bytes], list[Place]]:
    found: dict[tuple[MentionKind, bytes], list[Place]] = {}
    for report_id, message, text in words:
        for one in mentions(text):
            key = one.kind, digest_of(secret, one.kind, one.value.encode())
            found.setdefault(key, []).append(Place(report_id, message, one.start, one.end))
    return found


def merged(session: Session, row: Merge) -> Merged:
    """Tell of one merge, as it stands now."""
    session.flush()
    session.refresh(row)
    return next(one for one in _merges(session, row.kept_id) if one.id == row.id)


def _merges(session: Session, case_id: str) -> tuple[Merged, ...]:
    return tuple(
        Merged(
            id=row.id,
            kept_id=row.kept_id,
            merged_id=row.merged_id,
            reports=len(row.report_ids),
            at=row.at,
            by=made_by,
            undone_at=row.undone_at,
            undone_by=undone_by,
        )
        for row, made_by, undone_by in merging_repository.merges_of(session, case_id)
    )
