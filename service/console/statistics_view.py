"""The statistics as the page shows them: figures, and boards of a chart with its table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from classifier.taxonomy import Tier, Word
from service.console.language import gettext as _
from service.console.language import said
from service.console.wording import count, duration, first_upper, percent
from service.words import CaseState, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from service.statistics.agreement import Share
    from service.statistics.service import Statistics

_W = TypeVar("_W", bound=Word)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its name, and what it is made of."""

    name: str
    value: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One colour of a chart: a number for each label."""

    name: str
    values: tuple[int, ...]
    colour: str  # name of a colour of the stylesheet


@dataclass(frozen=True, slots=True)
class Board:
    """One chart and its table: a row for each label, a column for each series."""

    title: str
    of: str  # what the rows are
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    upright: bool = False  # columns that stand side by side, for what goes on in time
    says: str = ""  # how to read it

    @property
    def shown(self) -> list[dict[str, object]]:
        """The series as the chart's script takes them."""
        return [{"name": one.name, "values": one.values, "colour": one.colour} for one in self.series]


_ENDED = (Outcome.CLOSED_HARM, Outcome.ESCALATED, Outcome.CLOSED_NO_HARM)
_ENDED_COLOURS = ("--p0", "--p1", "--brand")


def figures(found: Statistics) -> tuple[Figure, ...]:
    """Give what one wants to know first."""
    whole, agreement = found.whole, found.agreement
    return (
        Figure(_("Đang mở"), count(found.by_state[CaseState.OPEN])),
        Figure(_("Quá hạn"), count(found.overdue)),
        Figure(_("Nhận trong kỳ"), count(found.received)),
        Figure(_("Thường được nhận sau"), _time(whole.median_seconds_to_claim)),
        Figure(_("Thường được quyết định sau"), _time(whole.median_seconds_to_decide)),
        Figure(_("Được nhận đúng hạn"), _share(whole.in_time), _of(whole.in_time)),
        Figure(
            _("Người giữ nguyên bậc máy xếp"), _share(agreement.tier_kept), _moved(agreement.raised, agreement.lowered)
        ),
        Figure(_("Máy bỏ sót, theo mẫu ngẫu nhiên"), _share(agreement.missed), _between(agreement.missed)),
    )


def board(found: Statistics) -> tuple[Board, ...]:
    """Give the charts, most looked at first."""
    boards = [
        Board(
            _("Hồ sơ nhận được theo tuần"),
            _("Tuần từ ngày"),
            tuple(f"{week.first:%d/%m}" for week in found.weeks),
            _by_tier([week.by_tier for week in found.weeks]),
            upright=True,
        ),
        _single(_("Hồ sơ đang mở theo bậc"), _("Bậc"), found.open_by_tier),
        _single(_("Loại sự việc máy gợi ý"), _("Loại"), found.by_category),
        _single(_("Tình trạng của hồ sơ nhận trong kỳ"), _("Tình trạng"), found.received_by_state),
        Board(
            _("Máy xếp bậc nào, người kết luận gì"),
            _("Bậc"),
            tuple(first_upper(said(tier)) for tier in Tier),
            tuple(
                Series(
                    first_upper(said(outcome)),
                    tuple(found.agreement.outcomes[tier][outcome] for tier in Tier),
                    colour,
                )
                for outcome, colour in zip(_ENDED, _ENDED_COLOURS, strict=True)
            ),
            says=_("Bậc cao mà đóng vì không có gì: máy báo thừa. Bậc thấp mà có sự việc: máy bỏ sót."),
        ),
    ]
    if found.by_school:
        rows = found.by_school
        boards.insert(1, Board(_("Hồ sơ nhận được theo trường"), _("Trường"), tuple(rows), _by_tier([*rows.values()])))
    return tuple(boards)


def _by_tier(rows: Sequence[Mapping[Tier, int]]) -> tuple[Series, ...]:
    return tuple(
        Series(first_upper(said(tier)), tuple(row[tier] for row in rows), f"--{tier.value.lower()}") for tier in Tier
    )


def _single(title: str, of: str, counts: Mapping[_W, int]) -> Board:
    labels = tuple(first_upper(said(word)) for word in counts)
    return Board(title, of, labels, (Series(_("Số hồ sơ"), tuple(counts.values()), "--brand"),))


def _time(seconds: float | None) -> str:
    return _("chưa có") if seconds is None else duration(seconds)


def _share(share: Share) -> str:
    return _("chưa có") if share.value is None else percent(share.value)


def _of(share: Share) -> str:
    return _("%(part)s trong %(whole)s hồ sơ") % {"part": count(share.part), "whole": count(share.whole)}


def _moved(raised: int, lowered: int) -> str:
    return _("nâng %(raised)s, hạ %(lowered)s") % {"raised": count(raised), "lowered": count(lowered)}


def _between(share: Share) -> str:
    if share.interval is None:
        return _("chưa đọc hồ sơ nào của mẫu")
    low, high = share.interval
    told = {"part": count(share.part), "whole": count(share.whole), "low": percent(low), "high": percent(high)}
    return _("%(part)s trong %(whole)s; có lẽ từ %(low)s đến %(high)s") % told
