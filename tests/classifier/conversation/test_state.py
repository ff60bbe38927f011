from __future__ import annotations

import sys
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.conversation import Conversation, ConversationState, Reading, read
from classifier.detectors import Detector
from classifier.taxonomy import Category, Relation, Signal, Speaker
from tests.classifier.conversation.readings import BY_NAME, STRONG, WEAK, conversations, reading, readings

GROOMING = [BY_NAME[name] for name in ("secrecy", "gift", "private_channel", "age_probe", "isolation", "image_request")]


def grooming(*readings: Reading) -> float:
    return read(readings).probabilities[Category.GROOMING]


def test_no_message_gives_no_probability() -> None:
    assert read([]) == Conversation(
        dict.fromkeys(Category, 0.0), {}, 0.0, bullying_repeated=False, child_spoke=False, explicit_by_other=False
    )


def test_one_message_keeps_its_own_probability() -> None:
    only = read([reading(chances=(0.1, 0.7, 0.2, 0.3))])
    assert list(only.probabilities.values()) == pytest.approx([0.1, 0.7, 0.2, 0.3])


@given(st.lists(st.sampled_from(GROOMING), max_size=12), st.sampled_from(GROOMING))
def test_one_more_signal_never_lowers_the_probability(before: list[Detector], more: Detector) -> None:
    readings = [reading(detector) for detector in before] + [reading()]
    assert grooming(*readings[:-1], reading(more)) >= grooming(*readings) - 1e-12


def test_distinct_signals_count_and_repeated_ones_do_not() -> None:
    secrecy, gift = BY_NAME["secrecy"], BY_NAME["gift"]
    assert grooming(reading(secrecy), reading(secrecy)) == pytest.approx(grooming(reading(secrecy), reading()))
    assert grooming(reading(secrecy), reading(gift)) > grooming(reading(secrecy), reading(secrecy))


def test_signals_far_apart_do_not_add_up() -> None:
    secrecy, gift = BY_NAME["secrecy"], BY_NAME["gift"]
    near = [reading(secrecy), reading(gift), *(reading() for _ in range(30))]
    far = [reading(secrecy), *(reading() for _ in range(30)), reading(gift)]
    assert grooming(*near) > grooming(*far)


def test_a_stretch_of_bad_messages_in_a_long_harmless_conversation_is_seen() -> None:
    quiet, bad = reading(), reading(chances=(0.02, 0.9, 0.02, 0.02))
    together = read([quiet] * 300 + [bad] * 12 + [quiet] * 300)
    assert together.probabilities[Category.BULLYING] >= 0.85


def test_more_bad_messages_never_look_better() -> None:
    """What skewness does wrong: it falls when most messages are bad."""
    quiet, bad = reading(), reading(chances=(0.02, 0.9, 0.02, 0.02))
    seen = [read([bad] * n + [quiet] * (20 - n)).probabilities[Category.BULLYING] for n in range(21)]
    assert seen == sorted(seen)


def test_kinship_alone_is_no_sign_and_beside_one_it_is_a_weak_one() -> None:
    text = "chú mua cho cháu cây bút"
    assert grooming(reading(text=text)) == pytest.approx(grooming(reading()))
    secrecy = BY_NAME["secrecy"]
    assert grooming(reading(secrecy)) < grooming(reading(secrecy, text=text)) < grooming(reading(secrecy)) + 0.05


def test_a_frightened_child_weighs_beside_signals_of_grooming_only() -> None:
    afraid = reading(BY_NAME["child_distress"], speaker=Speaker.CHILD)
    assert grooming(reading(), afraid) == pytest.approx(grooming(reading(), reading(speaker=Speaker.CHILD)))
    assert grooming(reading(GROOMING[0]), afraid) > grooming(reading(GROOMING[0]), reading(speaker=Speaker.CHILD))


def test_a_meeting_knows_what_was_said_beside_it() -> None:
    meeting = BY_NAME["meeting_plain"]
    assert read([reading(meeting)]).grooming_beside_meeting == 0
    assert read([reading(BY_NAME["secrecy"]), reading(meeting)]).grooming_beside_meeting == pytest.approx(0.45)
    assert Signal.MEETING in read([reading(meeting)]).signals


def test_chance_among_many_harmless_messages_is_no_repetition() -> None:
    quiet, odd = reading(), reading(chances=(0.02, 0.6, 0.02, 0.02))
    assert not read([quiet] * 18 + [odd] + [quiet] * 20 + [odd]).bullying_repeated
    assert read([quiet, odd, odd]).bullying_repeated


