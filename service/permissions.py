"""Who may do what, and how far: one table, read by every route."""

from __future__ import annotations

from typing import TYPE_CHECKING

from classifier.taxonomy import Word
from service.errors import ForbiddenError
from service.words import Role, SkipReason, Verb

if TYPE_CHECKING:
    from collections.abc import Mapping

    from service.principal import Principal

    Roles = Mapping[Role, "Scope"]
    """Which roles may, and how far; a role that is missing may not at all."""


class Scope(Word):
    """How far a permission reaches. What lies beyond is answered as if there were no such thing."""

    SCHOOL = "school", "trường của mình", "one's own school"
    ALL = "all", "mọi trường", "every school"
    OWN = "own", "của chính mình", "what is one's own"


_DESK = {Role.COUNSELLOR: Scope.SCHOOL, Role.LEAD: Scope.SCHOOL}
_LEADS = {Role.LEAD: Scope.SCHOOL}
_ADMINS = {Role.ADMIN: Scope.SCHOOL}  # and every school for one who belongs to none
_PERSONS = _DESK | {Role.DATA: Scope.SCHOOL} | _ADMINS
_SYSTEMS = {Role.SYSTEM: Scope.SCHOOL}
_ITSELF = {Role.SERVICE: Scope.ALL}
_OPERATORS = {Role.OPERATOR: Scope.ALL}  # whoever runs commands on the machine
_KEEPERS = _LEADS | _ADMINS | _OPERATORS  # of a school's accounts
_ALL = dict.fromkeys(Role, Scope.ALL)


def _own(roles: Roles) -> Roles:
    return dict.fromkeys(roles, Scope.OWN)


PERMISSIONS: dict[Verb, Roles] = {
    Verb.SCORE: _SYSTEMS,
    Verb.FILE_REPORT: _SYSTEMS,
    Verb.READ_REPORT_STATE: _SYSTEMS,
    Verb.LOOK_UP_RECEIPT: _own(_ALL),
    Verb.SIGN_IN: _own(_ALL),
    Verb.SIGN_OUT: _own(_PERSONS),
    Verb.READ_ACCOUNT: _own(_PERSONS),
    Verb.CHANGE_PASSWORD: _own(_PERSONS),
    Verb.SET_SECOND_FACTOR: _own(_PERSONS),
    Verb.USE_RECOVERY_CODE: _own(_PERSONS),
    Verb.READ_USERS: _KEEPERS,
    Verb.DISABLE_USER: _KEEPERS,
    Verb.ENABLE_USER: _KEEPERS,
    Verb.SIGN_OUT_USER: _KEEPERS,
    Verb.RESET_SECOND_FACTOR: _KEEPERS,
    Verb.ADD_USER: _OPERATORS,
    Verb.SET_PASSWORD: _OPERATORS,
    Verb.SET_ROLE: _OPERATORS,
    Verb.LINK_USER: _OPERATORS,
    Verb.ADD_KEY: _OPERATORS,
    Verb.ROTATE_KEY: _OPERATORS,
    Verb.ROTATE_SEALING_KEY: _OPERATORS,
    Verb.REVOKE_KEY: _OPERATORS,
    Verb.FAIL_TO_SIGN_IN: _ALL,
    Verb.TAKE_UP_MODEL: _ITSELF,
    Verb.READ_AUDIT: _KEEPERS,
    Verb.SEARCH_CASES: _DESK,
    Verb.READ_RELATED: _DESK,
    Verb.NAME_PERSON: _ITSELF,
    Verb.READ_STRANDED: _KEEPERS,
    Verb.LIFT_NAMED: _LEADS,
    Verb.NAME_ALIAS: _OPERATORS,
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
    Verb.WRITE_BACK: _own(_ALL),
    Verb.FILE_PUBLICLY: _ALL,
    Verb.MERGE_CASES: _DESK | _ITSELF,
    Verb.UNMERGE_CASES: _DESK,
    Verb.UNDO_DECISION: _own(_DESK),
    Verb.DECIDE_CASE: _DESK,
    Verb.MARK_DELIVERY: _DESK,
    Verb.SEND_DELIVERY: _DESK | _ITSELF,
    Verb.ACKNOWLEDGE_DELIVERY: _own(_ALL),  # whoever holds the recipient's secret: see deliveries.acknowledging
    Verb.DRAW_UP_FORM: _DESK,
    Verb.CALL_ON: _ITSELF,
    Verb.SET_RECIPIENTS: _KEEPERS,
    Verb.EXPORT_STATISTICS: _PERSONS,
    Verb.READ_STATISTICS: _PERSONS,
    Verb.READ_CARE: _own(_DESK),
    Verb.SET_OPT_OUTS: _own(_DESK),
    Verb.PUT_OFF_BREAK: _own(_DESK),
    Verb.READ_RETENTION: _LEADS,
    Verb.HOLD_CASE: _LEADS,
    Verb.LIFT_HOLD: _LEADS,
    Verb.ASK_ERASURE: _LEADS,
    Verb.ANSWER_ERASURE: _DESK,  # never who asked: see retention.requests
    Verb.ERASE: _ITSELF | _OPERATORS,  # once the time is over, two agreed, or the operator ran a command
    Verb.BACK_UP: _OPERATORS,  # by commands at the machine alone
    Verb.RESTORE: _OPERATORS,
    Verb.READ_HEALTH: _ALL,
}


KEY_SCOPES = tuple(verb for verb, roles in PERMISSIONS.items() if roles == _SYSTEMS)
"""What an API key can be allowed; one without a scope of its own is allowed all of it."""


PARTIAL = frozenset({SkipReason.KNOWS, SkipReason.NAMED})
"""Who passed a case over for one of these is part of what it tells: they read no more of it."""


def scope(who: Principal, verb: Verb) -> Scope | None:
    """Tell how far this role may do that; ``None``: not at all."""
    return PERMISSIONS[verb].get(who.role)


def may(who: Principal, verb: Verb) -> bool:
    """Tell whether this role may do that, and an API key of this scope."""
    return scope(who, verb) is not None and (who.scope is None or verb in who.scope)


def require(who: Principal, verb: Verb) -> None:
    """ForbiddenError unless this role may do that; it says so if only the API key's scope is in the way."""
    if may(who, verb):
        return
    if who.role in PERMISSIONS[verb]:
        raise ForbiddenError(
            f"Khóa API này không được cấp quyền “{verb.vi}”.", f"This API key's scope does not include “{verb.en}”."
        )
    raise ForbiddenError


def require_impartial(skipped: SkipReason | None) -> None:
    """ForbiddenError for somebody who passed the case over because they, or somebody they know, are in it."""
    if skipped in PARTIAL:
        raise ForbiddenError(
            "Bạn đã báo rằng bạn hoặc người quen của bạn có trong hồ sơ này, nên nội dung không mở cho bạn nữa."
            " Đồng nghiệp đang lo việc này; nếu báo nhầm, hãy nhờ tổ trưởng mở lại.",
            "You said that you or somebody you know is in this case, so it is no longer shown to you."
            " Colleagues take care of it; if that was a mistake, ask the lead to take it back.",
        )
