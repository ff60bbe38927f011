"""Cases that a person joins, and takes apart again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.cases.access import require_kept
from service.errors import DoneError, FieldError, HeldError, InvalidError, NotFoundError, StaleClaimError
from service.impartiality import repository as names
from service.related import joining, merging_repository, noting, repository
from service.related.service import merged
from service.words import CaseState

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from service.cases.file import Held
    from service.context import Context
    from service.models import Case
    from service.principal import Principal
    from service.related.groups import Merged

_WORKED_ON = (CaseState.OPEN.value, CaseState.ESCALATED.value)


def merge(session: Session, who: Principal, held: Held, other_id: str, *, now: datetime) -> Merged:
    """Put the reports of another case into the one that this person holds. Needs a ``write()`` session.

    StaleClaimError if the token is old, HeldError if a colleague holds the other one, DoneError if the other one is not
    open any more, NotFoundError for another school's, InvalidError for the case itself.
    """
    if other_id == held.case_id:
        raise InvalidError(
            errors=[FieldError("other", "không thể gộp hồ sơ với chính nó", "a case cannot join itself")]
        )
    found = repository.hold(session, (held.case_id, other_id))
    kept, other = (_of_school(session, found, who, case_id) for case_id in (held.case_id, other_id))
    if kept.claimed_by != who.user_id or kept.fence != held.fence or kept.state not in _WORKED_ON:
        raise StaleClaimError
    if other.state != CaseState.OPEN.value:
        raise DoneError(
            "Hồ sơ kia đã đóng, đã chuyển tiếp hoặc đã gộp, nên không gộp thêm được. Hồ sơ đã chuyển tiếp có thể nhận "
            "hồ sơ khác gộp vào.",
            "The other case is closed, passed on or merged. One that was passed on can still take others in.",
        )
    _check_free(other, who, now)
    row = joining.join(session, who, kept, other, by=who.user_id, now=now)
    return merged(session, row)


def undo(session: Session, context: Context, who: Principal, merge_id: str, *, now: datetime) -> Merged:
    """Take a merge back: its reports wait in a case of their own again. Needs a ``write()`` session.

    They are taken from where they are now, should their case have been merged further. The case that kept them may be
    closed meanwhile; it stays closed. DoneError if it was undone before, HeldError if a colleague holds the case that
    has the reports, NotFoundError.
    """
    row = merging_repository.merge_of_school(session, who.school, merge_id)
    if row is None or row.merged_id is None:
        raise NotFoundError
    if any(names.is_named(session, case_id, who.user_id) for case_id in (row.kept_id, row.merged_id)):
        raise NotFoundError
    if not merging_repository.mark_undone(session, merge_id, who.user_id, now):
        raise DoneError
    kept, reopened = _holding(session, row.kept_id, row.merged_id)
    _check_free(kept, who, now)
    others = {report_id for later in merging_repository.later_merges(session, row) for report_id in later.report_ids}
    back = joining.part(session, who, kept, reopened, [one for one in row.report_ids if one not in others], now=now)
    if row.user_id is None:  # the service joined it as a copy and forgot what its words are known by
        for report in repository.reports(session, back):
            noting.note_again(session, context.secret, context.settings.own_contacts, report)
    return merged(session, row)


def _holding(session: Session, kept_id: str, merged_id: str) -> tuple[Case, Case]:
    """Hold the case that has the reports now, at the end of the chain, and the one that they go back to."""
    while True:
        found = repository.hold(session, (kept_id, merged_id))
        kept = found[kept_id]
        if kept.state != CaseState.MERGED.value or kept.merged_into is None:
            return kept, found[merged_id]
        kept_id = kept.merged_into


def _of_school(session: Session, found: dict[str, Case], who: Principal, case_id: str) -> Case:
    case = found.get(case_id)
    if case is None or case.school_id != who.school or names.is_named(session, case_id, who.user_id):
        raise NotFoundError
    return case


def _check_free(case: Case, who: Principal, now: datetime) -> None:
    require_kept(case)
    if case.claimed_by not in (None, who.user_id) and case.claimed_until is not None and case.claimed_until >= now:
        raise HeldError
