"""Signing in and out: name and password, or the school's own accounts; then a code, if the account has that step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from service import clock
from service.accounts import provider, second_factor, signing_in
from service.accounts import service as accounts
from service.accounts.errors import ProviderAwayError, ProviderError, WrongCodeError
from service.accounts.tries import Place
from service.console import door
from service.console.failures import LOG_IN, PageRoute
from service.console.language import said
from service.console.rendering import page
from service.errors import NotFoundError, ServiceError, SignInError, TooManyError, WrongPasswordError
from service.permissions import PERMISSIONS
from service.security import address_of
from service.words import Verb

if TYPE_CHECKING:
    from service.accounts.signing_in import SignedIn
    from service.context import Context
    from service.models import User

router = APIRouter(route_class=PageRoute, include_in_schema=False)

STATISTICS = "/thong-ke"  # where people land who have no queue
SECOND_STEP = f"{LOG_IN}/ma"
ELSEWHERE = f"{LOG_IN}/noi-khac"
_BACK = f"{ELSEWHERE}/ve"
_HALFWAY = "lachan_halfway"  # the first step is done
_LEFT = "lachan_left"  # on the way to the provider


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
    context = _context(request)
    try:
        user = signing_in.check_password(context, name, password, _place(request), now=clock.now())
    except (WrongPasswordError, TooManyError) as error:
        return _form(request, next, name=name, problem=error)
    return _first_step_done(request, user, next)


@router.post(SECOND_STEP)
def second_step(
    request: Request,
    code: Annotated[str, Form()] = "",
    csrf: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/",  # noqa: A002
) -> Response:
    """Finish with a code of the app, or a recovery code."""
    door.before_sign_in(request)
    door.check_form(request, csrf)
    ticket = door.cookie(request, _HALFWAY)
    try:
        done = signing_in.second_step(_context(request), ticket, code, _place(request), now=clock.now())
    except (WrongCodeError, TooManyError) as error:
        return _code_form(request, next, ticket, problem=error)
    except SignInError:
        late = SignInError("Đã quá lâu; xin đăng nhập lại từ đầu.", "That took too long; sign in from the start.")
        return _form(request, next, problem=late)
    return _in(request, done, next)


@router.get(ELSEWHERE)
def leave(request: Request, next: str = "/") -> Response:  # noqa: A002
    """Lead to the school's own accounts."""
    context = _provided(request)
    try:
        leaving = provider.leave(context, _back(request), _here(next), now=clock.now())
    except ProviderAwayError as error:
        return _form(request, next, problem=error)
    response = RedirectResponse(leaving.address, 303)
    door.put(response, request, _LEFT, leaving.ticket)
    return response


@router.get(_BACK)
def come_back(request: Request) -> Response:
    """Let in whom the provider vouches for, if that is somebody here; a second step is asked for here, too."""
    context, place = _provided(request), _place(request)
    ticket = door.cookie(request, _LEFT)
    try:
        context.throttles.sign_in_address.check(place.address)
        found = provider.come_back(context, _back(request), ticket, dict(request.query_params), now=clock.now())
        user = signing_in.vouched_for(context, found.issuer, found.subject)
    except (ProviderError, ProviderAwayError, TooManyError) as error:
        context.throttles.sign_in_address.count(place.address)
        response: Response = _form(request, "/", problem=error)
    else:
        response = _first_step_done(request, user, found.next)
    door.drop(response, request, _LEFT)
    return response


@router.post("/dang-xuat")
def sign_out(visitor: Annotated[door.Visitor, Depends(door.leaver)]) -> RedirectResponse:
    """Sign out: the token is worthless from now on."""
    with visitor.context.database.write() as session:
        accounts.sign_out(session, visitor.who, door.session_token(visitor.request), now=clock.now())
    response = RedirectResponse(f"{LOG_IN}?tin=da-dang-xuat", 303)
    door.close(response, visitor.request)
    return response


def _first_step_done(request: Request, user: User, next_page: str) -> Response:
    context, now = _context(request), clock.now()
    if second_factor.in_force(user):
        return _code_form(request, next_page, signing_in.halfway(context, user, now=now))
    return _in(request, signing_in.let_in(context, user, _place(request), now=now), next_page)


def _in(request: Request, done: SignedIn, next_page: str) -> Response:
    landing = _here(next_page) if done.principal.role in PERMISSIONS[Verb.READ_QUEUE] else STATISTICS
    response = RedirectResponse(landing, 303)
    door.open_to(response, request, done)
    door.drop(response, request, _HALFWAY)
    return response


def _form(request: Request, next_page: str, *, name: str = "", problem: ServiceError | None = None) -> HTMLResponse:
    settings = _context(request).settings
    visit = door.before_sign_in(request)
    html = page(
        "login.html",
        request,
        next=_here(next_page),
        name=name,
        problem=said(problem) if problem else "",
        elsewhere=settings.oidc_label if settings.oidc_issuer else "",
    )
    response = HTMLResponse(html, problem.status if problem else 200)
    door.remember_form(response, request, visit)
    return response


def _code_form(request: Request, next_page: str, ticket: str, *, problem: ServiceError | None = None) -> HTMLResponse:
    visit = door.before_sign_in(request)
    html = page("login_code.html", request, next=_here(next_page), problem=said(problem) if problem else "")
    response = HTMLResponse(html, problem.status if problem else 200)
    door.remember_form(response, request, visit)
    door.put(response, request, _HALFWAY, ticket)
    return response


def _context(request: Request) -> Context:
    context: Context = request.app.state.context
    return context


def _provided(request: Request) -> Context:
    context = _context(request)
    if context.settings.oidc_issuer is None:
        raise NotFoundError
    return context


def _place(request: Request) -> Place:
    return Place(address_of(request), door.cookie(request, door.BROWSER))


def _back(request: Request) -> str:
    return (_context(request).settings.public_url or str(request.base_url)).rstrip("/") + _BACK


def _here(address: str) -> str:
    """Keep an address that is one of this site's pages, else the queue: a log-in must not lead to another site."""
    return (
        address if address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable() else "/"
    )