def test_one_doubtful_message_among_forty_does_not_make_the_whole_look_like_grooming() -> None:
    quiet, odd = reading(chances=(0.02,) * 4), reading(chances=(0.7, 0.02, 0.02, 0.02))
    assert grooming(odd) == pytest.approx(0.7)
    assert grooming(*[quiet] * 39, odd) < 0.5


@given(conversations)
@settings(deadline=None)
def test_a_stream_says_after_each_message_what_the_whole_so_far_says(messages: list[Reading]) -> None:
    state = ConversationState()
    for count, message in enumerate(messages, 1):
        assert state.add(message) == read(messages[:count])


@given(conversations, st.sampled_from(["không, em không gửi đâu", "em ngại lắm", "thôi ạ, em về đây"]))
@settings(deadline=None)
def test_a_childs_no_lowers_nothing(messages: list[Reading], no: str) -> None:
    if all(message.speaker is Speaker.CHILD for message in messages):
        messages = [*messages, reading(speaker=Speaker.OTHER)]
    if not {Speaker.CHILD, Speaker.OTHER} <= {message.speaker for message in messages}:
        messages = [*messages, reading(speaker=Speaker.CHILD), reading(speaker=Speaker.OTHER)]
    before, after = read(messages), read([*messages, reading(speaker=Speaker.CHILD, text=no)])
    assert after.probabilities[Category.GROOMING] >= before.probabilities[Category.GROOMING] - 1e-9
    assert after.bullying_repeated >= before.bullying_repeated
    assert after.signals == before.signals
    assert after.grooming_beside_meeting == before.grooming_beside_meeting


@given(conversations, readings)
@settings(deadline=None)
def test_what_was_found_is_never_unsaid(messages: list[Reading], more: Reading) -> None:
    before, after = read(messages), read([*messages, more])
    assert all(after.signals[signal] >= confidence for signal, confidence in before.signals.items())
    assert after.order >= before.order
    assert after.pressed >= before.pressed


def test_an_order_like_an_approach_says_more_than_the_reverse() -> None:
    steps = [reading(BY_NAME[name]) for name in ("excess_praise", "secrecy", "image_request_plain")]
    assert grooming(*steps) > grooming(*reversed(steps))
    assert read(steps).order == 2


def test_pressing_on_after_a_no_says_more() -> None:
    asked = reading(BY_NAME["image_request_plain"])
    no, yes = (reading(speaker=Speaker.CHILD, text=text) for text in ("em không gửi đâu", "dạ đợi em chút"))
    assert read([asked, no, asked]).pressed
    assert not read([asked, yes, asked]).pressed
    assert not read([asked, no, reading()]).pressed
    assert grooming(asked, no, asked) > grooming(asked, yes, asked)


def test_who_asks_all_questions_leads() -> None:
    question = reading(text="em học lớp nào?")
    answer = reading(speaker=Speaker.CHILD, text="dạ lớp bảy")
    assert read([question, answer] * 4).led_by_other
    assert not read([question, reading(speaker=Speaker.CHILD, text="còn anh thì sao?")] * 4).led_by_other
    assert not read([question] * 9).led_by_other, "nobody says that a child was there"
    sign = BY_NAME["secrecy"]
    led, shared = [question, answer] * 4, [question, reading(speaker=Speaker.CHILD, text="còn anh thì sao?")] * 4
    assert grooming(*led) == pytest.approx(grooming(*shared))
    assert grooming(*led, reading(sign)) > grooming(*shared, reading(sign))


def from_a(relation_text: str, *detectors: Detector, chance: float = 0.3) -> list[Reading]:
    likely = (chance, 0.02, 0.02, 0.02)
    return [reading(text=relation_text), *(reading(detector, chances=likely) for detector in detectors)]


@pytest.mark.parametrize("weak", WEAK, ids=lambda detector: detector.name)
def test_a_weak_sign_weighs_less_from_a_classmate_and_is_shown(weak: Detector) -> None:
    friend, stranger = from_a("tớ đợi cậu ở cổng", weak), from_a("…", weak)
    assert grooming(*friend) < grooming(*stranger)
    (softened,) = read(friend).softened
    assert (softened.signal, softened.message, softened.relation) == (weak.signal, 1, Relation.CLASSMATE)
    assert friend[0].normalized.original[softened.span.start : softened.span.end] == "tớ đợi cậu"
    assert grooming(*friend) > grooming(*from_a("tớ đợi cậu ở cổng")), "it is never silenced"


