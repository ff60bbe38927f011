"""What speaks against a harm: a warning against it, a present that is a surprise, a game, a manner of speaking."""

from classifier.counter_evidence.finding import Doubt, doubts
from classifier.counter_evidence.kinds import KINDS, Kind
from classifier.counter_evidence.weighing import weighed

__all__ = ["KINDS", "Doubt", "Kind", "doubts", "weighed"]
