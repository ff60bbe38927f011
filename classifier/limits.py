"""How much one submission may hold, and which characters no text may hold. The command line and the API share it."""

from __future__ import annotations

import re

MAX_MESSAGES = 2_000
MAX_MESSAGE_CHARACTERS = 20_000
MAX_SUBMISSION_CHARACTERS = 200_000
MAX_BATCH = 100  # submissions in one call

_UNUSABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def unusable_character(text: str) -> int | None:
    """Place of the first character that is no text (a control character, a lone surrogate), or ``None``.

    Tab, line feed and carriage return are text. Such characters break databases, logs and screens, so they are refused
    with their place instead of being dropped in silence.
    """
    found = _UNUSABLE.search(text)
    return found.start() if found else None


def without_unusable(text: str) -> str:
    """Give a text that a machine read with spaces in place of such characters: there is no sender to correct it."""
    return _UNUSABLE.sub(" ", text)
