"""What pupils type for a word: this project's own table."""

from __future__ import annotations

from pathlib import Path


def _table() -> dict[str, str]:
    rows = (Path(__file__).parent / "teencode.tsv").read_text("utf-8").splitlines()
    cells = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return {typed: meant for typed, meant, *_ in cells}


TEENCODE = _table()
"""What is typed → what is meant; lower case, NFC, one word to one or more."""
