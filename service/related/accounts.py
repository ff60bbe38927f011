"""Accounts: profile links, ``@name``, ``fb: name_123``, ``id game 123456789``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from service.words import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from service.related.found import Found, Written
    from service.related.links import Address

_PLATFORMS = {
    "zalo": r"zalo|zl",
    "facebook": r"facebook|fb|face ?book|messenger|mess",
    "instagram": r"instagram|insta|ins|ig",
    "tiktok": r"tiktok|tik tok|top top",
    "telegram": r"telegram|tele|tlg",
    "discord": r"discord|disc",
    "roblox": r"roblox|rblx",
    "freefire": r"free ?fire|ff",
    "lienquan": r"lien quan|lqmb",
    "youtube": r"youtube|ytb",
    "snapchat": r"snapchat|snap",
    "threads": r"threads",
    "locket": r"locket",
    "ngl": r"ngl",
    "x": r"twitter",
}
_GAMES = frozenset({"freefire", "lienquan", "roblox"})
_PROFILES: dict[str, tuple[str, re.Pattern[str]]] = {
    host: (platform, re.compile(path))
    for host, platform, path in (
        ("facebook.com", "facebook", r"/(?:people/[^/]+/)?([A-Za-z0-9.]{3,60})"),
        ("instagram.com", "instagram", r"/([A-Za-z0-9._]{2,30})"),
        ("tiktok.com", "tiktok", r"/@([A-Za-z0-9._]{2,30})"),
        ("t.me", "telegram", r"/([A-Za-z0-9_]{4,32})"),
        ("youtube.com", "youtube", r"/@([A-Za-z0-9._-]{3,30})"),
        ("x.com", "x", r"/([A-Za-z0-9_]{3,20})"),
        ("threads.net", "threads", r"/@([A-Za-z0-9._]{2,30})"),
        ("snapchat.com", "snapchat", r"/add/([A-Za-z0-9._-]{3,20})"),
        ("discord.com", "discord", r"/users/(\d{15,21})"),
        ("roblox.com", "roblox", r"/(?:[a-z]{2}/)?users/(\d{3,12})(?:/profile)?"),
        ("ngl.link", "ngl", r"/([A-Za-z0-9._]{2,30})"),
        ("locket.cam", "locket", r"/([A-Za-z0-9._]{2,30})"),
    )
}
# First parts of paths that are no person's.
_NO_PERSON = re.compile(
    r"/(?:groups?|share|sharer|watch|reels?|stor(?:y|ies)|events|marketplace|gaming|pages|p|explore|tv|direct|login|help|"
    r"home|joinchat|hashtag|search|i|settings|profile\.php|photo(?:\.php)?|videos?|messages|accounts)(?:/|$)"
)
_NAME = r"(?P<name>[a-z0-9_](?:[a-z0-9._-]{1,30}[a-z0-9_]))(?![^\W_]|[@/])"
_WHOSE = r"cua\s+(?:no|han|em|anh|minh|ban (?:ay|do)|nguoi (?:do|ay))"
_CALLED = rf"(?:\s+(?:{_WHOSE}|no|ten|nick|acc|tk|id|uid|la))*"
_AT_PLATFORM = re.compile(
    rf"(?<!\w)(?P<platform>{'|'.join(f'(?:{names})' for names in _PLATFORMS.values())})(?!\w){_CALLED}\s{{0,2}}"
    rf"(?P<sign>[:=@(]|\s@?)\s{{0,2}}@?{_NAME}"
)
_NICK = re.compile(
    r"(?<!\w)(?P<cue>nick ?name|nick|nic|acc(?:ount)?|tai khoan|user ?name|uid|ten (?:in ?game|trong game|nhan vat)|"
    rf"id (?:game|trong game|in ?game)|ingame){_CALLED}\s{{0,2}}(?P<sign>[:=(]|\s)\s{{0,2}}@?{_NAME}"
)
_ALONE = re.compile(rf"(?<![\w@./-])@{_NAME}")
_MAIL = re.compile(r"(?<![\w.+-])([a-z0-9][a-z0-9._+-]{1,40}@(?:[a-z0-9-]+\.)+[a-z]{2,10})(?![\w])")
_EVERYBODY = frozenset({"everyone", "everybody", "moinguoi", "gmail.com", "highlight", "admin", "channel"})
_HANDLE = re.compile(r"(?=.*[a-z])(?=.*[\d_.]).+")  # a name that nobody types as a word
_FEWEST_LETTERS = 8  # of an @name made of letters alone; shorter ones call a classmate by the first name
_NUMBER_OF_GAME = re.compile(r"\d{7,12}")
_PLAIN_WORD = re.compile(r"[a-z]+\.[a-z]+\.?|[a-z]{1,2}\d{1,2}[a-z]?|\d+[a-z]{1,3}\d{0,2}|[a-z]+-[a-z-]+|\d+[hk]\d*")
_OFFICE_MAIL = re.compile(r"@(?:.+\.)?(?:edu|gov)(?:\.vn)?$")


def profile(address: Address) -> str | None:
    """Tell whose profile an address is, as ``platform:name``; ``None`` if it is none."""
    if address.host == "facebook.com" and address.path == "/profile.php" and address.query.startswith("id="):
        return f"facebook:{address.query[3:].partition('&')[0]}"
    if address.host not in _PROFILES:
        return None
    platform, path = _PROFILES[address.host]
    named = path.fullmatch(address.path)
    if named is None or _NO_PERSON.match(address.path.lower()):
        return None
    return f"{platform}:{named[1].lower()}"


def accounts(written: Written) -> Iterator[Found]:
    """Find accounts that are named without a link; the value is ``platform:name``, without a platform ``:name``."""
    taken: list[tuple[int, int]] = []
    for seen in _MAIL.finditer(written.text):
        taken.append(seen.span())
        if not _OFFICE_MAIL.search(seen[1]):
            yield written.found(MentionKind.ACCOUNT, f"email:{seen[1]}", *seen.span())
    for pattern in (_AT_PLATFORM, _NICK, _ALONE):
        for seen in pattern.finditer(written.bare):
            start, end = seen.span("name")
            if any(start < last and first < end for first, last in taken) or written.text[start:end] != seen["name"]:
                continue  # a name with marks is no handle
            platform = _platform(seen)
            if _is_name(seen, platform):
                taken.append((start, end))
                yield written.found(MentionKind.ACCOUNT, f"{platform}:{seen['name']}", start, end)


def _platform(seen: re.Match[str]) -> str:
    if seen.re is _AT_PLATFORM:
        return next(name for name, names in _PLATFORMS.items() if re.fullmatch(names, seen["platform"]))
    return "game" if seen.re is _NICK and (seen["cue"] == "uid" or "game" in seen["cue"]) else ""


def _is_name(seen: re.Match[str], platform: str) -> bool:
    name, at = seen["name"], "@" in seen[0]
    if name in _EVERYBODY:
        return False
    if name.isdigit():
        return platform in (*_GAMES, "game") and bool(_NUMBER_OF_GAME.fullmatch(name))
    if at and seen.re is not _ALONE:
        return True
    if _HANDLE.fullmatch(name):
        return at or not _PLAIN_WORD.fullmatch(name)
    return at and len(name) >= _FEWEST_LETTERS
