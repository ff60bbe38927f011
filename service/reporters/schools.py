"""Which school a report is for: by the name that somebody typed, or by the address of the school's own page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.intake.receipt_words import plain
from service.reporters import repository

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

_NOT_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class SchoolChoice:
    """A school as reporters choose it."""

    id: str
    name: str

    @property
    def slug(self) -> str:
        """The name as a part of an address: ``thcs-hoa-sen``."""
        return _NOT_SLUG.sub("-", plain(self.name)).strip("-")


def choices(session: Session) -> list[SchoolChoice]:
    """Give all schools, by name."""
    return [SchoolChoice(school_id, name) for school_id, name in repository.schools(session)]


def chosen(schools: Sequence[SchoolChoice], typed: str) -> SchoolChoice | None:
    """Find the school that an id, a slug or a name, with or without marks, stands for.

    ``None`` if there is none, or several: a report must not reach the wrong school. With one school there is nothing to
    choose.
    """
    if len(schools) == 1 and not typed.strip():
        return schools[0]
    found = [school for school in schools if typed.strip() == school.id]
    found = found or [school for school in schools if typed.strip() == school.name]
    slug = _NOT_SLUG.sub("-", plain(typed)).strip("-")
    found = found or [school for school in schools if slug and slug == school.slug]
    return found[0] if len(found) == 1 else None
