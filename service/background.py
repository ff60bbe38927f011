"""What goes on behind the requests: which room does which kind of work, and how often it is looked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from service.attachments.reading import read_next
from service.attachments.sweep import EVERY_S, sweep
from service.audit.anchors import Anchoring
from service.audit.linking import link_next
from service.cases.undoing import forget
from service.deliveries.on_call import call_next
from service.deliveries.sending import send_next
from service.impartiality.looking_again import look_again
from service.intake.assessing import assess_next_pending
from service.jobs.work import Kind, Work
from service.queue.lifting import lift_next
from service.retention.work import EVERY_S as ERASING_S
from service.retention.work import Erasing
from service.rewrapping import EVERY_S as REWRAPPING_S
from service.rewrapping import go_on
from service.search.indexing import index_next

if TYPE_CHECKING:
    from service.context import Context


def kinds(context: Context) -> list[Kind]:
    """Give the kinds of work that this process can do, as it is set up."""
    settings = context.settings
    every_s = settings.poll_s
    found = [
        Kind(Work.ASSESSING, partial(assess_next_pending, context), every_s),
        Kind(Work.LIFTING, partial(lift_next, context), every_s, alone=True),
        Kind(Work.NAMING, partial(look_again, context), every_s, alone=True),
        Kind(Work.LINKING, partial(link_next, context, Anchoring(settings.anchors)), every_s, alone=True),
        Kind(Work.INDEXING, partial(index_next, context), every_s, alone=True),
        Kind(Work.REWRAPPING, partial(go_on, context.database, context.operator_key), REWRAPPING_S, alone=True),
        Kind(Work.ERASING, Erasing(context).next, ERASING_S, alone=True),
        Kind(Work.SWEEPING, partial(_tidy, context), EVERY_S),  # each process its own folder, if they share none
    ]
    if context.reader.available:
        found.append(Kind(Work.READING, partial(read_next, context), every_s, settings.picture_workers))
    if settings.delivery_workers:
        found.append(Kind(Work.SENDING, partial(send_next, context), every_s, settings.delivery_workers))
        found.append(Kind(Work.CALLING, partial(call_next, context), every_s, alone=True))
    return found


def _tidy(context: Context) -> bool:
    sweep(context)
    forget(context)
    return False
