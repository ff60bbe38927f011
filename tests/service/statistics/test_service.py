from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import select, update

from classifier.taxonomy import Category, Tier
from service import clock
from service.models import AuditRow, Case, Decision
from service.statistics.agreement import Decided, Share, compare
from service.statistics.period import Period, months_before
from service.statistics.workbook import HIDDEN
from service.words import CaseState, Outcome, Role
from tests.service.desk import GROOMING, HARMLESS, Desk

NOON = datetime(2026, 11, 18, 5, tzinfo=UTC)
LAST = "2026-10"


def statistics(desk: Desk, headers: dict[str, str] | None = None, **query: str) -> dict:  # type: ignore[type-arg]
    answer = desk.client.get("/v1/statistics", params=query, headers=headers or desk.lan)
    assert answer.status_code == 200
    found: dict = answer.json()  # type: ignore[type-arg]
    return found


def test_an_empty_desk_has_empty_statistics(desk: Desk) -> None:
    found = statistics(desk)
    assert (found["received"], found["overdue"], found["whole"]["median_seconds_to_claim"]) == (0, 0, None)
    assert found["by_tier"] == {"P0": 0, "P1": 0, "P2": 0, "P3": 0}
    assert found["agreement"]["missed"] == {"part": 0, "whole": 0, "low": None, "high": None}


def test_counts_and_times_are_those_of_the_schools_cases(desk: Desk) -> None:
    desk.file(GROOMING)
    desk.file("chiều mai anh đón em ở cổng sau nhé, đừng kể với ai trong nhà")
    desk.file(HARMLESS)
    case = desk.take()
    desk.post(f"/v1/cases/{case['id']}/decision", {"fence": case["fence"], "outcome": "closed_harm"})
    with desk.context.database.write() as session:
        row = session.get_one(Case, case["id"])
        row.first_claimed_at = row.received_at + timedelta(seconds=60)
        row.decided_at = row.received_at + timedelta(seconds=300)
    found = statistics(desk)
    assert found["by_state"]["closed_harm"] == found["received_by_state"]["closed_harm"] == 1
    assert found["by_state"]["open"] == 2
    assert sum(found["by_tier"].values()) == sum(found["received_by_tier"].values()) == found["received"] == 3
    assert sum(found["open_by_tier"].values()) == 2
    assert found["by_category"]["grooming"] == 2
    assert sum(sum(week["by_tier"].values()) for week in found["weeks"]) == 3
    whole = found["whole"]
    assert (whole["median_seconds_to_claim"], whole["median_seconds_to_decide"]) == (60, 300)
    assert (whole["in_time"]["part"], whole["in_time"]["whole"]) == (1, 1)
    assert found["agreement"]["outcomes"][case["tier"]]["closed_harm"] == 1
    assert statistics(desk, desk.stranger)["received"] == 0
    assert found["by_school"] == {}


def test_somebody_of_no_school_sees_every_school_and_no_merged_case(desk: Desk) -> None:
    desk.file(HARMLESS)
    desk.file(GROOMING)
    with desk.context.database.write() as session:
        session.execute(update(Case).where(Case.tier == "P3").values(state=CaseState.MERGED.value))
    found = statistics(desk, desk.person("du", Role.DATA, None))
    assert found["received"] == sum(found["by_tier"].values()) == 1
    assert [sum(by_tier.values()) for by_tier in found["by_school"].values()] == [1]


def test_overdue_cases_are_counted_and_late_claims_are_not_in_time(desk: Desk) -> None:
    desk.file(HARMLESS)
    with desk.context.database.write() as session:
        session.execute(update(Case).values(due_at=Case.received_at.expression))
    found = statistics(desk)
    assert found["overdue"] == 1
    assert (found["whole"]["in_time"]["part"], found["whole"]["in_time"]["whole"]) == (0, 1)
    [entry] = desk.client.get("/v1/queue", headers=desk.lan).json()["cases"]
    assert (entry["tier"], entry["served_as"], entry["overdue"]) == ("P3", "P2", True)


def test_an_undone_decision_counts_nowhere(desk: Desk) -> None:
    desk.file(GROOMING)
    case = desk.take()
    desk.post(f"/v1/cases/{case['id']}/decision", {"fence": case["fence"], "outcome": "closed_harm"})
    with desk.context.database.write() as session:
        session.execute(update(Decision).values(undone_at=clock.now()))
    assert statistics(desk)["agreement"]["tier_kept"]["whole"] == 0


