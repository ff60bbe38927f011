"""The parts that all tests of the service share."""

from tests.service.desk import database, desk, make_desk, postgres, sad_desk, settings, small_desk, trained, url

__all__ = ["database", "desk", "make_desk", "postgres", "sad_desk", "settings", "small_desk", "trained", "url"]
