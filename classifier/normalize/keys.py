"""Words typed while the keyboard's Vietnamese was off: Telex (``ddi hojc``) and VNI (``kho6ng``) left as they were."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from classifier.normalize.glyphs import Glyphs
from classifier.normalize.syllables import LONGEST, is_syllable, is_written, with_tone

_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_DOUBLED = {"a": "â", "e": "ê", "o": "ô"}
_HORNED = {"a": "ă", "o": "ơ", "u": "ư"}
_VOWEL = frozenset("aăâeêioôơuưy")
_TELEX = re.compile(r"[a-zđăâêôơư]{2,10}")
_TELEX_KEY = re.compile(r".[sfrxjw]|^dd|aa|ee|oo")
_WEAK = re.compile(  # may be Telex, and is more often something else
    r"[aeiouy]+[sfrxj]?[a-z]?"  # "ist", "ux": no consonant before the vowel
    r"|[bcdđghklmnpqrstvx]+[aăâeêoôơuư]j"  # "moj", "đaj": j for i
    r"|(?!nhw$)[bcdghklmnpqrstvx]+w"  # "tw", "thw"
    r"|(?!\w*(?:aa|ee|oo|w))[bcdghklmnpqrstvx]+[aeiouy]+[sr][a-z]+"  # "dist", "horn": s and r come last
)
_VNI = re.compile(r"[a-z]{1,7}\d[a-z\d]{1,6}")
_MOST_KEYS = 3
_LONG_O = frozenset({"boong", "coong", "goong", "soong", "toong", "xoong", "mooc", "sooc", "vooc"})  # real words


def _english() -> frozenset[str]:
    rows = (Path(__file__).parent / "english.txt").read_text("utf-8").splitlines()
    return frozenset(word for row in rows if not row.startswith("#") for word in row.split())


ENGLISH = _english()


def decoded(word: Glyphs) -> Glyphs | None:
    """Find the syllable that these keys would have written, or ``None``.

    Only where the word is no Vietnamese syllable and no English word as it stands, and all marks of what comes out
    stand where the spelling rules want them; so ``this``, ``book``, ``bai2`` and ``10a1`` stay.
    """
    text = word.text
    if len(text) > LONGEST + _MOST_KEYS:
        return None
    meant = _telex(text) if text.isalpha() else _vni(text)
    return word.respelt(meant) if meant else None


def _telex(text: str) -> str | None:
    if text.startswith("dd") and not text.isascii() and is_written("đ" + text[2:]):
        return "đ" + text[2:]
    if not _may_be_telex(text):
        return None
    word = _Typed("đ", shaped=True) if text.startswith("dd") else _Typed("")
    rest = text[2:] if word.letters else text
    for at, key in enumerate(rest):
        if not word.press(key, doubled=rest[at - 1 : at] == key, last=at == len(rest) - 1):
            return None
    return _whole(word.letters, word.tone)


def _may_be_telex(text: str) -> bool:
    if not _TELEX.fullmatch(text) or not _TELEX_KEY.search(text) or _WEAK.fullmatch(text):
        return False
    if text in ENGLISH or text in _LONG_O:
        return False
    return not is_syllable(text) or "oong" in text or "ooc" in text


@dataclass(slots=True)
class _Typed:
    """What the keys pressed so far have written."""

    letters: str
    tone: str = ""
    shaped: bool = False  # a letter got its hat, horn, breve or bar

    def press(self, key: str, *, doubled: bool, last: bool) -> bool:
        """Press one key of Telex; false if nobody who writes a Vietnamese word would."""
        voiced = not _VOWEL.isdisjoint(self.letters)
        if voiced and key in _TELEX_TONES:
            first = not self.tone
            self.tone = _TELEX_TONES[key]
            return first
        if key == "w" and self.letters:
            horned = _horned(self.letters) if voiced else self.letters + "ư"
            self.letters, self.shaped = horned or "", True
            return horned is not None
        if doubled and key in _DOUBLED and self.letters.endswith(key):
            drawn_out = last and not self.tone and not self.shaped  # "nhoo", "nhee"
            self.letters, self.shaped = self.letters[:-1] + _DOUBLED[key], True
            return not drawn_out
        self.letters += key
        return not (self.tone and not self.shaped and key in _VOWEL)  # "more": no tone between two vowels


def _vni(text: str) -> str | None:
    if not _VNI.fullmatch(text):
        return None
    letters = ""
    tone = ""
    for key in text:
        if key.isalpha():
            letters += key
        elif key in _VNI_TONES and not tone and not _VOWEL.isdisjoint(letters):
            tone = _VNI_TONES[key]
        else:
            shaped = _shaped(letters, key)
            if shaped is None:
                return None
            letters = shaped
    digits = sum(key.isdigit() for key in text)
    if text[-digits:].isdigit():
        return None  # "bai2", "so61": a number behind a word
    return _whole(letters, tone)


def _shaped(letters: str, key: str) -> str | None:
    """Give what VNI's 6 (â ê ô), 7 (ơ ư), 8 (ă) or 9 (đ) makes of the letters before it."""
    if key == "9":
        return "đ" + letters[1:] if letters.startswith("d") else None
    if key == "7":
        return None if letters.endswith("a") else _horned(letters)
    for at in range(len(letters) - 1, -1, -1):
        if key == "6" and letters[at] in _DOUBLED:
            return letters[:at] + _DOUBLED[letters[at]] + letters[at + 1 :]
        if key == "8" and letters[at] == "a":
            return letters[:at] + "ă" + letters[at + 1 :]
    return None


def _horned(letters: str) -> str | None:
    """Letters with the horn or breve on the last vowel that can bear it; both vowels of ``uo``."""
    for pair in ("uo", "ưo", "uơ"):
        if pair in letters:
            return letters.replace(pair, "ươ", 1)
    for at in range(len(letters) - 1, -1, -1):
        if letters[at] in _HORNED:
            return letters[:at] + _HORNED[letters[at]] + letters[at + 1 :]
    return None


def _whole(letters: str, tone: str) -> str | None:
    meant = with_tone(letters, tone) if tone else letters
    return meant if is_written(meant) else None
