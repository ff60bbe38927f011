"""How a text is written, apart from what it says: what a second model may weigh beside the words.

Nothing here changes when marks are left out or words are shortened by teencode, so that neither fools it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_FIRST_EMOJI = 0x1F000
_SMILEY = re.compile(r"[:=;]['-]?[)(DdPpvV3]+|\^\^|<3")
_PLACEHOLDER = re.compile(r"<[A-Za-z]+>|https?://|@\w")

STYLES = (
    "log_characters",
    "log_words",
    "capitals",  # share of the letters
    "exclamations",
    "questions",
    "emoji",
    "smileys",
    "links_and_names",
    "digits",  # share of the characters
)


def style_of(texts: Sequence[str]) -> NDArray[np.float64]:
    """Measure texts as written: (n, len(STYLES))."""
    return np.array([_row(text) for text in texts], dtype=np.float64).reshape(len(texts), len(STYLES))


def _row(text: str) -> list[float]:
    letters = sum(map(str.isalpha, text))
    return [
        np.log1p(len(text)),
        np.log1p(len(text.split())),
        sum(map(str.isupper, text)) / max(letters, 1),
        text.count("!"),
        text.count("?"),
        sum(ord(character) >= _FIRST_EMOJI for character in text),
        len(_SMILEY.findall(text)),
        len(_PLACEHOLDER.findall(text)),
        sum(map(str.isdigit, text)) / max(len(text), 1),
    ]
