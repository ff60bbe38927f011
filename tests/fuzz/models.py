"""A small model for inputs that are judged whole: real in every part, made once a process."""

from __future__ import annotations

from functools import cache

from classifier.engine import Classifier
from tests.tiny_model import fit_tiny


@cache
def small_classifier() -> Classifier:
    return Classifier(fit_tiny(), "tiny")