@pytest.mark.parametrize("strong", STRONG, ids=lambda detector: detector.name)
@pytest.mark.parametrize("claim", ["ba đây con", "cô chủ nhiệm đây", "tớ đợi cậu ở cổng"])
def test_nobodys_name_makes_a_strong_sign_weigh_less(strong: Detector, claim: str) -> None:
    claimed, plain = read(from_a(claim, WEAK[0], strong)), read(from_a("…", WEAK[0], strong))
    assert claimed.probabilities == plain.probabilities
    assert claimed.softened == ()
    assert claimed.grooming_beside_meeting == plain.grooming_beside_meeting


def test_a_frightened_child_and_an_unheard_no_end_the_softening() -> None:
    weak = from_a("ba đây con", BY_NAME["gift"])
    assert read(weak).softened
    assert not read([*weak, reading(BY_NAME["child_distress"], speaker=Speaker.CHILD)]).softened
    no = reading(speaker=Speaker.CHILD, text="con không muốn đâu")
    assert not read([*weak, no, reading(BY_NAME["gift"])]).softened


def test_no_teacher_asks_for_secrecy() -> None:
    assert not read(from_a("cô chủ nhiệm đây", BY_NAME["secrecy"])).softened
    assert read(from_a("cô chủ nhiệm đây", BY_NAME["parent_probe"])).softened


def test_what_a_child_tells_about_somebody_is_not_softened_by_whom_it_tells() -> None:
    told = [reading(BY_NAME["age_probe"], speaker=Speaker.CHILD, text="cô ơi có người hỏi con mấy tuổi")]
    assert not read(told).softened


def test_one_weak_sign_that_the_text_model_hardly_hears_is_no_grooming() -> None:
    assert all(grooming(reading(weak, chances=(0.1, 0.02, 0.02, 0.02))) < 0.5 for weak in WEAK)


def test_a_no_that_ends_like_a_question_is_none() -> None:
    question, sign = reading(text="em học lớp nào?"), reading(BY_NAME["secrecy"])
    no = reading(speaker=Speaker.CHILD, text="em không nói đâu")
    assert read([question, no] * 4).led_by_other
    assert grooming(*[question, no] * 4, sign, no) >= grooming(*[question, no] * 4, sign)


def test_a_lone_sign_is_doubted_only_among_many_messages_and_if_the_text_model_hears_nothing() -> None:
    threat = BY_NAME["threat"]
    deaf, heard = reading(threat), reading(threat, chances=(0.02, 0.3, 0.02, 0.02))
    many = [reading()] * 15
    assert read([deaf, *many]).doubted == {Signal.THREAT}
    assert not read([deaf]).doubted
    assert not read([heard, *many]).doubted
    assert not read([deaf, *many, deaf]).doubted, "it was said twice"


def test_the_thousandth_message_costs_what_the_hundredth_did() -> None:
    messages = [
        reading(WEAK[at % 6], speaker=(Speaker.CHILD, Speaker.OTHER)[at % 2], text="chú hỏi cháu mấy giờ về?")
        for at in range(1_002)
    ]
    state = ConversationState()
    calls = [_calls(state, message) for message in messages]
    assert max(calls[900:]) <= max(calls[80:120])
    assert _size(state) == _size(_after(messages[:200]))


def _calls(state: ConversationState, message: Reading) -> int:
    """Count the function calls of one step; the same on every machine."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        state.add(message)
    finally:
        sys.setprofile(before)
    return count


def _after(messages: Sequence[Reading]) -> ConversationState:
    state = ConversationState()
    for message in messages:
        state.take(message)
    return state


def _size(thing: object, seen: set[int] | None = None) -> int:
    """Count what is reachable from the state, readings included."""
    seen = set() if seen is None else seen
    if id(thing) in seen or isinstance(thing, (str, int, float, type, Detector)):
        return 0
    seen.add(id(thing))
    held: list[object] = []
    if isinstance(thing, dict):
        held = [*thing.keys(), *thing.values()]
    elif hasattr(thing, "__iter__") and not hasattr(thing, "shape"):
        held = list(thing)
    slots = [getattr(thing, name) for name in getattr(type(thing), "__slots__", ()) if hasattr(thing, name)]
    held += [*slots, *getattr(thing, "__dict__", {}).values()]
    return 1 + sum(_size(each, seen) for each in held)
