from datetime import UTC, datetime, timedelta

from classifier.taxonomy import Category, Tier
from service.cases.file import Decided
from service.console.repository import Deed
from service.console.trail import trail
from service.words import Outcome, Role, Verb

START = datetime(2026, 10, 12, 3, 0, tzinfo=UTC)


def at(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


def deed(minutes: int, verb: Verb, by: str | None = "Cô Lan") -> Deed:
    return Deed(at(minutes), verb, Role.COUNSELLOR, by)


def test_history_is_told_newest_first_and_readings_in_a_row_once() -> None:
    deeds = [deed(1, Verb.CLAIM_CASE), deed(2, Verb.READ_CASE), deed(3, Verb.READ_CASE), deed(4, Verb.RELEASE_CASE)]
    assert [step.words for step in trail(START, deeds, [])] == [
        "Cô Lan: trả hồ sơ",
        "Cô Lan: đọc hồ sơ",
        "Cô Lan: nhận hồ sơ",
        "Nhận phản ánh",
    ]


def test_two_people_reading_are_two_lines() -> None:
    deeds = [deed(1, Verb.READ_CASE), deed(2, Verb.READ_CASE, "Thầy Minh"), deed(3, Verb.READ_CASE)]
    assert len(trail(START, deeds, [])) == 4


def test_a_decision_tells_its_harm_its_changed_tier_and_why() -> None:
    decided = Decided(
        at(5), "Cô Lan", Outcome.CLOSED_HARM, Category.BULLYING, Tier.P2, Tier.P1, "đã lặp lại", "hẹn thứ Hai"
    )
    step = trail(START, [deed(5, Verb.DECIDE_CASE)], [decided])[0]
    assert step.words == ("Cô Lan: đóng: có sự việc gây hại; loại: bắt nạt; bậc trung bình thành cao vì đã lặp lại")
    assert step.note == "hẹn thứ Hai"
