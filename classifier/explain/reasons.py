"""Why the tier is what it is, in words one counsellor would say to another.

It never calls anybody a culprit and never calls anything safe: it says what was written, and a person judges.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from classifier.explain.sentences import signal_sentence
from classifier.schema import Reason
from classifier.taxonomy import CATEGORY_OF, Category, Signal, Tier

if TYPE_CHECKING:
    from classifier.conversation import Reading

# Why the tier is what it is. Code → Vietnamese, English.
REASONS: dict[str, tuple[str, str]] = {
    "happening_now": ("Người báo nói chuyện đang xảy ra ngay lúc này", "The reporter says it is happening right now"),
    "adult_has_access": (
        "Người báo nói người lớn đó đang có thể tiếp cận trẻ",
        "The reporter says the adult can reach the child now",
    ),
    "sextortion": (
        "Có lời dọa phát tán hình ảnh để ép trẻ làm theo",
        "Somebody threatens to publish images to force the child",
    ),
    "meeting_arranged": ("Có người đang hẹn gặp riêng trẻ", "Somebody is arranging to meet the child alone"),
    "self_harm_intent": (
        "Có lời nói về ý định chết hoặc tự làm đau mình",
        "There are words about wanting to die or to hurt oneself",
    ),
    "self_harm_likely": (
        "Cách nói cho thấy trẻ có thể đang nghĩ đến tự hại, cần hỏi thăm sớm",
        "The wording suggests thoughts of self-harm; somebody should ask soon",
    ),
    "grooming": (
        "Lời nhắn giống cách người ta làm quen, lấy lòng rồi dụ dỗ trẻ",
        "The messages resemble the way a child's trust is won and then misused",
    ),
    "sexual_with_child": (
        "Có nội dung tình dục trong cuộc trò chuyện với trẻ",
        "There is sexual content in a conversation with a child",
    ),
    "violence": ("Có lời đe dọa đánh hoặc ép nộp tiền", "There is a threat of violence, or money taken by threat"),
    "distress_and_grooming": (
        "Trẻ đang sợ, và có dấu hiệu người khác ép hoặc dụ trẻ",
        "The child is afraid, and there are signs that somebody presses or lures them",
    ),
    "sealed_picture": (
        "Có ảnh đã niêm phong vì trùng danh sách ảnh cần bảo vệ hoặc nghi là ảnh nhạy cảm: xin đừng mở, đừng gửi tiếp",
        "A picture is sealed: it is on a list of known ones or looks explicit. Do not open it or pass it on",
    ),
    "unread_screenshots": (
        "Có ảnh gửi kèm chưa đọc được, cần người xem",
        "There are pictures that could not be read yet; a person must look",
    ),
    "being_read": (
        "Đang đọc ảnh gửi kèm, mức này là tạm thời",
        "The pictures are being read; the tier is not final yet",
    ),
    "not_assessed": ("Chưa chấm được, cần người đọc sớm", "Could not be assessed; a person must read it soon"),
    "targeted_bullying": (
        "Bắt nạt nhắm vào một bạn hoặc lặp lại nhiều lần",
        "Bullying that is aimed at somebody or repeated",
    ),
    "sexual_harassment": ("Có lời lẽ tình dục, quấy rối", "There is sexual language or harassment"),
    "child_in_distress": ("Trẻ đang buồn, sợ hoặc cầu cứu", "The child is sad, afraid or asks for help"),
    "single_insult": ("Có lời xúc phạm, chưa thấy lặp lại", "There is an insult; no sign yet that it is repeated"),
    "weak_signs": (
        "Có vài dấu hiệu nhẹ, chưa đủ để nói là dụ dỗ",
        "There are a few weak signs, too few to speak of grooming",
    ),
    "too_little": (
        "Chưa đủ dữ liệu để nhận xét, cần thêm tin nhắn trước và sau",
        "Too little to tell; the messages before and after would help",
    ),
    "nothing_found": (
        "Chưa thấy dấu hiệu đáng lo trong phần đã đọc, vẫn cần người xem",
        "No worrying sign was found in what was read; a person should still look",
    ),
}


# What each of them rests on: findings of these signals and categories made the tier what it is.
_GROUNDS: dict[str, frozenset[Signal | Category]] = {
    "sextortion": frozenset({Signal.SEXTORTION}),
    "meeting_arranged": frozenset({Signal.MEETING, Category.GROOMING}),
    "self_harm_intent": frozenset({Signal.SELF_HARM_INTENT, Category.SELF_HARM}),
    "self_harm_likely": frozenset({Category.SELF_HARM}),
    "grooming": frozenset({Category.GROOMING}),
    "sexual_with_child": frozenset({Category.EXPLICIT}),
    "violence": frozenset({Signal.THREAT}),
    "distress_and_grooming": frozenset({Signal.CHILD_DISTRESS, Category.GROOMING}),
    "targeted_bullying": frozenset({Category.BULLYING}),
    "sexual_harassment": frozenset({Category.EXPLICIT}),
    "child_in_distress": frozenset({Signal.CHILD_DISTRESS}),
    "single_insult": frozenset({Category.BULLYING}),
}


def reason(code: str, tier: Tier) -> Reason:
    """Give the reason of that code. Raises ``KeyError`` for a code that has no words."""
    vi, en = REASONS[code]
    return Reason(code, tier, vi, en)


def signal_reasons(readings: Sequence[Reading]) -> list[Reason]:
    """One sentence a distinct signal, in the order of the messages: what was said and by whom.

    Each carries ``P3``, what a signal alone would give; the reasons of the tier stand before them.
    """
    said: dict[Signal, Reason] = {}
    for reading in readings:
        for hit in reading.hits:
            signal = hit.detector.signal
            if signal in said:
                continue
            vi, en = signal_sentence(signal, reading.speaker)
            said[signal] = Reason(signal.value, Tier.P3, vi, en)
    return list(said.values())


def grounds_of(reasons: Iterable[Reason], tier: Tier) -> frozenset[Signal | Category]:
    """Give the signals and categories that brought a submission to ``tier``; none where the reporter's word did."""
    return frozenset[Signal | Category]().union(
        *(_GROUNDS.get(reason.code, ()) for reason in reasons if reason.tier is tier)
    )


def harms_of(reasons: Iterable[Reason], tier: Tier) -> frozenset[Category]:
    """Give the categories that brought a submission to ``tier``."""
    return frozenset(
        ground if isinstance(ground, Category) else CATEGORY_OF[ground] for ground in grounds_of(reasons, tier)
    )


def rise(tier: Tier, message: int) -> tuple[str, str]:
    """Say at which message (index, from 0) a tier was first reached, in Vietnamese and English."""
    return (
        f"Lên mức {tier.vi} từ tin nhắn thứ {message + 1}",
        f"Reached the tier “{tier.en}” at message {message + 1}",
    )
