from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlalchemy import select, update

from classifier.taxonomy import Tier
from service import clock
from service.cases import service as cases
from service.identifiers import new_id
from service.models import Case
from service.principal import Principal
from service.queue import service as queue
from service.queue.calendar import SchoolCalendar
from service.queue.ordering import CROWD, due_at
from service.queue.placing import settle
from service.queue.sample import blind, draw, falls
from service.queue.wanted import Wanted
from service.secret import Secret
from service.settings import Settings
from service.words import Role
from tests.service.desk import GROOMING, HARMLESS, SCHOOL, Desk, opened

SECRET, OTHER = Secret(b"1" * 32), Secret(b"2" * 32)
NOW = datetime.fromisoformat("2026-11-18T03:00:00+00:00")


def case(**more: object) -> Case:
    values: dict[str, object] = {
        "id": new_id(), "state": "open", "tier": "P3", "risk": 0.1, "due_at": due_at(Tier.P3, NOW, SchoolCalendar()),
        "received_at": NOW, "report_count": 1, "drawn": False, "provisional": False,
    }  # fmt: skip
    return Case(**values | more)


def test_about_the_share_is_drawn_always_the_same_and_another_secret_draws_others() -> None:
    ids = [new_id() for _ in range(20_000)]
    drawn = {name for name in ids if falls(SECRET, name, 0.05)}
    assert 850 < len(drawn) < 1_150  # five standard deviations around 1,000
    assert drawn == {name for name in ids if falls(SECRET, name, 0.05)}
    assert len(drawn & {name for name in ids if falls(OTHER, name, 0.05)}) < 100
    assert drawn < {name for name in ids if falls(SECRET, name, 0.2)}
    assert not any(falls(SECRET, name, 0) for name in ids)
    assert all(falls(SECRET, name, 1) for name in ids)


def test_a_drawn_case_is_due_and_served_as_a_p2_is() -> None:
    found = case()
    draw(found, SECRET, 1.0, SchoolCalendar(), NOW)
    assert (found.drawn, found.tier, found.served_tier) == (True, "P3", "P2")
    assert found.due_at == due_at(Tier.P2, NOW, SchoolCalendar()) < due_at(Tier.P3, NOW, SchoolCalendar())
    assert blind(found)


@pytest.mark.parametrize(
    "more",
    [
        {"tier": "P2"},
        {"tier": "P0"},
        {"provisional": True},
        {"report_count": CROWD},
        {"first_claimed_at": NOW},
        {"tier_by": "somebody"},
        {"revealed_at": NOW},
        {"state": "closed_no_harm"},
    ],
    ids=str,
)
def test_what_was_seen_or_is_no_plain_p3_is_never_drawn(more: dict[str, object]) -> None:
    found = case(**more)
    due = found.due_at
    draw(found, SECRET, 1.0, SchoolCalendar(), NOW)
    assert (found.drawn, found.due_at) == (False, due)


def test_whatever_raises_a_drawn_case_ends_the_drawing_and_a_decision_does_not() -> None:
    for raised in ({"tier": "P2"}, {"tier": "P0"}, {"report_count": CROWD}):
        found = case(drawn=True)
        for name, value in raised.items():
            setattr(found, name, value)
        settle(found, NOW)
        assert not found.drawn
    decided = case(drawn=True, tier="P1", revealed_at=NOW)
    settle(decided, NOW)
    assert decided.drawn
    assert not blind(decided)


@pytest.fixture
def drawing(settings: Settings) -> Iterator[Desk]:
    """A desk where every P3 is drawn."""
    yield from opened(settings.model_copy(update={"blind_share": 1.0}))


def known(desk: Desk) -> Case:
    """Let the machine have said much of the only case, all of it a P3."""
    with desk.context.database.write() as session:
        session.execute(
            update(Case).values(
                risk=0.1234, categories=["bullying"], abstained=True,
                reasons=[{"code": "insult", "tier": "P3", "vi": "câu xúc phạm", "en": "an insult"}],
            )
        )  # fmt: skip
        return session.scalars(select(Case)).one()


