from __future__ import annotations

from dataclasses import replace

import pytest

from classifier.conversation import Conversation
from classifier.risk import NOT_ASSESSED, Rating, rate
from classifier.schema import Submission
from classifier.taxonomy import Category, Signal, Tier

NOTHING = Conversation(
    dict.fromkeys(Category, 0.02), {}, 0.0, bullying_repeated=False, child_spoke=False, explicit_by_other=False
)


def likely(category: Category, chance: float, **more: object) -> Conversation:
    return replace(NOTHING, probabilities={**NOTHING.probabilities, category: chance}, **more)  # type: ignore[arg-type]


def rated(conversation: Conversation, submission: Submission | None = None) -> Rating:
    return rate(submission or Submission(()), conversation, [], abstained=False)


@pytest.mark.parametrize(
    ("conversation", "tier", "code"),
    [
        (NOTHING, Tier.P3, "nothing_found"),
        (replace(NOTHING, signals={Signal.SEXTORTION: 0.95}), Tier.P0, "sextortion"),
        (replace(NOTHING, signals={Signal.SELF_HARM_INTENT: 0.9}), Tier.P0, "self_harm_intent"),
        (replace(NOTHING, signals={Signal.MEETING: 0.65}), Tier.P0, "meeting_arranged"),
        (replace(NOTHING, signals={Signal.MEETING: 0.15}), Tier.P3, "weak_signs"),
        (
            replace(NOTHING, signals={Signal.MEETING: 0.15}, grooming_beside_meeting=0.45),
            Tier.P0,
            "meeting_arranged",
        ),
        (likely(Category.GROOMING, 0.6), Tier.P1, "grooming"),
        (replace(NOTHING, grooming_kinds=3), Tier.P1, "grooming"),
        (replace(NOTHING, grooming_kinds=2), Tier.P3, "nothing_found"),
        (likely(Category.SELF_HARM, 0.6), Tier.P1, "self_harm_likely"),
        (likely(Category.SELF_HARM, 0.98), Tier.P0, "self_harm_intent"),
        (likely(Category.EXPLICIT, 0.6), Tier.P2, "sexual_harassment"),
        (likely(Category.EXPLICIT, 0.6, child_spoke=True, explicit_by_other=True), Tier.P1, "sexual_with_child"),
        (replace(NOTHING, signals={Signal.THREAT: 0.75}), Tier.P1, "violence"),
        (replace(NOTHING, signals={Signal.EXCLUSION: 0.6}), Tier.P2, "targeted_bullying"),
        (likely(Category.BULLYING, 0.9, bullying_repeated=False), Tier.P3, "single_insult"),
        (likely(Category.BULLYING, 0.9, bullying_told=True), Tier.P2, "targeted_bullying"),
        (likely(Category.BULLYING, 0.4, bullying_told=True), Tier.P3, "nothing_found"),
        (likely(Category.BULLYING, 0.9, bullying_repeated=True), Tier.P2, "targeted_bullying"),
        (replace(NOTHING, signals={Signal.CHILD_DISTRESS: 0.55}), Tier.P2, "child_in_distress"),
        (
            likely(Category.GROOMING, 0.3, signals={Signal.CHILD_DISTRESS: 0.55, Signal.SECRECY: 0.45}),
            Tier.P1,
            "distress_and_grooming",
        ),
        (replace(NOTHING, signals={Signal.THREAT: 0.75}, doubted=frozenset({Signal.THREAT})), Tier.P3, "single_insult"),
        (replace(NOTHING, signals={Signal.MEETING: 0.65}, doubted=frozenset({Signal.MEETING})), Tier.P3, "weak_signs"),
        (
            replace(NOTHING, signals={Signal.SEXTORTION: 0.95}, doubted=frozenset({Signal.SEXTORTION})),
            Tier.P0,
            "sextortion",
        ),
    ],
)
def test_what_was_found_asks_for_its_tier(conversation: Conversation, tier: Tier, code: str) -> None:
    rating = rated(conversation)
    assert rating.tier is tier
    assert rating.reasons[0].code == code


def test_the_tier_is_the_most_urgent_and_never_an_average() -> None:
    mostly_harmless = likely(Category.GROOMING, 0.01, signals={Signal.SEXTORTION: 0.95, Signal.INSULT: 0.55})
    assert rated(mostly_harmless).tier is Tier.P0


def test_what_the_reporter_says_outranks_what_is_found() -> None:
    assert rated(NOTHING, Submission((), happening_now=True)).reasons[0].code == "happening_now"
    assert rated(NOTHING, Submission((), adult_has_access=True)).tier is Tier.P0
    assert rated(NOTHING, Submission((), unread_screenshots=1)).tier is Tier.P1
    alone, told = rated(NOTHING), rated(NOTHING, Submission((), happening_now=True))
    assert alone.risk < told.risk <= 1


def test_risk_rises_with_every_probability_and_stays_in_bounds() -> None:
    assert 0 <= rated(NOTHING).risk < rated(likely(Category.BULLYING, 0.5)).risk < 1
    sure = replace(NOTHING, probabilities=dict.fromkeys(Category, 1.0))
    assert rated(sure, Submission((), happening_now=True, adult_has_access=True)).risk == 1


def test_abstaining_says_so_and_keeps_a_higher_tier() -> None:
    rating = rate(Submission(()), NOTHING, [], abstained=True)
    assert (rating.tier, rating.reasons[0].code) == (Tier.P3, "too_little")
    rating = rate(Submission((), happening_now=True), NOTHING, [], abstained=True)
    assert rating.tier is Tier.P0
    assert rating.reasons[-1].code == "too_little"


def test_a_failure_to_assess_is_itself_urgent() -> None:
    assert NOT_ASSESSED.tier is Tier.P1
