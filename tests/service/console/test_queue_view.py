from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from classifier.schema import Reason
from classifier.taxonomy import Tier
from service.console.queue_filter import Filter
from service.console.queue_view import desk, pictures_say, why
from service.console.repository import Size
from service.queue.entry import Entry
from service.queue.service import Page
from service.words import AttachmentState, CaseState, Reporter

NOW = datetime(2026, 10, 12, 3, 0, tzinfo=UTC)
REASON = Reason("meeting", Tier.P0, "có lời hẹn gặp riêng", "arranges to meet")
EVERYTHING = Filter.of({})
ENTRY = Entry(
    case_id="a" * 32,
    state=CaseState.OPEN,
    tier=Tier.P0,
    served_as=Tier.P0,
    overdue=False,
    due_at=NOW + timedelta(minutes=25),
    received_at=NOW,
    risk=0.9,
    assessed=True,
    abstained=False,
    categories=(),
    reasons=(REASON, REASON),
    holder=None,
    held_until=None,
    mine=False,
    fence=None,
)


def page(*entries: Entry, total: int | None = None) -> Page:
    counts = {tier: sum(entry.served_as is tier for entry in entries) for tier in Tier}
    return Page(entries, counts, len(entries) if total is None else total)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (ENTRY, "Có lời hẹn gặp riêng"),
        (replace(ENTRY, reasons=(), assessed=False), "Máy chưa chấm được: cần người đọc"),
        (replace(ENTRY, reasons=(), abstained=True), "Quá ít chữ để máy gợi ý: cần người đọc"),
        (replace(ENTRY, reasons=()), "Máy chưa thấy dấu hiệu rõ: cần người đọc"),
    ],
)
def test_one_line_says_why_and_never_that_nothing_is_wrong(entry: Entry, words: str) -> None:
    assert why(entry) == words


def test_the_cases_i_hold_stand_apart_from_those_that_wait() -> None:
    held = replace(ENTRY, case_id="b" * 32, holder="Thầy Minh")
    mine = replace(ENTRY, case_id="c" * 32, holder="Cô Lan", mine=True)
    shown = desk(page(ENTRY, held, mine), {ENTRY.case_id: Size(1, 3, Reporter.PARENT)}, {}, (), EVERYTHING, NOW)
    assert [row.id for row in shown.mine] == [mine.case_id]
    assert [row.id for row in shown.rows] == [ENTRY.case_id, held.case_id]
    assert shown.free == 1
    assert (shown.rows[0].messages, shown.rows[0].reporter, shown.rows[0].more) == (3, Reporter.PARENT, 1)


def test_the_day_and_the_urgent_ones_are_said_at_the_top() -> None:
    assert desk(page(ENTRY), {}, {}, (), EVERYTHING, NOW).today == "Thứ Hai 12/10/2026 · 1 hồ sơ đang mở, 1 khẩn cấp"
    assert desk(page(), {}, {}, (), EVERYTHING, NOW).summary == "không có hồ sơ nào đang chờ"


def test_what_does_not_fit_is_counted() -> None:
    assert desk(page(ENTRY, total=61), {}, {}, (), EVERYTHING, NOW).hidden == 60


def test_the_fingerprint_changes_with_places_and_holders_and_not_with_time() -> None:
    before = desk(page(ENTRY), {}, {}, (), EVERYTHING, NOW).order
    assert desk(page(ENTRY), {}, {}, (), EVERYTHING, NOW + timedelta(minutes=1)).order == before
    assert desk(page(replace(ENTRY, holder="Thầy Minh")), {}, {}, (), EVERYTHING, NOW).order != before


def test_pictures_say_what_a_person_must_know_before_opening_a_case() -> None:
    states = [AttachmentState.READ, AttachmentState.SEALED, AttachmentState.UNREAD, AttachmentState.REFUSED]
    [row] = desk(page(ENTRY), {}, {ENTRY.case_id: states}, (), EVERYTHING, NOW).rows
    assert row.pictures == 4
    assert row.pictures_say == ("1 ảnh niêm phong", "2 ảnh cần người xem")
    assert pictures_say([AttachmentState.STORED] * 3) == ("3 ảnh đang chờ đọc",)
    assert pictures_say([AttachmentState.READ]) == ()
