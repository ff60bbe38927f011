"""Why a report matters, in words one counsellor would say to another; and the words of the messages that say so.

It never calls anybody a culprit and never calls anything safe: it says what was written, and a person judges.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from classifier.schema import Finding, Reason, Span
from classifier.taxonomy import CATEGORY_OF, Category, Signal, Speaker, Tier

if TYPE_CHECKING:
    from classifier.conversation import Conversation, Reading
    from classifier.text_model import TextModel

MOST_FINDINGS = 20
_MOST_OF_ONE_KIND = 3  # of one signal, or of the text model for one category: enough to see what is meant
_WORDS_A_MESSAGE = 3
LIKELY = 0.5  # from here the text model's words are shown as evidence

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
        "Nhiều lời nhắn gộp lại giống cách tiếp cận, dụ dỗ trẻ",
        "Taken together, the messages resemble an attempt to win and misuse a child's trust",
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
    "unread_screenshots": (
        "Có ảnh chụp màn hình chưa ai đọc, cần người mở xem",
        "There are screenshots that nobody has read yet; a person must look",
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
    "too_little": ("Chưa đủ dữ liệu để nhận xét", "Too little to tell"),
    "nothing_found": (
        "Chưa thấy dấu hiệu đáng lo trong phần đã đọc, vẫn cần người xem",
        "No worrying sign was found in what was read; a person should still look",
    ),
}

# What was said, after the words for who said it.
_SAID: dict[Signal, tuple[str, str]] = {
    Signal.SECRECY: ("dặn trẻ giữ bí mật với người lớn", "asks the child to keep a secret from adults"),
    Signal.AGE_PROBE: ("dò hỏi tuổi, lớp của trẻ", "asks for the child's age or class"),
    Signal.PARENT_PROBE: (
        "dò xem người lớn có ở nhà, có xem điện thoại không",
        "asks whether adults are at home or look at the phone",
    ),
    Signal.ISOLATION: ("nói để trẻ xa gia đình, bạn bè", "sets the child against family and friends"),
    Signal.PRIVATE_CHANNEL: ("rủ trẻ sang chỗ nhắn riêng", "invites the child to a private channel"),
    Signal.GIFT: ("hứa cho tiền, quà hoặc nạp thẻ", "offers money, gifts or game cards"),
    Signal.EXCESS_PRAISE: ("khen trẻ quá mức", "praises the child out of measure"),
    Signal.IMAGE_REQUEST: ("đòi trẻ gửi ảnh hoặc bật máy quay", "asks the child for pictures or to turn on the camera"),
    Signal.MEETING: ("hẹn gặp trẻ", "proposes to meet the child"),
    Signal.THREAT: ("đe dọa", "makes threats"),
    Signal.SEXTORTION: ("dọa phát tán ảnh", "threatens to publish images"),
    Signal.FEAR_OF_DETECTION: ("sợ bị người khác phát hiện", "is afraid of being found out"),
    Signal.INSULT: ("dùng lời lăng mạ", "uses insults"),
    Signal.EXCLUSION: ("rủ cô lập, tẩy chay một bạn", "calls for shutting somebody out"),
    Signal.HATE: ("kỳ thị", "speaks with contempt for a group"),
    Signal.BODY_SHAMING: ("chê bai ngoại hình", "mocks somebody's looks"),
    Signal.DOXXING: ("đưa thông tin riêng của người khác lên", "publishes somebody's private data"),
    Signal.SEXUAL_TALK: ("dùng lời lẽ tình dục", "uses sexual language"),
}
_OF_THE_CHILD: dict[Signal, tuple[str, str]] = {
    Signal.CHILD_DISTRESS: (
        "Trẻ nói mình buồn, sợ hoặc đang cần giúp",
        "The child says they are sad, afraid or need help",
    ),
    Signal.SELF_HARM_INTENT: (
        "Trẻ nói tới chuyện muốn chết hoặc tự làm đau mình",
        "The child speaks of wanting to die or hurting themselves",
    ),
}
_WHO: dict[Speaker, tuple[str, str]] = {
    Speaker.OTHER: ("Người kia", "The other person"),
    Speaker.UNKNOWN: ("Có người", "Somebody"),
    Speaker.CHILD: ("Trẻ kể có người", "The child tells that somebody"),
}
_OWN: dict[Speaker, tuple[str, str]] = {**_WHO, Speaker.CHILD: ("Trẻ", "The child")}


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
            vi, en = _sentence(signal, reading.speaker)
            said[signal] = Reason(signal.value, Tier.P3, vi, en)
    return list(said.values())


def _sentence(signal: Signal, speaker: Speaker) -> tuple[str, str]:
    if signal in _OF_THE_CHILD:
        return _OF_THE_CHILD[signal]
    who = _OWN if CATEGORY_OF[signal] in {Category.BULLYING, Category.EXPLICIT} else _WHO
    (who_vi, who_en), (what_vi, what_en) = who[speaker], _SAID[signal]
    return f"{who_vi} {what_vi}", f"{who_en} {what_en}"


def findings(model: TextModel, readings: Sequence[Reading], conversation: Conversation) -> tuple[Finding, ...]:
    """Evidence, strongest first: the detectors' words, and the words that spoke most to the text model.

    At most three of one kind and twenty in all, no two of one category over the same words.
    """
    found = [
        Finding(
            CATEGORY_OF[hit.detector.signal],
            hit.detector.confidence,
            Span(index, hit.start, hit.end),
            hit.detector.name,
            hit.detector.signal,
        )
        for index, reading in enumerate(readings)
        for hit in reading.hits
    ]
    found += _model_findings(model, readings, conversation, found)
    found.sort(key=lambda finding: (-finding.score, finding.span.message, finding.span.start, finding.detector))
    kept: list[Finding] = []
    kinds: Counter[tuple[Category, Signal | None]] = Counter()
    for finding in found:
        kind = (finding.category, finding.signal)
        kinds[kind] += 1
        if kinds[kind] <= _MOST_OF_ONE_KIND and not any(_same_words(finding, other) for other in kept):
            kept.append(finding)
    return tuple(kept[:MOST_FINDINGS])


def _model_findings(
    model: TextModel, readings: Sequence[Reading], conversation: Conversation, found: Sequence[Finding]
) -> list[Finding]:
    by_words = {(finding.category, finding.span.message) for finding in found}
    # In a conversation the harm is looked for in what the other person writes; a child's answer is no evidence of it.
    told = any(reading.speaker is Speaker.OTHER for reading in readings)
    shown: list[Finding] = []
    for column, category in enumerate(Category):
        if conversation.probabilities[category] < LIKELY:
            continue
        likely = [
            (float(reading.probabilities[column]), index)
            for index, reading in enumerate(readings)
            if reading.probabilities[column] >= LIKELY
            and (category, index) not in by_words
            and not (category is Category.GROOMING and told and reading.speaker is Speaker.CHILD)
        ]
        for score, index in sorted(likely, key=lambda pair: (-pair[0], pair[1]))[:_MOST_OF_ONE_KIND]:
            evidence = model.evidence(readings[index].normalized, category, most=_WORDS_A_MESSAGE)
            shown += [Finding(category, score, Span(index, start, end), "text_model") for start, end, _ in evidence]
    return shown


def _same_words(finding: Finding, other: Finding) -> bool:
    return (
        finding.category is other.category
        and finding.signal is other.signal
        and finding.span.message == other.span.message
        and finding.span.start < other.span.end
        and other.span.start < finding.span.end
    )
