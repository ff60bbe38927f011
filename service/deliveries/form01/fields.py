"""What the desk knows for the form. What it does not know stays a line to be filled in by hand: nothing is guessed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from classifier.taxonomy import Category
from service import audit
from service.cases import access
from service.cases import repository as cases
from service.cases import service as case_work
from service.clock import VIETNAM
from service.deliveries import recipients_repository
from service.deliveries import service as deliveries
from service.errors import NotFoundError
from service.identifiers import case_code
from service.words import DeliveryState, Outcome, Reporter, Target, Verb

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from service.context import Context
    from service.deliveries.service import Passed
    from service.principal import Principal


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which form somebody asks for."""

    case_id: str
    summary: str | None = None  # what happened, in the counsellor's own words
    with_content: bool = False  # the reports' own words behind it, as an annex


@dataclass(frozen=True, slots=True)
class Known:
    """What is filled in."""

    school: str
    made_at: datetime
    received_at: datetime
    reporter: Reporter
    code: str  # of the case
    categories: tuple[Category, ...]
    by_person: bool  # a person named the category; else it is what was noticed, and nobody has confirmed it
    summary: str | None
    measures: tuple[str, ...]  # oldest first
    content: tuple[tuple[str, str], ...]  # who wrote it, what; only if asked for
    receiver: str  # who draws the form up


def known(session: Session, who: Principal, wanted: Wanted, *, context: Context, now: datetime) -> Known:
    """Gather it; drawing the form up is written down. Needs a ``write()`` session; NotFoundError, ForbiddenError."""
    case = access.open_case(session, who, wanted.case_id)
    reports = cases.reports(session, case.id)
    if not reports:
        raise NotFoundError(
            "Hồ sơ này đã gộp vào hồ sơ khác; hãy lập mẫu từ hồ sơ đó.",
            "This case was merged into another; draw the form up from that one.",
        )
    audit.record(session, who, Verb.DRAW_UP_FORM, "case", case.id, now=now)
    made = [row for row in cases.decisions(session, case.id) if row.undone_at is None]
    ruled = next((row.category for row in reversed(made) if row.category), None)
    done = [(row.made_at, f"tư vấn viên quyết định: {Outcome(row.outcome).vi}") for row in made]
    done += [
        (passed.created_at, _passed_on(passed)) for passed in deliveries.of_case(session, case.id) if _told(passed)
    ]
    return Known(
        school=recipients_repository.school(session, who.school).name,
        made_at=now.astimezone(VIETNAM),
        received_at=case.received_at.astimezone(VIETNAM),
        reporter=Reporter(reports[0].reporter),
        code=case_code(case.id),
        categories=(Category(ruled),) if ruled else tuple(Category(name) for name in case.categories),
        by_person=ruled is not None,
        summary=wanted.summary,
        measures=tuple(f"{moment.astimezone(VIETNAM):%H:%M %d/%m/%Y}: {deed}" for moment, deed in sorted(done)),
        content=_content(session, who, wanted.case_id, context, now) if wanted.with_content else (),
        receiver=who.name,
    )


def _told(passed: Passed) -> bool:
    # Whom the desk woke is its own affair, and what was taken back was not done.
    return passed.target is not Target.ON_CALL and passed.state is not DeliveryState.WITHDRAWN


def _passed_on(passed: Passed) -> str:
    state = passed.state.vi
    if passed.state is DeliveryState.ACKNOWLEDGED and passed.reference:
        state += f" ({passed.reference})"
    return f"chuyển đến {passed.target.vi}, {passed.channel.vi}: {state}"


def _content(
    session: Session, who: Principal, case_id: str, context: Context, now: datetime
) -> tuple[tuple[str, str], ...]:
    """Read the reports' words: typed, and read from pictures. It counts as a reading of the case."""
    file = case_work.read(session, context, who, case_id, now=now)
    lines: list[tuple[str, str]] = []
    for report in file.reports:
        lines += [(message.speaker.vi, message.text) for message in report.content.submission.messages]
        if report.content.note:
            lines.append(("người gửi ghi thêm", report.content.note))
    return tuple(lines)
