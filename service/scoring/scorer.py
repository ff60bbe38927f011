"""Asking the model within a time limit; the one place that catches everything, so that the report stays."""

from __future__ import annotations

import concurrent.futures
from typing import TYPE_CHECKING

import structlog

from service.outages import ScoringFailedError, ScoringTimeoutError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from classifier.engine import Classifier
    from classifier.schema import Assessment, Submission
    from service.metrics import Metrics
    from service.scoring.champion import Champion

_log = structlog.get_logger()


class Scorer:
    """The champion behind a few threads, so that a slow submission holds up neither requests nor the others."""

    def __init__(self, champion: Champion, metrics: Metrics, *, threads: int) -> None:
        self.champion = champion
        self._metrics = metrics
        self._pool = concurrent.futures.ThreadPoolExecutor(threads, thread_name_prefix="scoring")

    def assess(self, submissions: Sequence[Submission], *, timeout_s: float) -> list[Assessment]:
        """Assess submissions, in order.

        ModelMissingError, ScoringTimeoutError after ``timeout_s`` seconds, ScoringFailedError for anything the model
        raised.
        """
        task = self._pool.submit(self._ask, self.champion.classifier, submissions)
        try:
            return task.result(timeout_s)
        except concurrent.futures.TimeoutError:
            task.cancel()  # if it still waits for a thread; one that runs cannot be stopped
            self._metrics.failures.labels("timeout").inc()
            raise ScoringTimeoutError from None

    def close(self) -> None:
        """Let go of what waits."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _ask(self, classifier: Classifier, submissions: Sequence[Submission]) -> list[Assessment]:
        try:
            with self._metrics.scoring.time():
                return classifier.assess_many(submissions)
        except Exception as error:  # noqa: BLE001 - a model may raise anything, and its message may hold the text
            self._metrics.failures.labels("error").inc()
            _log.error("scoring failed", why=type(error).__name__)
            raise ScoringFailedError from None
