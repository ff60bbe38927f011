"""Who said what: one short sentence a signal, and one a category where only the text model spoke."""

from __future__ import annotations

from classifier.taxonomy import CATEGORY_OF, Category, Signal, Speaker

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
    Signal.THREAT: ("nói lời đe dọa", "makes threats"),
    Signal.SEXTORTION: ("dọa phát tán ảnh", "threatens to publish images"),
    Signal.FEAR_OF_DETECTION: ("sợ bị người khác phát hiện", "is afraid of being found out"),
    Signal.INSULT: ("dùng lời lăng mạ", "uses insults"),
    Signal.EXCLUSION: ("rủ cô lập, tẩy chay một bạn", "calls for shutting somebody out"),
    Signal.HATE: ("nói lời kỳ thị", "speaks with contempt for a group"),
    Signal.BODY_SHAMING: ("chê bai ngoại hình", "mocks somebody's looks"),
    Signal.DOXXING: ("đưa thông tin riêng của người khác lên", "publishes somebody's private data"),
    Signal.SEXUAL_TALK: ("dùng lời lẽ tình dục", "uses sexual language"),
}
# What people say of themselves. A friend may be telling it, so no more is said than what stands there.
_OF_ONESELF: dict[Signal, tuple[str, str]] = {
    Signal.CHILD_DISTRESS: ("nói mình buồn, sợ hoặc đang cần giúp", "says they are sad, afraid or need help"),
    Signal.SELF_HARM_INTENT: (
        "nói tới chuyện muốn chết hoặc tự làm đau mình",
        "speaks of wanting to die or hurting themselves",
    ),
}
# What the text model heard, where no detector knows the words.
_HEARD: dict[Category, tuple[str, str]] = {
    Category.GROOMING: (
        "có lời giống cách lấy lòng, dụ dỗ trẻ",
        "has words like those by which children are won over",
    ),
    Category.BULLYING: ("có lời nghe nặng nề, xúc phạm", "has words that sound hurtful"),
    Category.EXPLICIT: ("có lời nghe như chuyện tình dục", "has words that sound sexual"),
    Category.SELF_HARM: ("có lời nghe buồn bã, bế tắc", "has words that sound sad and hopeless"),
}
_WHO: dict[Speaker, tuple[str, str]] = {
    Speaker.OTHER: ("Người kia", "The other person"),
    Speaker.UNKNOWN: ("Có người", "Somebody"),
    Speaker.CHILD: ("Trẻ kể có người", "The child tells that somebody"),
}
_ONESELF: dict[Speaker, tuple[str, str]] = {**_WHO, Speaker.CHILD: ("Trẻ", "The child")}
# A child who repeats what it was called has insulted nobody.
_EITHER: dict[Speaker, tuple[str, str]] = {
    **_WHO,
    Speaker.CHILD: ("Trẻ (hoặc người trẻ kể tới)", "The child (or somebody they tell of)"),
}
_MESSAGE_OF: dict[Speaker, tuple[str, str]] = {
    Speaker.OTHER: ("Tin của người kia", "The other person's message"),
    Speaker.UNKNOWN: ("Tin này", "This message"),
    Speaker.CHILD: ("Tin của trẻ", "The child's message"),
}


def signal_sentence(signal: Signal, speaker: Speaker) -> tuple[str, str]:
    """Say what a signal's words show and whose they are, in Vietnamese and English."""
    if signal in _OF_ONESELF:
        return _joined(_ONESELF[speaker], _OF_ONESELF[signal])
    who = _EITHER if CATEGORY_OF[signal] in {Category.BULLYING, Category.EXPLICIT} else _WHO
    return _joined(who[speaker], _SAID[signal])


def category_sentence(category: Category, speaker: Speaker) -> tuple[str, str]:
    """Say the same of words that the text model took for a category."""
    return _joined(_MESSAGE_OF[speaker], _HEARD[category])


def _joined(who: tuple[str, str], what: tuple[str, str]) -> tuple[str, str]:
    return f"{who[0]} {what[0]}", f"{who[1]} {what[1]}"
