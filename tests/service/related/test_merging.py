"""Cases that people join and take apart: who may, what it does, and what happens when several do it at once."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from service import clock
from service.models import AuditRow, Case, Report
from tests.service.desk import GROOMING, HARMLESS, Desk, report
from tests.service.related.desk_of_cases import case_of, change, claim, merge, merges, row

if TYPE_CHECKING:
    from collections.abc import Callable


def two(desk: Desk) -> tuple[Case, Case]:
    return case_of(desk, desk.file(HARMLESS)), case_of(desk, desk.file(GROOMING))


def test_merging_keeps_the_more_urgent_of_both_and_undoing_gives_each_its_own_back(desk: Desk) -> None:
    filed = desk.file(GROOMING)
    kept, other = case_of(desk, desk.file(HARMLESS)), case_of(desk, filed)
    made = merge(desk, kept.id, other.id, claim(desk, kept.id))
    assert made.status_code == 200
    assert (made.json()["kept_id"], made.json()["merged_id"], made.json()["by"]) == (kept.id, other.id, "Lan")
    joined, emptied = row(desk, kept.id), row(desk, other.id)
    assert (joined.tier, joined.due_at, joined.report_count) == (other.tier, min(kept.due_at, other.due_at), 2)
    assert (emptied.state, emptied.merged_into, emptied.tier) == ("merged", kept.id, other.tier)
    assert case_of(desk, filed).id == kept.id
    assert desk.client.get(f"/v1/reports/{filed['id']}", headers=desk.key).json()["state"] == "in_progress"
    file = desk.client.get(f"/v1/cases/{kept.id}", headers=desk.lan).json()
    assert len(file["reports"]) == 2
    assert [(one["by"], one["undone_at"]) for one in file["related"]["merges"]] == [("Lan", None)]

    undone = desk.post(f"/v1/merges/{made.json()['id']}/undo").json()
    assert undone["undone_by"] == "Lan"
    assert case_of(desk, filed).id == other.id
    again, rest = row(desk, other.id), row(desk, kept.id)
    assert (again.state, again.tier, again.due_at, again.served_tier) == ("open", other.tier, other.due_at, other.tier)
    assert (again.merged_into, again.claimed_by, again.report_count, rest.report_count) == (None, None, 1, 1)
    assert rest.tier == joined.tier  # only a person makes a case less urgent
    assert rest.categories == kept.categories
    with desk.context.database.read() as session:
        done = Counter(
            (one.verb, one.object_id)
            for one in session.scalars(select(AuditRow).where(AuditRow.verb.in_(["merge_cases", "unmerge_cases"])))
        )
    assert done == Counter({(verb, one): 1 for verb in ("merge_cases", "unmerge_cases") for one in (kept.id, other.id)})


def test_only_who_holds_the_one_and_finds_the_other_free_may_merge(desk: Desk) -> None:
    kept, other = two(desk)
    assert merge(desk, kept.id, other.id, 0).json()["type"] == "urn:lachan:problem:stale-claim"
    fence = claim(desk, kept.id)
    assert merge(desk, kept.id, other.id, fence + 1).json()["type"] == "urn:lachan:problem:stale-claim"
    assert merge(desk, kept.id, other.id, fence, desk.hue).json()["type"] == "urn:lachan:problem:stale-claim"
    assert merge(desk, kept.id, kept.id, fence).json()["errors"][0]["field"] == "other"
    assert merge(desk, kept.id, "0" * 32, fence).status_code == 404
    theirs = desk.client.post("/v1/reports", json=report(HARMLESS), headers=desk.other_key).json()
    assert merge(desk, kept.id, case_of(desk, theirs).id, fence).status_code == 404
    claim(desk, other.id, desk.hue)
    assert merge(desk, kept.id, other.id, fence).json()["type"] == "urn:lachan:problem:held"
    change(desk, other.id, claimed_until=clock.now() - timedelta(seconds=1))
    for state in ("closed_harm", "escalated", "merged"):
        change(desk, other.id, state=state)
        assert merge(desk, kept.id, other.id, fence).json()["type"] == "urn:lachan:problem:done"
    assert not merges(desk)
    change(desk, other.id, state="open")
    assert merge(desk, kept.id, other.id, fence).status_code == 200
    stale = desk.post(f"/v1/cases/{other.id}/claim", who=desk.hue)
    assert stale.json()["type"] == "urn:lachan:problem:done"


def test_undoing_is_done_once_by_who_may_see_it_and_not_under_a_colleagues_hands(desk: Desk) -> None:
    kept, other = two(desk)
    made = merge(desk, kept.id, other.id, claim(desk, kept.id)).json()
    path = f"/v1/merges/{made['id']}/undo"
    assert desk.post(path, who=desk.hue).json()["type"] == "urn:lachan:problem:held"
    assert row(desk, other.id).state == "merged"
    assert desk.post(path, who=desk.stranger).status_code == 404
    assert desk.post(path).status_code == 200
    assert desk.post(path).json()["type"] == "urn:lachan:problem:done"
    assert (row(desk, kept.id).report_count, row(desk, other.id).report_count) == (1, 1)


def test_a_merge_into_a_case_that_was_closed_since_can_be_undone_and_the_other_waits_again(desk: Desk) -> None:
    kept, other = two(desk)
    fence = claim(desk, kept.id)
    made = merge(desk, kept.id, other.id, fence).json()
    desk.post(f"/v1/cases/{kept.id}/decision", {"fence": fence, "outcome": "closed_harm"})
    assert desk.post(f"/v1/merges/{made['id']}/undo").status_code == 200
    assert (row(desk, kept.id).state, row(desk, other.id).state) == ("closed_harm", "open")


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_chain_can_be_taken_apart_from_either_end(desk: Desk, order: tuple[int, int]) -> None:
    filed = [desk.file(f"mai đi học nhé {name}") for name in ("an", "bình", "chi")]
    a, b, c = (case_of(desk, one).id for one in filed)
    inner = merge(desk, b, c, claim(desk, b)).json()["id"]
    outer = merge(desk, a, b, claim(desk, a)).json()["id"]
    assert [case_of(desk, one).id for one in filed] == [a, a, a]
    assert row(desk, a).report_count == 3
    for number in order:
        assert desk.post(f"/v1/merges/{(inner, outer)[number]}/undo").status_code == 200
    assert [case_of(desk, one).id for one in filed] == [a, b, c]
    assert [row(desk, one).report_count for one in (a, b, c)] == [1, 1, 1]
    assert [row(desk, one).state for one in (a, b, c)] == ["open"] * 3


def test_what_was_merged_anew_stays_where_it_is_when_an_older_merge_is_undone(desk: Desk) -> None:
    filed = [desk.file(f"mai đi học nhé {name}") for name in ("an", "bình", "chi")]
    a, b, c = (case_of(desk, one).id for one in filed)
    inner = merge(desk, b, c, claim(desk, b)).json()["id"]
    fence = claim(desk, a)
    outer = merge(desk, a, b, fence).json()["id"]
    desk.post(f"/v1/merges/{inner}/undo")
    assert merge(desk, a, c, fence).status_code == 200
    desk.post(f"/v1/merges/{outer}/undo")
    assert [case_of(desk, one).id for one in filed] == [a, b, a]
    assert [row(desk, one).report_count for one in (a, b, c)] == [2, 1, 0]


def at_once(*deeds: Callable[[], Any]) -> list[int]:
    begin, statuses = threading.Barrier(len(deeds)), [0] * len(deeds)

    def do(number: int) -> None:
        begin.wait()
        statuses[number] = deeds[number]().status_code

    threads = [threading.Thread(target=do, args=(number,)) for number in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses


def consistent(desk: Desk) -> None:
    """Each report is in a case that is not merged, and each case counts its reports right."""
    with desk.context.database.read() as session:
        counted = Counter(session.scalars(select(Report.case_id)))
        for case in session.scalars(select(Case)):
            assert case.report_count == counted[case.id]
            assert (case.state == "merged") == (case.merged_into is not None) == (counted[case.id] == 0)


def test_two_merges_that_cross_leave_one_case_with_all_reports(desk: Desk) -> None:
    for _ in range(4):
        a, b = (case_of(desk, desk.file(text)).id for text in (HARMLESS, "chiều đá bóng nha"))
        fences = claim(desk, a), claim(desk, b)
        done = at_once(lambda: merge(desk, a, b, fences[0]), lambda: merge(desk, b, a, fences[1]))  # noqa: B023
        assert sorted(done) == [200, 409]
        consistent(desk)


def test_a_merge_a_claim_and_a_decision_at_once_end_in_one_of_their_orders(desk: Desk) -> None:
    for _ in range(4):
        a, b = (case_of(desk, desk.file(text)).id for text in (HARMLESS, "chiều đá bóng nha"))
        fence = claim(desk, a)
        merged, claimed, decided = at_once(
            lambda: merge(desk, a, b, fence),  # noqa: B023
            lambda: desk.post(f"/v1/cases/{b}/claim", who=desk.hue),  # noqa: B023
            lambda: desk.post(f"/v1/cases/{a}/decision", {"fence": fence, "outcome": "closed_no_harm"}),  # noqa: B023
        )
        assert decided == 200
        assert {merged, claimed} == {200, 409} or (merged, claimed) == (409, 200)
        consistent(desk)


def test_a_merge_that_two_undo_at_once_is_undone_once(desk: Desk) -> None:
    kept, other = two(desk)
    made = merge(desk, kept.id, other.id, claim(desk, kept.id)).json()
    path = f"/v1/merges/{made['id']}/undo"
    assert sorted(at_once(lambda: desk.post(path), lambda: desk.post(path))) == [200, 409]
    consistent(desk)


def test_copies_that_arrive_at_once_while_people_merge_lose_none(desk: Desk) -> None:
    words = "cả lớp ơi tối nay nhớ nộp bài văn cho cô trước tám giờ kẻo bị trừ điểm nha"
    kept, other = case_of(desk, desk.file(words)), case_of(desk, desk.file(HARMLESS))
    fence = claim(desk, other.id)
    body = report(words)
    done = at_once(
        *[lambda: desk.client.post("/v1/reports", json=body, headers=desk.key)] * 6,
        lambda: merge(desk, other.id, kept.id, fence),
    )
    assert done == [201] * 6 + [200]
    consistent(desk)
    with desk.context.database.read() as session:
        assert len(session.scalars(select(Report.id)).all()) == 8


@pytest.mark.parametrize("who", ["key", "nobody"])
def test_who_does_not_work_at_the_desk_may_neither_merge_nor_undo(small_desk: Desk, who: str) -> None:
    headers = small_desk.key if who == "key" else {}
    for path, body in (
        (f"/v1/cases/{'0' * 32}/merge", {"fence": 1, "other": "1" * 32}),
        (f"/v1/merges/{'0' * 32}/undo", None),
    ):
        assert small_desk.client.post(path, json=body, headers=headers).status_code in (401, 403)
