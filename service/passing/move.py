"""What somebody did with a case that they did not decide, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from service.words import Role, SkipReason, Verb


@dataclass(frozen=True, slots=True)
class Rest:
    """What somebody asks for who lets a case rest."""

    until: datetime  # with a time zone
    reason: str


@dataclass(frozen=True, slots=True)
class HandOver:
    """What somebody asks for who hands a case over."""

    to: str  # id of a colleague
    reason: str


@dataclass(frozen=True, slots=True)
class Move:
    """One step: passed over, put to rest, handed over, taken over, or a skip that was taken back."""

    at: datetime
    verb: Verb
    by: str  # display name
    other: str | None = None  # display name of who was given it, whom it was taken from, or whose skip was taken back
    skip: SkipReason | None = None  # why it was passed over; told to that person and the lead alone
    reason: str | None = None  # in their own words; of a skip told to that person and the lead alone
    until: datetime | None = None  # how long it rests; UTC


@dataclass(frozen=True, slots=True)
class Skipped:
    """Somebody who is not given a case."""

    user_id: str
    by: str  # display name
    at: datetime
    reason: SkipReason
    note: str | None
    found: bool = False  # by the service, which saw the name in the words; nobody said so
    sure: bool = True  # by the full name or an alias; else by title and given name, which others may share


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody whom a case can be handed over to."""

    id: str
    name: str
    role: Role
