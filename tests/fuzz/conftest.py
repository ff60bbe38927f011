"""The parts of a whole service."""

from tests.service.desk import postgres, trained

__all__ = ["postgres", "trained"]
