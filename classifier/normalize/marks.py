"""Vietnamese marks: taking them off without moving a character."""

from __future__ import annotations

import unicodedata

_LETTERS = {
    "a": "àáảãạăằắẳẵặâầấẩẫậ",
    "d": "đ",
    "e": "èéẻẽẹêềếểễệ",
    "i": "ìíỉĩị",
    "o": "òóỏõọôồốổỗộơờớởỡợ",
    "u": "ùúủũụưừứửữự",
    "y": "ỳýỷỹỵ",
}
VIETNAMESE = "".join(_LETTERS.values())  # every marked letter, lower case, composed
_BARE = {ord(marked): bare for bare, row in _LETTERS.items() for marked in row}
_BARE |= {ord(chr(code).upper()): bare.upper() for code, bare in _BARE.items()}
_TABLE = str.maketrans({chr(code): bare for code, bare in _BARE.items()})


def without_marks(text: str) -> str:
    """Take Vietnamese marks off, letter by letter: ``đừng`` becomes ``dung``.

    The answer is as long as the NFC form of ``text``, so offsets stay valid. Letters of other languages are left alone.
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", text).translate(_TABLE)
