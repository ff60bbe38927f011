"""The parts that fault tests share with those of the service."""

from tests.service.desk import database, desk, postgres, sad_desk, settings, small_desk, trained, url

__all__ = ["database", "desk", "postgres", "sad_desk", "settings", "small_desk", "trained", "url"]
