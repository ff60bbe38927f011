"""One's own account: password, second factor, and where one is signed in. For every role."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from service import clock
from service.accounts import second_factor, sessions
from service.console import door
from service.console.door import Visitor, owner, owner_sender
from service.console.failures import LOG_IN, PageRoute
from service.console.notices import Notice
from service.console.rendering import page
from service.console.wording import first_upper
from service.errors import InvalidError, NotFoundError, TooManyError
from service.permissions import may
from service.text import Id
from service.words import Verb

if TYPE_CHECKING:
    from service.errors import ServiceError

router = APIRouter(route_class=PageRoute, include_in_schema=False)

ACCOUNT = "/tai-khoan"


@router.get(ACCOUNT)
def show(visitor: Annotated[Visitor, Depends(owner)]) -> HTMLResponse:
    """Show it."""
    return account_page(visitor)


@router.post(f"{ACCOUNT}/mat-khau")
def change_password(
    visitor: Annotated[Visitor, Depends(owner_sender)],
    password: Annotated[str, Form()] = "",
    new_password: Annotated[str, Form()] = "",
    again: Annotated[str, Form()] = "",
) -> Response:
    """Set a new password."""
    if new_password != again:
        differ = Notice("Hai lần nhập mật khẩu mới chưa giống nhau.", "The two new passwords differ.", "warn")
        return account_page(visitor, differ, InvalidError.status)
    try:
        sessions.change_password(
            visitor.context, visitor.who, token_of(visitor), password, new_password, now=clock.now()
        )
    except (InvalidError, TooManyError) as error:
        return account_page(visitor, told(error), error.status)
    return RedirectResponse(f"{ACCOUNT}?tin=da-doi-mat-khau", 303)


@router.post(f"{ACCOUNT}/phien/{{session_id}}/ket-thuc")
def end_session(session_id: Id, visitor: Annotated[Visitor, Depends(owner_sender)]) -> Response:
    """End one of one's own sign-ins; one that has ended by itself since is no trouble."""
    try:
        with visitor.context.database.write() as session:
            sessions.end_one(session, visitor.who, session_id, now=clock.now())
    except NotFoundError:
        pass
    return RedirectResponse(f"{ACCOUNT}?tin=da-ket-thuc", 303)


@router.post(f"{ACCOUNT}/dang-xuat-het")
def sign_out_everywhere(visitor: Annotated[Visitor, Depends(owner_sender)]) -> Response:
    """Log out everywhere, here too."""
    with visitor.context.database.write() as session:
        sessions.end_all(session, visitor.who, now=clock.now())
    response = RedirectResponse(f"{LOG_IN}?tin=da-dang-xuat-het", 303)
    door.close(response, visitor.request)
    return response


def account_page(visitor: Visitor, notice: Notice | None = None, status: int = 200) -> HTMLResponse:
    """Make the page, with a notice if something was wrong."""
    context, who = visitor.context, visitor.who
    with context.database.read() as session:
        values: dict[str, object] = {
            "here": "account",
            "factor": second_factor.standing(session, context, who),
            "sessions": sessions.listed(session, context, who, token_of(visitor), now=clock.now()),
            "keeps": who.school_id is not None and may(who, Verb.READ_USERS),
        }
    if notice is not None:
        values["notice"] = notice
    return HTMLResponse(page("account.html", visitor.request, **values), status)


def token_of(visitor: Visitor) -> str:
    """Give the token of the sign-in that asks."""
    return door.session_token(visitor.request)


def told(error: ServiceError) -> Notice:
    """Say what was wrong: the first field's words, or the error's own."""
    words = error.errors[0] if error.errors else error
    return Notice(first_upper(words.vi), first_upper(words.en), "warn")
