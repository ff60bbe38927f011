"""Doing something with a case.

It is done whole and the page goes on, or the case is shown as it is now, with what was wrong and every typed word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi.responses import RedirectResponse, Response

from service import clock
from service.console.case_page import Tried, case_page
from service.console.case_work import refused
from service.console.notices import Notice
from service.console.wording import first_upper
from service.errors import DoneError, HeldError, InvalidError, KeptError, StaleClaimError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy.orm import Session

    from service.console.door import Visitor


def tried(
    visitor: Visitor,
    case_id: str,
    act: Callable[[Session, datetime], None],
    landing: str,
    *,
    part: str = "",
    letter: str = "",
) -> Response:
    """Do ``act`` in one transaction and lead to ``landing``.

    ``part`` of the page is opened again where something is wrong, and ``letter`` is what was typed there.
    """
    try:
        with visitor.context.database.write() as session:
            act(session, clock.now())
    except InvalidError as error:
        wrong = error.errors[0]
        notice = Notice(first_upper(wrong.vi), first_upper(wrong.en), "warn")
        return case_page(visitor, case_id, tried=Tried(notice, status=error.status, part=part, letter=letter))
    except (StaleClaimError, HeldError, DoneError, KeptError) as error:
        return refused(visitor, case_id, error, letter=letter)
    return RedirectResponse(landing, 303)
