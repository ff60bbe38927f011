"""Who may do what: one table, read by every route. Everything is within one's own school."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.errors import ForbiddenError
from service.words import Role, SkipReason, Verb

if TYPE_CHECKING:
    from service.principal import Principal

_DESK = frozenset({Role.COUNSELLOR, Role.LEAD})
_LEADS = frozenset({Role.LEAD})
_PERSONS = frozenset({Role.COUNSELLOR, Role.LEAD, Role.DATA, Role.ADMIN})
_SYSTEMS = frozenset({Role.SYSTEM})
_ITSELF = frozenset({Role.SERVICE})
_ALL = frozenset(Role)

PERMISSIONS: dict[Verb, frozenset[Role]] = {
    Verb.SCORE: _SYSTEMS,
    Verb.FILE_REPORT: _SYSTEMS,
    Verb.READ_REPORT_STATE: _SYSTEMS,
    Verb.LOOK_UP_RECEIPT: _ALL,
    Verb.SIGN_IN: _ALL,
    Verb.SIGN_OUT: _PERSONS,
    Verb.ASSESS_REPORT: _ITSELF,
    Verb.READ_QUEUE: _DESK,
    Verb.CLAIM_CASE: _DESK,
    Verb.RELEASE_CASE: _DESK,
    Verb.READ_CASE: _DESK,
    Verb.VIEW_ATTACHMENT: _DESK,
    Verb.SEAL_ATTACHMENT: _ITSELF,
    Verb.SKIP_CASE: _DESK,
    Verb.TAKE_BACK_SKIP: _LEADS,
    Verb.REST_CASE: _DESK,
    Verb.HAND_OVER_CASE: _DESK,
    Verb.TAKE_OVER_CASE: _LEADS,
    Verb.WRITE_NOTE: _DESK,
    Verb.WRITE_LETTER: _DESK,
    Verb.WRITE_BACK: _ALL,
    Verb.FILE_PUBLICLY: _ALL,
    Verb.MERGE_CASES: _DESK | _ITSELF,
    Verb.UNMERGE_CASES: _DESK,
    Verb.UNDO_DECISION: _DESK,
    Verb.DECIDE_CASE: _DESK,
    Verb.MARK_DELIVERY: _DESK,
    Verb.SEND_DELIVERY: _DESK | _ITSELF,
    Verb.ACKNOWLEDGE_DELIVERY: _ALL,  # whoever holds the recipient's secret: see deliveries.acknowledging
    Verb.DRAW_UP_FORM: _DESK,
    Verb.CALL_ON: _ITSELF,
    Verb.SET_RECIPIENTS: _LEADS | {Role.ADMIN},
    Verb.EXPORT_STATISTICS: _PERSONS,
    Verb.READ_STATISTICS: _PERSONS,
    Verb.READ_CARE: _DESK,
    Verb.SET_OPT_OUTS: _DESK,
    Verb.PUT_OFF_BREAK: _DESK,
    Verb.READ_RETENTION: _LEADS,
    Verb.HOLD_CASE: _LEADS,
    Verb.LIFT_HOLD: _LEADS,
    Verb.ASK_ERASURE: _LEADS,
    Verb.ANSWER_ERASURE: _DESK,  # never who asked: see retention.requests
    Verb.ERASE: _ITSELF | {Role.ADMIN},  # once the time is over, two agreed, or the operator ran a command
    Verb.BACK_UP: frozenset({Role.ADMIN}),  # by commands at the machine alone
    Verb.RESTORE: frozenset({Role.ADMIN}),
    Verb.READ_HEALTH: _ALL,
}


_PARTIAL = frozenset({SkipReason.KNOWS, SkipReason.NAMED})
"""Who passed a case over for one of these is part of what it tells: they read no more of it."""


def may(who: Principal, verb: Verb) -> bool:
    """Tell whether this role may do that."""
    return who.role in PERMISSIONS[verb]


def require(who: Principal, verb: Verb) -> None:
    """ForbiddenError unless this role may do that."""
    if not may(who, verb):
        raise ForbiddenError


def require_impartial(skipped: SkipReason | None) -> None:
    """ForbiddenError for somebody who passed the case over because they, or somebody they know, are in it."""
    if skipped in _PARTIAL:
        raise ForbiddenError(
            "Bạn đã báo rằng bạn hoặc người quen của bạn có trong hồ sơ này, nên nội dung không mở cho bạn nữa."
            " Đồng nghiệp đang lo việc này; nếu báo nhầm, hãy nhờ tổ trưởng mở lại.",
            "You said that you or somebody you know is in this case, so it is no longer shown to you."
            " Colleagues take care of it; if that was a mistake, ask the lead to take it back.",
        )
