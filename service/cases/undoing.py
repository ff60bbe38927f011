"""Taking a decision back, for a moment after it was made: everything is as it was before."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from classifier.taxonomy import Tier
from service import audit, clock
from service.cases import access, repository
from service.cases.file import Held
from service.deliveries.withdrawing import withdraw
from service.errors import DoneError, ForbiddenError, HeldError, NotFoundError
from service.models import Decision
from service.outages import UnopenedError
from service.queue.entry import Entry, entry
from service.queue.ordering import due_at
from service.queue.placing import settle
from service.sealing.keyring import unsealed
from service.sealing.keys import SealError
from service.words import Outcome, Verb
from service.writing import repository as drafts
from service.writing import service as writing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from service.cases.file import Rules
    from service.context import Context
    from service.models import Case
    from service.principal import Principal


def snapshot(case: Case, draft: Mapping[str, Any] | None) -> dict[str, Any]:
    """Write down what undoing puts back: the case just before a decision, and what was typed."""
    return {
        "state": case.state,
        "tier": case.tier,
        "tier_by": case.tier_by,
        "due_at": _written(case.due_at),
        "decided_at": _written(case.decided_at),
        "claimed_until": _written(case.claimed_until),
        "resting_until": _written(case.resting_until),
        "fence": case.fence,
        "draft": dict(draft) if draft is not None else None,
    }


def undo(session: Session, who: Principal, case_id: str, *, rules: Rules, now: datetime) -> Entry:
    """Take back how this person decided a case last; they hold it again, with the same token.

    Only what the machine found out meanwhile stays: a higher tier is never lowered. Needs a ``write()`` session.
    NotFoundError if nobody decided, ForbiddenError if somebody else did, DoneError if it is too late or something was
    sent, HeldError if somebody took it since.
    """
    case = access.open_case(session, who, case_id, lock=True)
    made = repository.newest_decision(session, case_id)
    if made is None:
        raise NotFoundError
    _require_undoable(made, who, rules, now)
    before = _before(session, made)
    tier, due = _tier_after_undoing(session, case, made, before, rules)
    values = {
        "state": before["state"],
        "tier": tier.value,
        "tier_by": before["tier_by"],
        "due_at": due,
        "decided_at": _read(before["decided_at"]),
        "claimed_by": who.user_id,
        "claimed_until": _read(before["claimed_until"]),
        "resting_until": _read(before["resting_until"]),
    }
    held = Held(case_id, before["fence"])
    if not repository.put_back(session, who.school, held, Outcome(made.outcome).state, values):
        raise HeldError(
            "Hồ sơ đã có người nhận lại hoặc đã được gộp sau quyết định này, nên không hoàn tác được nữa.",
            "Somebody took the case, or merged it, after this decision, so it cannot be undone any more.",
        )
    withdraw(session, who, case_id, lined_up_at=made.made_at)
    if not repository.mark_undone(session, made.id, now):
        raise DoneError
    if before["draft"] is not None and drafts.draft(session, case_id, who.user_id) is None:
        writing.put_draft(session, case_id, who.user_id, before["draft"], now=now)
    audit.record(session, who, Verb.UNDO_DECISION, "case", case_id, now=now)
    session.refresh(case)
    settle(case, now)
    session.flush()
    return entry(access.find_case(session, who, case_id), who, now)


def forget(context: Context) -> None:
    """Take away what undoing would put back, drafts among it, where it is too late to undo."""
    now = clock.now()
    with context.database.write() as session:
        repository.forget_before(session, now - context.settings.undo)


def _require_undoable(made: Decision, who: Principal, rules: Rules, now: datetime) -> None:
    if made.user_id != who.user_id:
        raise ForbiddenError(
            "Chỉ người vừa quyết định mới hoàn tác được. Nếu thấy chưa ổn, hãy trao đổi với đồng nghiệp đó.",
            "Only the person who decided can undo it. If something seems wrong, talk to that colleague.",
        )
    if made.undone_at is not None:
        raise DoneError("Quyết định này đã được hoàn tác rồi.", "This decision was undone before.")
    if made.before is None or now > made.made_at + rules.undo:
        seconds = round(rules.undo.total_seconds())
        raise DoneError(
            f"Đã quá {seconds} giây nên không hoàn tác được nữa. Nếu cần sửa, hãy ghi chú nội bộ và báo tổ trưởng nhé.",
            f"More than {seconds} seconds have passed, so it cannot be undone. Write a note and tell the lead.",
        )


def _before(session: Session, made: Decision) -> dict[str, Any]:
    try:
        before: dict[str, Any] = unsealed(session, made, Decision.before)
    except SealError:
        raise UnopenedError from None
    return before


def _tier_after_undoing(
    session: Session, case: Case, made: Decision, before: Mapping[str, Any], rules: Rules
) -> tuple[Tier, datetime]:
    """Give the tier and due time of before, unless an assessment made since asks for more."""
    # A rescore raises an open case by itself; of a closed one it only leaves the assessment behind.
    since = [Tier(name) for name in repository.tiers_since(session, case.id, made.made_at)]
    raised = [Tier(case.tier)] if case.tier != made.tier_after else []
    tier = Tier.most_urgent(Tier(before["tier"]), *since, *raised)
    if tier.value == before["tier"]:
        return tier, datetime.fromisoformat(before["due_at"])
    return tier, due_at(tier, case.received_at, rules.calendar)


def _written(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _read(moment: str | None) -> datetime | None:
    return None if moment is None else datetime.fromisoformat(moment)
