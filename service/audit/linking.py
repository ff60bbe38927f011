"""The job that links what was done, and once a day keeps and prints an anchor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from service import clock
from service.audit.chain import lengthen

if TYPE_CHECKING:
    from service.audit.anchors import Anchoring
    from service.context import Context


def link_next(context: Context, anchoring: Anchoring) -> bool:
    """Link some rows; tells whether there may be more."""
    now = clock.now()
    if lengthen(context.database, context.secret, now):
        return True
    with context.database.read() as session:
        anchoring.keep(session, now)
    return False
