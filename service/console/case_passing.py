"""Letting go of a case: hand it over, let it rest, pass it over; and the lead's taking it over."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import Response

from service.cases.file import Held
from service.clock import VIETNAM
from service.console.door import Visitor, sender
from service.console.failures import PageRoute
from service.console.trying import tried
from service.errors import FieldError, InvalidError
from service.passing import service as passing
from service.passing.move import HandOver, Rest
from service.permissions import require
from service.words import SkipReason, Verb

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    Act = Callable[[Session, datetime], None]

router = APIRouter(prefix="/ho-so/{case_id}", route_class=PageRoute, include_in_schema=False)

Sender = Annotated[Visitor, Depends(sender)]
Fence = Annotated[int, Form(ge=0)]
Words = Annotated[str, Form(max_length=2_000)]


@router.post("/giao")
def hand_over(case_id: str, visitor: Sender, fence: Fence, to: Words = "", reason: Words = "") -> Response:
    """Give it to a colleague."""

    def act(session: Session, now: datetime) -> None:
        lease = visitor.context.settings.lease
        passing.hand_over(session, visitor.who, Held(case_id, fence), HandOver(to, reason), lease=lease, now=now)

    return _tried(visitor, case_id, Verb.HAND_OVER_CASE, act, "/?tin=da-giao")


@router.post("/de-cho")
def rest(case_id: str, visitor: Sender, fence: Fence, until: Words = "", reason: Words = "") -> Response:
    """Let it rest until a time."""

    def act(session: Session, now: datetime) -> None:
        wish = Rest(_moment(until), reason)
        calendar = visitor.context.calendar
        passing.rest(session, visitor.who, Held(case_id, fence), wish, calendar=calendar, now=now)

    return _tried(visitor, case_id, Verb.REST_CASE, act, "/?tin=da-de-cho")


@router.post("/bo-qua")
def skip(case_id: str, visitor: Sender, fence: Fence, reason: Words = "", note: Words = "") -> Response:
    """Pass it over, so that somebody else takes it."""

    def act(session: Session, now: datetime) -> None:
        if reason not in {one.value for one in SkipReason}:
            raise InvalidError(errors=[FieldError("reason", "hãy chọn một lý do", "choose a reason")])
        passing.skip(session, visitor.who, Held(case_id, fence), SkipReason(reason), note, now=now)

    return _tried(visitor, case_id, Verb.SKIP_CASE, act, "/?tin=da-bo-qua")


@router.post("/bo-qua/{user_id}/xoa")
def take_back_skip(case_id: str, user_id: str, visitor: Sender) -> Response:
    """Let somebody be given it again who passed it over."""

    def act(session: Session, now: datetime) -> None:
        passing.take_back_skip(session, visitor.who, case_id, user_id, now=now)

    return _tried(visitor, case_id, Verb.TAKE_BACK_SKIP, act, f"/ho-so/{case_id}?tin=da-luu")


@router.post("/tiep-quan")
def take_over(case_id: str, visitor: Sender, reason: Words = "") -> Response:
    """Take it from whoever holds it."""

    def act(session: Session, now: datetime) -> None:
        passing.take_over(session, visitor.who, case_id, reason, lease=visitor.context.settings.lease, now=now)

    return _tried(visitor, case_id, Verb.TAKE_OVER_CASE, act, f"/ho-so/{case_id}?tin=da-nhan")


def _tried(visitor: Visitor, case_id: str, verb: Verb, act: Act, landing: str) -> Response:
    require(visitor.who, verb)
    return tried(visitor, case_id, act, landing, part="passing")


def _moment(typed: str) -> datetime:
    """Read a form's date and time, which is Viet Nam's; InvalidError naming ``until``."""
    try:
        return datetime.fromisoformat(typed).replace(tzinfo=VIETNAM)
    except ValueError:
        wrong = FieldError("until", "hãy chọn ngày và giờ", "choose a day and a time")
        raise InvalidError(errors=[wrong]) from None
