from datetime import datetime, timedelta

import pytest

from classifier.taxonomy import Category, Tier
from service.care.exposure import Exposure, Opened, advice, exposure, since
from service.clock import VIETNAM

NOW = datetime(2026, 11, 26, 10, 0, tzinfo=VIETNAM)
MIDNIGHT = NOW.replace(hour=0)


def opened(
    case: str = "a",
    minutes: float = 10,
    tier: Tier = Tier.P1,
    *categories: Category,
    picture: bool = False,
) -> Opened:
    return Opened(case, NOW - timedelta(minutes=minutes), tier, frozenset(categories), picture)


@pytest.mark.parametrize(
    ("one", "heavy"),
    [
        (opened(tier=Tier.P0), True),
        (opened(tier=Tier.P1), True),
        (opened("a", 10, Tier.P2), False),
        (opened("a", 10, Tier.P3), False),
        (opened("a", 10, Tier.P2, Category.EXPLICIT), True),
        (opened("a", 10, Tier.P3, Category.BULLYING, Category.SELF_HARM), True),
        (opened("a", 10, Tier.P2, Category.BULLYING, Category.GROOMING), False),
        (opened(tier=Tier.P3, picture=True), True),
    ],
)
def test_what_weighs_on_a_reader(one: Opened, heavy: bool) -> None:
    assert one.heavy == heavy


@pytest.mark.parametrize(
    ("what", "put_off", "counted"),
    [
        ([], None, Exposure(0, 0, 0)),
        ([opened("a"), opened("a", 20), opened("b")], None, Exposure(2, 2, 2)),  # a case counts once
        ([opened("a", 119), opened("b", 121)], None, Exposure(2, 1, 1)),
        ([opened("a", 599), opened("b", 601)], None, Exposure(1, 0, 0)),  # before midnight
        ([opened("a", 10, Tier.P3)], None, Exposure(0, 0, 0)),
        ([opened("a", 10, Tier.P3), opened("a", 5, Tier.P3, picture=True)], None, Exposure(1, 1, 1)),
        ([opened("a", 30), opened("b", 10)], NOW - timedelta(minutes=20), Exposure(2, 2, 1)),
        ([opened("a", -5)], None, Exposure(0, 0, 0)),  # another clock runs ahead
    ],
)
def test_cases_are_counted_once_by_day_and_by_two_hours(
    what: list[Opened], put_off: datetime | None, counted: Exposure
) -> None:
    assert exposure(what, NOW, put_off) == counted


def test_after_midnight_the_last_two_hours_reach_into_yesterday() -> None:
    night = MIDNIGHT + timedelta(minutes=30)
    assert since(night) == night - timedelta(hours=2)
    assert since(NOW) == MIDNIGHT
    late = Opened("a", night - timedelta(hours=1), Tier.P0, frozenset(), picture=False)
    assert exposure([late], night, None) == Exposure(today=0, lately=1, since_put_off=1)


@pytest.mark.parametrize(("number", "said"), [(3, False), (4, True), (5, True)])
def test_a_break_is_suggested_after_so_many(number: int, said: bool) -> None:
    words = advice(Exposure(9, number, number), 4)
    assert (words is not None) == said
    if words is not None:
        assert f"{number} hồ sơ nặng" in words.vi
        assert f"{number} heavy cases" in words.en


def test_a_break_that_was_put_off_is_suggested_again_only_after_as_many_more() -> None:
    assert advice(Exposure(9, 7, 3), 4) is None
    assert advice(Exposure(9, 8, 4), 4) is not None