def test_people_and_machine_are_compared_by_the_tier_that_was_there_before() -> None:
    harm, none = Outcome.CLOSED_HARM, Outcome.CLOSED_NO_HARM
    found = compare(
        [
            Decided(harm, Tier.P3, Tier.P1, Category.GROOMING, [], drawn=True),
            Decided(none, Tier.P3, Tier.P3, None, [], drawn=True),
            Decided(none, Tier.P1, Tier.P3, None, [Category.GROOMING], drawn=False),
            Decided(Outcome.ESCALATED, Tier.P1, Tier.P1, Category.BULLYING, [Category.BULLYING], drawn=False),
            Decided(Outcome.KEPT_OPEN, Tier.P1, Tier.P0, None, [], drawn=False),
        ]
    )
    assert (found.tier_kept, found.raised, found.lowered) == (Share(2, 4), 1, 1)
    assert (found.category_agreed, found.missed) == (Share(1, 2), Share(1, 2))
    assert found.outcomes[Tier.P1] == {harm: 0, none: 1, Outcome.ESCALATED: 1}


@pytest.mark.parametrize(("part", "whole", "low", "high"), [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634)])
def test_shares_have_wilsons_interval(part: int, whole: int, low: float, high: float) -> None:
    assert Share(part, whole).interval == pytest.approx((low, high), abs=1e-3)


def test_weeks_begin_on_mondays_and_periods_are_whole_days_in_viet_nam() -> None:
    october = Period.month(LAST, NOON)
    assert october.weeks() == [date(2026, 10, day) for day in (1, 5, 12, 19, 26)]
    assert october.since == datetime(2026, 9, 30, 17, tzinfo=UTC)
    assert months_before(NOON, 3) == ["2026-10", "2026-09", "2026-08"]
    assert Period.past(1, NOON).since == datetime(2026, 11, 17, 17, tzinfo=UTC)


def filled(desk: Desk) -> None:
    """Some dozen cases of last month, with a single P0."""
    for _ in range(12):  # short, so that none is taken for a copy of another
        desk.file("em sợ lắm", happening_now=True)
    for _ in range(7):
        desk.file("mai nhớ vở")
    month = Period.month(months_before(clock.now(), 1)[0], clock.now())
    with desk.context.database.write() as session:
        for number, case in enumerate(session.scalars(select(Case).order_by(Case.id))):
            case.received_at = month.since + timedelta(days=number)
            case.tier = "P0" if number == 0 else "P1" if number < 12 else "P3"


def test_the_months_workbook_hides_small_counts_and_is_written_down(desk: Desk) -> None:
    filled(desk)
    month = months_before(clock.now(), 1)[0]
    answer = desk.client.get("/v1/statistics/report.xlsx", params={"month": month}, headers=desk.hue)
    assert answer.headers["cache-control"] == "no-store"
    book = load_workbook(BytesIO(answer.content))
    cells = [cell.value for sheet in book for row in sheet.iter_rows(min_row=5) for cell in row]
    assert HIDDEN in cells
    numbers = [value for value in cells if isinstance(value, int | float)]
    assert 19 in numbers
    assert all(number >= 5 for number in numbers)
    with desk.context.database.read() as session:
        [row] = session.scalars(select(AuditRow).where(AuditRow.verb == "export_statistics"))
        assert (row.object_kind, row.object_id) == ("month", month)


def test_the_months_page_is_one_page_with_the_words_of_the_desk(desk: Desk) -> None:
    filled(desk)
    month = months_before(clock.now(), 1)[0]
    answer = desk.client.get("/v1/statistics/report.pdf", params={"month": month}, headers=desk.lan)
    reader = PdfReader(BytesIO(answer.content))
    assert len(reader.pages) == 1
    text = reader.pages[0].extract_text()
    for words in ("Báo cáo tháng", "THCS Hoa Sen", "Tổng đài quốc gia", "Được nhận đúng hạn", "19"):
        assert words in text


@pytest.mark.parametrize("month", ["2026-13", "2999-01", "x", "2026-1", ""])
def test_a_month_that_is_none_or_not_over_is_refused_by_name(small_desk: Desk, month: str) -> None:
    for ending in ("xlsx", "pdf"):
        answer = small_desk.client.get(
            f"/v1/statistics/report.{ending}", params={"month": month}, headers=small_desk.lan
        )
        assert answer.status_code == 422
        assert "month" in answer.json()["errors"][0]["field"]
