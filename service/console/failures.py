"""When a page cannot be shown: the same clothes, the same footer with 111, and words that help."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from fastapi.routing import APIRoute

from service.accounts.errors import EnrolmentNeededError
from service.console.language import Line, said
from service.console.rendering import page
from service.errors import InvalidError, ServiceError, SignInError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any

    from fastapi import Request

LOG_IN = "/dang-nhap"
ENROLMENT = "/tai-khoan/buoc-hai"


class PageRoute(APIRoute):
    """A route whose errors are pages: whoever is not signed in is led to the log-in and back."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap the route's own handler."""
        handler = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                return await handler(request)
            except SignInError:
                return to_log_in(request)
            except EnrolmentNeededError:
                return to_enrolment(request)
            except ServiceError as error:
                return failure(request, error)
            except RequestValidationError:
                return failure(
                    request,
                    InvalidError(
                        "Trang gửi thiếu hoặc sai dữ liệu. Hãy tải lại trang.",
                        "The page sent too little or something wrong. Reload it.",
                    ),
                )

        return answer


def to_log_in(request: Request) -> Response:
    """Lead to the log-in page, and afterwards back to where somebody wanted to read."""
    address = LOG_IN
    if request.method == "GET" and request.url.path != "/" and not is_step(request):
        address += f"?next={quote(request.url.path)}"
    if is_step(request):  # a redirect would put the log-in page into a corner of this one; console.js knows what to do
        return Response(status_code=401)
    return RedirectResponse(address, 303)


def to_enrolment(request: Request) -> Response:
    """Lead whoever must have a second factor, and has none, to where they set it up."""
    if is_step(request):
        return Response(status_code=204, headers={"HX-Redirect": ENROLMENT})
    return RedirectResponse(ENROLMENT, 303)


def failure(request: Request, error: ServiceError) -> HTMLResponse:
    """Show what went wrong as a page, with the error's own status."""
    headers = {"Retry-After": str(error.retry_after_s)} if error.retry_after_s else None
    html = page(
        "error.html",
        request,
        title=said(Line(error.title_vi, error.title_en)),
        detail=said(error),
        request_id=getattr(request.state, "request_id", "") if error.status >= 500 else "",  # noqa: PLR2004
    )
    return HTMLResponse(html, error.status, headers)


def is_step(request: Request) -> bool:
    """Whether HTMX asks for a part of a page."""
    return request.headers.get("HX-Request") == "true"


def wants_page(request: Request) -> bool:
    """Whether a person with a browser asks, rather than a program: for errors outside the console's own routes."""
    return not request.url.path.startswith("/v1/") and "text/html" in request.headers.get("Accept", "")
