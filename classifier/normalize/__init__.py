"""Vietnamese as pupils type it, brought to one form, with the way back to every original character."""

from classifier.normalize.normalized import Normalized
from classifier.normalize.normalizer import normalize, without_marks

__all__ = ["Normalized", "normalize", "without_marks"]
