"""What is told outside about a case: that it is there, how urgent, and why in general words. No report text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from classifier.taxonomy import Category, Tier
from service.clock import VIETNAM
from service.identifiers import case_code
from service.words import Target

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from classifier.taxonomy import Word
    from service.models import Case, Delivery, School

TEST = "test"


@dataclass(frozen=True, slots=True)
class Instruction:
    """What whoever gets it is asked to do."""

    vi: str
    en: str


_CALLED = Instruction(
    "Hồ sơ khẩn cấp này chưa có ai nhận. Xin mở hàng đợi và nhận ngay, hoặc gọi cho trường.",
    "Nobody has taken this urgent case. Please open the queue and take it now, or telephone the school.",
)
_PASSED_ON = Instruction(
    "Nhà trường chuyển hồ sơ này đến quý vị. Xin xác nhận đã nhận và liên hệ ban tư vấn của trường để biết nội dung.",
    "The school passes this case on to you. Please acknowledge it, and ask the school's counsellors for what was said.",
)
_INSIDE = Instruction(
    "Một tư vấn viên chuyển hồ sơ này đến thầy cô. Xin mở hồ sơ và xác nhận đã nhận.",
    "A counsellor passes this case on to you. Please open it and acknowledge it.",
)
_TRIED = Instruction(
    "Đây là lần gửi thử, không có hồ sơ nào. Không cần làm gì.",
    "This is a test; there is no case. Nothing is to be done.",
)
_INSTRUCTIONS = {Target.ON_CALL: _CALLED, Target.LEAD: _INSIDE, Target.HEAD: _INSIDE}  # those who may log in


@dataclass(frozen=True, slots=True)
class Notice:
    """One delivery as it leaves the house."""

    id: str  # of the delivery: the same in every try
    target: Target
    school: str
    instruction: Instruction
    test: bool = False
    case_id: str | None = None
    tier: Tier | None = None
    categories: tuple[Category, ...] = ()
    reasons: tuple[Mapping[str, Any], ...] = ()  # fixed sentences: see models.Case
    received_at: datetime | None = None
    link: str | None = None  # to the case, for those who may log in


def of_delivery(delivery: Delivery, case: Case, school: School, public_url: str | None) -> Notice:
    """Tell what a delivery is about."""
    target = Target(delivery.target)
    within = target in _INSTRUCTIONS
    return Notice(
        id=delivery.id,
        target=target,
        school=school.name,
        instruction=_INSTRUCTIONS.get(target, _PASSED_ON),
        case_id=case.id,
        tier=Tier(case.tier),
        categories=tuple(Category(name) for name in case.categories),
        reasons=tuple(case.reasons),
        received_at=case.received_at,
        link=f"{public_url.rstrip('/')}/ho-so/{case.id}" if public_url and within else None,
    )


def of_test(notice_id: str, target: Target, school: School) -> Notice:
    """Tell that a recipient is being tried out."""
    return Notice(id=notice_id, target=target, school=school.name, instruction=_TRIED, test=True)


def as_json(notice: Notice) -> dict[str, Any]:
    """Write it for a program."""
    return {
        "id": notice.id,
        "kind": TEST if notice.test else "case",
        "target": _word(notice.target),
        "school": notice.school,
        "case": case_code(notice.case_id) if notice.case_id else None,
        "tier": _word(notice.tier) if notice.tier else None,
        "categories": [_word(category) for category in notice.categories],
        "reasons": [{key: reason[key] for key in ("code", "tier", "vi", "en")} for reason in notice.reasons],
        "received_at": notice.received_at.isoformat() if notice.received_at else None,
        "instruction": {"vi": notice.instruction.vi, "en": notice.instruction.en},
        "link": notice.link,
    }


def subject(notice: Notice) -> str:
    """Write the subject of an e-mail: it shows on locked telephones, so it tells least of all."""
    if notice.test or notice.tier is None or notice.case_id is None:
        return "Lá Chắn: gửi thử"
    return f"Lá Chắn: hồ sơ {case_code(notice.case_id)}, mức {notice.tier.value} ({notice.tier.vi})"


def as_text(notice: Notice) -> str:
    """Write the body of an e-mail: mail lies open on many servers, so not even the kind of harm is named."""
    lines = ["Kính gửi quý thầy cô, anh chị,", "", notice.instruction.vi, ""]
    if notice.case_id and notice.tier and notice.received_at:
        local = notice.received_at.astimezone(VIETNAM)
        lines += [
            f"Trường: {notice.school}",
            f"Hồ sơ: {case_code(notice.case_id)}",
            f"Mức: {notice.tier.value} {notice.tier.vi}",
            f"Nhận lúc: {local:%H:%M ngày %d/%m/%Y}",
        ]
    else:
        lines.append(f"Trường: {notice.school}")
    if notice.link:
        lines += ["", f"Mở hồ sơ: {notice.link}"]
    lines += [
        "",
        "Thư này không chứa nội dung phản ánh. Xin đừng chuyển tiếp thư cho người không có trách nhiệm.",
        "Trẻ em đang gặp nguy hiểm: gọi 111, miễn phí, cả ngày lẫn đêm.",
        "",
        "Lá Chắn",
    ]
    return "\n".join(lines) + "\n"


def _word(word: Word) -> dict[str, str]:
    return {"code": word.value, "vi": word.vi, "en": word.en}
