"""The language of the console: Vietnamese as written in the code, English from ``translations/en.po``.

What is asked for stands in a cookie; ``Spoken`` puts it where everything that makes a page can see it.
"""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from babel.messages.pofile import read_po

from classifier.taxonomy import Word

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

COOKIE = "lachan_language"
CATALOGUES = tuple(Path(__file__).parents[1] / room / "translations" / "en.po" for room in ("console", "reporters"))


class Language(Word):
    """A language of the console."""

    VI = "vi", "Tiếng Việt", "Vietnamese"
    EN = "en", "Tiếng Anh", "English"


class Told(Protocol):
    """Anything that has its words in both languages."""

    @property
    def vi(self) -> str:
        """In Vietnamese."""

    @property
    def en(self) -> str:
        """In English."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence in both languages, for tables of them."""

    vi: str
    en: str


_SPOKEN: ContextVar[Language] = ContextVar("language", default=Language.VI)


def _read() -> dict[str, tuple[str, ...]]:
    found = {}
    for path in CATALOGUES:
        with path.open("rb") as file:
            catalogue = read_po(file, locale="en")
        for message in catalogue:
            key = message.id if isinstance(message.id, str) else message.id[0]
            words = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
            if key and all(words):
                found[key] = words
    return found


_ENGLISH = _read()


def spoken() -> Language:
    """Tell the language of the page that is being made."""
    return _SPOKEN.get()


def speak(language: Language) -> None:
    """Make the rest of this page in a language that was chosen on it."""
    _SPOKEN.set(language)


def said(told: Told) -> str:
    """Say a word of the field in the page's language."""
    return told.en if spoken() is Language.EN else told.vi


def gettext(vi: str) -> str:
    """Say a sentence of the console, written in Vietnamese, in the page's language."""
    return _ENGLISH.get(vi, (vi,))[0] if spoken() is Language.EN else vi


def ngettext(vi: str, vi_many: str, number: int) -> str:
    """Say a sentence with a number in it; Vietnamese has one form, so both arguments are the same there."""
    if spoken() is Language.VI:
        return vi if number == 1 else vi_many
    words = _ENGLISH.get(vi, (vi, vi_many))
    return words[0] if number == 1 else words[-1]


class Spoken:
    """Reads the language of a request off its cookie."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer in the language that was asked for."""
        if scope["type"] == "http":
            _SPOKEN.set(_asked(scope))
        await self._app(scope, receive, send)


def _asked(scope: Scope) -> Language:
    for name, value in scope["headers"]:
        if name == b"cookie":
            try:
                found = SimpleCookie(value.decode("latin-1")).get(COOKIE)
            except CookieError:
                continue
            if found is not None and found.value in {language.value for language in Language}:
                return Language(found.value)
    return Language.VI
