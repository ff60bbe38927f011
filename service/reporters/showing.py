"""How the reporters' pages are shown: no staff on them, no cookie unless a language is chosen, no referrer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, Response
from fastapi.routing import APIRoute

from service.console.language import Language, said, speak, spoken
from service.console.language_page import remember
from service.console.rendering import page
from service.errors import InvalidError, ServiceError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping
    from typing import Any

    from fastapi import Request

    from service.context import Context


class ReporterRoute(APIRoute):
    """A route whose errors are pages a pupil can read."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap the route's own handler."""
        handler = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                return await handler(request)
            except ServiceError as error:
                return failure(request, error)
            except RequestValidationError:
                return failure(request, InvalidError())

        return answer


def show(request: Request, template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """Fill one of the templates of ``templates/reporters``."""
    context: Context = request.app.state.context
    html = page(
        f"reporters/{template}",
        request,
        **{
            "exit_url": context.settings.quick_exit_url,
            "other_language": Language.VI if spoken() is Language.EN else Language.EN,
            "switch": None,
        }
        | values,
    )
    return HTMLResponse(html, status, {"Referrer-Policy": "no-referrer"})


def failure(request: Request, error: ServiceError) -> HTMLResponse:
    """Show what went wrong, with what helps: 111, and how to go on."""
    title = error.title_en if spoken() is Language.EN else error.title_vi
    answer = show(request, "failure.html", status=error.status, title=title, detail=said(error))
    if error.retry_after_s:
        answer.headers["Retry-After"] = str(error.retry_after_s)
    return answer


def other_language(fields: Mapping[str, object]) -> Language | None:
    """Tell which language was asked for with a form's own button, and speak it from now on."""
    asked = fields.get("language")
    if asked not in {language.value for language in Language}:
        return None
    language = Language(str(asked))
    speak(language)
    return language


def remembering(response: Response, request: Request, language: Language | None) -> Response:
    """Keep a language that was chosen on this page."""
    if language is not None:
        remember(response, request, language)
    return response
