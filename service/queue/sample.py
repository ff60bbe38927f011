"""The blind sample: some cases that nothing was found in are read early and without the score.

What is missed is found in no other way: whoever sees the machine's "nothing found" beside a report reads it less well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from classifier.taxonomy import Tier
from service.queue.ordering import CROWD, due_at
from service.queue.placing import settle
from service.words import CaseState

if TYPE_CHECKING:
    from datetime import datetime

    from service.models import Case
    from service.queue.calendar import SchoolCalendar
    from service.secret import Secret

_SCALE = 1 << 64


def falls(secret: Secret, case_id: str, share: float) -> bool:
    """Tell whether chance draws a case: for ``share`` of all ids, the same ones always.

    It hangs on the id and the service's own secret alone, so neither the words of a report nor the score have a part
    in it, and nobody outside can tell or choose which ones are read.
    """
    return int.from_bytes(secret.digest("blind-sample", case_id.encode())[:8], "big") < share * _SCALE


def draw(case: Case, secret: Secret, share: float, calendar: SchoolCalendar, now: datetime) -> None:
    """Draw a case by chance, when its first final assessment is there. Needs a ``write()`` session.

    Only a P3 that nobody has seen yet: whoever took it before knows the score, and what people or a crowd raised is
    read for a reason.
    """
    seen = case.first_claimed_at is not None or case.tier_by is not None or case.revealed_at is not None
    low = case.tier == Tier.P3.value and case.report_count < CROWD and case.state == CaseState.OPEN.value
    if low and not seen and not case.provisional and falls(secret, case.id, share):
        case.drawn = True
        case.due_at = due_at(Tier.P3, case.received_at, calendar, drawn=True)
        settle(case, now)


def blind(case: Case) -> bool:
    """Whether a case is shown without anything that the machine thinks of it: until somebody has decided it."""
    return case.drawn and case.revealed_at is None
