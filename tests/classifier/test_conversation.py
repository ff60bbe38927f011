from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.conversation import Conversation, Reading, read
from classifier.detectors import DETECTORS, Detector, Hit
from classifier.normalize import normalize
from classifier.taxonomy import Category, Signal, Speaker

BY_NAME = {detector.name: detector for detector in DETECTORS}
GROOMING = [BY_NAME[name] for name in ("secrecy", "gift", "private_channel", "age_probe", "isolation", "image_request")]


def reading(
    *detectors: Detector, speaker: Speaker = Speaker.OTHER, chances: tuple[float, ...] = (0.02,) * 4, text: str = "…"
) -> Reading:
    return Reading(normalize(text), speaker, np.array(chances), tuple(Hit(detector, 0, 1) for detector in detectors))


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
