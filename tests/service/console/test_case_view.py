from dataclasses import replace
from datetime import UTC, datetime

import pytest

from classifier.schema import Assessment, CounterEvidence, Evidence, Finding, Message, Span, Submission
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
    said = Evidence(
        Span(0, SCRIPT.index("đừng"), SCRIPT.index("</b>")),
        Category.GROOMING,
        Signal.SECRECY,
        "Người kia dặn trẻ giữ bí mật",
        "…",
    )
    against = CounterEvidence("warning", Span(1, 0, 5), (Category.GROOMING,), "Có thể là lời dặn dò", "…")
    assessment = Assessment(
        model="m",
        tier=Tier.P1,
        risk=0.9,
        probabilities=probabilities,
        findings=(found,),
        reasons=(),
        abstained=False,
        first_reached={Tier.P2: 0, Tier.P1: 1},
        evidence=(said,),
        counter_evidence=(against,),
    )
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


def test_a_quote_is_as_covered_as_the_message_it_stands_in(file: CaseFile) -> None:
    (report,) = report_views(file)
    assert not any(quote.shown for quote in report.evidence + report.against)
    (report,) = report_views(file, [Reveal("r" * 32, 0)])
    assert [(quote.words, quote.shown, quote.turn) for quote in report.evidence] == [("đừng kể ai", True, 0)]
    assert [(quote.words, quote.shown, quote.turn) for quote in report.against] == [("nn nn", False, 1)]


def test_a_revealed_message_reveals_what_is_quoted_of_it_and_nothing_else(file: CaseFile) -> None:
    (report,) = report_views(file, [Reveal("r" * 32, 0)])
    html = PAGES.get_template("revealed.html").render(report=report, turn=report.turns[0], single=True)
    assert html.count('hx-swap-oob="true"') == 1
    assert "<q>đừng kể ai</q>" in html
    assert report.against[0].id not in html


def test_the_page_tells_where_the_tier_rose_and_what_speaks_against_it(file: CaseFile) -> None:
    (report,) = report_views(file)
    assert report.rose == ("Lên mức cao từ tin nhắn thứ 2", 1)
    assert [turn.rose_to for turn in report.turns] == [Tier.P2, Tier.P1]
    html = PAGES.get_template("conversation.html").render(report=report, moved=False, single=False, csrf_field=str)
    assert "Điều có thể nói ngược lại" in html
    assert "Có thể là lời dặn dò" in html
    assert "Từ tin này: mức cao" in html
    assert "kể" not in html.replace("kể theo", "")


def test_an_assessment_without_evidence_is_shown_as_before(file: CaseFile) -> None:
    (old,) = file.reports
    assert old.assessment is not None
    bare = replace(old.assessment, evidence=(), counter_evidence=(), first_reached={})
    (report,) = report_views(replace(file, reports=(replace(old, assessment=bare),)))
    html = PAGES.get_template("conversation.html").render(report=report, moved=False, single=False, csrf_field=str)
    assert report.rose is None
    assert "quotes" not in html
    assert 'class="rose' not in html


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
