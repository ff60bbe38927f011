import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select, update

from service import clock
from service.deliveries.on_call import ROUNDS, call_next
from service.models import AuditRow, Case, Delivery
from tests.service.deliveries.passing import add_recipient, alone, later, rows, send_all, told_to
from tests.service.deliveries.receiver import Receiver
from tests.service.desk import HARMLESS, Desk


def at(minutes: float) -> Callable[[], datetime]:
    return later(minutes=minutes)


def put_on_call(desk: Desk, url: str, *names: str) -> list[str]:
    ids = [
        add_recipient(desk, "on_call", "webhook", f"{url}/{number}", name)["recipient"]["id"]
        for number, name in enumerate(names)
    ]
    done = desk.client.put("/v1/on-call", json={"people": [{"recipient_id": one} for one in ids]}, headers=desk.hue)
    assert done.status_code == 200, done.text
    return ids


def urgent(desk: Desk) -> str:
    desk.file(HARMLESS, happening_now=True)
    with desk.context.database.read() as session:
        case = session.scalars(select(Case).order_by(Case.received_at.desc())).first()
    assert case is not None
    assert (case.tier, case.urgent_since is not None) == ("P0", True)
    return case.id


def called(desk: Desk) -> list[str]:
    return [row.recipient_id or "" for row in rows(desk) if row.target == "on_call"]


def test_after_ten_minutes_the_list_is_called_one_after_the_other_three_times_round(still_desk: Desk) -> None:
    people = put_on_call(still_desk, "http://127.0.0.1:9", "Cô Hương", "Thầy Nam")
    urgent(still_desk)
    assert not call_next(still_desk.context, tell=at(9.5))
    moment = 10.5
    for step in range(ROUNDS * 2):
        assert call_next(still_desk.context, tell=at(moment))
        assert not call_next(still_desk.context, tell=at(moment + 9))
        assert len(called(still_desk)) == step + 1
        moment += 10.5
    assert called(still_desk) == people * ROUNDS
    assert not call_next(still_desk.context, tell=at(moment + 600))  # never more than three times round
    assert [row.call for row in rows(still_desk)] == list(range(ROUNDS * 2))
    assert {row.created_by for row in rows(still_desk)} == {None}
    with still_desk.context.database.read() as session:
        audited = session.scalars(select(AuditRow).where(AuditRow.verb == "call_on")).all()
    assert [(row.actor_kind, row.object_kind) for row in audited] == [("service", "case")] * ROUNDS * 2


def test_a_case_that_somebody_holds_calls_nobody_and_one_given_back_does(still_desk: Desk) -> None:
    put_on_call(still_desk, "http://127.0.0.1:9", "Cô Hương")
    case_id = urgent(still_desk)
    fence = still_desk.post(f"/v1/cases/{case_id}/claim").json()["fence"]
    assert not call_next(still_desk.context, tell=at(12))
    assert call_next(still_desk.context, tell=at(16))  # the lease ran out
    with still_desk.context.database.write() as session:
        session.execute(Delivery.__table__.delete())  # type: ignore[attr-defined]
    still_desk.post(f"/v1/cases/{case_id}/release", {"fence": fence})
    assert call_next(still_desk.context, tell=at(10.5))


@pytest.mark.parametrize(
    "change",
    [
        {"tier": "P1"},
        {"state": "closed_harm"},
        {"state": "escalated"},
        {"state": "merged"},
        {"resting_until": clock.now() + timedelta(hours=5)},
    ],
)
def test_only_open_urgent_cases_that_nobody_put_off_call(still_desk: Desk, change: dict[str, object]) -> None:
    put_on_call(still_desk, "http://127.0.0.1:9", "Cô Hương")
    urgent(still_desk)
    with still_desk.context.database.write() as session:
        session.execute(update(Case).values(**change))
    assert not call_next(still_desk.context, tell=at(60))


def test_a_case_counts_from_the_moment_it_became_urgent(still_desk: Desk) -> None:
    put_on_call(still_desk, "http://127.0.0.1:9", "Cô Hương")
    still_desk.file(HARMLESS)
    with still_desk.context.database.write() as session:
        session.execute(update(Case).values(received_at=clock.now() - timedelta(hours=3)))
    taken = still_desk.take()
    raised = {"fence": taken["fence"], "outcome": "kept_open", "tier": "P0", "reason": "mẹ em vừa gọi"}
    assert still_desk.post(f"/v1/cases/{taken['id']}/decision", raised).status_code == 200
    assert not call_next(still_desk.context, tell=at(9.5))
    assert call_next(still_desk.context, tell=at(10.5))


