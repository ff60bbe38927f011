"""All pages of the console, and the files they need."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import APIRouter
from fastapi.staticfiles import StaticFiles

from service.console import (
    account_page,
    case_page,
    case_passing,
    case_retention,
    case_ties,
    case_work,
    case_writing,
    language_page,
    login,
    me_page,
    people_page,
    picture_page,
    queue_page,
    retention_page,
    search_page,
    second_factor_page,
    statistics_page,
    tour_page,
)

if TYPE_CHECKING:
    from fastapi import FastAPI

STATIC = Path(__file__).parent / "static"

router = APIRouter()
_ROOMS = (
    login,
    language_page,
    me_page,
    account_page,
    second_factor_page,
    people_page,
    queue_page,
    search_page,
    case_page,
    case_work,
    case_passing,
    case_retention,
    case_ties,
    case_writing,
    picture_page,
    retention_page,
    statistics_page,
    tour_page,
)
for room in _ROOMS:
    router.include_router(room.router)


def add_pages(app: FastAPI) -> None:
    """Put the console into an application."""
    app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
