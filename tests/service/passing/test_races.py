"""Two people, one case, one moment: one of them is told no, and nothing of theirs is applied."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from service import clock
from service.cases import service as cases
from service.cases import undoing
from service.cases.file import Claim, Held, Rules, Ruling
from service.database import Database
from service.errors import DoneError, ForbiddenError, HeldError, StaleClaimError
from service.models import Case, CaseStep, Decision, Skip
from service.passing import service as passing
from service.passing.move import HandOver
from service.principal import Principal
from service.queue.calendar import SchoolCalendar
from service.queue.entry import Entry
from service.words import Outcome, SkipReason
from tests.service.at_work import Staff, at_once, staff

LEASE = timedelta(minutes=15)
RULES = Rules(SchoolCalendar(), LEASE, timedelta(seconds=10))
ROUNDS = 12


@pytest.fixture
def school(database: Database) -> Staff:
    return staff(database)


def claim(database: Database, who: Principal, case_id: str) -> Claim:
    with database.write() as session:
        return cases.claim(session, who, case_id, now=clock.now(), lease=LEASE)


def undo(database: Database, school: Staff) -> Entry:
    """Lan takes the last decision back."""
    with database.write() as session:
        return undoing.undo(session, school.lan, school.case_id, rules=RULES, now=clock.now())


def row(database: Database) -> Case:
    with database.read() as session:
        return session.scalars(select(Case)).one()


def start_over(database: Database, school: Staff) -> Held:
    """Lan holds the case, with a token of its own for every round."""
    with database.write() as session:
        case = session.scalars(select(Case)).one()
        case.state, case.claimed_by, case.claimed_until, case.decided_at = "open", None, None, None
        for table in (CaseStep, Decision, Skip):
            for old in session.scalars(select(table)):
                session.delete(old)
    return Held(school.case_id, claim(database, school.lan, school.case_id).fence)


def test_handing_over_against_deciding(database: Database, school: Staff) -> None:
    for _ in range(ROUNDS):
        held = start_over(database, school)

        def hand(held: Held = held) -> Any:
            with database.write() as session:
                wish = HandOver(str(school.minh.id), "x")
                return passing.hand_over(session, school.lan, held, wish, lease=LEASE, now=clock.now())

        def decide(held: Held = held) -> Any:
            with database.write() as session:
                ruling = Ruling(Outcome.CLOSED_NO_HARM)
                return cases.decide(session, school.lan, held, ruling, rules=RULES, now=clock.now())

        handed, decided = at_once(hand, decide)
        after = row(database)
        with database.read() as session:
            steps, decisions = session.scalars(select(CaseStep)).all(), session.scalars(select(Decision)).all()
        if isinstance(handed, Claim):
            assert isinstance(decided, StaleClaimError)
            assert (after.state, after.claimed_by, after.fence) == ("open", school.minh.id, held.fence + 1)
            assert (len(steps), len(decisions)) == (1, 0)
        else:
            assert isinstance(handed, StaleClaimError)
            assert isinstance(decided, Entry)
            assert (after.state, after.claimed_by, after.fence) == ("closed_no_harm", None, held.fence)
            assert (len(steps), len(decisions)) == (0, 1)


def test_taking_over_against_a_heartbeat(database: Database, school: Staff) -> None:
    for _ in range(ROUNDS):
        held = start_over(database, school)

        def beat(held: Held = held) -> Any:
            with database.write() as session:
                return cases.heartbeat(session, school.lan, held, now=clock.now(), lease=LEASE)

        def take() -> Any:
            with database.write() as session:
                return passing.take_over(session, school.hue, school.case_id, "x", lease=LEASE, now=clock.now())

        beaten, taken = at_once(beat, take)
        assert isinstance(taken, Claim)
        assert isinstance(beaten, Claim | StaleClaimError)
        after = row(database)
        assert (after.claimed_by, after.fence) == (school.hue.id, held.fence + 1)
        with pytest.raises(StaleClaimError):
            beat()


def test_two_leads_taking_over_at_once_leave_one_holder_with_the_newest_token(
    database: Database, school: Staff
) -> None:
    held = start_over(database, school)
    second = Principal(school.minh.id, school.hue.role, school.school_id, "Minh")

    def take(who: Principal) -> Any:
        with database.write() as session:
            return passing.take_over(session, who, school.case_id, "x", lease=LEASE, now=clock.now())

    taken = at_once(lambda: take(school.hue), lambda: take(second))
    assert sorted(claim.fence for claim in taken) == [held.fence + 1, held.fence + 2]
    newest = max((claim.fence, who.id) for claim, who in zip(taken, (school.hue, second), strict=True))
    assert (row(database).fence, row(database).claimed_by) == newest


def test_undoing_against_a_new_claim(database: Database, school: Staff) -> None:
    for _ in range(ROUNDS):
        held = start_over(database, school)
        with database.write() as session:
            cases.decide(session, school.lan, held, Ruling(Outcome.KEPT_OPEN), rules=RULES, now=clock.now())
        undone, claimed = at_once(lambda: undo(database, school), lambda: claim(database, school.minh, school.case_id))
        after = row(database)
        if isinstance(undone, Entry):
            assert isinstance(claimed, HeldError)
            assert (undone.fence, after.claimed_by, after.fence) == (held.fence, school.lan.id, held.fence)
        else:
            assert isinstance(undone, HeldError)
            assert isinstance(claimed, Claim)
            assert (after.claimed_by, after.fence) == (school.minh.id, held.fence + 1)
            with database.read() as session:
                assert session.scalars(select(Decision)).one().undone_at is None


def test_undoing_twice_at_once_undoes_once(database: Database, school: Staff) -> None:
    held = start_over(database, school)
    with database.write() as session:
        cases.decide(session, school.lan, held, Ruling(Outcome.CLOSED_HARM), rules=RULES, now=clock.now())
    outcomes = at_once(lambda: undo(database, school), lambda: undo(database, school))
    assert {type(outcome) for outcome in outcomes} == {Entry, DoneError}


def test_who_says_that_they_are_in_it_cannot_take_it_in_another_tab_at_that_moment(
    database: Database, school: Staff
) -> None:
    for _ in range(ROUNDS):
        held = start_over(database, school)

        def skip(held: Held = held) -> Any:
            with database.write() as session:
                return passing.skip(session, school.lan, held, SkipReason.NAMED, None, now=clock.now())

        skipped, claimed = at_once(skip, lambda: claim(database, school.lan, school.case_id))
        assert isinstance(skipped, tuple)
        assert isinstance(claimed, Claim | ForbiddenError)
        assert row(database).claimed_by is None


def test_a_lease_that_ran_out_passes_to_one_and_the_token_of_the_other_is_stale(
    database: Database, school: Staff
) -> None:
    held = start_over(database, school)
    with database.write() as session:
        session.scalars(select(Case)).one().claimed_until = clock.now() - timedelta(seconds=1)

    def hand() -> Any:
        with database.write() as session:
            wish = HandOver(str(school.hue.id), "x")
            return passing.hand_over(session, school.lan, held, wish, lease=LEASE, now=clock.now())

    handed, claimed = at_once(hand, lambda: claim(database, school.minh, school.case_id))
    after = row(database)
    assert after.fence == held.fence + 1
    if isinstance(handed, Claim):
        assert isinstance(claimed, HeldError)
        assert after.claimed_by == school.hue.id
    else:
        assert isinstance(handed, StaleClaimError)
        assert after.claimed_by == school.minh.id
