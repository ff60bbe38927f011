from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Thread
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies
from sqlalchemy import delete, select

from classifier.taxonomy import Category, Tier
from service.database import Database
from service.models import Case, OptOut, SignIn, Skip
from service.queue.opting import PRESENT, turn
from service.queue.ordering import key, served_tier
from service.queue.placing import place_of
from service.queue.taking import take_first
from service.words import Role, SkipReason
from tests.service.queue.cast import HOUR, NOW, case, keep, person, school

LEASE = timedelta(minutes=15)


def take(database: Database, school_id: str, user_id: str, now: datetime = NOW) -> str | None:
    with database.write() as session:
        taken = take_first(session, school_id, user_id, now=now, lease=LEASE)
        return taken.id if taken else None


@pytest.mark.parametrize(
    ("more", "given"),
    [
        ({}, True),
        ({"claimed_until": NOW}, False),
        ({"claimed_until": NOW - timedelta(seconds=1)}, True),
        ({"resting_until": NOW + timedelta(seconds=1)}, False),
        ({"resting_until": NOW}, True),
        ({"state": "escalated"}, False),
        ({"state": "closed_harm"}, False),
        ({"state": "merged"}, False),
    ],
    ids=str,
)
def test_only_what_is_open_free_and_does_not_rest_is_given(
    database: Database, more: dict[str, Any], given: bool
) -> None:
    here = school(database)
    lan, hue = person(database, here), person(database, here)
    holder = {"claimed_by": hue, "fence": 4} if "claimed_until" in more else {}
    row = case(here, **more, **holder)
    keep(database, row)
    assert take(database, here, lan) == (row.id if given else None)
    with database.read() as session:
        after = session.get_one(Case, row.id)
    assert after.fence == row.fence + given


def test_a_skipped_case_is_given_to_everybody_else(database: Database) -> None:
    here = school(database)
    lan, hue = person(database, here), person(database, here)
    urgent, later = case(here, tier="P0"), case(here)
    keep(database, urgent, later)
    keep(database, Skip(case_id=urgent.id, user_id=lan, at=NOW, reason=SkipReason.KNOWS.value))
    assert [take(database, here, lan), take(database, here, lan)] == [later.id, None]
    assert take(database, here, hue) == urgent.id


def test_what_became_overdue_is_lifted_in_the_same_breath(database: Database) -> None:
    here = school(database)
    lan = person(database, here)
    late, soon = case(here, tier="P2"), case(here, tier="P1", due_at=NOW + 3 * HOUR)
    keep(database, late, soon)
    assert late.served_tier == "P2"
    assert [take(database, here, lan, NOW + 2 * HOUR) for _ in range(3)] == [late.id, soon.id, None]


@pytest.mark.parametrize(
    ("served", "spared", "overdue", "round_"),
    [
        (Tier.P0, False, False, 0),
        (Tier.P0, True, False, 1),
        (Tier.P0, True, True, 0),
        (Tier.P1, False, False, 2),
        (Tier.P1, True, False, None),
        (Tier.P1, True, True, 2),
        (Tier.P3, True, False, None),
        (Tier.P3, True, True, 2),
    ],
)
def test_an_opt_out_spares_until_a_case_is_due_and_never_lets_a_p0_wait(
    served: Tier, spared: bool, overdue: bool, round_: int | None
) -> None:
    assert turn(served, spared=spared, overdue=overdue) == round_


def opted_out(user_id: str, *categories: Category) -> list[OptOut]:
    return [OptOut(user_id=user_id, category=category.value, since=NOW) for category in categories]


def ended(colleague: SignIn) -> None:
    colleague.ended_at = NOW


def long_ago(colleague: SignIn) -> None:
    colleague.seen_at = NOW - PRESENT - timedelta(seconds=1)


def disabled(colleague: SignIn) -> None:
    colleague.user.disabled_at = NOW


def of_data_staff(colleague: SignIn) -> None:
    colleague.user.role = Role.DATA.value


@pytest.mark.parametrize(
    "absent", [None, ended, long_ago, disabled, of_data_staff, "elsewhere", "of the same mind", "nobody"]
)
def test_an_opt_out_holds_only_while_a_colleague_is_there_who_would_take_it(
    database: Database, absent: Callable[[SignIn], None] | str | None
) -> None:
    here = school(database)
    lan = person(database, here, seen=NOW)
    keep(database, *opted_out(lan, Category.GROOMING))
    row = case(here, tier="P1", categories=["bullying", "grooming"])
    keep(database, row)
    if absent != "nobody":
        hue = person(database, school(database) if absent == "elsewhere" else here, seen=NOW - PRESENT)
        if absent == "of the same mind":
            keep(database, *opted_out(hue, Category.GROOMING))
        elif callable(absent):
            with database.write() as session:
                absent(session.scalars(select(SignIn).where(SignIn.user_id == hue)).one())
    assert take(database, here, lan) == (None if absent is None else row.id)


rows = strategies.fixed_dictionaries(
    {
        "tier": strategies.sampled_from([tier.value for tier in Tier]),
        "due_at": strategies.integers(-3, 3).map(lambda hours: NOW + hours * HOUR),
        "risk": strategies.sampled_from([0.0, 0.5, 1.0]),
        "categories": strategies.lists(
            strategies.sampled_from([category.value for category in Category]), max_size=2, unique=True
        ),
        "report_count": strategies.integers(1, 4),
    }
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    cases=strategies.lists(rows, max_size=8),
    mine=strategies.sets(strategies.sampled_from(Category)),
    theirs=strategies.sets(strategies.sampled_from(Category)),
)
def test_somebody_with_opt_outs_is_given_the_cases_as_the_pure_rule_says(
    database: Database, cases: list[dict[str, Any]], mine: set[Category], theirs: set[Category]
) -> None:
    with database.write() as session:
        for table in (SignIn, OptOut, Case):
            session.execute(delete(table))
    here = school(database)
    lan, hue = person(database, here), person(database, here, seen=NOW)
    keep(database, *opted_out(lan, *mine), *opted_out(hue, *theirs))
    made = [case(here, **more) for more in cases]
    keep(database, *made)
    spared = {category.value for category in mine - theirs}

    def comes_up(row: Case) -> int | None:
        place = place_of(row)
        return turn(served_tier(place, NOW), spared=bool(spared & set(row.categories)), overdue=row.due_at < NOW)

    expected = sorted(
        (row for row in made if comes_up(row) is not None), key=lambda row: (comes_up(row), key(place_of(row), NOW))
    )
    taken = [take(database, here, lan) for _ in range(len(expected) + 1)]
    assert taken == [row.id for row in expected] + [None]


def test_the_last_case_is_waited_for_when_somebody_is_just_changing_it(database: Database) -> None:
    """On PostgreSQL a row that is locked for a moment must not make "nothing waits" a lie."""
    here = school(database)
    lan = person(database, here)
    row = case(here)
    keep(database, row)
    taken: list[str | None] = []
    asking = Thread(target=lambda: taken.append(take(database, here, lan)))
    with database.write() as session:
        session.scalars(select(Case).with_for_update()).one().risk = 0.75
        session.flush()
        asking.start()
        asking.join(0.5)
        assert taken == []
    asking.join(20)
    assert taken == [row.id]
