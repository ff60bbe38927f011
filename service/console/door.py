"""Who may come in: the session cookie, and the token without which no form is accepted."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

from fastapi import Form, Request

from service import clock
from service.accounts import service as accounts
from service.errors import ForbiddenError, ForgedError, SignInError
from service.permissions import PERMISSIONS, require
from service.words import Verb

if TYPE_CHECKING:
    from fastapi import Response

    from service.accounts.signing_in import SignedIn
    from service.context import Context
    from service.principal import Principal

SESSION = "lachan_session"
BROWSER = "lachan_known"  # says that somebody has signed in here before; see accounts.tries
_BROWSER_DAYS = 180
_FORM = "lachan_form"  # before anybody is signed in, the log-in form's own token hangs on this


@dataclass(frozen=True, slots=True)
class Visitor:
    """A signed-in counsellor and the request they made."""

    request: Request
    context: Context
    who: Principal


def visitor(request: Request) -> Visitor:
    """Let a counsellor in; SignInError without a good cookie, ForbiddenError for another role."""
    context, who = _signed_in(request)
    if who.role not in PERMISSIONS[Verb.READ_QUEUE]:
        raise ForbiddenError(
            "Bàn làm việc này dành cho ban tư vấn của trường.", "This desk is for the school's counsellors."
        )
    return Visitor(request, context, who)


def reader_of_counts(request: Request) -> Visitor:
    """Let in whoever may read the statistics: data staff and administrators, too."""
    return _admitted(request, Verb.READ_STATISTICS)


def owner(request: Request) -> Visitor:
    """Let anybody in who is signed in, to see to their own account."""
    return _admitted(request, Verb.READ_ACCOUNT)


def owner_sender(request: Request, csrf: Annotated[str, Form()] = "") -> Visitor:
    """Let the form of one's own account in; ForgedError if it did not come from a page of theirs."""
    who = owner(request)
    check_form(request, csrf)
    return who


def enrolling(request: Request) -> Visitor:
    """Let in whoever sets a second factor up, those too who are let in nowhere else before they have one."""
    return _admitted(request, Verb.SET_SECOND_FACTOR, enrolling=True)


def enrolling_sender(request: Request, csrf: Annotated[str, Form()] = "") -> Visitor:
    """Let their form in; ForgedError if it did not come from a page of theirs."""
    who = enrolling(request)
    check_form(request, csrf)
    return who


def leaver(request: Request, csrf: Annotated[str, Form()] = "") -> Visitor:
    """Let the form of whoever signs out in, whatever their role; ForgedError if it is not of a page of theirs."""
    found = _admitted(request, Verb.SIGN_OUT, enrolling=True)
    check_form(request, csrf)
    return found


def keeper(request: Request) -> Visitor:
    """Let in whoever keeps a school's accounts: the lead and the administrator."""
    return _admitted(request, Verb.READ_USERS)


def keeper_sender(request: Request, csrf: Annotated[str, Form()] = "") -> Visitor:
    """Let their form in; ForgedError if it did not come from a page of theirs."""
    who = keeper(request)
    check_form(request, csrf)
    return who


def _admitted(request: Request, verb: Verb, *, enrolling: bool = False) -> Visitor:
    context, who = _signed_in(request, enrolling=enrolling)
    require(who, verb)
    return Visitor(request, context, who)


def _signed_in(request: Request, *, enrolling: bool = False) -> tuple[Context, Principal]:
    context: Context = request.app.state.context
    token = session_token(request)
    if not token:
        raise SignInError
    who = accounts.principal_of(context, token, now=clock.now(), enrolling=enrolling)
    request.state.csrf = csrf(context, token)
    request.state.who = who
    return context, who


def sender(request: Request, csrf: Annotated[str, Form()] = "") -> Visitor:
    """Let a counsellor's form in; ForgedError if it did not come from a page of theirs."""
    who = visitor(request)
    check_form(request, csrf)
    return who


def check_form(request: Request, given: str) -> None:
    """ForgedError unless the form carries the token of its page, and the browser says that it came from here."""
    check_origin(request)
    if not own_form(request, given):
        raise ForgedError


def own_form(request: Request, given: str) -> bool:
    """Whether the form carries the token of the present sign-in."""
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), str(request.state.csrf).encode())


def check_origin(request: Request) -> None:
    """ForgedError if the browser says that the form stood on a page of another site."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise ForgedError
    # Some browsers send no origin, or "null", with a page's own forms; then the two other checks have to do.
    origin = request.headers.get("Origin", "null")
    if origin != "null" and urlsplit(origin).netloc != request.headers.get("Host"):
        raise ForgedError


def csrf(context: Context, token: str) -> str:
    """Make the token of every form of one sign-in."""
    return context.secret.digest("csrf", token.encode()).hex()


def before_sign_in(request: Request) -> str:
    """Prepare the log-in form's token; the answer must carry it back by ``remember_form``."""
    visit = cookie(request, _FORM) or secrets.token_urlsafe(24)
    request.state.csrf = csrf(request.app.state.context, visit)
    return visit


def remember_form(response: Response, request: Request, visit: str) -> None:
    """Set the cookie that the log-in form's token hangs on."""
    put(response, request, _FORM, visit)


def open_to(response: Response, request: Request, signed_in: SignedIn) -> None:
    """Set the session cookie: no script reads it, no other site sends it with a form, and it ends with the browser.

    The token is always a new one, and the sign-in that this browser had before ends: a cookie that somebody put there
    opens nothing afterwards.
    """
    context: Context = request.app.state.context
    before = session_token(request)
    if before:
        accounts.forget(context, before, now=clock.now())
    put(response, request, SESSION, signed_in.token)
    put(response, request, BROWSER, signed_in.mark, days=_BROWSER_DAYS)


def session_token(request: Request) -> str:
    """Read the session cookie; empty if there is none."""
    return cookie(request, SESSION)


def close(response: Response, request: Request) -> None:
    """Take the session cookie back."""
    drop(response, request, SESSION)


def is_secure(request: Request) -> bool:
    """Whether browsers reach this service over HTTPS."""
    context: Context = request.app.state.context
    return context.settings.secure_cookies == "always" or request.url.scheme == "https"


def _named(name: str, request: Request) -> str:
    """Give a cookie's name: over HTTPS with the mark by which browsers take it from this very host alone."""
    return f"__Host-{name}" if is_secure(request) else name


def put(response: Response, request: Request, name: str, value: str, *, days: int | None = None) -> None:
    """Set a cookie that ends with the browser, or after so many days."""
    lasting, secure = None if days is None else days * 24 * 60 * 60, is_secure(request)
    response.set_cookie(
        _named(name, request), value, httponly=True, samesite="lax", secure=secure, path="/", max_age=lasting
    )


def cookie(request: Request, name: str) -> str:
    """Read a cookie that ``put`` set; empty if there is none."""
    return request.cookies.get(_named(name, request), "")


def drop(response: Response, request: Request, name: str) -> None:
    """Take a cookie back that ``put`` set."""
    response.delete_cookie(_named(name, request), path="/", secure=is_secure(request), httponly=True, samesite="lax")
