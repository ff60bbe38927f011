"""What was done with a case, as somebody may know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service import permissions
from service.impartiality import repository as names
from service.models import CaseStep, Skip
from service.passing import repository
from service.passing.move import Move, Skipped
from service.sealing.keyring import shown_if_any
from service.words import SkipReason, Verb

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from service.models import Case
    from service.principal import Principal


def moves(session: Session, who: Principal, case_id: str) -> tuple[Move, ...]:
    """Tell what was done with a case, oldest first. The caller has checked the school."""
    return tuple(_move(session, step, who) for step in repository.steps(session, case_id))


def handed_over(session: Session, who: Principal, case: Case) -> Move | None:
    """Tell who gave the case to whoever holds it, and why; ``None`` if nobody did."""
    step = repository.handing_over(session, case) if case.claimed_by is not None else None
    return _move(session, step, who) if step is not None else None


def skips(session: Session, who: Principal, case_id: str) -> tuple[Skipped, ...]:
    """Tell who is not given the case, and why, to who may take that back; to others nothing."""
    if not permissions.may(who, Verb.TAKE_BACK_SKIP):
        return ()
    passed = tuple(
        Skipped(
            row.user_id, row.user.display_name, row.at, SkipReason(row.reason), shown_if_any(session, row, Skip.note)
        )
        for row in repository.skips(session, case_id)
    )
    found = tuple(
        Skipped(user.id, user.display_name, at, SkipReason.NAMED, None, found=True, sure=strong)
        for user, strong, at in names.excluded(session, case_id)
        if user.id not in {one.user_id for one in passed}
    )
    return passed + found


def _move(session: Session, step: CaseStep, who: Principal) -> Move:
    # That somebody is part of a case, or can bear no more today, is between them and the lead.
    private = step.skip is not None and step.user_id != who.id and not permissions.may(who, Verb.TAKE_BACK_SKIP)
    return Move(
        at=step.at,
        verb=Verb(step.verb),
        by=step.user.display_name,
        other=step.other.display_name if step.other is not None else None,
        skip=SkipReason(step.skip) if step.skip is not None and not private else None,
        reason=None if private else shown_if_any(session, step, CaseStep.reason),
        until=step.until,
    )
