"""The case page: open it, and reveal what was said, a message at a time or all at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse

from service import clock
from service.cases import service as cases
from service.console import repository
from service.console.case_view import Lease, Reveal, report_views
from service.console.decision_form import DecisionForm
from service.console.door import Visitor, sender, visitor
from service.console.failures import PageRoute, is_step
from service.console.guidance import steps
from service.console.notices import Notice
from service.console.picture_view import Opened
from service.console.remains_view import remains_page
from service.console.rendering import page
from service.console.trail import trail
from service.errors import ErasedError, NotFoundError
from service.letters.phrases import phrases
from service.passing import service as passing
from service.passing.resting import longest
from service.permissions import PERMISSIONS
from service.retention.keeping import Keeping
from service.words import CaseState, Outcome, SkipReason, Target, Verb

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from service.cases.file import CaseFile
    from service.console.repository import Deed
    from service.errors import FieldError
    from service.passing.move import Colleague

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/ho-so/{case_id}")
def show(case_id: str, visitor: Annotated[Visitor, Depends(visitor)]) -> HTMLResponse:
    """Show a case with its messages covered, or what is left of one that was erased."""
    try:
        return case_page(visitor, case_id)
    except ErasedError:
        left = remains_page(visitor, case_id)
        if left is None:
            raise
        return left


@router.post("/ho-so/{case_id}/hien")
def reveal(
    case_id: str,
    visitor: Annotated[Visitor, Depends(sender)],
    report: Annotated[str, Form()],
    message: Annotated[int | None, Form()] = None,
) -> HTMLResponse:
    """Reveal one message or a whole report; the reading is written down."""
    asked = Reveal(report, message)
    if not is_step(visitor.request):
        return case_page(visitor, case_id, reveals=[asked])
    file, _ = opened(visitor, case_id)
    view = next((view for view in report_views(file, [asked]) if view.id == report), None)
    if view is None or (message is not None and not 0 <= message < len(view.turns)):
        raise NotFoundError
    if message is None:
        return HTMLResponse(page("conversation.html", visitor.request, report=view, moved=True, single=False))
    return HTMLResponse(page("revealed.html", visitor.request, report=view, turn=view.turns[message], single=True))


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of something that was tried on the page: what to say, and what was typed so that nothing is lost."""

    notice: Notice | None = None
    draft: DecisionForm | None = None
    errors: Mapping[str, FieldError] = field(default_factory=dict)  # by field
    status: int = 200
    part: str = ""  # of the page to open: "passing"
    note: str = ""  # a note that was typed and not kept
    letter: str = ""  # a letter that was typed and not sent


def case_page(
    visitor: Visitor,
    case_id: str,
    *,
    reveals: Collection[Reveal] = (),
    pictures: Collection[Opened] = (),
    tried: Tried | None = None,
) -> HTMLResponse:
    """Make the whole page."""
    tried = tried or Tried()
    file, deeds = opened(visitor, case_id)
    entry, now = file.entry, clock.now()
    draft = tried.draft or (DecisionForm.drafted(file.draft.content) if file.draft else None)
    closed, days = entry.state not in (CaseState.OPEN, CaseState.ESCALATED), visitor.context.settings.retention_days
    with visitor.context.database.read() as session:
        keeping = Keeping.of(session, case_id, closed=closed, days=days)
    values: dict[str, object] = {
        "file": file,
        "lease": Lease.of(file.entry),
        "reports": report_views(file, reveals, pictures),
        "steps": steps(file.entry.served_as, file.entry.categories, sealed=file.sealed),
        "trail": trail(file.entry.received_at, deeds, file.decisions, file.moves),
        "outcomes": list(Outcome),
        "targets": [target for target in Target if target is not Target.ON_CALL],  # the service calls these by itself
        "form": draft or DecisionForm.blank(entry),
        "draft": draft is not None and draft.typed,
        "saved_at": file.draft.saved_at if file.draft else None,
        "colleagues": _colleagues(visitor, case_id) if entry.mine else (),
        "skip_reasons": list(SkipReason),
        "rest_until": longest(entry.served_as, now, visitor.context.calendar),
        "leads": visitor.who.role in PERMISSIONS[Verb.TAKE_OVER_CASE],
        "keeping": keeping,
        "opened_part": tried.part,
        "new_note": tried.note,
        "letter_text": tried.letter,
        "phrases": phrases(),
        "errors": tried.errors,
        "moved": False,
        "single": False,
    }
    if tried.notice is not None:
        values["notice"] = tried.notice
    return HTMLResponse(page("case.html", visitor.request, **values), tried.status)


def _colleagues(visitor: Visitor, case_id: str) -> tuple[Colleague, ...]:
    with visitor.context.database.read() as session:
        return passing.colleagues(session, visitor.who, case_id)


def opened(visitor: Visitor, case_id: str) -> tuple[CaseFile, list[Deed]]:
    """Read a case and its history; that it was read is part of the history from then on."""
    with visitor.context.database.write() as session:
        file = cases.read(session, visitor.context, visitor.who, case_id, now=clock.now())
        return file, repository.deeds(session, case_id)
