"""A sheet for the notice board: the address of a school's form as a QR code, with the few words that matter."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from service.errors import NotFoundError
from service.principal import Principal
from service.reporters import schools
from service.reporters.lane import FORM, aside
from service.reporters.showing import ReporterRoute, show
from service.reporters.slip import LOOK_UP, qr, site_of
from service.security import OpenGuard, Parts
from service.words import Verb

if TYPE_CHECKING:
    from service.context import Context

router = APIRouter(route_class=ReporterRoute, include_in_schema=False)


@router.get("/ap-phich/{school}")
async def poster(
    school: str, request: Request, context: Parts, _who: Annotated[Principal, Depends(OpenGuard(Verb.FILE_PUBLICLY))]
) -> HTMLResponse:
    """Show the sheet of a school, by its id or its name in an address, ready to be printed; NotFoundError."""
    return await aside(request, partial(_poster, school, request, context))


def _poster(school: str, request: Request, context: Context) -> HTMLResponse:
    with context.database.read() as session:
        known = schools.choices(session)
    found = schools.chosen(known, school)
    if found is None:
        raise NotFoundError
    alike = sum(other.slug == found.slug for other in known) > 1
    site = site_of(request, context)
    address = f"{site}{FORM}/{found.id if alike or not found.slug else found.slug}"
    return show(request, "poster.html", school=found, address=address, look_up=site + LOOK_UP, qr=qr(address))
