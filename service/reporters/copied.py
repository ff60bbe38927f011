"""Messages that somebody copied out, a line each: ``tôi: …``, ``bạn kia: …``."""

from __future__ import annotations

import re

from classifier.schema import Message
from classifier.taxonomy import Speaker
from service.intake.receipt_words import plain
from service.words import Reporter

# "8:00" and "https://" are no names: a name has no digit at its end and is followed by a space or a letter.
_SAID = re.compile(r"^(?P<name>[^\W\d_][^:：\n]{0,24}?)\s*[:：](?=\s|[^\W\d_])\s*(?P<text>.*)$")
_MINE = {"toi", "minh", "em", "to", "con", "chau", "t", "me", "i"}
_CHILDS = {"con", "chau", "con toi", "con em", "hoc sinh", "em hoc sinh", "child", "pupil", "my child"}
_THEIRS = {"ban kia", "nguoi kia", "nguoi do", "nguoi ta", "ho", "no", "other", "them"}
_MOST_WORDS = 4  # of a name; more is a sentence with a colon in it


def messages(copied: str, reporter: Reporter) -> tuple[Message, ...]:
    """Read messages off the lines of a text; none if it is empty.

    A line without a name goes on the message above it; before any name it is a message of nobody known. Of a name that
    is no label of ours the words stay as they are: nothing that was written is left out.
    """
    found: list[Message] = []
    named = False
    for line in copied.splitlines():
        if not line.strip():
            continue
        speaker, text = _read(line.strip(), reporter)
        if speaker is None and named and found:
            found[-1] = Message(f"{found[-1].text}\n{text}", found[-1].speaker)
            continue
        named = named or speaker is not None
        if text:
            found.append(Message(text, speaker or Speaker.UNKNOWN))
    return tuple(found)


def _read(line: str, reporter: Reporter) -> tuple[Speaker | None, str]:
    said = _SAID.match(line)
    if said is None:
        return None, line
    name = " ".join(plain(said["name"]).split())
    if name in _CHILDS:
        return Speaker.CHILD, said["text"]
    if name in _MINE:
        # An adult's "tôi" is the adult: taken for the child's, their words would be weighed wrongly.
        return (Speaker.CHILD if reporter is Reporter.CHILD else Speaker.UNKNOWN), said["text"]
    if name in _THEIRS:
        return Speaker.OTHER, said["text"]
    if len(name.split()) > _MOST_WORDS:
        return None, line
    return Speaker.OTHER, line
