"""Come back with a receipt: where the report stands, what the desk answered, and room to write back.

Nothing is remembered between two pages: the receipt is sent each time, in the body, and never stands in an address.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from service import clock
from service.console.door import check_origin
from service.errors import ErasedError, InvalidError, NotFoundError, TooManyError
from service.letters import service as letters
from service.letters.letter import LONGEST
from service.principal import Principal
from service.reporters.lane import aside
from service.reporters.showing import ReporterRoute, other_language, remembering, show
from service.reporters.slip import LOOK_UP
from service.security import OpenGuard, Parts, address_of
from service.words import Verb

if TYPE_CHECKING:
    from datetime import datetime

    from service.context import Context
    from service.errors import ServiceError
    from service.letters.service import LookedUp

router = APIRouter(route_class=ReporterRoute, include_in_schema=False)

_MOST_RECEIPT = 300  # characters; digits or words with whatever stands between them


@router.get(LOOK_UP)
async def ask(request: Request, _who: Annotated[Principal, Depends(OpenGuard(Verb.LOOK_UP_RECEIPT))]) -> HTMLResponse:
    """Ask for the receipt."""
    return await aside(request, partial(_ask, request))


@router.post(LOOK_UP)
async def look_up(
    request: Request, context: Parts, _who: Annotated[Principal, Depends(OpenGuard(Verb.LOOK_UP_RECEIPT))]
) -> Response:
    """Show what the receipt stands for."""
    check_origin(request)
    fields = await request.form()
    receipt = str(fields.get("receipt", ""))[:_MOST_RECEIPT]
    language = other_language(fields)
    if language is not None and not fields.get("shown"):
        return remembering(_ask(request, receipt), request, language)
    kept = str(fields.get("kept", ""))
    return remembering(await aside(request, partial(_looked_up, request, context, receipt, kept)), request, language)


@router.post(LOOK_UP + "/viet")
async def write_back(
    request: Request, context: Parts, _who: Annotated[Principal, Depends(OpenGuard(Verb.WRITE_BACK))]
) -> Response:
    """Take in what the holder of the receipt writes."""
    check_origin(request)
    fields = await request.form()
    receipt = str(fields.get("receipt", ""))[:_MOST_RECEIPT]
    text = str(fields.get("text", ""))
    return await aside(request, partial(_written, request, context, receipt, text))


def _looked_up(request: Request, context: Context, receipt: str, kept: str) -> HTMLResponse:
    try:
        found = letters.look_up(context, receipt, address_of(request), now=clock.now())
    except (NotFoundError, TooManyError) as error:
        return _ask(request, receipt, error, text=kept)
    return _standing(request, receipt, found, text=kept)


def _written(request: Request, context: Context, receipt: str, text: str) -> HTMLResponse:
    address = address_of(request)
    try:
        found = letters.write_back(context, receipt, text, address, now=clock.now())
    except (NotFoundError, TooManyError) as error:
        return _ask(request, receipt, error, text=text)
    except ErasedError as error:
        found = letters.look_up(context, receipt, address, now=clock.now())
        return _standing(request, receipt, found, text=text, error=error)
    except InvalidError as error:
        found = letters.look_up(context, receipt, address, now=clock.now())
        return _standing(request, receipt, found, text=text, error=error)
    return _standing(request, receipt, found, written=True)


def _ask(request: Request, receipt: str = "", error: ServiceError | None = None, *, text: str = "") -> HTMLResponse:
    return show(
        request,
        "look_up.html",
        status=error.status if error is not None else 200,
        receipt=receipt,
        problem=error,
        many=isinstance(error, TooManyError),
        text=text,
        switch="look-up",
    )


def _standing(
    request: Request,
    receipt: str,
    found: LookedUp,
    *,
    text: str = "",
    error: ServiceError | None = None,
    written: bool = False,
) -> HTMLResponse:
    return show(
        request,
        "standing.html",
        status=error.status if error is not None else 200,
        receipt=receipt,
        found=found,
        text=text,
        wrong=error.errors[0] if error is not None and error.errors else None,
        written=written,
        most=LONGEST,
        stamp=_stamp,
        erased_on=_day(found.standing.erased_at) if found.standing.erased_at is not None else None,
        switch="again",
    )


def _day(then: datetime) -> str:
    return f"{then.astimezone(clock.VIETNAM):%d/%m/%Y}"


def _stamp(then: datetime) -> str:
    """Say when a letter was written, in Vietnamese time and the same in both languages."""
    return f"{then.astimezone(clock.VIETNAM):%H:%M, %d/%m/%Y}"
