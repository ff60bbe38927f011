"""The month's report for the department of education: tables in which no small count can be worked out.

In Vietnamese alone: it is a letter to a Vietnamese authority.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from classifier.taxonomy import Category, Tier
from service.statistics.suppression import LEAST, Relation, hidden

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from service.statistics.agreement import Share
    from service.statistics.service import Course, Statistics

_Key = TypeVar("_Key", bound="Hashable")
_STEP = 5  # shares are told in steps of this many hundredths
_MINUTE, _HOUR = 60, 3_600


@dataclass(frozen=True, slots=True)
class Table:
    """One table: a count is ``None`` where it is not told."""

    title: str
    of: str  # what the rows are
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast the cases of one tier were taken, in words; ``None`` where it is not told."""

    tier: str
    to_claim: str | None
    to_decide: str | None
    in_time: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """What the department gets."""

    of: str  # the school, or "các trường"
    month: str  # "tháng 10/2026"
    received: int | None
    tables: tuple[Table, ...]
    paces: tuple[Pace, ...]


def report(found: Statistics, of: str) -> Report:
    """Lay one month out. ``found`` must be of whole months (``Period.month``)."""
    counts, relations = _published(found)
    closed = hidden(counts, relations)
    told = {key: None if key in closed else count for key, count in counts.items()}
    tiers = [*(tier.vi for tier in Tier), "tổng"]

    def row(name: str, *keys: Hashable) -> tuple[str, tuple[int | None, ...]]:
        return name, tuple(told[key] for key in keys)

    def by_tier(kind: str, which: Hashable) -> list[Hashable]:
        return [*((kind, which, tier) for tier in Tier), (kind, which)]

    all_of_them = row("Tổng", *(("tier", tier) for tier in Tier), "all")
    tables = [
        Table(
            "Hồ sơ nhận được, theo tuần và bậc",
            "Tuần từ ngày",
            tuple(tiers),
            (*(row(f"{week.first:%d/%m}", *by_tier("week", week.first)) for week in found.weeks), all_of_them),
        ),
        Table(
            "Tình trạng hiện nay của các hồ sơ ấy",
            "Tình trạng",
            ("số hồ sơ",),
            (*(row(_capital(state.vi), ("state", state)) for state in found.received_by_state), row("Tổng", "all")),
        ),
        Table(
            "Dấu hiệu máy gợi ý (một hồ sơ có thể có nhiều)",
            "Loại",
            ("số hồ sơ",),
            tuple(row(_capital(category.vi), ("category", category)) for category in Category),
        ),
    ]
    if found.by_school:
        schools = tuple(row(name, *by_tier("school", name)) for name in found.by_school)
        tables.append(Table("Hồ sơ nhận được, theo trường và bậc", "Trường", tuple(tiers), (*schools, all_of_them)))
    return Report(
        of=of,
        month=f"tháng {found.period.first:%m/%Y}",
        received=told["all"],
        tables=tuple(tables),
        paces=tuple(_pace(tier, found.courses[tier]) for tier in Tier),
    )


def _published(found: Statistics) -> tuple[dict[Hashable, int], Sequence[Relation]]:
    """Every count that the tables hold, once, and how they add up."""
    counts: dict[Hashable, int] = {"all": found.received}
    counts |= {("tier", tier): number for tier, number in found.received_by_tier.items()}
    counts |= {("state", state): number for state, number in found.received_by_state.items()}
    counts |= {("category", category): number for category, number in found.by_category.items()}
    relations = [
        Relation("all", tuple(("tier", tier) for tier in Tier)),
        Relation("all", tuple(("state", state) for state in found.received_by_state)),
    ]
    weeks = {week.first: week.by_tier for week in found.weeks}
    for more, sums in (_crossed("week", weeks), _crossed("school", found.by_school)):
        counts |= more
        relations += sums
    return counts, relations


def _crossed(kind: str, rows: Mapping[_Key, Mapping[Tier, int]]) -> tuple[dict[Hashable, int], list[Relation]]:
    counts: dict[Hashable, int] = {}
    if not rows:
        return counts, []
    relations = [Relation(("tier", tier), tuple((kind, which, tier) for which in rows)) for tier in Tier]
    relations.append(Relation("all", tuple((kind, which) for which in rows)))
    for which, by_tier in rows.items():
        counts |= {(kind, which, tier): by_tier[tier] for tier in Tier}
        counts[kind, which] = sum(by_tier.values())
        relations.append(Relation((kind, which), tuple((kind, which, tier) for tier in Tier)))
    return counts, relations


def _pace(tier: Tier, course: Course) -> Pace:
    enough = course.received >= LEAST
    return Pace(
        _capital(tier.vi),
        _time(course.median_seconds_to_claim) if enough else None,
        _time(course.median_seconds_to_decide) if enough else None,
        _share(course.in_time),
    )


def _time(seconds: float | None) -> str | None:
    if seconds is None:
        return None
    if seconds < _HOUR:
        return f"{max(1, round(seconds / _MINUTE))} phút"
    return f"{seconds / _HOUR:.1f} giờ".replace(".", ",")


def _share(share: Share) -> str | None:
    if share.whole < LEAST or share.value is None:
        return None
    return f"{round(share.value * 100 / _STEP) * _STEP}%"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
