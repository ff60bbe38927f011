import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from classifier.taxonomy import Tier
from service.clock import VIETNAM
from service.queue.calendar import SchoolCalendar
from service.queue.ordering import Place, due_at, key, lifts_at, served_tier

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=VIETNAM).astimezone(UTC)
LATER, EARLIER = NOW + timedelta(hours=1), NOW - timedelta(hours=1)


@pytest.mark.parametrize(
    ("tier", "due"),
    [
        (Tier.P0, NOW + timedelta(minutes=30)),
        (Tier.P1, NOW + timedelta(hours=4)),
        (Tier.P2, NOW + timedelta(days=1)),
        (Tier.P3, NOW + timedelta(days=5)),  # Wednesday, and a weekend between
    ],
)
def test_each_tier_has_its_time(tier: Tier, due: datetime) -> None:
    assert due_at(tier, NOW, SchoolCalendar()) == due


def test_the_urgent_tiers_run_at_night_too() -> None:
    night = NOW + timedelta(hours=13)
    assert due_at(Tier.P0, night, SchoolCalendar()) - night == timedelta(minutes=30)
    assert due_at(Tier.P1, night, SchoolCalendar()) - night == timedelta(hours=4)


@pytest.mark.parametrize(
    ("tier", "lifted"), [(Tier.P0, Tier.P0), (Tier.P1, Tier.P1), (Tier.P2, Tier.P1), (Tier.P3, Tier.P2)]
)
def test_overdue_lifts_one_tier_and_never_into_p0(tier: Tier, lifted: Tier) -> None:
    assert served_tier(place("x", tier, EARLIER), NOW) is lifted
    assert served_tier(place("x", tier, LATER), NOW) is tier
    assert served_tier(place("x", tier, NOW), NOW) is tier


def place(name: str, tier: Tier, due: datetime = LATER, risk: float = 0.5, received: datetime = EARLIER) -> Place:
    return Place(tier, due, risk, received, name)


@pytest.mark.parametrize(
    ("tier", "due", "reports", "drawn", "served"),
    [
        (Tier.P3, LATER, 2, False, Tier.P3),
        (Tier.P3, LATER, 3, False, Tier.P2),
        (Tier.P3, LATER, 500, False, Tier.P2),
        (Tier.P3, EARLIER, 500, False, Tier.P1),
        (Tier.P2, EARLIER, 500, False, Tier.P1),
        (Tier.P1, EARLIER, 500, False, Tier.P1),
        (Tier.P0, EARLIER, 500, False, Tier.P0),
        (Tier.P3, LATER, 1, True, Tier.P2),
        (Tier.P3, EARLIER, 1, True, Tier.P2),
        (Tier.P3, EARLIER, 3, True, Tier.P1),
        (Tier.P2, LATER, 1, True, Tier.P2),
        (Tier.P0, LATER, 1, True, Tier.P0),
    ],
)
def test_a_crowd_lifts_one_tier_at_most_and_the_blind_sample_comes_early(
    tier: Tier, due: datetime, reports: int, drawn: bool, served: Tier
) -> None:
    assert served_tier(replace(place("x", tier, due), reports=reports, drawn=drawn), NOW) is served


@pytest.mark.parametrize(
    ("tier", "due", "reports", "drawn", "moment"),
    [
        (Tier.P0, LATER, 1, False, None),
        (Tier.P1, LATER, 1, False, None),
        (Tier.P2, LATER, 1, False, LATER),
        (Tier.P2, LATER, 3, False, None),  # P1 already
        (Tier.P3, LATER, 1, False, LATER),
        (Tier.P3, LATER, 3, False, LATER),
        (Tier.P3, LATER, 1, True, None),  # early already
        (Tier.P3, EARLIER, 1, False, None),  # lifted already
    ],
)
def test_the_moment_when_time_alone_will_lift_a_case_is_known(
    tier: Tier, due: datetime, reports: int, drawn: bool, moment: datetime | None
) -> None:
    assert lifts_at(replace(place("x", tier, due), reports=reports, drawn=drawn), NOW) == moment


IN_ORDER = [
    place("overdue P0", Tier.P0, EARLIER),
    place("P0", Tier.P0),
    place("overdue P2 comes before a P1 that has time", Tier.P2, EARLIER),
    place("P1 due sooner", Tier.P1, NOW + timedelta(minutes=5), risk=0.1),
    place("P1 riskier", Tier.P1, risk=0.9),
    place("P1 earlier", Tier.P1, received=EARLIER - timedelta(hours=1)),
    place("P1 a", Tier.P1),
    place("P1 b", Tier.P1),
    place("overdue P3", Tier.P3, EARLIER, risk=1.0),
    place("P2", Tier.P2),
    place("P3", Tier.P3),
]


def test_cases_are_served_in_the_order_that_the_design_says() -> None:
    shuffled = IN_ORDER.copy()
    random.Random(1).shuffle(shuffled)  # noqa: S311 - any order but this one
    assert [p.id for p in sorted(shuffled, key=lambda p: key(p, NOW))] == [p.id for p in IN_ORDER]