def test_no_answer_and_no_page_tells_what_the_machine_thinks_of_a_drawn_case_until_it_is_decided(drawing: Desk) -> None:
    drawing.file(HARMLESS)
    row = known(drawing)
    listed = drawing.client.get("/v1/queue", headers=drawing.lan).json()["cases"]
    taken = drawing.take()
    read = drawing.client.get(f"/v1/cases/{row.id}", headers=drawing.lan).json()
    for entry in (*listed, taken, read["case"]):
        assert (entry["blind"], entry["served_as"], entry["abstained"], entry["assessed"]) == (True, "P2", False, True)
        assert (entry["tier"], entry["risk"], entry["categories"], entry["reasons"]) == (None, None, [], [])
    assert [report["assessment"] for report in read["reports"]] == [None]
    assert [message["text"] for message in read["reports"][0]["messages"]] == [HARMLESS]
    for wanted in ("category=bullying", "tier=P3"):
        assert drawing.client.get(f"/v1/queue?{wanted}", headers=drawing.lan).json()["total"] == 0
    decision = {"fence": taken["fence"], "outcome": "kept_open"}
    decided = drawing.post(f"/v1/cases/{row.id}/decision", decision).json()
    assert (decided["blind"], decided["tier"], decided["risk"]) == (False, "P3", 0.1234)
    assert (decided["categories"], decided["reasons"][0]["code"]) == (["bullying"], "insult")
    read = drawing.client.get(f"/v1/cases/{row.id}", headers=drawing.lan).json()
    assert read["reports"][0]["assessment"] is not None
    assert drawing.client.get("/v1/queue?category=bullying", headers=drawing.lan).json()["total"] == 1


def test_only_the_first_final_assessment_draws_and_what_the_machine_raises_is_not_drawn(drawing: Desk) -> None:
    low, high = drawing.file(HARMLESS), drawing.file(GROOMING)
    with drawing.context.database.read() as session:
        drawn = {case.reports[0].id: case.drawn for case in session.scalars(select(Case))}
    assert drawn == {low["id"]: True, high["id"]: False}
    assert low["tier"] == "P3"


def test_the_page_of_a_drawn_case_says_so_and_shows_no_guess(drawing: Desk) -> None:
    drawing.file(HARMLESS)
    row = known(drawing)
    token = drawing.lan["Authorization"].removeprefix("Bearer ")
    drawing.client.cookies.set("lachan_session", token)
    for path in ("/", f"/ho-so/{row.id}"):
        page = drawing.client.get(path).text
        assert "chọn ngẫu nhiên để đọc không theo điểm máy" in page
        for told in ("xúc phạm", "Bắt nạt</li>", "Máy gợi ý"):
            assert told not in page, (path, told)


def test_a_drawn_case_can_be_decided_and_stays_in_the_sample(drawing: Desk) -> None:
    drawing.file(HARMLESS)
    taken = drawing.take()
    body = {"fence": taken["fence"], "outcome": "closed_harm", "tier": "P1", "reason": "Hỏi ra mới biết."}
    assert drawing.post(f"/v1/cases/{taken['id']}/decision", body).status_code == 200
    with drawing.context.database.read() as session:
        row = session.scalars(select(Case)).one()
    assert (row.drawn, row.tier, row.revealed_at is not None, row.lifts_at) == (True, "P1", True, None)


def test_every_door_of_the_service_layer_is_blind_too(drawing: Desk) -> None:
    drawing.file(HARMLESS)
    now = clock.now()
    with drawing.context.database.write() as session:
        row = session.scalars(select(Case)).one()
        lan = Principal("lan", Role.COUNSELLOR, row.school_id, SCHOOL)
        [listed] = queue.page(session, Principal("x", Role.LEAD, row.school_id), now=now, wanted=Wanted()).entries
        file = cases.read(session, drawing.context, lan, row.id, now=now)
    for entry in (listed, file.entry):
        assert (entry.blind, entry.tier, entry.risk, entry.categories, entry.reasons) == (True, None, None, (), ())
    assert all(report.assessment is None for report in file.reports)
