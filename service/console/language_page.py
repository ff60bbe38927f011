"""Choosing the language of the console."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from service.console.door import check_origin, is_secure
from service.console.failures import PageRoute
from service.console.language import COOKIE, Language

router = APIRouter(route_class=PageRoute, include_in_schema=False)

_YEAR = 365 * 24 * 60 * 60


@router.post("/ngon-ngu")
def choose(request: Request, language: Annotated[Language, Form()]) -> RedirectResponse:
    """Remember a language and go back to the page that was open."""
    check_origin(request)
    came_from = urlsplit(request.headers.get("Referer", "")).path or "/"
    response = RedirectResponse(came_from if came_from.startswith("/") and not came_from.startswith("//") else "/", 303)
    remember(response, request, language)
    return response


def remember(response: Response, request: Request, language: Language) -> None:
    """Set the cookie that holds the language. It tells nothing about anybody, so its name is the same everywhere."""
    response.set_cookie(
        COOKIE, language.value, max_age=_YEAR, httponly=True, samesite="lax", secure=is_secure(request), path="/"
    )
