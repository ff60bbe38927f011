"""What a message names that other reports may name, too. Pure: nothing is looked up, nothing is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service.related.accounts import accounts, profile
from service.related.banks import banks
from service.related.found import Found, Written
from service.related.links import addresses
from service.related.phones import phones
from service.words import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST = 20_000  # characters of one message that are looked through
_NUMBERED = frozenset({"zalo.me", "t.me", "wa.me"})  # hosts whose paths are telephone numbers


def mentions(text: str) -> tuple[Found, ...]:
    """Find telephone numbers, accounts, links and bank accounts, in the order in which they stand.

    One number may be two things: accounts of some banks are telephone numbers.
    """
    written = Written(text[:_MOST])
    found: list[Found] = []
    covered: list[tuple[int, int]] = []
    numbers = list(phones(written))  # once: a message of nothing but links would have them looked for at each
    for address in addresses(written):
        place = written.found(MentionKind.LINK, address.value, address.start, address.end)
        whose = profile(address)
        if address.host in _NUMBERED and any(_within([(place.start, place.end)], numbers)):
            continue  # it is found below, as the number that it is
        covered.append((place.start, place.end))
        if whose is not None:
            found.append(Found(MentionKind.ACCOUNT, whose, place.start, place.end))
        elif address.telling:
            found.append(place)
    rest = [*banks(written), *numbers, *accounts(written)]
    inside = set(_within(covered, rest))
    found += [one for one in rest if one not in inside]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.start, one.end, one.kind.value)))


def _within(places: Iterable[tuple[int, int]], found: Iterable[Found]) -> list[Found]:
    return [one for one in found if any(start <= one.start and one.end <= end for start, end in places)]
