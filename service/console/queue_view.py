"""The queue as the page shows it: what I hold, what waits, and how much of it there is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from classifier.taxonomy import Category, Tier
from service.console.language import gettext as _
from service.console.language import ngettext, said
from service.console.repository import Size
from service.console.wording import count, first_upper, moment
from service.words import AttachmentState, Drawn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from service.console.queue_filter import Filter
    from service.deliveries.service import Passed
    from service.queue.entry import Entry
    from service.queue.service import Page
    from service.words import Reporter


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the queue. Never a word of the report: ``why`` is one of the reasons' fixed sentences."""

    id: str
    tier: Tier
    why: str
    more: int  # further reasons
    categories: tuple[Category, ...]
    reporter: Reporter
    received_at: datetime
    due_at: datetime
    messages: int
    pictures: int
    pictures_say: tuple[str, ...]  # what a person must know of them, e.g. that one is sealed
    reports: int
    holder: str | None
    mine: bool
    blind: bool  # of the random sample: shown without the machine's score
    rests: datetime | None  # put off by a person until then
    lifted: bool  # served in a higher tier than its own
    skipped: bool = False  # whoever looks passed it over, and is not given it


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything on the queue page."""

    today: str
    summary: str
    counts: tuple[tuple[Tier, int], ...]
    mine: tuple[Row, ...]
    open_deliveries: tuple[Passed, ...]  # passed on, and nobody has confirmed it yet
    rows: tuple[Row, ...]
    free: int  # cases on this page that nobody holds
    urgent: int  # P0 cases that nobody holds: the page may sound for these
    query: str  # the filter, as it stands in the address
    narrowed: bool  # something is filtered out
    earlier: str | None  # the address of the page before, and of the page after
    later: str | None
    hidden: int  # cases behind this page
    order: str  # changes when a row comes, goes or moves; times do not change it


def desk(
    page: Page,
    sizes: Mapping[str, Size],
    pictures: Mapping[str, Sequence[AttachmentState]],
    open_deliveries: tuple[Passed, ...],
    asked: Filter,
    now: datetime,
) -> Desk:
    """Lay the queue out for one person at a moment."""
    rows = tuple(
        replace(
            _row(entry, sizes.get(entry.case_id, Size()), pictures.get(entry.case_id, ())),
            skipped=entry.case_id in page.skipped,
        )
        for entry in page.entries
    )
    waiting = tuple(row for row in rows if not row.mine)
    free = [row for row in waiting if row.holder is None and not row.rests and not row.skipped]
    hidden = max(0, page.total - asked.window[0] - len(rows))
    return Desk(
        today=first_upper(f"{moment(now).split(',')[0]} · {_sum(page)}"),
        summary=_sum(page),
        counts=tuple(page.counts.items()),
        mine=tuple(row for row in rows if row.mine),
        open_deliveries=open_deliveries,
        rows=waiting,
        free=len(free),
        urgent=sum(row.tier is Tier.P0 for row in free),
        query=asked.query(),
        narrowed=asked.narrows,
        earlier=f"/?{asked.query(asked.page - 1)}" if asked.page else None,
        later=f"/?{asked.query(asked.page + 1)}" if hidden else None,
        hidden=hidden,
        order=_fingerprint(rows, open_deliveries),
    )


def why(entry: Entry) -> str:
    """Say in one line why a case is where it is; it never says that nothing is wrong."""
    if entry.blind:
        return first_upper(said(Drawn.BY_CHANCE))
    if entry.reasons:
        return first_upper(said(entry.reasons[0]))
    if not entry.assessed:
        return _("Máy chưa chấm được: cần người đọc")
    if entry.abstained:
        return _("Quá ít chữ để máy gợi ý: cần người đọc")
    return _("Máy chưa thấy dấu hiệu rõ: cần người đọc")


def pictures_say(states: Sequence[AttachmentState]) -> tuple[str, ...]:
    """Tell what a person must know of a case's pictures before opening it."""
    unread = sum(state in (AttachmentState.UNREAD, AttachmentState.REFUSED) for state in states)
    told = (
        (states.count(AttachmentState.SEALED), _("%(pictures)s ảnh niêm phong")),
        (unread, _("%(pictures)s ảnh cần người xem")),
        (states.count(AttachmentState.STORED), _("%(pictures)s ảnh đang chờ đọc")),
    )
    return tuple(words % {"pictures": count(number)} for number, words in told if number)


def _row(entry: Entry, size: Size, pictures: Sequence[AttachmentState]) -> Row:
    return Row(
        id=entry.case_id,
        tier=entry.served_as,
        why=why(entry),
        more=max(0, len(entry.reasons) - 1),
        categories=entry.categories,
        reporter=size.reporter,
        received_at=entry.received_at,
        due_at=entry.due_at,
        messages=size.messages,
        pictures=len(pictures),
        pictures_say=pictures_say(pictures),
        reports=size.reports,
        holder=entry.holder,
        mine=entry.mine,
        blind=entry.blind,
        rests=entry.resting_until,
        lifted=entry.tier is not None and entry.tier is not entry.served_as,
    )


def _sum(page: Page) -> str:
    if not page.total:
        return _("không có hồ sơ nào đang chờ")
    urgent = page.counts[Tier.P0]
    opened = ngettext("%(num)s hồ sơ đang mở", "%(num)s hồ sơ đang mở", page.total) % {"num": count(page.total)}
    return opened + (", " + _("%(number)s khẩn cấp") % {"number": count(urgent)} if urgent else "")


def _fingerprint(rows: Sequence[Row], open_deliveries: Sequence[Passed]) -> str:
    places = [f"{row.id}{row.tier}{row.holder}{row.mine}" for row in rows]
    places += [passed.id for passed in open_deliveries]
    return hashlib.sha256("|".join(places).encode()).hexdigest()[:16]
