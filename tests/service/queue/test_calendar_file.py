from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

import lachan
from service.clock import VIETNAM
from service.errors import InvalidError
from service.queue.calendar import SchoolCalendar
from service.settings import Settings

WHOLE = """
weekdays = ["T2", "T3", "T4", "T5", "T6", "sat"]
hours = { opens = "06:45", closes = 17:15:00 }
make_up_days = [2027-02-21, 2027-04-30]

[[breaks]]
name = "Nghỉ Tết"
first = 2027-02-01
last = 2027-02-13
"""


def vn(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def calendar(tmp_path: Path, text: str, **more: object) -> SchoolCalendar:
    path = tmp_path / "lich.toml"
    path.write_text(text, "utf-8")
    return SchoolCalendar.of(Settings.model_validate({"school_calendar": path, **more}))


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("2027-01-29 10:00", 1, "2027-01-30 10:00"),  # a Saturday with lessons
        ("2027-01-30 10:00", 1, "2027-02-15 10:00"),  # the school's own break begins before Tết
        ("2027-01-30 18:00", 3, "2027-02-18 06:45"),
        ("2027-02-06 00:00", 1, "2027-02-16 06:45"),  # the first day of Tết
        ("2027-02-20 10:00", 1, "2027-02-21 10:00"),  # a Sunday that makes up for another day
        ("2027-04-29 10:00", 1, "2027-04-30 10:00"),  # a public holiday with lessons all the same
        ("2027-04-29 10:00", 2, "2027-05-04 10:00"),  # 1 May is a Saturday, its day off in lieu the Monday
    ],
)
def test_due_times_follow_the_file_of_the_school(tmp_path: Path, received: str, days: int, due: str) -> None:
    found = calendar(tmp_path, WHOLE).after_school_days(vn(received), days)
    assert found == vn(due)
    assert found.tzinfo is UTC


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("2027-02-03 10:00", 1, "2027-02-11 10:00"),  # Tết 2027: 4 to 10 February, the weekend in it
        ("2027-02-03 10:00", 3, "2027-02-15 10:00"),
        ("2027-02-05 09:00", 1, "2027-02-12 07:00"),
    ],
)
def test_tet_2027_is_no_school_without_any_file(received: str, days: int, due: str) -> None:
    assert SchoolCalendar().after_school_days(vn(received), days) == vn(due)


def test_what_the_file_leaves_out_stays_as_the_settings_say(tmp_path: Path) -> None:
    found = calendar(tmp_path, "make_up_days = [2027-02-21]", school_weekdays=[0, 1], school_opens="08:00")
    assert (found.weekdays, found.opens.hour, len(found.make_up_days)) == (frozenset({0, 1}), 8, 1)
    assert calendar(tmp_path, "") == SchoolCalendar()


@pytest.mark.parametrize(
    ("text", "field", "says"),
    [
        ("weekday = ['T2']", "weekday", "no such key"),
        ("weekdays = 'T2'", "weekdays", "list"),
        ("weekdays = []", "weekdays", "at least one"),
        ("weekdays = ['T2', 'T8']", "weekdays[1]", "one of Mon"),
        ("weekdays = [1]", "weekdays[0]", "one of Mon"),
        ("hours = '7-17'", "hours", "table"),
        ("hours = { opens = '07:00' }", "hours.closes", "time of day"),
        ("hours = { opens = '7 giờ', closes = '17:00' }", "hours.opens", "time of day"),
        ("hours = { opens = '17:00', closes = '07:00' }", "hours.closes", "after the opening"),
        ("hours = { opens = '07:00', closes = '17:00', lunch = '11:00' }", "hours.lunch", "no such key"),
        ("make_up_days = ['2027-02-30']", "make_up_days[0]", "date"),
        ("make_up_days = [2027-02-20T07:00:00]", "make_up_days[0]", "date"),
        ("breaks = [1]", "breaks[0]", "table"),
        ("[[breaks]]\nfirst = 2027-02-01", "breaks[0].last", "date"),
        ("[[breaks]]\nfirst = 2027-02-13\nlast = 2027-02-01", "breaks[0].last", "before the first"),
        ("[[breaks]]\nfirst = 2027-06-01\nlast = 2028-08-31", "breaks[0].last", "year"),
        ("[[breaks]]\nfirst = 2027-02-01\nlast = 2027-02-13\nfrom = 1", "breaks[0].from", "no such key"),
    ],
)
def test_a_mistake_is_told_by_its_key_in_both_languages(tmp_path: Path, text: str, field: str, says: str) -> None:
    with pytest.raises(InvalidError) as caught:
        calendar(tmp_path, text)
    [wrong] = caught.value.errors
    assert wrong.field == field
    assert says in wrong.en
    assert wrong.vi not in ("", wrong.en)


def test_every_mistake_is_told_at_once_and_a_file_that_is_no_toml_by_its_line(tmp_path: Path) -> None:
    with pytest.raises(InvalidError) as caught:
        calendar(tmp_path, "weekdays = []\nhours = 1\nbreak = []")
    assert [wrong.field for wrong in caught.value.errors] == ["weekdays", "hours", "break"]
    with pytest.raises(InvalidError) as caught:
        calendar(tmp_path, "weekdays = [\n'T2'\nhours = 1")
    assert "line 3" in caught.value.errors[0].en
    with pytest.raises(InvalidError) as caught:
        SchoolCalendar.of(Settings(school_calendar=tmp_path / "absent.toml"))
    assert "cannot be read" in caught.value.errors[0].en


def test_the_service_does_not_start_with_a_calendar_that_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lich.toml"
    path.write_text("weekdays = ['T9']")
    monkeypatch.setenv("LACHAN_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("LACHAN_SCHOOL_CALENDAR", str(path))
    told = CliRunner().invoke(lachan.app, ["serve", "--port", "0"])
    assert told.exit_code == 1
    assert "weekdays[0]: phải là T2" in told.output
    assert "Traceback" not in told.output


def test_the_example_in_the_documents_is_a_calendar(tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "operations.md").read_text("utf-8")
    text = page.partition("```toml\n")[2].partition("```")[0]
    found = calendar(tmp_path, text)
    assert len(found.breaks) == 2
    assert 5 in found.weekdays
