"""How much heavy work somebody did, and whether it is time to say a word about a break. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from classifier.taxonomy import Category, Tier
from service.clock import VIETNAM

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

WINDOW = timedelta(hours=2)
"""Heavy cases within this time count towards a break."""

_HEAVY_TIERS = frozenset({Tier.P0, Tier.P1})
_HEAVY_CATEGORIES = frozenset({Category.EXPLICIT, Category.SELF_HARM})


@dataclass(frozen=True, slots=True)
class Opened:
    """One time that somebody opened a case, or a picture of it."""

    case_id: str
    at: datetime
    tier: Tier
    categories: frozenset[Category]
    picture: bool  # it was a picture

    @property
    def heavy(self) -> bool:
        """Whether it weighs on whoever reads it: urgent, sexual, about self-harm, or seen and not only read."""
        return self.picture or self.tier in _HEAVY_TIERS or bool(self.categories & _HEAVY_CATEGORIES)


@dataclass(frozen=True, slots=True)
class Exposure:
    """How many heavy cases somebody opened; each counts once, however often it was opened."""

    today: int  # since midnight in Viet Nam
    lately: int  # within ``WINDOW``
    since_put_off: int  # within ``WINDOW``, and after a break was last put off


@dataclass(frozen=True, slots=True)
class Advice:
    """A word to a counsellor. It can be put off; nothing is ever locked."""

    vi: str
    en: str


def day_of(now: datetime) -> datetime:
    """Tell when today began in Viet Nam."""
    return now.astimezone(VIETNAM).replace(hour=0, minute=0, second=0, microsecond=0)


def since(now: datetime) -> datetime:
    """Tell how far back one has to look to measure an exposure."""
    return min(day_of(now), now - WINDOW)


def exposure(opened: Iterable[Opened], now: datetime, put_off: datetime | None) -> Exposure:
    """Count the heavy cases among what somebody opened; ``put_off`` is when they last put a break off."""
    heavy = [one for one in opened if one.heavy and one.at <= now]
    lately = [one for one in heavy if one.at > now - WINDOW]
    return Exposure(
        today=_cases(one for one in heavy if one.at >= day_of(now)),
        lately=_cases(lately),
        since_put_off=_cases(one for one in lately if put_off is None or one.at > put_off),
    )


def advice(seen: Exposure, most: int) -> Advice | None:
    """Suggest a break after ``most`` heavy cases since the last one was put off; ``None`` before that."""
    if seen.since_put_off < most:
        return None
    return Advice(
        f"Trong hai giờ qua bạn đã mở {seen.lately} hồ sơ nặng. Bạn nghỉ một lát nhé: đứng dậy, uống ngụm nước,"
        " hoặc trò chuyện với một đồng nghiệp. Thấy nặng lòng là điều bình thường, và bạn không phải gánh một mình.",
        f"You opened {seen.lately} heavy cases in the last two hours. Take a short break: stand up, drink some water,"
        " or talk to a colleague. It is normal that this weighs on you, and you need not carry it alone.",
    )


def _cases(opened: Iterable[Opened]) -> int:
    return len({one.case_id for one in opened})
