"""What a counsellor does with a case: take it, keep it, give it back, decide, and note that somebody confirmed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from service import clock
from service.cases import service as cases
from service.cases import undoing
from service.cases.file import Held, Rules
from service.console.case_page import Tried, case_page, opened
from service.console.case_view import Lease
from service.console.decision_form import DecisionForm, decision_form
from service.console.door import Visitor, check_origin, own_form, sender, visitor
from service.console.failures import PageRoute
from service.console.language import Line, Told
from service.console.notices import NOTICES, Notice
from service.console.rendering import page
from service.console.wording import first_upper
from service.deliveries import service as deliveries
from service.errors import (
    DoneError,
    ForbiddenError,
    ForgedError,
    HeldError,
    InvalidError,
    ServiceError,
    StaleClaimError,
)
from service.permissions import may
from service.words import DeliveryState, Outcome, Verb

router = APIRouter(route_class=PageRoute, include_in_schema=False)

_OLD_PAGE = Notice(
    "Bạn đã đăng nhập lại từ khi mở trang này, nên xin bấm ghi một lần nữa.",
    "You signed in again since this page was opened: please press once more.",
    "warn",
)
_NOT_YOURS = Line(
    "Hồ sơ không còn do bạn giữ: đã trả lại, có người khác nhận, hoặc đã đóng.",
    "You no longer hold this case: it was released, taken by somebody else, or closed.",
)
_KEPT = Line(" Chữ bạn đã gõ vẫn còn ở dưới, chưa mất gì.", " What you typed is still below, nothing is lost.")
_WRONG = Notice(
    "Chưa ghi được: xin xem chỗ được báo trong phần Quyết định.",
    "Not written down yet: see the places marked under Decision.",
    "warn",
)


@router.post("/ho-so/{case_id}/nhan")
def claim(
    case_id: str,
    visitor: Annotated[Visitor, Depends(sender)],
    form: Annotated[DecisionForm, Depends(decision_form)],
) -> Response:
    """Take this very case; what was typed before the claim was lost stays in the form."""
    context = visitor.context
    draft = form if form.typed else None
    try:
        with context.database.write() as session:
            cases.claim(session, visitor.who, case_id, now=clock.now(), lease=context.settings.lease)
    except (HeldError, DoneError) as error:
        return refused(visitor, case_id, error, draft)
    if draft:
        return case_page(visitor, case_id, tried=Tried(NOTICES["da-nhan"], draft))
    return RedirectResponse(f"/ho-so/{case_id}", 303)


@router.post("/ho-so/{case_id}/nhip")
def keep(case_id: str, visitor: Annotated[Visitor, Depends(sender)], fence: Annotated[int, Form()]) -> HTMLResponse:
    """Hold a case longer while somebody works on it; the answer says who holds it now."""
    context, held = visitor.context, Held(case_id, fence)
    try:
        with context.database.write() as session:
            kept = cases.heartbeat(session, visitor.who, held, now=clock.now(), lease=context.settings.lease)
        lease = Lease(case_id, "mine", until=kept.until, fence=kept.fence)
    except StaleClaimError:  # the strip then says the truth: a colleague's name, or that nobody holds it
        lease = Lease.of(opened(visitor, case_id)[0].entry)
    leads = may(visitor.who, Verb.TAKE_OVER_CASE)
    return HTMLResponse(page("lease.html", visitor.request, lease=lease, leads=leads))


@router.post("/ho-so/{case_id}/tra")
def release(case_id: str, visitor: Annotated[Visitor, Depends(sender)], fence: Annotated[int, Form()]) -> Response:
    """Put a case back into the queue undecided."""
    try:
        with visitor.context.database.write() as session:
            cases.release(session, visitor.who, Held(case_id, fence), now=clock.now())
    except StaleClaimError as error:
        return refused(visitor, case_id, error)
    return RedirectResponse("/?tin=da-tra", 303)


@router.post("/ho-so/{case_id}/quyet-dinh")
def decide(
    case_id: str,
    visitor: Annotated[Visitor, Depends(visitor)],
    form: Annotated[DecisionForm, Depends(decision_form)],
) -> Response:
    """Write a decision down; if that is not possible, say why and keep every word."""
    check_origin(visitor.request)
    if not own_form(visitor.request, form.csrf):
        # Most likely somebody who was signed out over a pause: nothing is applied, and nothing they typed is lost.
        return case_page(visitor, case_id, tried=Tried(_OLD_PAGE, form, status=ForgedError.status))
    context, held = visitor.context, Held(case_id, form.token)
    try:
        ruling = form.ruling()
        with context.database.write() as session:
            rules = Rules.of(context.settings, context.calendar)
            cases.decide(session, visitor.who, held, ruling, rules=rules, now=clock.now())
    except InvalidError as error:
        wrong = {field.field: field for field in error.errors}
        return case_page(visitor, case_id, tried=Tried(_WRONG, form, wrong, error.status))
    except StaleClaimError as error:
        return refused(visitor, case_id, error, form)
    if ruling.outcome is Outcome.ESCALATED:
        return RedirectResponse(f"/ho-so/{case_id}?tin=da-chuyen&hoan-tac={case_id}", 303)
    return RedirectResponse(f"/?tin=da-ghi&hoan-tac={case_id}", 303)


@router.post("/ho-so/{case_id}/hoan-tac")
def undo(case_id: str, visitor: Annotated[Visitor, Depends(sender)]) -> Response:
    """Take the decision back that was just made."""
    context = visitor.context
    rules = Rules.of(context.settings, context.calendar)
    try:
        with context.database.write() as session:
            undoing.undo(session, visitor.who, case_id, rules=rules, now=clock.now())
    except (DoneError, HeldError, ForbiddenError) as error:
        return refused(visitor, case_id, error)
    return RedirectResponse(f"/ho-so/{case_id}?tin=da-hoan-tac", 303)


@router.post("/ho-so/{case_id}/chuyen-tiep/{delivery_id}")
def confirm(
    case_id: str,
    delivery_id: str,
    visitor: Annotated[Visitor, Depends(sender)],
    state: Annotated[DeliveryState, Form()],
    reference: Annotated[str, Form()] = "",
) -> Response:
    """Note who confirmed what was passed on, or why it did not work."""
    said = reference.strip() or None
    try:
        with visitor.context.database.write() as session:
            deliveries.mark(session, visitor.who, delivery_id, state=state, reference=said, now=clock.now())
    except (InvalidError, DoneError) as error:
        return refused(visitor, case_id, error)
    return RedirectResponse(f"/ho-so/{case_id}?tin=da-xac-nhan", 303)


def refused(
    visitor: Visitor, case_id: str, error: ServiceError, draft: DecisionForm | None = None, *, letter: str = ""
) -> HTMLResponse:
    """Show the case as it is now, with what went wrong on top and what was typed below."""
    told: Told = _NOT_YOURS if isinstance(error, StaleClaimError) else error
    if error.errors:
        told = error.errors[0]
    kept = _KEPT if draft or letter else Line("", "")
    notice = Notice(first_upper(told.vi) + kept.vi, first_upper(told.en) + kept.en, "warn")
    return case_page(visitor, case_id, tried=Tried(notice, draft, status=error.status, letter=letter))
