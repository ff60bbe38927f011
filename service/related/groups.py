"""Cases that have something in common, as the page of a case shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.words import MentionKind

if TYPE_CHECKING:
    from datetime import datetime

    from classifier.taxonomy import Tier
    from service.words import CaseState


@dataclass(frozen=True, slots=True)
class Place:
    """Where the open case's own words name the thing that is shared; the page marks it there."""

    report_id: str
    message: int | None  # as in the case file; None: in the note to the counsellor
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RelatedCase:
    """Another case, without its content."""

    case_id: str
    state: CaseState
    tier: Tier
    received_at: datetime
    reports: int  # of it that have the thing in common


@dataclass(frozen=True, slots=True)
class Group:
    """One thing that other cases have in common with the open one."""

    kind: MentionKind
    cases: tuple[RelatedCase, ...]  # newest first; none where it is named too often to tell anything
    reports: int  # of other cases
    common: bool = False  # named in too many cases to tell anything
    places: tuple[Place, ...] = ()

    @property
    def vi(self) -> str:
        """One line for the counsellor."""
        this, shared = _THIS[self.kind].vi, _SHARED[self.kind].vi
        if self.common:
            return f"{_first_upper(this)} được nhắc đến quá nhiều, không dùng để nối hồ sơ"
        return f"{self.reports} phản ánh khác {shared}"

    @property
    def en(self) -> str:
        """The same in English."""
        this, shared = _THIS[self.kind].en, _SHARED[self.kind].en
        if self.common:
            return f"{_first_upper(this)} is named too often to link cases by it"
        if self.reports == 1:
            return f"1 other report {shared.replace('*', 's')}"
        return f"{self.reports} other reports {shared.replace('*', '')}"


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True)
class Merged:
    """Two cases that were joined, and perhaps taken apart again."""

    id: str
    kept_id: str
    merged_id: str | None
    reports: int
    at: datetime
    by: str | None  # display name; None: the service, as the reports are alike
    undone_at: datetime | None
    undone_by: str | None


@dataclass(frozen=True, slots=True)
class Related:
    """What a case has in common with others, and which cases it was joined with."""

    groups: tuple[Group, ...] = ()  # what fewest cases share first
    merges: tuple[Merged, ...] = ()  # oldest first


NOTHING = Related()


@dataclass(frozen=True, slots=True)
class _Said:
    vi: str
    en: str


_THIS = {
    MentionKind.PHONE: _Said("số điện thoại này", "this telephone number"),
    MentionKind.ACCOUNT: _Said("tài khoản này", "this account"),
    MentionKind.LINK: _Said("đường dẫn này", "this link"),
    MentionKind.BANK: _Said("số tài khoản ngân hàng này", "this bank account"),
    MentionKind.TEXT: _Said("nội dung này", "this text"),
    MentionKind.PICTURE: _Said("ảnh này", "this picture"),
}
_SHARED = {kind: _Said(f"nhắc tới {this.vi}", f"mention* {this.en}") for kind, this in _THIS.items()} | {
    MentionKind.TEXT: _Said("có nội dung gần giống", "say* nearly the same"),
    MentionKind.PICTURE: _Said("gửi cùng một ảnh", "hold* the same picture"),
}
