from datetime import UTC, datetime

import pytest

from classifier.schema import Assessment, Finding, Message, Span, Submission
from classifier.taxonomy import Category, Signal, Speaker, Tier
from service.cases.file import CaseFile, ReportRead
from service.console.case_view import Reveal, report_views
from service.console.rendering import PAGES
from service.intake.content import Content
from service.queue.entry import Entry
from service.words import CaseState, Reporter

NOW = datetime(2026, 10, 12, 3, 0, tzinfo=UTC)
SCRIPT = "<script>alert('x')</script> & <b>đừng kể ai</b>"


@pytest.fixture
def file() -> CaseFile:
    submission = Submission(
        (Message(SCRIPT, Speaker.OTHER), Message("em sợ", Speaker.CHILD)), happening_now=True, unread_screenshots=2
    )
    found = Finding(Category.GROOMING, 0.9, Span(0, 0, len(SCRIPT)), "secrecy", Signal.SECRECY)
    probabilities = dict.fromkeys(Category, 0.1) | {Category.GROOMING: 0.93}
    assessment = Assessment("m", Tier.P1, 0.9, probabilities, (found,), (), abstained=False)
    entry = Entry(
        case_id="0" * 32,
        state=CaseState.OPEN,
        tier=Tier.P1,
        served_as=Tier.P1,
        overdue=False,
        due_at=NOW,
        received_at=NOW,
        risk=0.9,
        assessed=True,
        abstained=False,
        categories=(Category.GROOMING,),
        reasons=(),
        holder=None,
        held_until=None,
        mine=False,
        fence=None,
    )
    report = ReportRead("r" * 32, NOW, Content(submission, Reporter.CHILD, note="cô ơi"), assessment)
    return CaseFile(entry, (report,), (), ())


def test_everything_is_covered_until_somebody_asks(file: CaseFile) -> None:
    (report,) = report_views(file)
    assert report.covered
    assert not any(turn.shown for turn in report.turns)
    assert "kể" not in repr(report)
    assert report.note == "nn nn"


def test_one_message_is_revealed_and_the_others_stay_covered(file: CaseFile) -> None:
    (report,) = report_views(file, [Reveal("r" * 32, 1)])
    assert [turn.shown for turn in report.turns] == [False, True]
    assert report.covered


def test_all_messages_are_revealed_at_once(file: CaseFile) -> None:
    (report,) = report_views(file, [Reveal("r" * 32)])
    assert all(turn.shown for turn in report.turns)
    assert not report.covered
    assert report.note == "cô ơi"


def test_a_covered_message_still_says_what_was_noticed(file: CaseFile) -> None:
    (report,) = report_views(file)
    assert report.turns[0].signs == ("dặn giữ bí mật",)
    assert report.said == ("đang xảy ra ngay bây giờ",)


def test_the_most_likely_harm_comes_first_in_words(file: CaseFile) -> None:
    (report,) = report_views(file)
    first = report.guesses[0]
    assert (first.category, first.words, first.percent) == (Category.GROOMING, "rất rõ", "93%")


def test_a_script_in_a_report_is_shown_as_text(file: CaseFile) -> None:
    (report,) = report_views(file, [Reveal("r" * 32)])
    html = PAGES.get_template("turn.html").render(report=report, turn=report.turns[0], single=False)
    assert "<script" not in html
    assert "<b>" not in html
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &lt;b&gt;đừng kể ai&lt;/b&gt;" in html
    assert html.count("<mark") == 1
