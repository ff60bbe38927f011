"""Who may do what: one table, read by every route. Everything is within one's own school."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.errors import ForbiddenError
from service.words import Role, Verb

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
    Verb.READ_QUEUE: _DESK,
    Verb.CLAIM_CASE: _DESK,
    Verb.RELEASE_CASE: _DESK,
    Verb.READ_CASE: _DESK,
    Verb.VIEW_ATTACHMENT: _DESK,
    Verb.SEAL_ATTACHMENT: _ITSELF,
    Verb.SKIP_CASE: _DESK,
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
    Verb.SEND_DELIVERY: _ITSELF,
    Verb.DRAW_UP_FORM: _DESK,
    Verb.CALL_ON: _ITSELF,
    Verb.SET_RECIPIENTS: _LEADS | {Role.ADMIN},
    Verb.EXPORT_STATISTICS: _PERSONS,
    Verb.READ_STATISTICS: _PERSONS,
    Verb.READ_HEALTH: _ALL,
}


def require(who: Principal, verb: Verb) -> None:
    """ForbiddenError unless this role may do that."""
    if who.role not in PERMISSIONS[verb]:
        raise ForbiddenError
