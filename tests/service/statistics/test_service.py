from datetime import timedelta

from sqlalchemy import update

from service.models import Case
from tests.service.desk import GROOMING, HARMLESS, Desk


def test_an_empty_desk_has_empty_statistics(desk: Desk) -> None:
    found = desk.client.get("/v1/statistics", headers=desk.lan).json()
    assert (found["received"], found["overdue"], found["median_seconds_to_claim"]) == (0, 0, None)
    assert found["by_tier"] == {"P0": 0, "P1": 0, "P2": 0, "P3": 0}


def test_counts_and_times_are_those_of_the_schools_cases(desk: Desk) -> None:
    for _ in range(2):
        desk.file(GROOMING)
    desk.file(HARMLESS)
    case = desk.take()
    desk.post(f"/v1/cases/{case['id']}/decision", {"fence": case["fence"], "outcome": "closed_harm"})
    with desk.context.database.write() as session:
        row = session.get_one(Case, case["id"])
        row.first_claimed_at = row.received_at + timedelta(seconds=60)
        row.decided_at = row.received_at + timedelta(seconds=300)
    found = desk.client.get("/v1/statistics", headers=desk.lan).json()
    assert found["by_state"]["closed_harm"] == 1
    assert found["by_state"]["open"] == 2
    assert sum(found["by_tier"].values()) == found["received"] == 3
    assert sum(found["open_by_tier"].values()) == 2
    assert found["by_category"]["grooming"] == 2
    assert (found["median_seconds_to_claim"], found["median_seconds_to_decide"]) == (60, 300)
    assert desk.client.get("/v1/statistics", headers=desk.stranger).json()["received"] == 0


def test_overdue_cases_are_counted(desk: Desk) -> None:
    desk.file(HARMLESS)
    with desk.context.database.write() as session:
        session.execute(update(Case).values(due_at=Case.received_at.expression))
    assert desk.client.get("/v1/statistics", headers=desk.lan).json()["overdue"] == 1
    [entry] = desk.client.get("/v1/queue", headers=desk.lan).json()["cases"]
    assert (entry["tier"], entry["served_as"], entry["overdue"]) == ("P3", "P2", True)
