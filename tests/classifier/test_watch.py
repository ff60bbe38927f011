from __future__ import annotations

import pytest

from classifier.engine import Classifier
from classifier.schema import Message, Submission
from classifier.taxonomy import Speaker, Tier
from classifier.watch import Standing

CHILD, OTHER, UNKNOWN = Speaker.CHILD, Speaker.OTHER, Speaker.UNKNOWN
QUIET = Message("mai lớp mình học thể dục tiết mấy vậy", CHILD)
CONVERSATION = (
    Message("chào em", OTHER),
    QUIET,
    Message("đừng nói với mẹ nhé", OTHER),
    Message("anh nạp thẻ cho em, qua Zalo nói chuyện riêng", OTHER),
    QUIET,
    Message("mai gặp anh nhé, đi một mình thôi", OTHER),
)


def watched(classifier: Classifier, *messages: Message) -> list[Standing]:
    watch = classifier.watch()
    return [watch.add(message) for message in messages]


def test_watching_says_what_assessing_the_messages_so_far_says(tiny_classifier: Classifier) -> None:
    for count, standing in enumerate(watched(tiny_classifier, *CONVERSATION), 1):
        whole = tiny_classifier.assess(Submission(CONVERSATION[:count]))
        assert (standing.tier, standing.abstained) == (whole.tier, whole.abstained)
        assert standing.reasons == whole.reasons
        assert standing.first_reached == whole.first_reached
        assert standing.risk == pytest.approx(whole.risk, abs=1e-12)
        assert standing.probabilities == pytest.approx(whole.probabilities, abs=1e-12)


def test_it_says_at_which_message_each_tier_was_first_reached(tiny_classifier: Classifier) -> None:
    standings = watched(tiny_classifier, *CONVERSATION)
    assert [standing.message for standing in standings] == list(range(6))
    tiers = [standing.tier for standing in standings]
    assert (tiers[0], tiers[3], tiers[5]) == (Tier.P3, Tier.P1, Tier.P0)
    first = {tier: next(at for at, held in enumerate(tiers) if held <= tier) for tier in (Tier.P0, Tier.P1, Tier.P2)}
    assert standings[-1].first_reached == first
    assert standings[0].first_reached == {}
    assert [standing.rose for standing in standings] == [
        tier < min(tiers[:at], default=Tier.P3) for at, tier in enumerate(tiers)
    ]


def test_a_tier_that_no_longer_holds_is_not_said_to_be_reached(tiny_classifier: Classifier) -> None:
    for standing in watched(tiny_classifier, Message("câm mồm lại đi con kia", UNKNOWN), *[QUIET] * 30):
        assert min(standing.first_reached, default=Tier.P3) is standing.tier


def test_the_words_of_the_message_just_read_are_quoted(tiny_classifier: Classifier) -> None:
    third = watched(tiny_classifier, *CONVERSATION[:3])[-1]
    (secrecy,) = third.findings
    assert secrecy.span.message == 2
    assert CONVERSATION[2].text[secrecy.span.start : secrecy.span.end] == "đừng nói với mẹ"


def test_two_watches_know_nothing_of_each_other(tiny_classifier: Classifier) -> None:
    one, other = tiny_classifier.watch(), tiny_classifier.watch()
    one.add(Message("mai gặp anh nhé, đi một mình thôi", OTHER))
    assert other.add(QUIET).tier is Tier.P3


def test_what_the_reporter_says_is_no_message_and_reaches_nothing(tiny_classifier: Classifier) -> None:
    told = tiny_classifier.assess(Submission((QUIET,), happening_now=True))
    assert told.tier is Tier.P0
    assert told.first_reached == {}
