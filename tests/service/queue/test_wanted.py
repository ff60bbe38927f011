from datetime import timedelta
from typing import Any

import pytest

from classifier.taxonomy import Category, Tier
from service.database import Database
from service.models import Report
from service.principal import Principal
from service.queue import service as queue
from service.queue.wanted import Wanted
from service.words import CaseState, Holding, Reporter, Role
from tests.service.queue.cast import HOUR, NOW, case, keep, person, school


def report(case_id: str, school_id: str, reporter: Reporter = Reporter.OTHER) -> Report:
    return Report(
        school_id=school_id,
        case_id=case_id,
        received_at=NOW,
        reporter=reporter.value,
        content=b"",
        messages=0,
        receipt_hash=case_id.encode(),
        body_hash=b"",
        next_try_at=NOW,
    )


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), "late mine held plain resting pictured drawn"),
        (Wanted(tier=Tier.P1), "late mine"),
        (Wanted(tier=Tier.P0), ""),
        (Wanted(category=Category.BULLYING), "mine held"),
        (Wanted(category=Category.GROOMING), "mine"),
        (Wanted(holding=Holding.MINE), "mine"),
        (Wanted(holding=Holding.FREE), "late plain pictured drawn"),
        (Wanted(overdue=True), "late"),
        (Wanted(with_pictures=True), "pictured"),
        (Wanted(received_since=NOW - HOUR), "late mine held plain resting pictured drawn"),
        (Wanted(received_since=NOW - HOUR + timedelta(seconds=1)), "resting"),
        (Wanted(states=(CaseState.CLOSED_HARM,)), "closed"),
        (Wanted(states=(CaseState.CLOSED_HARM, CaseState.OPEN), overdue=True), "late closed"),
        (Wanted(text="3F9-A2C"), "plain"),
        (Wanted(text="3f9a"), "plain"),
        (Wanted(text="3F9-"), "plain"),
        (Wanted(text="F9A"), ""),
        (Wanted(text="Phụ huynh"), "held"),
        (Wanted(text="phu h"), "held"),
        (Wanted(text="parent"), "held"),
        (Wanted(text="%"), ""),
        (Wanted(text="   "), "late mine held plain resting pictured drawn"),
        (Wanted(holding=Holding.FREE, tier=Tier.P2, with_pictures=True), ""),
    ],
    ids=repr,
)
def test_each_filter_finds_its_cases_and_counts_them(database: Database, wanted: Wanted, found: str) -> None:
    here = school(database)
    lan, hue = person(database, here), person(database, here)
    held: dict[str, Any] = {"claimed_until": NOW + HOUR}
    rows = {
        "late": case(here, tier="P2", due_at=NOW - HOUR),
        "mine": case(here, tier="P1", claimed_by=lan, **held, categories=["grooming", "bullying"]),
        "held": case(here, tier="P2", claimed_by=hue, **held, categories=["bullying"]),
        "plain": case(here, id="0" * 26 + "3f9a2c"),
        "resting": case(here, resting_until=NOW + HOUR, received_at=NOW),
        "pictured": case(here, with_files=True),
        "drawn": case(here, drawn=True, categories=["bullying"]),
        "closed": case(here, state="closed_harm", due_at=NOW - HOUR),
    }
    keep(database, *rows.values())
    keep(database, report(rows["pictured"].id, here), report(rows["held"].id, here, Reporter.PARENT))
    with database.read() as session:
        page = queue.page(session, Principal(lan, Role.COUNSELLOR, here), now=NOW, wanted=wanted)
    assert {entry.case_id for entry in page.entries} == {rows[name].id for name in found.split()}
    assert page.total == len(page.entries)
    assert sum(page.counts.values()) >= page.total
    if wanted.tier is None:
        served = [entry.served_as for entry in page.entries]
        assert page.counts == {tier: served.count(tier) for tier in Tier}


def test_counts_tell_of_every_tier_while_one_is_looked_at(database: Database) -> None:
    here = school(database)
    lan = Principal(person(database, here), Role.COUNSELLOR, here)
    keep(database, case(here, tier="P1"), case(here, tier="P2"), case(here, tier="P2"))
    with database.read() as session:
        page = queue.page(session, lan, now=NOW, wanted=Wanted(tier=Tier.P2), window=(0, 1))
    assert (page.total, page.counts[Tier.P1], page.counts[Tier.P2], len(page.entries)) == (2, 1, 2, 1)


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(),
        Wanted((CaseState.ESCALATED,), Tier.P0, Category.EXPLICIT, Holding.MINE, True, True, NOW, "3F9"),
    ],
)
def test_what_is_laid_down_is_taken_up_the_same(wanted: Wanted) -> None:
    assert Wanted.taken_up(wanted.laid_down()) == wanted
    assert Wanted().laid_down() == {}
