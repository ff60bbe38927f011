"""What one can know and set about one's own work. Nobody else sees any of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from classifier.taxonomy import Category, Tier
from service import audit
from service.care import repository
from service.care.exposure import Advice, Exposure, Opened, advice, exposure, since
from service.errors import FieldError, InvalidError
from service.words import Verb

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy.orm import Session

    from service.principal import Principal


@dataclass(frozen=True, slots=True)
class Care:
    """How much heavy work somebody did, a word about it, and what they do not want to be given."""

    exposure: Exposure
    advice: Advice | None  # None: no reason to interrupt
    opt_outs: tuple[Category, ...]  # in the order of the taxonomy


def care(session: Session, who: Principal, *, most: int, now: datetime) -> Care:
    """Measure this person's own exposure; ``most`` is how many heavy cases come before a word about a break."""
    start = since(now)
    opened = [
        Opened(
            case_id=case_id,
            at=at,
            tier=Tier(tier),
            categories=frozenset(Category(name) for name in categories),
            picture=verb == Verb.VIEW_ATTACHMENT.value,
        )
        for case_id, at, tier, categories, verb in repository.opened(session, who.user_id, start)
    ]
    seen = exposure(opened, now, repository.put_off_at(session, who.user_id, start))
    out = set(repository.opt_outs(session, who.user_id))
    return Care(seen, advice(seen, most), tuple(category for category in Category if category.value in out))


def set_opt_outs(session: Session, who: Principal, categories: Collection[Category], *, now: datetime) -> None:
    """Set what this person does not want to be given. Needs a ``write()`` session.

    InvalidError if nothing would be left. An urgent case still reaches them when nobody else is there.
    """
    wanted = set(categories)
    if len(wanted) >= len(Category):
        wrong = FieldError("opt_outs", "hãy để lại ít nhất một loại sự việc", "leave at least one kind")
        raise InvalidError(errors=[wrong])
    repository.set_opt_outs(session, who.user_id, [category.value for category in wanted], now)
    audit.record(session, who, Verb.SET_OPT_OUTS, "user", who.user_id, now=now)


def put_off_break(session: Session, who: Principal, *, now: datetime) -> None:
    """Be left in peace until as many heavy cases again were opened. Needs a ``write()`` session."""
    audit.record(session, who, Verb.PUT_OFF_BREAK, "user", who.user_id, now=now)
