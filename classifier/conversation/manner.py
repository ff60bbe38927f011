"""How something is said: a child's no, a question, the forms of address between an elder and a child."""

from __future__ import annotations

import re

from classifier.detectors.phrase import compile_phrase
from classifier.detectors.phrases import Phrases
from classifier.normalize import Normalized

# What children say when they do not want to; source: Save the Children, *Netsmart* ("con có quyền nói không").
_NO = (
    (
        "(không|hông|hổng|hong|ko|k|nỏ|chẳng) ~1 (gửi|đi|muốn|thích|chụp|cho|đưa|kể|giấu|nói dối|làm|chịu|dám|bật|gọi|"
        "nói|trả lời|nhận|gặp)"
    ),
    "(không|hông|hổng|hong|ko|k|nỏ|chẳng) ~3 đâu",
    "(em|con|cháu|tớ|mình|e) ~1 (ngại|sợ|về|thoát|off|out|chặn|block)",
    "(thôi|thui) (ạ|đi|anh|chú|em|con|không|hông|ko|k)",
    "^ (không|hông|hổng|ko|thôi|thui|khỏi|đừng)",
    "(đừng|chớ) ~3 (nhắn|gọi|hỏi|gửi|nữa|đòi|làm)",
    "(méc|mách|mét|báo|kể|nói) ~2 (mẹ|má|bố|ba|cô|thầy|công an|ba má|bố mẹ)",
)
_QUESTION = re.compile(
    r"\?|(?<!\w)(?:không|hông|ko|hả|hử|chưa|nhỉ|mấy|gì|sao|đâu|ai|nào|hk|chi|mô|khong|chua|may|gi|dau|nao)\W*\Z"
)
_ELDER = re.compile(r"(?<!\w)(?:anh|chú|bác|thầy|dượng|ông|chị|cô)(?!\w)")
_YOUNGER = re.compile(r"(?<!\w)(?:em|cháu|con|bé|nhóc)(?!\w)")

_OTHERS = (
    "(tụi nó|bọn nó|chúng nó|tụi hắn|mấy đứa|mấy bạn|các bạn|mấy anh|mấy chị|bạn ấy|nhóm bạn|lớp bên|lớp em|lớp con)",
    "(con|cháu|bé) (tôi|tui|nhà tôi|nhà tui|gái tôi|trai tôi)",
    "(bạn|thấy|em) (em|con|cháu|mình|thấy)",
    "(bị|bắt)",
)
_TO_SOMEBODY = re.compile(r"(?<!\w)(?:mày|m|mi|mầy|mậy|may|bây|bay|tao|tau|t)(?!\w)")


def _compiled(sources: tuple[str, ...]) -> Phrases:
    both = [compile_phrase(source, bare=bare) for source in sources for bare in (False, True)]
    return Phrases(phrase for phrase in both if phrase is not None)


_REFUSALS = _compiled(_NO)
_TELLING = _compiled(_OTHERS)


def refuses(message: Normalized) -> bool:
    """Whether a child says no, puts off, or goes away."""
    return _REFUSALS.holds(message.text, message.words)


def tells(message: Normalized) -> bool:
    """Whether somebody tells of what others do, rather than saying it to one of them."""
    if _TO_SOMEBODY.search(message.text):
        return False
    return _TELLING.holds(message.text, message.words)


def asks(message: Normalized) -> bool:
    """Whether a message is a question."""
    return _QUESTION.search(message.text) is not None


def as_elder(message: Normalized) -> bool:
    """Whether somebody calls themselves older and the other younger: weak, half of Vietnam speaks so."""
    return _ELDER.search(message.text) is not None and _YOUNGER.search(message.text) is not None
