"""A case for whoever asks: found at their own school, open to them, and changed only while they hold it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from service import permissions
from service.cases import repository
from service.clock import VIETNAM
from service.errors import ErasedError, NotFoundError, StaleClaimError
from service.impartiality import repository as names
from service.words import SkipReason

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from service.cases.file import Held
    from service.models import Case
    from service.principal import Principal


def find_case(session: Session, who: Principal, case_id: str, *, lock: bool = False) -> Case:
    """Read a case of this person's school; NotFoundError for another school's as for one that does not exist.

    And for one that names this person: nothing may tell them that somebody wrote about them.
    ErasedError if its content was given up for good.
    """
    case = repository.find(session, who.school, case_id, lock=lock)
    if case is None or names.is_named(session, case_id, who.user_id):
        raise NotFoundError
    require_kept(case)
    return case


def require_kept(case: Case) -> None:
    """ErasedError if a case's content was given up for good."""
    if case.erased_at is not None:
        day = f"{case.erased_at.astimezone(VIETNAM):%d/%m/%Y}"
        raise ErasedError(
            f"Nội dung hồ sơ này đã được xóa vĩnh viễn ngày {day}; không ai mở lại được nữa.",
            f"The content of this case was erased for good on {day}; nobody can open it again.",
        )


def require_open(session: Session, who: Principal, case_id: str) -> None:
    """ForbiddenError for somebody who passed the case over because they, or somebody they know, are in it.

    NotFoundError for somebody whom it names.
    """
    if names.is_named(session, case_id, who.user_id):
        raise NotFoundError
    skipped = repository.skip_reason(session, case_id, who.user_id)
    permissions.require_impartial(SkipReason(skipped) if skipped else None)


def open_case(session: Session, who: Principal, case_id: str, *, lock: bool = False) -> Case:
    """Read a case whose content this person may see; NotFoundError, ForbiddenError.

    With ``lock`` it stays as it is until the commit, what they passed over included: skipping it needs the same row.
    """
    case = find_case(session, who, case_id, lock=lock)
    require_open(session, who, case_id)
    return case


def closed(case: Case) -> bool:
    """Whether nobody can take it any more."""
    return case.state not in repository.CLAIMABLE


def change_held(session: Session, who: Principal, held: Held, values: dict[str, Any]) -> None:
    """Change a case while this person holds it with this token.

    StaleClaimError naming who holds it now, with nothing applied; NotFoundError.
    """
    if repository.change_held(session, who.school, held, who.user_id, values):
        return
    case = find_case(session, who, held.case_id)
    if closed(case) or case.holder is None or case.claimed_by == who.user_id:
        raise StaleClaimError
    raise StaleClaimError(
        f"{case.holder.display_name} đang giữ hồ sơ này, nên thay đổi vừa rồi chưa được ghi."
        " Những gì bạn đã gõ vẫn còn trong bản nháp.",
        f"{case.holder.display_name} holds this case now, so nothing was changed. What you typed is kept as a draft.",
    )