def test_a_school_without_a_list_calls_nobody_and_never_another_schools(still_desk: Desk) -> None:
    urgent(still_desk)
    assert not call_next(still_desk.context, tell=at(30))
    [mine] = put_on_call(still_desk, "http://127.0.0.1:9", "Cô Hương")
    still_desk.client.post(
        "/v1/reports",
        json={"messages": [{"text": HARMLESS}], "happening_now": True},
        headers=still_desk.other_key,
    )
    while call_next(still_desk.context, tell=at(30)):
        pass
    assert called(still_desk) == [mine]


def test_the_list_holds_only_ones_own_people_on_call(still_desk: Desk) -> None:
    police = add_recipient(still_desk, "police", "webhook", "https://nhan.example.vn/")["recipient"]["id"]
    refused = still_desk.client.put(
        "/v1/on-call",
        json={"people": [{"recipient_id": police}, {"recipient_id": "0" * 32}]},
        headers=still_desk.hue,
    )
    fields = [error["field"] for error in refused.json()["errors"]]
    assert (refused.status_code, fields) == (422, ["people[0].recipient_id", "people[1].recipient_id"])
    [one, two] = put_on_call(still_desk, "http://127.0.0.1:9", "Cô Hương", "Thầy Nam")
    places = still_desk.client.get("/v1/on-call", headers=still_desk.hue).json()["people"]
    assert [place["name"] for place in places] == ["Cô Hương", "Thầy Nam"]
    still_desk.client.delete(f"/v1/recipients/{one}", headers=still_desk.hue)
    urgent(still_desk)
    assert call_next(still_desk.context, tell=at(11))
    assert called(still_desk) == [two]  # whoever left is not called


def test_the_call_tells_whom_it_reaches_where_to_log_in_and_is_not_made_once_the_case_is_taken(
    still_desk: Desk, receiver: Receiver
) -> None:
    put_on_call(still_desk, receiver.url, "Cô Hương")
    first = urgent(still_desk)
    call_next(still_desk.context, tell=at(11))
    assert send_all(still_desk, at(11)) == 1
    [notice] = receiver.notices
    assert notice["target"]["code"] == "on_call"
    assert notice["link"] == f"https://la-chan.truong.example/ho-so/{first}"
    call_next(still_desk.context, tell=at(22))
    still_desk.post(f"/v1/cases/{first}/claim")
    with still_desk.context.database.write() as session:
        session.execute(update(Case).values(claimed_until=clock.now() + timedelta(hours=1)))
    send_all(still_desk, at(22))
    assert len(receiver.got) == 1
    last = rows(still_desk)[-1]
    assert (last.state, last.why) == ("failed", "not_needed")


def test_many_threads_take_each_step_once(still_desk: Desk) -> None:
    put_on_call(still_desk, "http://127.0.0.1:9", "Cô Hương", "Thầy Nam", "Cô Mai")
    for _ in range(3):
        urgent(still_desk)
    failures: list[BaseException] = []
    begin = threading.Barrier(8)

    def race() -> None:
        begin.wait()
        try:
            while call_next(still_desk.context, tell=at(11)):
                pass
        except BaseException as error:  # noqa: BLE001 - a thread's failure must fail the test
            failures.append(error)

    threads = [threading.Thread(target=race) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    with still_desk.context.database.read() as session:
        made = session.execute(
            select(Delivery.case_id, func.count()).where(Delivery.call.is_not(None)).group_by(Delivery.case_id)
        ).all()
    assert [number for _, number in made] == [1, 1, 1]


def test_two_processes_take_each_step_once(still_desk: Desk) -> None:
    put_on_call(still_desk, "http://127.0.0.1:9", "Cô Hương", "Thầy Nam")
    for _ in range(4):
        urgent(still_desk)
    for step in range(1, 4):
        racing = [alone(still_desk, "call", at(11.0 * step)()) for _ in range(2)]
        for process in racing:
            told_to(process)
        for process in racing:
            process.communicate(timeout=60)
            assert process.returncode == 0
        made = [row for row in rows(still_desk) if row.call is not None]
        assert len(made) == 4 * step
    assert len({(row.case_id, row.call) for row in made}) == 12
