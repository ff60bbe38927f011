"""Signing in and out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from service import clock
from service.accounts import service as accounts
from service.console import door
from service.console.failures import LOG_IN, PageRoute
from service.console.language import said
from service.console.rendering import page
from service.errors import TooManyError, WrongPasswordError
from service.permissions import PERMISSIONS
from service.security import address_of
from service.words import Verb

router = APIRouter(route_class=PageRoute, include_in_schema=False)

STATISTICS = "/thong-ke"  # where people land who have no queue


@router.get(LOG_IN)
def form(request: Request, next: str = "/") -> HTMLResponse:  # noqa: A002 - the address's own word
    """Show the log-in form."""
    return _form(request, next)


@router.post(LOG_IN)
def sign_in(
    request: Request,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    csrf: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/",  # noqa: A002
) -> Response:
    """Sign in; a wrong name and a wrong password are told alike."""
    door.before_sign_in(request)
    door.check_form(request, csrf)
    address = address_of(request)
    try:
        signed_in = accounts.sign_in(request.app.state.context, name, password, address, now=clock.now())
    except (WrongPasswordError, TooManyError) as error:
        return _form(request, next, name=name, problem=said(error), status=error.status)
    landing = _here(next) if signed_in.principal.role in PERMISSIONS[Verb.READ_QUEUE] else STATISTICS
    response = RedirectResponse(landing, 303)
    door.open_to(response, request, signed_in.token)
    return response


@router.post("/dang-xuat")
def sign_out(visitor: Annotated[door.Visitor, Depends(door.sender)]) -> RedirectResponse:
    """Sign out: the token is worthless from now on."""
    with visitor.context.database.write() as session:
        accounts.sign_out(session, visitor.who, door.session_token(visitor.request), now=clock.now())
    response = RedirectResponse(f"{LOG_IN}?tin=da-dang-xuat", 303)
    door.close(response, visitor.request)
    return response


def _form(request: Request, next_page: str, *, name: str = "", problem: str = "", status: int = 200) -> HTMLResponse:
    visit = door.before_sign_in(request)
    html = page("login.html", request, next=_here(next_page), name=name, problem=problem)
    response = HTMLResponse(html, status)
    door.remember_form(response, request, visit)
    return response


def _here(address: str) -> str:
    """Keep an address that is one of this site's pages, else the queue: a log-in must not lead to another site."""
    return (
        address if address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable() else "/"
    )
