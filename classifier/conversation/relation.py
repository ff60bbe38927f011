"""Who the other person seems to be to the child: a mother, a teacher, a classmate.

Told by how people call themselves ("mẹ đón con") and by how a child answers ("dạ thầy"). Anybody can write these
words, so they only make weak signs weigh less, and only as long as nothing stronger is found
(:mod:`classifier.conversation.softening`). Talking *about* a mother ("mẹ em có nhà không") tells nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from classifier.detectors.phrase import compile_phrase
from classifier.detectors.phrases import Phrases, members
from classifier.normalize import Normalized
from classifier.taxonomy import Relation, Speaker

_PARENT = "(mẹ|má|bố|ba|mạ|tía|bố mẹ|ba má)"
_KIN = (
    "(bà ngoại|ông ngoại|bà nội|ông nội|ngoại|nội|anh hai|chị hai|anh ba|chị ba|anh tư|chị tư|dì út|dì tư|dì ba|dì năm|"
    "cậu út|cậu tư|cô út)"
)
_DOES = (
    "(mua|nấu|đón|chở|đưa|chuyển|nạp|dặn|quên|bận|sắp|tăng ca|thưởng|hâm|để|đợi|chờ|cho|gửi|đem|khoe|coi|xem|nhớ|giấu|"
    "thương|hỏi|đi|về|đọc|bắn|dúi|đan|đặt)"
)

# How people call themselves.
_OF_SELF: dict[Relation, tuple[str, ...]] = {
    Relation.PARENT: (
        f"{_PARENT} (đây|nè|đây con)",
        f"^ {_PARENT} {_DOES} ~4 (con|út|nhé|nha|nghen|nghe|rồi|đó)",
        f"con ~6 {_PARENT} (mua|đón|đưa|dặn|coi|xem|khoe|sắp|hâm|nấu|ký|đem|chở|quên|thương|làm thẻ) ~6",
        f"(con gái|con trai|con) của {_PARENT} ~6",
        f"{_PARENT} mua ~4 (cho|với) con",
        f"{_PARENT} {_DOES} cho con ~3",
        f"{_PARENT} (sắp về|đón con|đón muộn|tăng ca|họp|bận) ~3",
        f"(chụp|gửi) ~1 (cho)? {_PARENT} ~2 (xem|coi|ảnh|tấm|cái|ngay|tờ|phiếu) ~3",
        "hai (bố|mẹ|ba|má) con mình",
    ),
    Relation.RELATIVE: (f"{_KIN} {_DOES} ~2", f"{_KIN} (đây|nè)"),
    Relation.TEACHER: (
        "(cô|thầy) ~2 (chủ nhiệm|giáo viên|giám thị) ~1 (đây|nè|của em)",
        "(cô|thầy) ~2 (dặn|nhắc|nhắn|giao|mời|chấm) ~2 (các em|cả lớp|lớp|mấy em|các con)",
        "(các em|mấy em|các con|cả lớp|từng em) ~~12 (cô|thầy)",
        "(phòng giáo viên|phòng hội đồng|văn phòng) ~2 gặp (cô|thầy)",
        (
            "(bài văn|bài kiểm tra|bài tập|điểm|học bạ|hồ sơ|phiếu dự thi|đội tuyển|lịch tập) ~4 (cô|thầy) ~2 "
            "(muốn|góp|sửa|điền|chữa)"
        ),
        "(cô|thầy) (điền|làm|nộp|gửi) ~2 (hồ sơ|phiếu|danh sách|đề cương|lịch)",
    ),
    Relation.CLASSMATE: (
        "(tớ) ~8 (cậu)",
        "(cậu) ~8 (tớ)",
        "(tao|tau) ~8 (mày|mi)",
        "(mày|mi) ~8 (tao|tau)",
        "(tui) ~8 (bà|ông)",
        "(lớp mình|lớp tụi mình|tổ mình|nhóm mình)",
    ),
}
# How a child calls the one they answer. "Cô ơi" in a report that has no other speaker is said to whoever reads it.
_BY_CHILD: dict[Relation, tuple[str, ...]] = {
    Relation.PARENT: (
        f"{_PARENT} ơi",
        f"(dạ|vâng|cảm ơn|cám ơn|chào|thương) {_PARENT}",
        f"con ~6 {_PARENT} (ạ|nha|nhé|nghen|ơi)",
        f"{_PARENT} là nhất",
    ),
    Relation.RELATIVE: (
        f"{_KIN} ơi",
        f"(dạ|vâng|cảm ơn|cám ơn|chào) {_KIN}",
        "(bà|ông|dì|cậu út) ơi",
    ),
    Relation.TEACHER: (
        "(em|con) (chào|thưa|cảm ơn|cám ơn|xin phép|gửi) (cô|thầy)",
        "(dạ|vâng|thưa) (thưa)? (cô|thầy)",
        "(cô|thầy) ơi",
    ),
    # "Lớp mình" is how a child speaks of school to anybody.
    Relation.CLASSMATE: _OF_SELF[Relation.CLASSMATE][:-1],
}
# Who speaks of somebody's parents, or calls themselves otherwise, is not told to be a parent by the word.
_OTHERWISE = re.compile(
    r"(?<!\w)(?:(?:anh|chú|bác|a|dượng) \w+|(?:đừng|giấu|sợ|trốn|cấm|khỏi|dung|giau)(?: \w+){0,3} "
    r"(?:mẹ|má|mạ|bố|ba|me|bo)(?! con mình))(?!\w)"
)

_OWNED = re.compile(
    r" (?:em|con|cháu|tui|tớ|mình|của|không|đi (?:vắng|làm|chợ|công tác|trực)|chưa về|về quê|vắng nhà|có nhà|đang|ngủ)"
    r"(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A relation and the words that tell it: offsets in the text as written."""

    relation: Relation
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Forms:
    """Forms of address, and the relation that each of them tells."""

    relations: tuple[Relation, ...]
    phrases: Phrases


def _forms(sources: dict[Relation, tuple[str, ...]]) -> _Forms:
    pairs = [(relation, compile_phrase(source)) for relation, each in sources.items() for source in each]
    return _Forms(
        tuple(relation for relation, phrase in pairs if phrase is not None),
        Phrases(phrase for _, phrase in pairs if phrase is not None),
    )


_SELF, _CHILD = _forms(_OF_SELF), _forms(_BY_CHILD)


def relation_of(message: Normalized, speaker: Speaker) -> Told | None:
    """Tell the relation that one message speaks of, or ``None``; the earlier of :class:`Relation` if it tells two."""
    text = message.text
    forms = _CHILD if speaker is Speaker.CHILD else _SELF
    found: list[tuple[int, int, int, Relation]] = []
    for index in members(forms.phrases.allowed(message.words)):
        match = forms.phrases.row[index].pattern.search(text)
        if match is not None:
            relation = forms.relations[index]
            found.append((_RANK[relation], *match.span(), relation))
    if not found:
        return None
    _, start, end, relation = min(found)
    if relation is Relation.PARENT and _is_absent(text, end, speaker):
        return None
    return Told(relation, *message.origin(start, end))


def _is_absent(text: str, end: int, speaker: Speaker) -> bool:
    """Whether the parent is spoken about ("dạ mẹ em đi làm"), not with."""
    if speaker is Speaker.CHILD:
        return not text.endswith("ơi", 0, end) and _OWNED.match(text, end) is not None
    return _OTHERWISE.search(text) is not None


_RANK = {relation: rank for rank, relation in enumerate(Relation)}
