"""From what pictures show to what is assessed: messages with speakers, after those that were typed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import orjson

from classifier.limits import MAX_MESSAGES, without_unusable
from classifier.schema import Message, Shown, Submission
from classifier.screenshot.page import Box, Page, ShownMessage, Side
from classifier.taxonomy import Speaker
from service.words import AttachmentState, Reporter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.attachments.picture import Picture


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was read of a report's files when it was assessed."""

    covered: tuple[int, ...] = ()  # positions of the files whose words are in it
    messages: tuple[Message, ...] = ()  # in the order in which they were assessed, after the typed ones


def speaker_of(side: Side, reporter: Reporter) -> Speaker:
    """Tell who wrote a message that a screenshot shows.

    A phone shows its owner's messages on the right. It is the child's only where the child reports: a parent or a
    teacher may send a picture of their own phone, of the child's, or of another pupil's, and to take an adult's words
    for the child's would weigh them wrongly. Whoever stands on the left is the other one; under a post everybody may
    write, so there nobody is taken for anybody.
    """
    if side is Side.LEFT:
        return Speaker.OTHER
    if side is Side.RIGHT and reporter is Reporter.CHILD:
        return Speaker.CHILD
    return Speaker.UNKNOWN


def transcript(pictures: Sequence[Picture], reporter: Reporter) -> Transcript:
    """Join what the pictures of one report show: overlapping screenshots of one chat repeat no message."""
    pages = [(picture.position, page) for picture in pictures for page in picture.pages]
    shown = [Page(page.width, page.height, page.messages, page.readable) for _, page in pages]
    messages = []
    for index, message in _stitched(shown):
        position, page = pages[index]
        messages.append(_message(message, position, page.number, reporter))
    return Transcript(tuple(sorted({position for position, _ in pages})), tuple(messages))


def _stitched(pages: Sequence[Page]) -> list[tuple[int, ShownMessage]]:
    if not pages:
        return []
    from classifier.screenshot.stitching import stitch  # noqa: PLC0415 - only where the extra `screenshots` read some

    return [(one.page, one.message) for one in stitch(pages)]


def whole(typed: Submission, pictures: Sequence[Picture], read: Transcript, *, reading: bool) -> Submission:
    """Join what was typed and what was read to what is assessed.

    ``reading`` says whether something reads pictures here: if nothing does, those that wait count as unread. Where a
    report holds more messages than one submission may, the last ones stay out and count as one picture unread.
    """
    messages = (*typed.messages, *read.messages)
    unread = sum(picture.unread for picture in pictures) + (len(messages) > MAX_MESSAGES)
    if not reading:
        unread += sum(picture.state is AttachmentState.STORED for picture in pictures)
    return replace(
        typed,
        messages=messages[:MAX_MESSAGES],
        unread_screenshots=typed.unread_screenshots + unread,
        sealed_screenshots=sum(picture.state is AttachmentState.SEALED for picture in pictures),
    )


def shown_now(assessed: Transcript | None, pictures: Sequence[Picture], reporter: Reporter) -> tuple[Message, ...]:
    """Give all messages of the pictures: first those of the newest assessment, so that its findings keep their places.

    Behind them stand those that were read since.
    """
    if assessed is None:
        return transcript(pictures, reporter).messages
    later = [picture for picture in pictures if picture.position not in assessed.covered]
    return (*assessed.messages, *transcript(later, reporter).messages)


def _message(shown: ShownMessage, position: int, page: int, reporter: Reporter) -> Message:
    box = shown.box
    return Message(
        text=without_unusable(shown.text),
        speaker=speaker_of(shown.side, reporter),
        sender=without_unusable(shown.sender) if shown.sender else None,
        shown=Shown(position, page, (box.left, box.top, box.right, box.bottom), shown.confidence),
    )


def laid_down(read: Transcript) -> dict[str, Any]:
    """Write a transcript as plain values, to be sealed."""
    return {"covered": read.covered, "messages": [_plain(message) for message in read.messages]}


def taken_up(content: dict[str, Any]) -> Transcript:
    """Read what ``laid_down`` wrote."""
    return Transcript(tuple(content["covered"]), tuple(_taken(message) for message in content["messages"]))


def _plain(message: Message) -> dict[str, Any]:
    return {"text": message.text, "speaker": message.speaker, "sender": message.sender, "shown": message.shown}


def _taken(plain: dict[str, Any]) -> Message:
    shown = plain["shown"]
    place = Shown(shown["file"], shown["page"], tuple(shown["box"]), shown["confidence"]) if shown else None
    return Message(plain["text"], Speaker(plain["speaker"]), plain["sender"], place)


def page_laid_down(messages: Sequence[ShownMessage]) -> bytes:
    """Write a page's messages as JSON, to be sealed."""
    return orjson.dumps(list(messages))


def page_taken_up(written: bytes) -> tuple[ShownMessage, ...]:
    """Read what ``page_laid_down`` wrote."""
    return tuple(
        ShownMessage(one["text"], Side(one["side"]), Box(**one["box"]), one["confidence"], one["sender"])
        for one in orjson.loads(written)
    )
