"""How far the machine's tiers and people's decisions agree, and what the blind sample says about what it misses."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from classifier.taxonomy import Category, Tier
from service.words import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_HARM = (Outcome.CLOSED_HARM, Outcome.ESCALATED)
_Z = 1.96  # 95 %


@dataclass(frozen=True, slots=True)
class Decided:
    """One case that a person decided, as the comparison needs it."""

    outcome: Outcome
    tier_before: Tier  # what model, rules and the reporter's word gave
    tier_after: Tier  # what the person says it should have been
    category: Category | None
    found: Sequence[Category]  # what the machine found, strongest first
    drawn: bool


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, with the 95 % interval of Wilson (1927), which holds for small numbers, too."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """The share, 0..1; ``None`` of nothing."""
        return self.part / self.whole if self.whole else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Lower and upper bound; ``None`` of nothing."""
        if not self.whole:
            return None
        share, spread = self.part / self.whole, _Z**2 / self.whole
        middle = share + spread / 2
        wide = _Z * math.sqrt(share * (1 - share) / self.whole + spread / (4 * self.whole))
        return max(0.0, (middle - wide) / (1 + spread)), min(1.0, (middle + wide) / (1 + spread))


@dataclass(frozen=True, slots=True)
class Agreement:
    """The machine beside people."""

    outcomes: Mapping[Tier, Mapping[Outcome, int]]  # by the tier that a case had before anybody decided
    tier_kept: Share  # cases whose tier a person left as it was
    raised: int
    lowered: int
    category_agreed: Share  # of the cases with harm: the person's category is among those that were found
    missed: Share  # of the blind sample: cases that turned out to be harm


def compare(decided: Iterable[Decided]) -> Agreement:
    """Count where people and the machine agree."""
    rows = [row for row in decided if row.outcome is not Outcome.KEPT_OPEN]
    named = [row for row in rows if row.outcome in _HARM and row.category is not None]
    sample = [row for row in rows if row.drawn]
    return Agreement(
        outcomes={
            tier: {
                outcome: sum(row.tier_before is tier and row.outcome is outcome for row in rows)
                for outcome in Outcome
                if outcome is not Outcome.KEPT_OPEN
            }
            for tier in Tier
        },
        tier_kept=Share(sum(row.tier_before is row.tier_after for row in rows), len(rows)),
        raised=sum(row.tier_after < row.tier_before for row in rows),
        lowered=sum(row.tier_after > row.tier_before for row in rows),
        category_agreed=Share(sum(row.category in row.found for row in named), len(named)),
        missed=Share(sum(row.outcome in _HARM for row in sample), len(sample)),
    )
