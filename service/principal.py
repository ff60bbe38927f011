"""Whoever asks: a person who signed in, a reporting system with its key, or nobody in particular."""

from __future__ import annotations

from dataclasses import dataclass

from service.errors import ForbiddenError
from service.words import Role, Verb


@dataclass(frozen=True, slots=True)
class Principal:
    """Who asks, in which role, for which school."""

    id: str | None  # of the user or of the API key
    role: Role
    school_id: str | None
    name: str = ""  # as colleagues see it
    scope: frozenset[Verb] | None = None  # what an API key is limited to; None: whatever its role may

    @property
    def school(self) -> str:
        """The one school this principal works for; ForbiddenError if there is none."""
        if self.school_id is None:
            raise ForbiddenError
        return self.school_id

    @property
    def user_id(self) -> str:
        """Id of the signed-in person; ForbiddenError if it is no person."""
        if self.id is None or self.role in (Role.SYSTEM, Role.ANYONE):
            raise ForbiddenError
        return self.id


def reporter_at(school_id: str) -> Principal:
    """Give whoever writes to a school without an account."""
    return Principal(id=None, role=Role.ANYONE, school_id=school_id)


def operator_at(school_id: str | None) -> Principal:
    """Give whoever runs a command on the service's own machine, for what it does to one school."""
    return Principal(id=None, role=Role.OPERATOR, school_id=school_id)


NOBODY = Principal(id=None, role=Role.ANYONE, school_id=None)

OPERATOR = operator_at(None)
"""Whoever runs commands on the service's own machine; which person that is, only the machine's log-in knows."""
