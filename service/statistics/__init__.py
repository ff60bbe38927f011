"""Counts for the desk and the school; never content."""
