from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings, strategies
from sqlalchemy import delete, select

from classifier.taxonomy import Tier
from service.database import Database
from service.identifiers import new_id
from service.models import Case, User
from service.queue import repository
from service.queue.lifting import lift, lift_due
from service.queue.ordering import Place, key, lifts_at, served_tier
from service.queue.placing import place_of, settle
from service.queue.taking import take_first
from service.queue.wanted import Wanted
from service.words import CaseState
from tests.service.queue.cast import NOW, school

moments = strategies.integers(-3, 3).map(lambda hours: NOW + timedelta(hours=hours))
places = strategies.builds(
    Place,
    tier=strategies.sampled_from(Tier),
    due_at=moments,
    risk=strategies.sampled_from([0.0, 0.25, 1 / 3, 1.0]),
    received_at=moments,
    id=strategies.builds(new_id),
    reports=strategies.integers(1, 4),
    drawn=strategies.booleans(),
)


def fill(database: Database, school_id: str, cases: list[Place], settled: datetime = NOW) -> None:
    """Write the cases as services do that were at work at the moment ``settled``."""
    with database.write() as session:
        session.execute(delete(Case))
        rows = [
            Case(
                id=place.id,
                school_id=school_id,
                state=CaseState.OPEN.value,
                tier=place.tier.value,
                risk=place.risk,
                due_at=place.due_at,
                received_at=place.received_at,
                assessed=True,
                abstained=False,
                categories=[],
                reasons=[],
                report_count=place.reports,
                drawn=place.drawn,
                revealed_at=settled,  # what is drawn stays drawn, however high it stands
                fence=0,
            )
            for place in cases
        ]
        for row in rows:
            settle(row, settled)
        session.add_all(rows)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(cases=strategies.lists(places, max_size=12, unique_by=lambda place: place.id), settled=moments)
def test_after_lifting_the_database_orders_as_the_pure_function_does(
    database: Database, cases: list[Place], settled: datetime
) -> None:
    school_id = school(database)
    fill(database, school_id, cases, min(settled, NOW))
    due = [place for place in cases if (moment := lifts_at(place, min(settled, NOW))) is not None and moment < NOW]
    assert lift_due(database, NOW) == len(due)
    assert lift_due(database, NOW) == 0
    with database.read() as session:
        found = repository.page(session, school_id, "", Wanted(), now=NOW, window=(0, 100))
        counts = repository.counts(session, school_id, "", Wanted(), now=NOW)
    assert [case.id for case in found] == [place.id for place in sorted(cases, key=lambda place: key(place, NOW))]
    served = [served_tier(place, NOW) for place in cases]
    assert counts == {tier: served.count(tier) for tier in Tier}


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(cases=strategies.lists(places, max_size=6, unique_by=lambda place: place.id), steps=strategies.lists(moments))
def test_lifting_step_by_step_writes_what_settling_would(
    database: Database, cases: list[Place], steps: list[datetime]
) -> None:
    school_id = school(database)
    fill(database, school_id, cases, NOW - timedelta(hours=4))
    for now in [*sorted(steps), NOW + timedelta(hours=4)]:
        with database.write() as session:
            lift(session, now)
        with database.write() as session:
            for case in session.scalars(select(Case)):
                lifted = case.served_tier, case.lifts_at
                settle(case, now)
                assert (
                    lifted
                    == (case.served_tier, case.lifts_at)
                    == (
                        served_tier(place_of(case), now),
                        lifts_at(place_of(case), now),
                    )
                )


def test_taking_goes_through_the_queue_in_its_order_and_then_ends(database: Database) -> None:
    school_id = school(database)
    cases = [
        Place(tier, NOW + timedelta(hours=hours), risk, NOW, new_id())
        for tier in Tier
        for hours in (-1, 1)
        for risk in (0.2, 0.8)
    ]
    fill(database, school_id, cases)
    with database.write() as session:
        user = User(
            name="lan", display_name="Lan", role="counsellor", password_hash="-", created_at=NOW, school_id=school_id
        )
        session.add(user)
    taken = []
    for _ in range(len(cases) + 1):
        with database.write() as session:
            case = take_first(session, school_id, user.id, now=NOW, lease=timedelta(minutes=15))
            taken.append(case.id if case else None)
    assert taken == [place.id for place in sorted(cases, key=lambda place: key(place, NOW))] + [None]
