"""The four kinds of cases: what each asks the classifier, and when its answer is right."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from classifier.taxonomy import Tier

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from classifier.schema import Assessment, Submission
    from classifier.taxonomy import Category, Signal

SEEN = 0.5  # probability from which a category counts as named


class Kind(StrEnum):
    """What a table tests; the name of its folder."""

    MINIMUM = "minimum"
    HARMLESS = "harmless"
    INVARIANCE = "invariance"
    DIRECTION = "direction"


class Expected(StrEnum):
    """How the second text of a direction case must stand to the first."""

    HIGHER = "higher"  # more urgent, or the same tier with a greater risk
    NOT_LOWER = "not_lower"
    NOT_HIGHER = "not_higher"
    LOWER = "lower"  # less urgent; P3 again, and no riskier, if the first was not seen


@dataclass(frozen=True, slots=True)
class Outcome:
    """One check of one case."""

    kind: Kind
    behaviour: str
    place: str  # kind/table:row, the row as a spreadsheet counts it; for an invariance also the change
    passed: bool
    why: str  # what came instead of what, without any text; empty if it passed
    asked: tuple[Submission, ...]  # what this check is about


@dataclass(frozen=True, slots=True)
class Case(ABC):
    """One row of a table."""

    kind: ClassVar[Kind]
    table: str
    row: int

    @property
    def place(self) -> str:
        """Where the case stands: ``kind/table:row``."""
        return f"{self.kind}/{self.table}:{self.row}"

    @abstractmethod
    def asks(self) -> tuple[Submission, ...]:
        """Give what has to be assessed, in the order in which `judge` takes the answers."""

    @abstractmethod
    def judge(self, answers: Sequence[Assessment]) -> tuple[Outcome, ...]:
        """Say which checks the answers pass."""

    def _outcome(self, why: str) -> Outcome:
        return Outcome(self.kind, f"{self.kind}/{self.table}", self.place, not why, why, self.asks())


@dataclass(frozen=True, slots=True)
class Minimum(Case):
    """Harm that must be seen: at least a tier, and one of the categories and of the signals where they are named."""

    kind: ClassVar[Kind] = Kind.MINIMUM
    submission: Submission
    at_least: Tier
    categories: frozenset[Category]
    signals: frozenset[Signal]

    def asks(self) -> tuple[Submission, ...]:
        """Give the one submission."""
        return (self.submission,)

    def judge(self, answers: Sequence[Assessment]) -> tuple[Outcome, ...]:
        """Ask for the tier first: a harm that is named but waits at P3 is not seen in time."""
        (answer,) = answers
        found = {finding.category for finding in answer.findings}
        found |= {category for category, chance in answer.probabilities.items() if chance >= SEEN}
        signals = {finding.signal for finding in answer.findings}
        why = ""
        if answer.tier > self.at_least:
            why = f"{answer.tier} instead of {self.at_least}"
        elif self.categories and not self.categories & found:
            why = f"{answer.tier} without {'/'.join(sorted(self.categories))}"
        elif self.signals and not self.signals & signals:
            why = f"{answer.tier} without {'/'.join(sorted(self.signals))}"
        return (self._outcome(why),)


@dataclass(frozen=True, slots=True)
class Harmless(Case):
    """A look-alike of harm, which must stay at P3."""

    kind: ClassVar[Kind] = Kind.HARMLESS
    submission: Submission

    def asks(self) -> tuple[Submission, ...]:
        """Give the one submission."""
        return (self.submission,)

    def judge(self, answers: Sequence[Assessment]) -> tuple[Outcome, ...]:
        """Name the reasons that raised it: they are what has to be mended."""
        (answer,) = answers
        return (self._outcome("" if answer.tier is Tier.P3 else f"{answer.tier}: {_codes(answer)}"),)


@dataclass(frozen=True, slots=True)
class Invariance(Case):
    """A text and what it becomes by changes that keep its meaning: one check a change.

    A harmful text may not become less urgent, a harmless one must stay at P3. Where the text as written is not seen for
    what it is, nothing can be kept, and all of its changes fail.
    """

    kind: ClassVar[Kind] = Kind.INVARIANCE
    submission: Submission
    harmful: bool
    changed: Mapping[str, Submission]  # name of the change → what it makes of the submission

    def asks(self) -> tuple[Submission, ...]:
        """Give the text as written, then every change of it."""
        return (self.submission, *self.changed.values())

    def judge(self, answers: Sequence[Assessment]) -> tuple[Outcome, ...]:
        """Count by change: what teencode hides matters more than which sentence it hid in."""
        written, *others = answers
        return tuple(
            self._outcome_of(name, asked, self._why(written, other))
            for (name, asked), other in zip(self.changed.items(), others, strict=True)
        )

    def _outcome_of(self, name: str, asked: Submission, why: str) -> Outcome:
        return Outcome(self.kind, f"{self.kind}/{name}", f"{self.place} {name}", not why, why, (asked,))

    def _why(self, written: Assessment, changed: Assessment) -> str:
        if self.harmful == (written.tier is Tier.P3):
            return f"{written.tier} as written" + ("" if self.harmful else f": {_codes(written)}")
        if self.harmful:
            return f"{written.tier} became {changed.tier}" if changed.tier > written.tier else ""
        return "" if changed.tier is Tier.P3 else f"{written.tier} became {changed.tier}: {_codes(changed)}"


@dataclass(frozen=True, slots=True)
class Direction(Case):
    """Two texts of which the second must stand in a known way to the first."""

    kind: ClassVar[Kind] = Kind.DIRECTION
    first: Submission
    then: Submission
    expected: Expected

    def asks(self) -> tuple[Submission, ...]:
        """Give both texts."""
        return (self.first, self.then)

    def judge(self, answers: Sequence[Assessment]) -> tuple[Outcome, ...]:
        """Compare tiers, and the risk only within a tier: the queue does the same."""
        first, then = answers
        if self.expected is Expected.NOT_LOWER:
            right = then.tier <= first.tier
        elif self.expected is Expected.NOT_HIGHER:
            right = then.tier >= first.tier
        elif self.expected is Expected.HIGHER:
            right = then.tier < first.tier or (then.tier is first.tier and then.risk > first.risk)
        else:
            unseen = first.tier is Tier.P3 and then.tier is Tier.P3 and then.risk <= first.risk
            right = then.tier > first.tier or unseen
        was = f"{first.tier} ({first.risk:.2f}), then {then.tier} ({then.risk:.2f})"
        return (self._outcome("" if right else f"{self.expected}: {was}"),)


def _codes(answer: Assessment) -> str:
    return ", ".join(reason.code for reason in answer.reasons if reason.tier is answer.tier)
