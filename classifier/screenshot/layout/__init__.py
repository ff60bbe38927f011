"""From lines of text on a picture to messages with sides and senders."""

from __future__ import annotations

from classifier.screenshot.layout.chat import read_chat
from classifier.screenshot.layout.comments import is_thread, read_thread
from classifier.screenshot.layout.sight import see
from classifier.screenshot.page import ShownMessage
from classifier.screenshot.text import Text

__all__ = ["arrange"]


def arrange(text: Text) -> tuple[ShownMessage, ...]:
    """Tell the messages from the rest of a page, in reading order; boxes are in the upright picture."""
    sight = see(text)
    if not sight.written:
        return ()
    return read_thread(sight) if is_thread(sight) else read_chat(sight)
