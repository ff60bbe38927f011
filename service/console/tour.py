"""The first day at the desk: one sample case, from the queue to the decision, with the real pages' own parts.

Nothing of it is stored or counted; the names and the words are made up.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from classifier.schema import Assessment, Evidence, Finding, Message, Reason, Span, Submission
from classifier.taxonomy import Category, Signal, Speaker, Tier
from service.cases.file import CaseFile, ReportRead
from service.intake.content import Content
from service.queue.entry import Entry
from service.words import CaseState, Reporter

if TYPE_CHECKING:
    from datetime import datetime

CASE_ID = "0" * 26 + "cafe01"

_MESSAGES = (
    Message("mấy bạn lập nhóm mới rồi, không ai thêm mình vào", Speaker.CHILD),
    Message("mày béo thế thì đừng vào đội múa", Speaker.OTHER),
    Message("cả lớp nghỉ chơi với nó đi", Speaker.OTHER),
    Message("mình buồn quá, mai mình không muốn đến lớp", Speaker.CHILD),
)
_MARKED = (
    (1, "mày béo thế", Signal.BODY_SHAMING, "Người kia chê ngoại hình của trẻ", "Somebody shames the child's body"),
    (2, "nghỉ chơi với nó", Signal.EXCLUSION, "Có lời rủ nhau tẩy chay trẻ", "Others are asked to shun the child"),
    (3, "mình buồn quá", Signal.CHILD_DISTRESS, "Trẻ nói mình buồn", "The child says that they are sad"),
)
_REASON = Reason(
    "targeted_bullying",
    Tier.P2,
    "Có dấu hiệu bắt nạt nhắm vào một em, hoặc lặp đi lặp lại",
    "There are signs of bullying aimed at one child, or repeated",
)


def entries(now: datetime) -> tuple[Entry, ...]:
    """Three lines of a sample queue, the sample case first."""
    first = Entry(
        case_id=CASE_ID,
        state=CaseState.OPEN,
        tier=Tier.P2,
        served_as=Tier.P2,
        overdue=False,
        due_at=now + timedelta(hours=5),
        received_at=now - timedelta(minutes=12),
        risk=0.8,
        assessed=True,
        abstained=False,
        categories=(Category.BULLYING,),
        reasons=(_REASON,),
        holder=None,
        held_until=None,
        mine=False,
        fence=None,
    )
    low = replace(first, tier=Tier.P3, served_as=Tier.P3, risk=0.1, categories=(), reasons=(), abstained=True)
    return (
        first,
        replace(low, case_id="0" * 26 + "cafe02", due_at=now + timedelta(days=2)),
        replace(low, case_id="0" * 26 + "cafe03", due_at=now + timedelta(days=2), holder="Thầy Minh"),
    )


def file(now: datetime) -> CaseFile:
    """Give the sample case as its holder sees it."""
    spans = [
        Span(at, _MESSAGES[at].text.index(words), _MESSAGES[at].text.index(words) + len(words))
        for at, words, *_ in _MARKED
    ]
    assessment = Assessment(
        model="sample",
        tier=Tier.P2,
        risk=0.8,
        probabilities={
            Category.BULLYING: 0.93,
            Category.SELF_HARM: 0.12,
            Category.GROOMING: 0.02,
            Category.EXPLICIT: 0.01,
        },
        findings=tuple(
            Finding(Category.BULLYING, 0.9, span, signal.value, signal)
            for span, (_, _, signal, _, _) in zip(spans, _MARKED, strict=True)
        ),
        reasons=(_REASON,),
        abstained=False,
        first_reached={Tier.P2: 2},
        evidence=tuple(
            Evidence(span, Category.BULLYING, signal, vi, en)
            for span, (_, _, signal, vi, en) in zip(spans, _MARKED, strict=True)
        ),
    )
    content = Content(Submission(_MESSAGES), Reporter.CHILD)
    report = ReportRead(CASE_ID, now - timedelta(minutes=12), content, assessment)
    held = replace(entries(now)[0], mine=True, fence=1, holder="", held_until=now + timedelta(minutes=15))
    return CaseFile(entry=held, reports=(report,), decisions=(), deliveries=())
