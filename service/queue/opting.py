"""When a case comes up for somebody who asked not to be given its kind of harm. Pure; ``taking`` says it in SQL.

An opt-out is care for the counsellor, never a reason that a child waits:

- It holds only while a colleague is there (seen within ``PRESENT``) who would take such a case, and only until the case
  is due. Alone, or when it is late, it comes up in its place as every other.
- A P0 of that kind comes up after the other free P0s and before anything else: no P0 waits behind a P1.
- Everything else of that kind is passed over, and stays in the queue for the colleague.
"""

from __future__ import annotations

from datetime import timedelta

from classifier.taxonomy import Tier

PRESENT = timedelta(minutes=30)
"""Somebody counts as there who did anything within this time; as long as a sign-in lasts by default."""


def turn(served: Tier, *, spared: bool, overdue: bool) -> int | None:
    """Tell the round that a case comes up in, the lowest first; ``None``: it is passed over.

    ``spared``: this person opted out of a harm that was found in it, and a colleague is there who did not.
    """
    if spared and not overdue:
        return 1 if served is Tier.P0 else None
    return 0 if served is Tier.P0 else 2
