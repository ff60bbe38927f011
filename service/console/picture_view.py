"""A report's pictures as the case page shows them: covered, opened, or sealed for good.

A covered picture is drawn from the places of its messages alone: no point of it leaves the service before somebody
opens it, and that it was opened is written down.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from classifier.screenshot.page import UNSURE, Box, Side
from service.console.language import gettext as _
from service.console.language import said
from service.console.wording import first_upper
from service.words import AttachmentState

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from classifier.schema import Message
    from service.attachments.picture import Picture, PicturePage


@dataclass(frozen=True, slots=True)
class Opened:
    """A page of a picture that the reader asked to see."""

    picture: str
    page: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message was read from."""

    anchor: str  # of the picture on the page
    words: str  # "ảnh 2" or "ảnh 2, trang 3"
    unsure: bool  # what was read may be wrong: look at the picture


@dataclass(frozen=True, slots=True)
class Mark:
    """A message with findings, where the picture shows it."""

    number: int  # of the message in the report, from 1
    anchor: str  # of the message on the page
    says: str
    box: Box


@dataclass(frozen=True, slots=True)
class Shape:
    """A message as a covered picture shows it: its place and side, no word of it."""

    box: Box
    side: Side
    flagged: bool


@dataclass(frozen=True, slots=True)
class PageView:
    """One page of a picture."""

    anchor: str
    number: int  # from 0
    name: str  # "Ảnh 2" or "Ảnh 2, trang 3"
    width: int  # pixels
    height: int
    shapes: tuple[Shape, ...]
    marks: tuple[Mark, ...]
    opened: bool
    dimmed: bool  # nobody knows what it shows: blurred and grey even when opened, until pressed once more


@dataclass(frozen=True, slots=True)
class PictureView:
    """One file."""

    id: str
    name: str  # "Ảnh 2"
    state: str  # a word of AttachmentState, or "lost"
    says: str  # what the reader must know of it, in Vietnamese; "" if nothing
    pages: tuple[PageView, ...]


def place_of(pictures: Sequence[Picture], message: Message) -> Place | None:
    """Tell where a message was read from; ``None`` for one that was typed, or whose picture cannot be opened."""
    shown = message.shown
    if shown is None:
        return None
    for picture in pictures:
        if picture.position == shown.file and shown.page < len(picture.pages):
            name = _name(picture, shown.page)
            return Place(_anchor(picture, shown.page), f"{name[0].lower()}{name[1:]}", shown.confidence < UNSURE)
    return None


def picture_views(
    report_id: str,
    pictures: Sequence[Picture],
    messages: Sequence[Message],
    flagged: Mapping[int, Sequence[str]],
    opened: Collection[Opened],
) -> tuple[PictureView, ...]:
    """Lay a report's pictures out. ``flagged`` says what was noticed in a message (from 0), in Vietnamese."""
    marks: dict[tuple[int, int], list[Mark]] = {}
    for index, message in enumerate(messages):
        shown = message.shown
        if shown is not None and flagged.get(index):
            says = first_upper("; ".join(flagged[index]))
            mark = Mark(index + 1, f"tin-{report_id}-{index}", says, Box(*shown.box))
            marks.setdefault((shown.file, shown.page), []).append(mark)
    return tuple(_picture(picture, marks, opened) for picture in pictures)


def _picture(
    picture: Picture, marks: Mapping[tuple[int, int], Sequence[Mark]], opened: Collection[Opened]
) -> PictureView:
    lost = picture.state is AttachmentState.READ and not picture.pages
    return PictureView(
        id=picture.id,
        name=_("Ảnh %(number)s") % {"number": picture.position + 1},
        state="lost" if lost else picture.state.value,
        says=_says(picture, lost=lost),
        pages=tuple(
            _page(picture, page, marks.get((picture.position, page.number), ()), opened) for page in picture.pages
        ),
    )


def _page(picture: Picture, page: PicturePage, marks: Sequence[Mark], opened: Collection[Opened]) -> PageView:
    flagged = {mark.box for mark in marks}
    return PageView(
        anchor=_anchor(picture, page.number),
        number=page.number,
        name=_name(picture, page.number),
        width=page.width,
        height=page.height,
        shapes=tuple(Shape(message.box, message.side, message.box in flagged) for message in page.messages),
        marks=tuple(marks),
        opened=Opened(picture.id, page.number) in opened,
        dimmed=picture.state is AttachmentState.UNREAD,
    )


def _says(picture: Picture, *, lost: bool) -> str:
    if lost:
        return _("Không mở lại được ảnh này: khóa hoặc tệp đã mất. Xin báo quản trị viên và hỏi người gửi.")
    if picture.state is AttachmentState.SEALED and picture.sealed_by is not None:
        return _("Không ai mở lại được ảnh này ở đây: %(why)s.") % {"why": said(picture.sealed_by)}
    if picture.state is AttachmentState.REFUSED and picture.refusal is not None:
        return _("Không nhận được ảnh này; người gửi đã được báo: “%(why)s”") % {"why": said(picture.refusal)}
    return {
        AttachmentState.STORED: _("Máy chưa đọc xong. Lời trong ảnh sẽ hiện ở trang này khi bạn tải lại."),
        AttachmentState.REFUSED: _("Không nhận được ảnh này."),
        AttachmentState.UNREAD: _("Máy không đọc chắc được ảnh này. Xin bạn mở ra xem.")
        if picture.pages
        else _("Máy đã thử nhiều lần mà không mở được ảnh này. Xin xem trực tiếp với người gửi."),
    }.get(picture.state, "")


def _name(picture: Picture, page: int) -> str:
    if len(picture.pages) > 1:
        return _("Ảnh %(number)s, trang %(page)s") % {"number": picture.position + 1, "page": page + 1}
    return _("Ảnh %(number)s") % {"number": picture.position + 1}


def _anchor(picture: Picture, page: int) -> str:
    return f"anh-{picture.id}-{page}"
