from datetime import UTC, datetime, timedelta

import pytest

from service.console import wording

NOW = datetime(2026, 10, 12, 3, 0, tzinfo=UTC)  # Monday, 10:00 in Viet Nam


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-5, "chưa đầy 1 phút"),
        (59, "chưa đầy 1 phút"),
        (60, "1 phút"),
        (25 * 60 + 59, "25 phút"),
        (3600, "1 giờ"),
        (3 * 3600 + 20 * 60, "3 giờ 20 phút"),
        (17 * 3600 + 20 * 60, "17 giờ"),
        (47 * 3600, "47 giờ"),
        (48 * 3600, "2 ngày"),
        (10 * 86400, "10 ngày"),
    ],
)
def test_a_length_of_time_is_said_in_at_most_two_units_and_never_rounded_up(seconds: int, words: str) -> None:
    assert wording.duration(seconds) == words


@pytest.mark.parametrize(
    ("minutes", "words", "colour"),
    [
        (25.5, "còn 25 phút", "soon"),
        (30, "còn 30 phút", "soon"),
        (31, "còn 31 phút", "calm"),
        (0, "đến hạn ngay bây giờ", "overdue"),
        (-0.5, "đến hạn ngay bây giờ", "overdue"),
        (-120, "quá hạn 2 giờ", "overdue"),
        (3 * 24 * 60, "còn 3 ngày", "calm"),
    ],
)
def test_the_time_left_is_said_as_people_say_it(minutes: float, words: str, colour: str) -> None:
    due = NOW + timedelta(minutes=minutes)
    assert wording.time_left(due, NOW) == words
    assert wording.pressure(due, NOW) == colour


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (-1, "vừa xong"),  # two clocks may differ
        (0.9, "vừa xong"),
        (12, "12 phút trước"),
        (9 * 60, "9 giờ trước"),
        (11 * 60, "hôm qua lúc 23:00"),
        (3 * 24 * 60, "thứ Sáu 09/10/2026, 10:00"),
    ],
)
def test_the_past_is_told_by_the_vietnamese_calendar(minutes: float, words: str) -> None:
    assert wording.time_ago(NOW - timedelta(minutes=minutes), NOW) == words


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0, "Chào buổi sáng"),
        (2, "Chào buổi chiều"),
        (8, "Chào buổi tối"),
        (14, "Chào buổi tối"),
        (19, "Chào buổi sáng"),
    ],
)
def test_people_are_greeted_by_the_time_of_day_in_viet_nam(hours: int, words: str) -> None:
    assert wording.greeting(NOW + timedelta(hours=hours)) == words


@pytest.mark.parametrize(
    ("share", "words", "number"),
    [
        (0.0, "hầu như không thấy", "dưới 1%"),
        (0.2, "ít dấu hiệu", "20%"),
        (0.5, "có thể", "50%"),
        (0.7, "khá rõ", "70%"),
        (0.9, "rất rõ", "90%"),
        (1.0, "rất rõ", "trên 99%"),
    ],
)
def test_a_probability_is_words_first_and_never_certain(share: float, words: str, number: str) -> None:
    assert wording.likelihood(share) == words
    assert wording.percent(share) == number


def test_thousands_are_written_the_vietnamese_way() -> None:
    assert wording.count(12480) == "12.480"


def test_a_sentence_starts_large_and_keeps_its_names() -> None:
    assert wording.first_upper("ủy ban nhân dân cấp xã Hòa Bình") == "Ủy ban nhân dân cấp xã Hòa Bình"


def test_a_case_has_a_short_name_that_can_be_said_aloud() -> None:
    assert wording.case_code("0" * 26 + "3f9a2c") == "3F9-A2C"
