"""One detector a signal, each declared in a file of its own and tried on a table of cases of its own."""

from classifier.detectors.catalogue import DETECTORS
from classifier.detectors.detector import Detector, Hit
from classifier.detectors.scan import Scanner

__all__ = ["DETECTORS", "Detector", "Hit", "Scanner"]
