"""The field's words, each written once: who speaks, what harm is looked for, how urgent it is.

Values (``"grooming"``, ``"P0"``) are what the API, the corpora and the database hold; ``vi`` and ``en`` are what people
read.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """A value of the API with its Vietnamese and its English name."""

    vi: str
    en: str

    __hash__ = str.__hash__  # as equality does; an enum's own is a function in Python, called at every look-up

    # Defaults, so that looking a word up takes its value alone; a test holds that every word is named.
    def __new__(cls, value: str, vi: str = "", en: str = "") -> Self:
        """Make a word of its value and its two names."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.vi = vi
        member.en = en
        return member


class Speaker(Word):
    """Who wrote a message, as far as the reporter says."""

    CHILD = "child", "trẻ", "child"
    OTHER = "other", "người kia", "other person"
    UNKNOWN = "unknown", "chưa rõ", "unknown"


class Category(Word):
    """The harms that are looked for."""

    GROOMING = "grooming", "dụ dỗ", "grooming"
    BULLYING = "bullying", "bắt nạt", "bullying"
    EXPLICIT = "explicit", "nội dung tình dục", "sexual content"
    SELF_HARM = "self_harm", "tự hại", "self-harm"


class Signal(Word):
    """The finer kind of a finding: what exactly was said.

    Sources: the published warnings of hotline 111 and of the police department A05, Save the Children's Netsmart
    handbook, and UNICEF/ECPAT/INTERPOL, *Disrupting Harm in Viet Nam* (2022).
    """

    SECRECY = "secrecy", "dặn giữ bí mật", "asks for secrecy"
    AGE_PROBE = "age_probe", "dò hỏi tuổi", "asks for the age"
    PARENT_PROBE = "parent_probe", "dò hỏi về người lớn trong nhà", "asks about the adults at home"
    ISOLATION = "isolation", "tách khỏi gia đình, bạn bè", "isolates from family and friends"
    PRIVATE_CHANNEL = "private_channel", "rủ sang kênh riêng", "moves to a private channel"
    GIFT = "gift", "cho quà, cho tiền", "offers gifts or money"
    EXCESS_PRAISE = "excess_praise", "khen quá mức", "praises too much"
    IMAGE_REQUEST = "image_request", "đòi ảnh riêng tư", "asks for private images"
    MEETING = "meeting", "hẹn gặp riêng", "arranges to meet"
    THREAT = "threat", "đe dọa", "threatens"
    SEXTORTION = "sextortion", "dọa phát tán ảnh", "threatens to publish images"
    FEAR_OF_DETECTION = "fear_of_detection", "sợ bị phát hiện", "fears being found out"
    CHILD_DISTRESS = "child_distress", "trẻ hoảng sợ, cầu cứu", "child in distress"
    INSULT = "insult", "lăng mạ", "insults"
    EXCLUSION = "exclusion", "cô lập, tẩy chay", "excludes"
    HATE = "hate", "kỳ thị", "hatred"
    BODY_SHAMING = "body_shaming", "miệt thị ngoại hình", "body shaming"
    DOXXING = "doxxing", "phát tán thông tin cá nhân", "publishes personal data"
    SEXUAL_TALK = "sexual_talk", "lời lẽ tình dục", "sexual talk"
    SELF_HARM_INTENT = "self_harm_intent", "có ý định tự hại", "means to harm themselves"


class Relation(Word):
    """Who the other person seems to be to the child, by the forms of address. Anybody can write them, so they are weak.

    A stepfather who calls himself "ba" is no alibi: only what is everyday life from such a person weighs less.
    """

    PARENT = "parent", "cha mẹ", "parent"
    RELATIVE = "relative", "người thân trong nhà", "relative"
    TEACHER = "teacher", "thầy cô", "teacher"
    CLASSMATE = "classmate", "bạn cùng lứa", "classmate"


class Tier(Word):
    """How soon a person must look. ``P0`` sorts before ``P3``, as text and in the queue."""

    P0 = "P0", "khẩn cấp", "urgent"
    P1 = "P1", "cao", "high"
    P2 = "P2", "trung bình", "medium"
    P3 = "P3", "thấp", "low"

    @staticmethod
    def most_urgent(*tiers: Tier) -> Tier:
        """Give the most urgent of some tiers; ``P3`` if there is none."""
        return Tier(min(tiers, default=Tier.P3))


CATEGORY_OF: dict[Signal, Category] = {
    Signal.SECRECY: Category.GROOMING,
    Signal.AGE_PROBE: Category.GROOMING,
    Signal.PARENT_PROBE: Category.GROOMING,
    Signal.ISOLATION: Category.GROOMING,
    Signal.PRIVATE_CHANNEL: Category.GROOMING,
    Signal.GIFT: Category.GROOMING,
    Signal.EXCESS_PRAISE: Category.GROOMING,
    Signal.IMAGE_REQUEST: Category.GROOMING,
    Signal.MEETING: Category.GROOMING,
    Signal.FEAR_OF_DETECTION: Category.GROOMING,
    Signal.SEXTORTION: Category.GROOMING,
    Signal.CHILD_DISTRESS: Category.SELF_HARM,
    Signal.SELF_HARM_INTENT: Category.SELF_HARM,
    Signal.THREAT: Category.BULLYING,
    Signal.INSULT: Category.BULLYING,
    Signal.EXCLUSION: Category.BULLYING,
    Signal.HATE: Category.BULLYING,
    Signal.BODY_SHAMING: Category.BULLYING,
    Signal.DOXXING: Category.BULLYING,
    Signal.SEXUAL_TALK: Category.EXPLICIT,
}
"""The category that a signal speaks for."""


def signals_of(category: Category) -> frozenset[Signal]:
    """Give the signals that speak for a category."""
    return frozenset(signal for signal, own in CATEGORY_OF.items() if own is category)
