import random
from datetime import UTC, datetime, timedelta

import pytest

from classifier.taxonomy import Tier
from service.clock import VIETNAM
from service.queue.calendar import SchoolCalendar
from service.queue.ordering import Place, due_at, effective_tier, key

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
    assert effective_tier(tier, EARLIER, NOW) is lifted
    assert effective_tier(tier, LATER, NOW) is tier
    assert effective_tier(tier, NOW, NOW) is tier


def place(name: str, tier: Tier, due: datetime = LATER, risk: float = 0.5, received: datetime = EARLIER) -> Place:
    return Place(tier, due, risk, received, name)


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
