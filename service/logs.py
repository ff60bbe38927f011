"""Logs: one JSON object a line. No body, address, token or message of an exception: any of them may hold words."""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path

import structlog

_SILENT = ("procrastinate", "psycopg.pool")  # their lines hold messages of exceptions; the service says the rest itself
_LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}


def set_up(level: str) -> None:
    """Write lines of this level and above to standard error."""
    for name in _SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS[level]),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),  # the stream of now, not of the start
        cache_logger_on_first_use=False,
    )


def trail(error: BaseException) -> list[str]:
    """Say where an exception passed, as ``file:line function``, without what it said."""
    return [
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
