"""Statements of the reporters' pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from service.models import School

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session


def schools(session: Session) -> Sequence[tuple[str, str]]:
    """Read id and name of every school, by name."""
    rows = session.execute(select(School.id, School.name).order_by(School.name))
    return [(school_id, name) for school_id, name in rows]
