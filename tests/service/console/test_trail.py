from datetime import UTC, datetime, timedelta

import pytest

from classifier.taxonomy import Category, Tier
from service.cases.file import Decided
from service.console.repository import Deed
from service.console.trail import trail
from service.passing.move import Move
from service.words import Outcome, Role, SkipReason, Verb

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


@pytest.mark.parametrize(
    ("move", "words", "note"),
    [
        (
            Move(at(5), Verb.SKIP_CASE, "Cô Lan", skip=SkipReason.KNOWS),
            "Cô Lan: bỏ qua hồ sơ; lý do: tôi quen người trong hồ sơ",
            None,
        ),
        (Move(at(5), Verb.SKIP_CASE, "Cô Lan"), "Cô Lan: bỏ qua hồ sơ", None),  # a colleague is not told why
        (
            Move(at(5), Verb.TAKE_BACK_SKIP, "Cô Huệ", other="Cô Lan"),
            "Cô Huệ: cho Cô Lan nhận lại hồ sơ đã bỏ qua",
            None,
        ),
        (
            Move(at(5), Verb.REST_CASE, "Cô Lan", reason="chờ mẹ em đến", until=datetime(2026, 10, 13, 1, tzinfo=UTC)),
            "Cô Lan: để hồ sơ chờ đến thứ Ba 13/10/2026, 08:00",
            "chờ mẹ em đến",
        ),
        (
            Move(at(5), Verb.HAND_OVER_CASE, "Cô Lan", other="Thầy Minh", reason="thầy quen em"),
            "Cô Lan: giao hồ sơ cho Thầy Minh",
            "thầy quen em",
        ),
        (
            Move(at(5), Verb.TAKE_OVER_CASE, "Cô Huệ", other="Cô Lan", reason="việc khẩn"),
            "Cô Huệ: tiếp quản hồ sơ từ Cô Lan",
            "việc khẩn",
        ),
        (Move(at(5), Verb.TAKE_OVER_CASE, "Cô Huệ", reason="việc khẩn"), "Cô Huệ: tiếp quản hồ sơ", "việc khẩn"),
    ],
)
def test_what_was_done_with_a_case_is_told_once_and_with_its_reason(move: Move, words: str, note: str | None) -> None:
    steps = trail(START, [deed(5, move.verb, move.by)], [], [move])
    assert [(step.words, step.note) for step in steps] == [(words, note), ("Nhận phản ánh", None)]


def test_an_undone_decision_stays_in_the_history_and_says_so() -> None:
    decided = Decided(at(5), "Cô Lan", Outcome.CLOSED_HARM, None, Tier.P2, Tier.P2, None, None, undone_at=at(6))
    steps = trail(START, [deed(5, Verb.DECIDE_CASE), deed(6, Verb.UNDO_DECISION)], [decided])
    assert [step.words for step in steps] == [
        "Cô Lan: hoàn tác quyết định",
        "Cô Lan: đóng: có sự việc gây hại; đã hoàn tác",
        "Nhận phản ánh",
    ]
