"""How often a sign-in may fail. All is counted in memory; no address is stored or logged.

Three limits, so that neither guessing works nor shutting a colleague out:

* a name from one address: ``sign_in_tries`` in five minutes, taken before the password is looked at;
* an address, whatever the names, eight times that: a list of names is not tried out from one place;
* a name from anywhere, four times that: many addresses together do not get more tries than a few.

The last one alone would let anybody who sends wrong passwords from many places keep the real person out for as long
as they like; and a school has one address, so a pupil in the next room could do it with the first. So a browser in
which a person has signed in before carries a mark of this service (OWASP's "device cookie": a random number under the
service's own secret, nothing about the browser itself). With it, a person has tries of their own, which nobody else
can use up. Whoever comes from a browser that is new to them waits five minutes at the most after an attack has ended.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.context import Context


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sign-in comes from: an address, and the mark of the browser if it brought one."""

    address: str
    mark: str = ""


def take(context: Context, name: str, place: Place) -> None:
    """Take one try; TooManyError if there is none left. Unknown names are counted alike."""
    known = _known(context, name, place.mark)
    if known is None:
        context.throttles.sign_in_address.check(place.address)
        context.throttles.sign_in_name.check(name)
    context.throttles.sign_in.spend(name, known or place.address)


def failed(context: Context, name: str, place: Place) -> None:
    """Count what went wrong against the address and the name, unless the browser is known."""
    if _known(context, name, place.mark) is None:
        context.throttles.sign_in_address.count(place.address)
        context.throttles.sign_in_name.count(name)


def succeeded(context: Context, name: str, place: Place) -> None:
    """Give a person their tries back."""
    context.throttles.sign_in.clear(name, _known(context, name, place.mark) or place.address)


def mark(context: Context, name: str) -> str:
    """Make the mark of a browser in which this person has just signed in."""
    number = secrets.token_hex(16)
    return f"{number}.{_seal(context, name, number)}"


def _known(context: Context, name: str, given: str) -> str | None:
    number, _dot, sealed = given.partition(".")
    right = _seal(context, name, number)
    return number if hmac.compare_digest(sealed.encode("utf-8", "surrogatepass"), right.encode()) else None


def _seal(context: Context, name: str, number: str) -> str:
    parts = (part.encode("utf-8", "surrogatepass") for part in (name, number))
    return context.secret.digest("known browser", *parts).hex()
