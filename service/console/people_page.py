"""A school's accounts, for the lead and the administrator: who there is, and what to do when a telephone is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from service import clock
from service.accounts import people
from service.console.account_page import told
from service.console.door import Visitor, keeper, keeper_sender
from service.console.failures import PageRoute
from service.console.rendering import page
from service.errors import DoneError
from service.permissions import require
from service.text import Id
from service.words import Verb

if TYPE_CHECKING:
    from collections.abc import Callable

    from service.console.notices import Notice

router = APIRouter(route_class=PageRoute, include_in_schema=False)

PEOPLE = "/nguoi-dung"


@router.get(PEOPLE)
def show(visitor: Annotated[Visitor, Depends(keeper)]) -> HTMLResponse:
    """Show them."""
    return _page(visitor)


@router.post(f"{PEOPLE}/{{user_id}}/khoa")
def disable(user_id: Id, visitor: Annotated[Visitor, Depends(keeper_sender)]) -> Response:
    """Let somebody in no more."""
    return _do(visitor, user_id, Verb.DISABLE_USER, people.disable, "da-khoa")


@router.post(f"{PEOPLE}/{{user_id}}/mo-lai")
def enable(user_id: Id, visitor: Annotated[Visitor, Depends(keeper_sender)]) -> Response:
    """Let somebody in again."""
    return _do(visitor, user_id, Verb.ENABLE_USER, people.enable, "da-mo-lai")


@router.post(f"{PEOPLE}/{{user_id}}/go-buoc-hai")
def reset_second_factor(user_id: Id, visitor: Annotated[Visitor, Depends(keeper_sender)]) -> Response:
    """Take somebody's second factor away."""
    return _do(visitor, user_id, Verb.RESET_SECOND_FACTOR, people.reset_second_factor, "da-go-buoc-hai")


@router.post(f"{PEOPLE}/{{user_id}}/dang-xuat")
def sign_out(user_id: Id, visitor: Annotated[Visitor, Depends(keeper_sender)]) -> Response:
    """Sign somebody out everywhere."""
    return _do(visitor, user_id, Verb.SIGN_OUT_USER, people.sign_out, "da-dang-xuat-nguoi")


def _do(visitor: Visitor, user_id: str, verb: Verb, act: Callable[..., None], said: str) -> Response:
    require(visitor.who, verb)
    try:
        with visitor.context.database.write() as session:
            act(session, visitor.who, people.kept_by(session, visitor.who, user_id), now=clock.now())
    except DoneError as error:
        return _page(visitor, told(error), error.status)
    return RedirectResponse(f"{PEOPLE}?tin={said}", 303)


def _page(visitor: Visitor, notice: Notice | None = None, status: int = 200) -> HTMLResponse:
    who = visitor.who
    with visitor.context.database.read() as session:
        accounts = people.listed(session, who.school)
    rows = [(account, account.id != who.id and people.may_keep(who, account.role)) for account in accounts]
    values: dict[str, object] = {"here": "account", "rows": rows}
    if notice is not None:
        values["notice"] = notice
    return HTMLResponse(page("people.html", visitor.request, **values), status)
