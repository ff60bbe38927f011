"""The checklist judges as its card says, its command tells it plainly, and the model of the seed is held to it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from classifier.engine import Classifier
from classifier.schema import Assessment, Finding, Message, Reason, Span, Submission
from classifier.taxonomy import Category, Signal, Tier
from training.checklist import CHECKLIST, Kind, Outcome, Share, by_behaviour, by_kind, read, run
from training.checklist.cases import Direction, Expected, Harmless, Invariance, Minimum
from training.checklist.cli import add_commands

A, B = Submission((Message("xin chào"),)), Submission((Message("chào nhé"),))

FLOORS = {Kind.MINIMUM: 0.97, Kind.HARMLESS: 0.94, Kind.INVARIANCE: 0.97, Kind.DIRECTION: 0.9}
"""What the model of the seed reached when this was written, less a little; raise them when it learns more."""


def said(
    tier: Tier, risk: float = 0.5, *, category: Category | None = None, signal: Signal | None = None, seen: float = 0.0
) -> Assessment:
    """What a classifier could answer."""
    found = (Finding(category, 0.9, Span(0, 0, 3), "one", signal),) if category else ()
    chances = dict.fromkeys(Category, 0.0) | ({Category.GROOMING: seen} if seen else {})
    return Assessment("m", tier, risk, chances, found, (Reason("why", tier, "vì", "because"),), abstained=False)


def minimum(*, categories: frozenset[Category] = frozenset(), signals: frozenset[Signal] = frozenset()) -> Minimum:
    return Minimum("one", 2, A, Tier.P1, categories, signals)


GROOMING = frozenset({Category.GROOMING})
GIFT = frozenset({Signal.GIFT, Signal.SECRECY})
MINIMA = [
    (minimum(), said(Tier.P1), ""),
    (minimum(), said(Tier.P0), ""),
    (minimum(), said(Tier.P2), "P2 instead of P1"),
    (minimum(categories=GROOMING), said(Tier.P1), "P1 without grooming"),
    (minimum(categories=GROOMING), said(Tier.P1, seen=0.5), ""),
    (minimum(categories=GROOMING), said(Tier.P1, category=Category.GROOMING), ""),
    (minimum(signals=GIFT), said(Tier.P1, category=Category.GROOMING), "P1 without gift/secrecy"),
    (minimum(signals=GIFT), said(Tier.P1, category=Category.GROOMING, signal=Signal.GIFT), ""),
]


@pytest.mark.parametrize(("case", "answer", "why"), MINIMA)
def test_a_harm_is_seen_by_tier_category_and_signal(case: Minimum, answer: Assessment, why: str) -> None:
    assert case.judge([answer]) == (Outcome(Kind.MINIMUM, "minimum/one", "minimum/one:2", not why, why, (A,)),)


def test_a_look_alike_stays_at_p3_and_else_the_reasons_are_named() -> None:
    case = Harmless("one", 3, A)
    assert [outcome.passed for outcome in case.judge([said(Tier.P3)])] == [True]
    (outcome,) = case.judge([said(Tier.P2)])
    assert (outcome.passed, outcome.why) == (False, "P2: why")


KEPT = [
    (True, Tier.P1, Tier.P1, ""),
    (True, Tier.P1, Tier.P0, ""),
    (True, Tier.P1, Tier.P2, "P1 became P2"),
    (True, Tier.P3, Tier.P3, "P3 as written"),
    (True, Tier.P3, Tier.P0, "P3 as written"),
    (False, Tier.P3, Tier.P3, ""),
    (False, Tier.P3, Tier.P2, "P3 became P2: why"),
    (False, Tier.P2, Tier.P2, "P2 as written: why"),
]


@pytest.mark.parametrize(("harmful", "before", "after", "why"), KEPT)
def test_a_change_that_keeps_the_meaning_keeps_the_judgement(
    *, harmful: bool, before: Tier, after: Tier, why: str
) -> None:
    case = Invariance("one", 4, A, harmful, {"louder": B})
    assert case.asks() == (A, B)
    place = "invariance/one:4 louder"
    expected = (Outcome(Kind.INVARIANCE, "invariance/louder", place, not why, why, (B,)),)
    assert case.judge([said(before), said(after)]) == expected


COMPARED = [
    (Expected.HIGHER, (Tier.P3, 0.5), (Tier.P2, 0.1), True),
    (Expected.HIGHER, (Tier.P3, 0.5), (Tier.P3, 0.6), True),
    (Expected.HIGHER, (Tier.P3, 0.5), (Tier.P3, 0.5), False),
    (Expected.HIGHER, (Tier.P2, 0.5), (Tier.P3, 0.9), False),
    (Expected.NOT_LOWER, (Tier.P1, 0.9), (Tier.P1, 0.8), True),
    (Expected.NOT_LOWER, (Tier.P1, 0.9), (Tier.P2, 0.9), False),
    (Expected.NOT_HIGHER, (Tier.P1, 0.5), (Tier.P1, 0.9), True),
    (Expected.NOT_HIGHER, (Tier.P1, 0.5), (Tier.P0, 0.1), False),
    (Expected.LOWER, (Tier.P0, 0.9), (Tier.P3, 0.1), True),
    (Expected.LOWER, (Tier.P1, 0.9), (Tier.P1, 0.1), False),
    (Expected.LOWER, (Tier.P3, 0.5), (Tier.P3, 0.5), True),
    (Expected.LOWER, (Tier.P3, 0.5), (Tier.P3, 0.6), False),
    (Expected.LOWER, (Tier.P3, 0.5), (Tier.P2, 0.1), False),
]


@pytest.mark.parametrize(("expected", "first", "then", "right"), COMPARED)
def test_of_two_texts_the_second_stands_as_expected(
    *, expected: Expected, first: tuple[Tier, float], then: tuple[Tier, float], right: bool
) -> None:
    (outcome,) = Direction("one", 5, A, B, expected).judge([said(*first), said(*then)])
    assert outcome.passed is right
    assert outcome.asked == (A, B)


def test_counts_are_by_behaviour_and_by_kind() -> None:
    outcomes = [
        *Harmless("one", 2, A).judge([said(Tier.P3)]),
        *Harmless("one", 3, A).judge([said(Tier.P0)]),
        *Harmless("two", 2, A).judge([said(Tier.P3)]),
    ]
    assert by_behaviour(outcomes) == {"harmless/one": Share(1, 2), "harmless/two": Share(1, 1)}
    kinds = by_kind(outcomes)
    assert list(kinds) == list(Kind)
    assert kinds[Kind.HARMLESS] == Share(2, 3)
    assert kinds[Kind.DIRECTION].value == 1.0


# With the model of the seed


@pytest.fixture(scope="module")
def outcomes(seed_classifier: Classifier) -> list[Outcome]:
    return run(read(), seed_classifier)


@pytest.mark.parametrize("kind", list(Kind))
def test_the_model_of_the_seed_keeps_what_it_reached(kind: Kind, outcomes: list[Outcome]) -> None:
    assert by_kind(outcomes)[kind].value >= FLOORS[kind]


Invoke = Callable[..., tuple[int, str]]


@pytest.fixture
def invoke(tiny_var: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Invoke:
    (tmp_path / "harmless").mkdir()
    (tmp_path / "minimum").mkdir()
    (tmp_path / "changes").symlink_to(CHECKLIST / "changes")
    (tmp_path / "harmless" / "thanks.csv").write_text("messages\nLịch họp phụ huynh dán ở cổng trường\n", "utf-8")
    (tmp_path / "minimum" / "odd.csv").write_text("at_least,categories,signals,messages\nP0,,,Trời đẹp ghê\n", "utf-8")
    monkeypatch.setenv("LACHAN_VAR", str(tiny_var))
    app = typer.Typer()
    app.callback()(lambda: None)
    add_commands(app)

    def invoked(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, ["checklist", "--tables", str(tmp_path), *arguments])
        return result.exit_code, result.output

    return invoked


def test_the_command_ends_with_one_line_of_totals_and_status_0_whatever_it_found(invoke: Invoke) -> None:
    status, output = invoke()
    assert status == 0
    assert "minimum/odd" in output
    assert output.splitlines()[-1].startswith("2 ca · cases, 1/2 đạt · passed: minimum 0/1 (0.0%), harmless 1/1")
    assert "Trời đẹp" not in output


def test_failures_are_told_with_their_place_and_what_came_instead(invoke: Invoke) -> None:
    _, output = invoke("--failures")
    assert "minimum/odd:2  P3 instead of P0\n    Trời đẹp ghê\n" in output


def test_json_is_one_line(invoke: Invoke) -> None:
    status, output = invoke("--json")
    assert status == 0
    (line,) = output.splitlines()
    found = json.loads(line)
    assert found["model"] == "tiny"
    assert found["cases"] == 2
    assert found["kinds"]["harmless"] == {"passed": 1, "total": 1, "share": 1.0}
    assert found["behaviours"]["minimum/odd"]["passed"] == 0
    assert found["failures"] == {"minimum/odd:2": "P3 instead of P0"}


@pytest.mark.parametrize(
    ("floors", "status"),
    [("harmless=0.95", 0), ("minimum=0.97", 1), ("harmless=1,minimum=0", 0), ("minimum", 2), ("kindness=1", 2)],
)
def test_a_missed_floor_is_status_1_and_a_wrong_one_status_2(floors: str, status: int, invoke: Invoke) -> None:
    assert invoke("--at-least", floors)[0] == status


def test_without_a_model_the_command_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LACHAN_VAR", str(tmp_path))
    app = typer.Typer()
    app.callback()(lambda: None)
    add_commands(app)
    result = CliRunner().invoke(app, ["checklist"])
    assert result.exit_code == 2
    assert "lachan train" in result.output
