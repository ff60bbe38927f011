"""Whatever changes a case through the services leaves it where the pure order puts it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from classifier.schema import Assessment
from classifier.taxonomy import Category, Tier
from service import clock
from service.intake.assessing import Waits, apply
from service.models import Case
from service.queue.lifting import lift
from service.queue.ordering import lifts_at, served_tier
from service.queue.placing import place_of
from service.settings import Settings
from service.words import CaseState
from tests.service.desk import GROOMING, HARMLESS, Desk, opened


@pytest.fixture(params=[0.0, 1.0], ids=["none drawn", "all drawn"])
def walked(request: pytest.FixtureRequest, settings: Settings) -> Iterator[Desk]:
    yield from opened(settings.model_copy(update={"blind_share": request.param}))


def agree(desk: Desk) -> list[Case]:
    """Compare what is written on every row with what the pure functions say of it."""
    now = clock.now()
    with desk.context.database.write() as session:
        lift(session, now)
    with desk.context.database.read() as session:
        rows = list(session.scalars(select(Case).order_by(Case.id)))
    for row in rows:
        place = place_of(row)
        waits = row.state in (CaseState.OPEN.value, CaseState.ESCALATED.value)
        assert row.served_tier == served_tier(place, now).value
        assert row.lifts_at == (lifts_at(place, now) if waits else None)
        assert not (row.drawn and row.revealed_at is None and row.tier != "P3")
    return rows


def decide(desk: Desk, taken: dict[str, Any], **ruling: Any) -> None:
    path = f"/v1/cases/{taken['id']}/decision"
    answer = desk.post(path, {"fence": taken["fence"], **ruling})
    assert answer.status_code == 200, answer.text


def test_every_writer_settles_what_the_order_depends_on(walked: Desk) -> None:
    for text, more in ((HARMLESS, {}), (GROOMING, {}), (HARMLESS, {"happening_now": True}), (HARMLESS, {})):
        walked.file(text, **more)
        agree(walked)
    why = {"reason": "Đã hỏi cả hai bạn."}
    for ruling in (
        {"outcome": "kept_open"},
        {"outcome": "kept_open", "tier": "P2", **why},
        {"outcome": "kept_open", "tier": "P3", **why},
        {"outcome": "escalated", "targets": ["lead"], "tier": "P2", **why},
        {"outcome": "closed_harm"},
        {"outcome": "closed_no_harm", "tier": "P3", **why},
    ):
        taken = walked.take()
        agree(walked)
        decide(walked, taken, **ruling)
        agree(walked)


@pytest.mark.parametrize("waits", [Waits(), Waits(pictures=True, being_read=True)], ids=["final", "pictures wait"])
def test_a_later_assessment_that_raises_settles_too(walked: Desk, waits: Waits) -> None:
    walked.file(HARMLESS)
    for tier in (Tier.P3, Tier.P2, Tier.P0):
        said = Assessment(
            tier=tier, risk=0.9, reasons=(), findings=(), probabilities=dict.fromkeys(Category, 0.0), abstained=False,
            model="later",
        )  # fmt: skip
        with walked.context.database.write() as session:
            row = session.scalars(select(Case)).one()
            apply(row, said, walked.context.calendar, now=clock.now(), waits=waits)
        [row] = agree(walked)
        assert row.tier <= tier.value


def test_time_is_a_writer_too(walked: Desk) -> None:
    for _ in range(3):
        walked.file(HARMLESS)
    with walked.context.database.write() as session:
        for row in session.scalars(select(Case)):
            row.due_at = row.lifts_at = clock.now() - timedelta(seconds=1)
    assert {row.served_tier for row in agree(walked)} == {"P2"}
