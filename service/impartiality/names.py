"""Whether words name a member of staff, as pupils write: with and without marks, "cô Lan", a nickname, a number.

A miss may put a report before whom it is about; a false alarm costs a colleague's time and a lead's press of a button.
So what is doubtful counts. What is left out is where nearly every unmarked message would be an alarm: "co an com" is
"có ăn cơm" far oftener than a teacher called An.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from service.related.mentions import mentions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W_]+(?:[._-][^\W_]+)*")
_TITLES = {
    "cô": "cô",
    "thầy": "thầy",
    "cô giáo": "cô",
    "thầy giáo": "thầy",
    "bà cô": "cô",
    "ông thầy": "thầy",
    "gv": "",
    "giáo viên": "",
    "gvcn": "",
}
"""What a teacher is called by, and which of the two it is; "" where it does not tell."""
_SHORTEST_ALIAS = 3
_MOST_CHARACTERS = 200_000  # of one report that are looked through
_ALSO_WORDS = frozenset(
    # Given names that, without marks and after "co" (có) or "thay" (thấy), are everyday words.
    [
        "co",
        "thay",
        "ai",
        "an",
        "anh",
        "ba",
        "bao",
        "bon",
        "canh",
        "chi",
        "con",
        "duc",
        "dung",
        "duoc",
        "em",
        "gi",
        "gia",
        "giang",
        "ha",
        "hai",
        "hanh",
        "hau",
        "hieu",
        "hinh",
        "ho",
        "hoa",
        "hoc",
        "hung",
        "ich",
        "it",
        "khi",
        "kho",
        "khoa",
        "le",
        "lam",
        "linh",
        "loc",
        "loi",
        "ly",
        "mai",
        "mat",
        "minh",
        "my",
        "nam",
        "nao",
        "nay",
        "ngay",
        "nghia",
        "nhieu",
        "nhu",
        "nhung",
        "oi",
        "phai",
        "phuc",
        "quan",
        "quy",
        "quyen",
        "sang",
        "sao",
        "sinh",
        "so",
        "son",
        "ta",
        "tai",
        "tam",
        "tan",
        "tat",
        "the",
        "thanh",
        "thi",
        "thich",
        "thu",
        "thuong",
        "tien",
        "tin",
        "tinh",
        "to",
        "toan",
        "toi",
        "tot",
        "trang",
        "tri",
        "trung",
        "tu",
        "tuong",
        "vang",
        "ve",
        "vi",
        "viec",
        "vinh",
        "vo",
        "voi",
        "vu",
        "vui",
        "vy",
        "xinh",
        "y",
        "yen",
    ]
)


@dataclass(frozen=True, slots=True)
class Known:
    """Under which names a member of staff is known."""

    user_id: str
    display_name: str
    sign_in: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """That somebody is named.

    ``strong``: by the full name or an alias; else by title and given name, which others may share.
    """

    user_id: str
    strong: bool


def named(staff: Iterable[Known], texts: Sequence[str]) -> tuple[Found, ...]:
    """Tell who of the staff is named in some texts."""
    left, words, handles = _MOST_CHARACTERS, [], set()
    for text in texts:
        words.append(_words(text[:left]))
        handles |= {(found.kind, found.value) for found in mentions(text[:left])}
        left -= min(left, len(text))
    found = []
    for person in staff:
        names = _names(person)
        if handles & names.handles or any(_holds(said, name) for said in words for name in names.full):
            found.append(Found(person.user_id, strong=True))
        elif any(_is_called(said, names) for said in words):
            found.append(Found(person.user_id, strong=False))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Names:
    full: frozenset[tuple[str, ...]]
    handles: frozenset[tuple[str, str]]
    own: tuple[str, ...]  # the syllables of the name
    title: str  # "cô", "thầy" or "" where it is not known


@lru_cache(maxsize=4_096)
def _names(person: Known) -> _Names:
    title, own = _apart(person.display_name)
    full = {own} if len(own) > 1 else set()
    handles: set[tuple[str, str]] = set()
    known_by = list(person.aliases)
    if len(person.sign_in) > _SHORTEST_ALIAS and not person.sign_in.isalpha():
        known_by.append(person.sign_in)  # "lan" would be everybody's; "lan.nt82" is one person's
    for alias in known_by:
        found = {(one.kind, one.value) for one in mentions(alias)}
        handles |= found
        words = tuple(word for word, _ in _words(alias))
        if not found and words and len(alias.strip()) >= _SHORTEST_ALIAS:
            full.add(words)
    return _Names(frozenset(full), frozenset(handles), own, title)


def _apart(display_name: str) -> tuple[str, tuple[str, ...]]:
    """Take the title off a name."""
    words = tuple(word for word, _ in _words(display_name))
    for length in (2, 1):
        if words[:length] in _titles() and len(words) > length:
            return _titles()[words[:length]], words[length:]
    return "", words


def _words(text: str) -> list[tuple[str, bool]]:
    """Give the words in small letters, and whether each began with a capital."""
    found = []
    for match in _WORD.finditer(unicodedata.normalize("NFC", text)):
        word = match.group()
        found.append((_one_way(word.casefold()), word[0].isupper()))
    return found


@lru_cache(maxsize=65_536)
def _one_way(word: str) -> str:
    """Write the tone mark at the one place: "hoà" and "hòa" are one name."""
    spelt = unicodedata.normalize("NFD", word)
    tones = [mark for mark in spelt if mark in _TONES]
    bare = "".join(mark for mark in spelt if mark not in _TONES)
    return unicodedata.normalize("NFC", bare) + "".join(tones)


_TONES = "\u0300\u0301\u0303\u0309\u0323"


@lru_cache(maxsize=65_536)
def _bare(word: str) -> str:
    spelt = unicodedata.normalize("NFD", word).replace("đ", "d")
    return "".join(letter for letter in spelt if not unicodedata.combining(letter))


def _same(typed: str, name: str) -> bool:
    """Whether a typed word can be that one: the same, or typed without any mark."""
    return typed == name or (typed.isascii() and typed == _bare(name))


def _holds(words: Sequence[tuple[str, bool]], name: Sequence[str]) -> bool:
    length = len(name)
    return any(
        all(_same(words[at + place][0], name[place]) for place in range(length))
        for at in range(len(words) - length + 1)
    )


def _is_called(words: Sequence[tuple[str, bool]], names: _Names) -> bool:
    """Whether somebody of that title and given name is spoken of: "cô Lan", "thầy Ngọc Minh"."""
    return any(
        _titled(words, at, names)
        for at in range(1, len(words))
        if any(_same(words[at][0], own) for own in names.own[-3:])
    )


def _titled(words: Sequence[tuple[str, bool]], at: int, names: _Names) -> bool:
    tail = next((names.own[-k:] for k in (3, 2, 1) if k <= len(names.own) and _tail(words, at, names.own[-k:])), None)
    if tail is None:
        return False
    for length in (2, 1):
        if at >= length:
            typed = [word for word, _ in words[at - length : at]]
            for title, kind in _titles().items():
                fits = len(title) == length and all(map(_same, typed, title))
                if fits and (not names.title or not kind or names.title == kind):
                    return _is_no_phrase(typed, words[at : at + len(tail)])
    return False


def _tail(words: Sequence[tuple[str, bool]], at: int, tail: Sequence[str]) -> bool:
    return at + len(tail) <= len(words) and all(_same(words[at + k][0], tail[k]) for k in range(len(tail)))


@lru_cache(maxsize=1)
def _titles() -> dict[tuple[str, ...], str]:
    return {tuple(word for word, _ in _words(title)): kind for title, kind in _TITLES.items()}


def _is_no_phrase(title: Sequence[str], name: Sequence[tuple[str, bool]]) -> bool:
    """Whether title and name cannot well be the everyday words that look the same without marks."""
    typed, capital = name[0]
    unmarked = len(title) == 1 and title[0] in ("co", "thay") and typed.isascii() and len(name) == 1
    return not unmarked or capital or typed not in _ALSO_WORDS
