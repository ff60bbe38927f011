"""Send a report without an account: the form, and the receipt that is shown once."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from service import clock
from service.console.door import check_origin
from service.errors import FieldError, InvalidError, ServiceError
from service.intake import service as intake
from service.outages import NoSpaceError
from service.principal import Principal, reporter_at
from service.reporters import schools, token
from service.reporters.form import MOST_COPIED, MOST_REACH, MOST_TEXT, Typed, checked
from service.reporters.lane import FORM, aside
from service.reporters.showing import ReporterRoute, other_language, remembering, show
from service.reporters.slip import site_of, slip
from service.security import OpenGuard, Parts
from service.words import Reporter, Verb

if TYPE_CHECKING:
    from service.attachments.incoming import Incoming, Received
    from service.context import Context
    from service.intake.service import Filed

router = APIRouter(route_class=ReporterRoute, include_in_schema=False)
Anyone = Annotated[Principal, Depends(OpenGuard(Verb.FILE_PUBLICLY))]

_SHOWN_AGAIN = timedelta(minutes=10)  # a lost answer may be asked for again; the next person at this computer may not


@dataclass(frozen=True, slots=True)
class Again:
    """Why the form is shown again, above it, and what is wrong with which field."""

    notice: str = ""  # which of the template's notices
    errors: tuple[FieldError, ...] = ()
    status: int = 200


@router.get(FORM)
async def form(request: Request, context: Parts, _who: Anyone) -> HTMLResponse:
    """Show the form."""
    return await aside(request, partial(_form, request, context, Typed()))


@router.get(FORM + "/{school}")
async def form_of_school(school: str, request: Request, context: Parts, _who: Anyone) -> HTMLResponse:
    """Show the form of one school, by its id or its name in an address; an unknown one is asked for."""
    return await aside(request, partial(_form, request, context, Typed(school=school)))


@router.get("/da-gui")
async def sent(request: Request, _who: Anyone) -> HTMLResponse:
    """Say that a report was taken in, without its receipt: where a reload leads."""
    return await aside(request, partial(show, request, "sent.html"))


@router.post(FORM)
async def send(request: Request, context: Parts, _who: Anyone) -> Response:
    """File what was typed; whatever is wrong with it, it comes back as it was."""
    check_origin(request)
    fields = await request.form()
    typed = Typed.of(fields)
    again = partial(_form, request, context, typed)
    language = other_language(fields)
    if language is not None:
        return remembering(await aside(request, again), request, language)
    now = clock.now()
    refused: ServiceError | None = request.scope["state"].get("refused")
    given = token.taken_back(context.secret, str(fields.get("token", "")), now)
    if refused is not None:
        return await aside(request, partial(again, _refusal(refused)))
    if given is None:
        return await aside(request, partial(again, Again("old", status=409)))
    pause = context.settings.public_pause_s
    if fields.get("website") or given.age < timedelta(seconds=pause):
        await asyncio.sleep(pause)  # no person fills it in so fast, or a field that they cannot see
    return await aside(request, partial(_filed, request, context, typed, given.nonce))


def _filed(request: Request, context: Context, typed: Typed, nonce: str) -> HTMLResponse:
    incoming: Incoming | None = request.scope["state"].get("incoming")
    received = list(incoming.received) if incoming is not None else []
    with context.database.read() as session:
        known = schools.choices(session)
    now = clock.now()
    try:
        content, school = checked(typed, known, received)
        request.scope["state"].pop("incoming", None)  # from here on the report takes care of the files
        filed = intake.file_report(
            context, reporter_at(school.id), content, idempotency_key=nonce, now=now, incoming=incoming
        )
    except InvalidError as error:
        if any(wrong.field.startswith("header") for wrong in error.errors):
            return _form(request, context, typed, Again("sent-before", status=409))
        return _form(request, context, typed, Again("wrong", error.errors, error.status), files_lost=bool(received))
    except NoSpaceError as error:
        return _form(request, context, typed, _refusal(error))
    if filed.repeated and now - filed.standing.received_at > _SHOWN_AGAIN:
        return show(request, "sent.html")
    return _receipt(request, context, filed, received, school.name)


def _receipt(request: Request, context: Context, filed: Filed, received: list[Received], school: str) -> HTMLResponse:
    return show(
        request,
        "receipt.html",
        slip=slip(filed.receipt, site_of(request, context)),
        refused=[file for file in received if file.refusal is not None],
        school=school,
    )


def _refusal(error: ServiceError) -> Again:
    if isinstance(error, InvalidError):
        return Again("wrong", error.errors, error.status)
    return Again("no-space" if isinstance(error, NoSpaceError) else "many", status=error.status)


def _form(
    request: Request, context: Context, typed: Typed, again: Again = Again(), *, files_lost: bool = False
) -> HTMLResponse:
    with context.database.read() as session:
        known = schools.choices(session)
    fixed = schools.chosen(known, typed.school)
    if request.method == "GET":
        fixed = fixed or schools.chosen(known, "")
    elif fixed is not None and typed.school not in ("", fixed.id):
        fixed = None  # chosen from the list, where somebody may want to choose another
    settings = context.settings
    return show(
        request,
        "form.html",
        status=again.status,
        typed=typed if request.method == "POST" else Typed(),
        schools=known,
        fixed=fixed,
        token=token.handed_out(context.secret, clock.now()),
        notice_of=again.notice,
        errors={wrong.field: wrong for wrong in reversed(again.errors)},
        files_lost=files_lost,
        reporters=tuple(Reporter),
        most={"text": MOST_TEXT, "copied": MOST_COPIED, "reach": MOST_REACH},
        most_files=settings.max_files,
        most_mb=settings.max_file_bytes // 1_000_000,
        switch="report",
    )
