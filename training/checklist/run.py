"""Put the cases before a classifier and count what it gets right, by behaviour and by kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from training.checklist.cases import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from classifier.engine import Classifier
    from training.checklist.cases import Case, Outcome

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some checks passed."""

    passed: int
    total: int

    @property
    def value(self) -> float:
        """Passed of total, 0..1; 1 if nothing was asked."""
        return self.passed / self.total if self.total else 1.0


def run(cases: Sequence[Case], classifier: Classifier) -> list[Outcome]:
    """Assess all cases in one batch and judge them, in their order."""
    asked = [case.asks() for case in cases]
    answers = classifier.assess_many([submission for submissions in asked for submission in submissions])
    outcomes: list[Outcome] = []
    at = 0
    for case, submissions in zip(cases, asked, strict=True):
        outcomes += case.judge(answers[at : at + len(submissions)])
        at += len(submissions)
    return outcomes


def by_kind(outcomes: Iterable[Outcome]) -> dict[Kind, Share]:
    """Count by kind; every kind is there, in its order."""
    found = _shares(outcomes, lambda outcome: outcome.kind)
    return {kind: found.get(kind, Share(0, 0)) for kind in Kind}


def by_behaviour(outcomes: Iterable[Outcome]) -> dict[str, Share]:
    """Count by behaviour, ``kind/table`` or ``invariance/change``, in the order of the outcomes."""
    return _shares(outcomes, lambda outcome: outcome.behaviour)


def _shares(outcomes: Iterable[Outcome], key: Callable[[Outcome], K]) -> dict[K, Share]:
    found: dict[K, Share] = {}
    for outcome in outcomes:
        before = found.get(key(outcome), Share(0, 0))
        found[key(outcome)] = Share(before.passed + outcome.passed, before.total + 1)
    return found
