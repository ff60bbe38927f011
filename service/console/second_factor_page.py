"""Setting one's second factor up, on the telephone; ten recovery codes, shown once; and turning it off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import segno
from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from service import clock
from service.accounts import second_factor, sessions
from service.console.account_page import ACCOUNT, account_page, token_of, told
from service.console.door import Visitor, enrolling, enrolling_sender, owner_sender
from service.console.failures import ENROLMENT, PageRoute
from service.console.rendering import page
from service.errors import DoneError, ForbiddenError, InvalidError, TooManyError

if TYPE_CHECKING:
    from service.accounts.second_factor import Draft
    from service.console.notices import Notice

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get(ENROLMENT)
def show(visitor: Annotated[Visitor, Depends(enrolling)]) -> HTMLResponse:
    """Show where it stands: nothing begun yet, or a QR code that waits for its first code."""
    return _page(visitor)


@router.post(f"{ENROLMENT}/bat-dau")
def begin(visitor: Annotated[Visitor, Depends(enrolling_sender)], password: Annotated[str, Form()] = "") -> Response:
    """Draft a secret. In the place of one that is in force, only with the password."""
    context, who = visitor.context, visitor.who
    with context.database.read() as session:
        in_force = second_factor.standing(session, context, who).since is not None
    if in_force:
        try:
            sessions.confirm_password(context, who, password)
        except (InvalidError, TooManyError) as error:
            return account_page(visitor, told(error), error.status)
    with context.database.write() as session:
        second_factor.begin(session, context, who, now=clock.now())
    return RedirectResponse(ENROLMENT, 303)


@router.post(ENROLMENT)
def confirm(visitor: Annotated[Visitor, Depends(enrolling_sender)], code: Annotated[str, Form()] = "") -> Response:
    """Put it in force with the app's first code. Every other sign-in ends: those had no second step."""
    context, who, now = visitor.context, visitor.who, clock.now()
    try:
        with context.database.write() as session:
            codes = second_factor.confirm(session, context, who, code, now=now)
            sessions.end_others(session, who, token_of(visitor), now=now)
    except (InvalidError, DoneError) as error:
        return _page(visitor, told(error), error.status)
    return _codes(visitor, codes)


@router.post(f"{ACCOUNT}/ma-du-phong")
def renew_codes(visitor: Annotated[Visitor, Depends(owner_sender)], password: Annotated[str, Form()] = "") -> Response:
    """Make new recovery codes in the place of the old ones."""
    context, who, now = visitor.context, visitor.who, clock.now()
    try:
        sessions.confirm_password(context, who, password)
        with context.database.write() as session:
            codes = second_factor.renew_recovery(session, context, who, now=now)
    except (InvalidError, TooManyError, DoneError) as error:
        return account_page(visitor, told(error), error.status)
    return _codes(visitor, codes)


@router.post(f"{ENROLMENT}/tat")
def turn_off(visitor: Annotated[Visitor, Depends(owner_sender)], password: Annotated[str, Form()] = "") -> Response:
    """Turn it off."""
    context, who = visitor.context, visitor.who
    try:
        sessions.confirm_password(context, who, password)
        with context.database.write() as session:
            second_factor.turn_off(session, context, who, now=clock.now())
    except (InvalidError, TooManyError, ForbiddenError) as error:
        return account_page(visitor, told(error), error.status)
    return RedirectResponse(f"{ACCOUNT}?tin=da-tat-buoc-hai", 303)


def _page(visitor: Visitor, notice: Notice | None = None, status: int = 200) -> HTMLResponse:
    context, who = visitor.context, visitor.who
    with context.database.read() as session:
        waiting = second_factor.draft(session, context, who, now=clock.now())
        values: dict[str, object] = {
            "here": "account",
            "factor": second_factor.standing(session, context, who),
            "secret": _spelt(waiting) if waiting else "",
            "qr": _qr(waiting) if waiting else "",
        }
    if notice is not None:
        values["notice"] = notice
    return HTMLResponse(page("second_factor.html", visitor.request, **values), status)


def _codes(visitor: Visitor, codes: tuple[str, ...]) -> HTMLResponse:
    return HTMLResponse(page("recovery_codes.html", visitor.request, here="account", codes=codes))


def _spelt(waiting: Draft) -> tuple[str, ...]:
    return tuple(waiting.secret[at : at + 4] for at in range(0, len(waiting.secret), 4))


def _qr(waiting: Draft) -> str:
    # As a data: address, which the content policy lets pictures have: no file of it ever lies anywhere.
    return segno.make(waiting.address, micro=False, error="m").svg_data_uri(
        scale=5, border=3, dark="#000", light="#fff"
    )
