"""Sealing: what words and files are encrypted with, where the keys lie, and how they are changed."""
