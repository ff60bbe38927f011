"""A closed case with something of everything, and the moment after which its time is over."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from service import clock
from service.identifiers import new_id
from service.models import (
    AssessmentRow,
    Attachment,
    Case,
    CaseStep,
    Decision,
    Delivery,
    Draft,
    Letter,
    Mention,
    Note,
    Report,
    SearchToken,
    Skip,
)
from service.retention.erasing import Eraser
from service.sealing.keyring import seal
from tests.service.at_work import case_of, user_id
from tests.service.attachments.drawn import picture
from tests.service.attachments.test_upload import send

if TYPE_CHECKING:
    from datetime import datetime

    from tests.service.desk import Desk

DAYS = 90
CANARIES = {
    "message": "kỳ nhông vảy bạc",
    "reporter_note": "con dế mèn kể",
    "letter": "thư có chữ bồ nông",
    "answer": "hồi đáp chữ hải âu",
    "note": "ghi chú chữ cá ngựa",
    "draft": "nháp chữ đom đóm",
    "reason": "lý do chữ tắc kè",
    "decision": "quyết định chữ chim sâu",
    "skip": "bỏ qua chữ nhím biển",
    "step": "trao tay chữ ốc sên",
    "reference": "biên bản chữ sao la",
}
GOES: tuple[Any, ...] = (AssessmentRow, Attachment, CaseStep, Draft, Letter, Mention, Note, SearchToken, Skip)


def closed_case(desk: Desk, *, picture_too: bool = True, more: str = "") -> tuple[dict[str, Any], str]:
    """File, work on and close a case; gives what was answered to the filer, and the case's id."""
    document = {
        "messages": [{"speaker": "other", "text": f"{CANARIES['message']}{more}, gọi 0912345678"}],
        "note": CANARIES["reporter_note"] + more,
    }
    files = [picture("ngay mai nghi hoc")] if picture_too else []
    filed = send(desk, document, *files).json()
    case_id = case_of(desk, filed)
    fence = desk.post(f"/v1/cases/{case_id}/claim").json()["fence"]
    ok(desk.post(f"/v1/cases/{case_id}/letters", {"fence": fence, "text": CANARIES["answer"]}))
    ok(desk.post(f"/v1/cases/{case_id}/notes", {"text": CANARIES["note"]}))
    lan, hue = (user_id(desk, name) for name in ("lan", "hue"))
    with desk.context.database.write() as session:
        now = clock.now()
        letter = Letter(id=new_id(), report_id=filed["id"], at=now, user_id=None)
        letter.text = seal(session, letter, Letter.text, CANARIES["letter"])
        draft = Draft(case_id=case_id, user_id=hue, saved_at=now)
        draft.content = seal(session, draft, Draft.content, {"note": CANARIES["draft"]})
        skip = Skip(case_id=case_id, user_id=hue, at=now, reason="too_heavy")
        skip.note = seal(session, skip, Skip.note, CANARIES["skip"])
        step = CaseStep(id=new_id(), case_id=case_id, user_id=lan, at=now, verb="hand_over_case")
        step.reason = seal(session, step, CaseStep.reason, CANARIES["step"])
        session.add_all([letter, draft, skip, step])
    tier = "P2" if row(desk, case_id).tier != "P2" else "P3"
    decision = {
        "fence": fence,
        "outcome": "closed_harm",
        "category": "bullying",
        "tier": tier,
        "reason": CANARIES["reason"],
        "note": CANARIES["decision"],
    }
    ok(desk.post(f"/v1/cases/{case_id}/decision", decision))
    with desk.context.database.write() as session:
        passed = Delivery(
            id=new_id(),
            school_id=row(desk, case_id).school_id,
            case_id=case_id,
            target="police",
            state="acknowledged",
            created_at=clock.now(),
            channel="hand",
        )
        passed.reference = seal(session, passed, Delivery.reference, CANARIES["reference"])
        session.add(passed)
    return filed, case_id


def ok(answer: Any) -> None:
    assert answer.status_code < 300, answer.text


def row(desk: Desk, case_id: str) -> Case:
    with desk.context.database.read() as session:
        return session.scalars(select(Case).where(Case.id == case_id)).one()


def age(desk: Desk, days: float) -> None:
    """Make everything that ever happened older, as if so many days had passed."""
    ago = timedelta(days=days)
    moments: tuple[tuple[Any, str], ...] = (
        (Case, "decided_at"),
        (Case, "received_at"),
        (Report, "received_at"),
        (Letter, "at"),
        (Note, "at"),
        (Delivery, "created_at"),
        (Decision, "made_at"),
    )
    with desk.context.database.write() as session:
        for table, name in moments:
            for one in session.scalars(select(table)):
                before: datetime | None = getattr(one, name)
                if before is not None:
                    session.execute(update(table).where(table.id == one.id).values({name: before - ago}))


def eraser(desk: Desk) -> Eraser:
    return Eraser.of(desk.context.database, desk.context.settings)
