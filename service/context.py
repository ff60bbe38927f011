"""What a running service holds: made once by ``create_app`` and handed to everything that needs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.attachments.reader import PictureReader
    from service.attachments.store import Store
    from service.database import Database
    from service.edge.throttle import Throttles
    from service.metrics import Metrics
    from service.queue.calendar import SchoolCalendar
    from service.queue.changes import Changes
    from service.scoring.scorer import Scorer
    from service.sealing.keys import OperatorKey
    from service.secret import Secret
    from service.settings import Settings


@dataclass(frozen=True, slots=True)
class Context:
    """The parts that rooms work with."""

    settings: Settings
    database: Database
    secret: Secret
    calendar: SchoolCalendar
    scorer: Scorer
    throttles: Throttles
    metrics: Metrics
    operator_key: OperatorKey  # wraps the reports' keys
    files: Store  # sealed files
    reader: PictureReader
    changes: Changes  # tells open pages that the queue changed
