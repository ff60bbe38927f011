"""How often something may be tried. Counted in memory: nothing about who tried is written anywhere."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from service.errors import TooManyError

if TYPE_CHECKING:
    from service.settings import Settings


class Throttle:
    """One limit: so many tries in so many minutes for each key."""

    def __init__(self, name: str, tries: int, minutes: int = 1) -> None:
        self._name = name
        self._limit = RateLimitItemPerMinute(tries, minutes)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def check(self, *key: str) -> None:
        """TooManyError if the tries of this key are used up; counts nothing."""
        if not self._limiter.test(self._limit, self._name, *key):
            resets = self._limiter.get_window_stats(self._limit, self._name, *key).reset_time
            raise TooManyError(retry_after_s=max(1, int(resets - time.time()) + 1))

    def count(self, *key: str) -> None:
        """Count one try of this key."""
        self._limiter.hit(self._limit, self._name, *key)

    def spend(self, *key: str) -> None:
        """Count one try of this key before it is made, so that a hundred at once are not let through; TooManyError."""
        if not self.left(*key):
            self.check(*key)
            raise TooManyError(retry_after_s=1)

    def clear(self, *key: str) -> None:
        """Forget the tries of this key."""
        self._limiter.clear(self._limit, self._name, *key)

    def left(self, *key: str) -> bool:
        """Count one try of this key; whether there was one left."""
        return self._limiter.hit(self._limit, self._name, *key)

    def used_up(self, *key: str) -> bool:
        """Whether the tries of this key are used up; counts nothing."""
        return not self._limiter.test(self._limit, self._name, *key)


class Throttles:
    """All limits of the service."""

    def __init__(self, settings: Settings) -> None:
        self.sign_in = Throttle("sign-in", settings.sign_in_tries, minutes=5)  # key: name, and address or browser
        self.sign_in_name = Throttle("sign-in-name", settings.sign_in_tries * 4, minutes=5)  # from anywhere
        self.sign_in_address = Throttle("sign-in-address", settings.sign_in_tries * 8, minutes=5)
        self.receipt = Throttle("receipt", settings.receipt_tries)  # key: address
        self.receipt_misses = Throttle("receipt-misses", settings.receipt_misses, minutes=60)  # key: address
        self.receipt_uses = Throttle("receipt-uses", settings.receipt_uses, minutes=10)  # key: a receipt that there is
        self.receipt_letters = Throttle("receipt-letters", settings.receipt_letters, minutes=60)  # the same
        self.failed = Throttle("failed", 60)  # key: address; see strangers
        self.public_address = Throttle("public-address", settings.public_tries, minutes=10)  # key: address
        self.public = Throttle("public", settings.public_per_minute)  # no key: everybody together
        # Beyond these two, so many forms more come back with what was typed; beyond that nothing is read.
        self.given_back_address = Throttle("given-back-address", settings.public_tries, minutes=10)  # key: address
        self.given_back = Throttle("given-back", settings.public_per_minute)
        # Pages that are only looked at: nobody files without having opened the form.
        self.pages_address = Throttle("pages-address", 10 * settings.public_tries, minutes=10)  # key: address
        self.pages = Throttle("pages", 10 * settings.public_per_minute)
