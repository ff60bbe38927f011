"""A normalised text as a bag of items, and what each item is to a linear model."""

from classifier.features.compounds import Compounds
from classifier.features.items import Item, Words, items_of, read_words
from classifier.features.vectors import Bags, Vectors

__all__ = ["Bags", "Compounds", "Item", "Vectors", "Words", "items_of", "read_words"]
