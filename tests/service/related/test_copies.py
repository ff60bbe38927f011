"""Reports that say the same join one case; what joins, what does not, and what it does to the queue."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from classifier.taxonomy import Tier
from service import clock
from service.jobs.work import Work
from service.models import AuditRow, Mention, Report, User
from tests.service.attachments.test_reading import eventually
from tests.service.desk import GROOMING, Desk, report
from tests.service.related.desk_of_cases import LONG, case_of, change, claim, groups, merges, row

GREETED = f"Dạ em chào cô, {LONG}"
URGENT = f"{GROOMING}, anh nạp thẻ cho em nhé rồi mình gặp nhau chỗ cũ cho vui"


def queue(desk: Desk) -> Any:
    return desk.client.get("/v1/queue", headers=desk.lan).json()


def test_copies_join_one_case_and_their_number_lifts_it_one_tier_once(desk: Desk) -> None:
    first = desk.file(LONG)
    assert first["tier"] == "P3"
    filed = [
        desk.file(words)
        for words in (
            GREETED,
            LONG,
            LONG.upper(),
            "mai lop minh kiem tra toan, nho mang vo bai tap voi may tinh cam tay nhe cac ban oi",
        )
    ]
    [entry] = queue(desk)["cases"]
    assert (entry["tier"], entry["served_as"]) == ("P3", "P2")
    kept = case_of(desk, first)
    assert kept.report_count == 5
    assert entry["due_at"].startswith(kept.due_at.isoformat()[:19])
    for one in filed:
        assert case_of(desk, one).id == kept.id
        assert desk.client.get(f"/v1/reports/{one['id']}", headers=desk.key).json()["state"] == "received"
        receipt = desk.client.post("/v1/receipts", json={"receipt": one["receipt"]}).json()
        assert receipt["state"] == "received"
    made = merges(desk)
    assert [(one.kept_id, one.user_id, len(one.report_ids)) for one in made] == [(kept.id, None, 1)] * 4
    for joined in made:
        emptied = row(desk, str(joined.merged_id))
        assert (emptied.state, emptied.merged_into, emptied.report_count) == ("merged", kept.id, 0)
    with desk.context.database.read() as session:
        audit = session.scalars(select(AuditRow).where(AuditRow.verb == "merge_cases")).all()
    assert {(one.actor_kind, one.actor_id) for one in audit} == {("service", None)}
    assert len(audit) == 8


def test_what_happens_to_the_kept_case_is_told_to_whoever_holds_a_copys_receipt(desk: Desk) -> None:
    desk.file(LONG)
    copy = desk.file(LONG)
    held = desk.take()
    assert desk.client.post("/v1/receipts", json={"receipt": copy["receipt"]}).json()["state"] == "in_progress"
    desk.post(f"/v1/cases/{held['id']}/decision", {"fence": held["fence"], "outcome": "closed_no_harm"})
    assert desk.client.post("/v1/receipts", json={"receipt": copy["receipt"]}).json()["state"] == "closed"


def test_a_copy_joins_a_case_that_somebody_holds_and_they_keep_it(desk: Desk) -> None:
    desk.file(LONG)
    held = desk.take()
    desk.file(LONG)
    assert queue(desk)["total"] == 1
    file = desk.client.get(f"/v1/cases/{held['id']}", headers=desk.lan).json()
    assert (len(file["reports"]), file["case"]["mine"], file["case"]["fence"]) == (2, True, held["fence"])


@pytest.mark.parametrize("state", ["closed_harm", "closed_no_harm", "escalated"])
def test_a_case_that_was_dealt_with_takes_no_copy_in(desk: Desk, state: str) -> None:
    first = case_of(desk, desk.file(LONG))
    change(desk, first.id, state=state)
    again = case_of(desk, desk.file(LONG))
    assert again.id != first.id
    assert again.state == "open"
    assert [one["kind"] for one in groups(desk, again.id)] == ["text"]


def test_a_case_that_rests_takes_no_copy_in_for_nobody_would_see_it(desk: Desk) -> None:
    first = case_of(desk, desk.file(LONG))
    change(desk, first.id, resting_until=clock.now() + timedelta(hours=3))
    second = case_of(desk, desk.file(LONG))
    assert second.id != first.id
    assert case_of(desk, desk.file(LONG)).id == second.id


def test_an_old_report_takes_no_copy_in(desk: Desk) -> None:
    first = desk.file(LONG)
    with desk.context.database.write() as session:
        session.execute(update(Report).values(received_at=clock.now() - timedelta(days=31)))
    assert case_of(desk, desk.file(LONG)).id != case_of(desk, first).id


def test_another_schools_report_is_no_copy(desk: Desk) -> None:
    first = desk.file(LONG)
    theirs = desk.client.post("/v1/reports", json=report(LONG), headers=desk.other_key).json()
    assert case_of(desk, theirs).id != case_of(desk, first).id
    assert not merges(desk)


def test_what_is_urgent_never_disappears_behind_what_is_not(desk: Desk) -> None:
    calm = case_of(desk, desk.file(LONG))
    urgent = case_of(desk, desk.file(LONG, happening_now=True))
    assert (urgent.tier, urgent.id != calm.id) == ("P0", True)
    second = case_of(desk, desk.file(LONG, happening_now=True))
    assert second.id == urgent.id  # a P0 copy joins a P0 case
    third = case_of(desk, desk.file(LONG))
    assert third.id == urgent.id  # and the most urgent of two is the one that a calm copy joins
    assert row(desk, urgent.id).due_at == urgent.due_at


def test_a_copy_raises_what_a_person_lowered_and_never_lowers(desk: Desk) -> None:
    first = case_of(desk, desk.file(URGENT))
    assert first.tier in ("P0", "P1")
    change(desk, first.id, tier="P2", tier_by=lan(desk), due_at=clock.now() + timedelta(days=2))
    copy = desk.file(URGENT)
    kept = row(desk, first.id)
    if copy["tier"] != "P0":
        assert case_of(desk, copy).id == first.id
        assert kept.tier == copy["tier"]
        assert kept.due_at <= clock.now() + timedelta(hours=4)
    else:
        assert case_of(desk, copy).id != first.id


def lan(desk: Desk) -> str:
    with desk.context.database.read() as session:
        return session.scalars(select(User.id).where(User.name == "lan")).one()


def test_what_a_person_took_apart_does_not_join_again(desk: Desk) -> None:
    kept = case_of(desk, desk.file(LONG))
    copy = desk.file(LONG)
    [joined] = merges(desk)
    before = row(desk, str(joined.merged_id))
    assert desk.post(f"/v1/merges/{joined.id}/undo").status_code == 200
    alone = case_of(desk, copy)
    assert alone.id == joined.merged_id
    assert (alone.state, alone.tier, alone.due_at, alone.report_count) == ("open", before.tier, before.due_at, 1)
    assert row(desk, kept.id).report_count == 1
    assert [one["kind"] for one in groups(desk, alone.id)] == ["text"]  # its words are known again
    with desk.context.database.write() as session:
        session.execute(update(Report).where(Report.id == copy["id"]).values(assessed_at=None, next_try_at=clock.now()))
    desk.announce(Work.ASSESSING)
    eventually(desk, copy["id"], lambda now: now.assessed)
    assert case_of(desk, copy).id == alone.id


def test_a_case_that_somebody_worked_on_is_not_moved(desk: Desk) -> None:
    first = case_of(desk, desk.file(LONG))
    change(desk, first.id, state="escalated")
    own = desk.file(LONG)
    claim(desk, case_of(desk, own).id)
    change(desk, first.id, state="open")
    with desk.context.database.write() as session:
        session.execute(update(Report).where(Report.id == own["id"]).values(assessed_at=None, next_try_at=clock.now()))
    desk.announce(Work.ASSESSING)
    eventually(desk, own["id"], lambda now: now.assessed)
    assert case_of(desk, own).id != first.id


def test_a_rescore_of_one_report_keeps_what_was_found_in_the_others(desk: Desk) -> None:
    first, second = desk.file(LONG), desk.file(GROOMING)
    kept, other = case_of(desk, first), case_of(desk, second)
    fence = claim(desk, kept.id)
    desk.post(f"/v1/cases/{kept.id}/merge", {"fence": fence, "other": other.id})
    joined = row(desk, kept.id)
    assert (joined.tier, joined.categories) == (other.tier, other.categories)
    with desk.context.database.write() as session:
        session.execute(
            update(Report).where(Report.id == first["id"]).values(assessed_at=None, next_try_at=clock.now())
        )
    desk.announce(Work.ASSESSING)
    eventually(desk, first["id"], lambda now: now.assessed)
    after = row(desk, kept.id)
    assert (after.tier, after.risk, after.categories) == (joined.tier, joined.risk, joined.categories)
    assert Tier(after.tier) < Tier.P3
    assert {reason["code"] for reason in other.reasons} <= {reason["code"] for reason in after.reasons}


def test_a_copy_keeps_no_bands_of_its_own(desk: Desk) -> None:
    desk.file(LONG)
    with desk.context.database.read() as session:
        before = len(session.scalars(select(Mention.report_id)).all())
    for _ in range(3):
        desk.file(LONG)
    with desk.context.database.read() as session:
        assert len(session.scalars(select(Mention.report_id)).all()) == before
