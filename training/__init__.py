"""Corpora in, a signed bundle out."""
