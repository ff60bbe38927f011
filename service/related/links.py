"""Addresses of pages, in one form: host and path, without what only counts where somebody came from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

import idna

if TYPE_CHECKING:
    from collections.abc import Iterator

    from service.related.found import Written

# Names that stand alone as an address. The shorter ones are Vietnamese syllables as well ("mệt.me gọi"), so they need a
# path behind them.
_ALONE = "com|net|org|info|vn|xyz|vip|club|site|online|shop|website|store|gg|tk|cc|win|bet|icu|pro|asia|example"
_WITH_PATH = "me|ly|co|io|gl|to|link|live|app|fun|top|at|be|tv|us|am|to|cam|page|dev"
_ADDRESS = re.compile(
    r"(?<![\w@.-])(?:(?P<scheme>https?://)(?P<any>[^\s/?#]+)"
    rf"|(?P<host>(?:[a-z0-9-]+\.)+(?:(?:{_ALONE})(?=[/?#]|[^\w.-]|\.(?!\w)|-(?!\w)|$)|(?:{_WITH_PATH})(?=/\w))))"
    r"(?::\d{1,5})?(?P<rest>[/?#][^\s<>\"]*)?"
)
_CLOSING = ".,;:!?…)]}'\"*”’"  # of the sentence, not of the address
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|igsh(?:id)?|mibextid|zarsrc|si|_[tr]|is_from_webapp|is_copy_url|sender_device|web_id|ref|"
    r"refsrc|ref_src|feature|share_app_id|share_link_id|rdid|hl|lang|locale|s"
)
_HOST_ALIASES = {
    "fb.com": "facebook.com",
    "fb.me": "facebook.com",
    "web.facebook.com": "facebook.com",
    "vt.tiktok.com": "vm.tiktok.com",
    "telegram.me": "t.me",
    "twitter.com": "x.com",
    "threads.com": "threads.net",
}
# Everybody's front pages, and those of offices and schools: to name them has nothing in common.
_EVERYBODYS = frozenset(
    {
        *("facebook.com", "messenger.com", "instagram.com", "threads.net", "tiktok.com", "youtube.com", "snapchat.com"),
        *("zalo.me", "chat.zalo.me", "t.me", "discord.com", "x.com", "roblox.com", "garena.vn", "ff.garena.vn"),
        *("google.com", "gmail.com", "docs.google.com", "drive.google.com", "meet.google.com", "classroom.google.com"),
        *("zoom.us", "wikipedia.org", "shopee.vn", "lazada.vn", "netflix.com", "vietjack.com", "loigiaihay.com"),
        *("hoc247.net", "vnexpress.net", "dantri.com.vn", "tuoitre.vn"),
    }
)
_OFFICES = re.compile(r"(?:^|\.)(?:edu|gov)(?:\.vn)?$")


@dataclass(frozen=True, slots=True)
class Address:
    """One address in a message: where it stands, and its parts in one form."""

    start: int  # offsets in ``Written.text``
    end: int
    host: str  # lower case, IDNA, without ``www.`` and ``m.``
    path: str  # begins with a slash, or empty
    query: str  # sorted, tracking left out

    @property
    def value(self) -> str:
        """The one form of it."""
        return f"{self.host}{self.path}{f'?{self.query}' if self.query else ''}"

    @property
    def telling(self) -> bool:
        """Whether naming it has anything to say: no front page that everybody names, no office."""
        return not _OFFICES.search(self.host) and (bool(self.path or self.query) or self.host not in _EVERYBODYS)


def addresses(written: Written) -> Iterator[Address]:
    """Find addresses of pages. Shorteners are kept as they are: nothing is looked up."""
    for seen in _ADDRESS.finditer(written.text):
        end = seen.start() + len(seen[0].rstrip(_CLOSING))
        typed = written.as_typed(seen.start(), end)  # capitals count in a path, and a foreign letter makes another host
        try:
            parts = urlsplit(typed if seen["scheme"] else f"http://{typed}")
            host = _host(parts.hostname or "")
            path = quote(unquote(parts.path.rstrip("/")), safe="/@:+,~")
            kept = sorted(pair for pair in parse_qsl(parts.query) if not _TRACKING.fullmatch(pair[0].lower()))
            query = urlencode(kept)
        except (ValueError, UnicodeError):
            continue
        if "." not in host:
            continue
        yield Address(seen.start(), end, host, path, query)


def _host(named: str) -> str:
    host = named.rstrip(".").lower()
    if not host.isascii():
        host = idna.encode(host, uts46=True).decode()
    for front in ("www.", "m.", "mbasic."):
        host = host.removeprefix(front)
    return _HOST_ALIASES.get(host, host)
