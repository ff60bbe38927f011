"""What every detector must do, proved on its own table of cases. A new detector brings only its table.

A table is a file of tab-separated lines: ``fires`` or ``quiet``; who speaks; the text; and, where needed, ``marks``
for a case that means nothing without its Vietnamese marks. In a firing case ‹ › stand around words that must touch
what is found.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest

from classifier.detectors import DETECTORS, Hit, Scanner
from classifier.normalize import normalize, without_marks
from classifier.taxonomy import Signal, Speaker

_FRAME = re.compile("[‹›]")


@dataclass(frozen=True, slots=True)
class Case:
    """One line of a table."""

    line: int
    fires: bool
    speaker: Speaker
    text: str  # without ‹ ›
    spans: tuple[tuple[int, int], ...]  # of the framed words
    needs_marks: bool


def read_cases(table: Path) -> list[Case]:
    cases = []
    for number, line in enumerate(table.read_text(encoding="utf-8").splitlines(), 1):
        kind, speaker, framed, *flags = line.split("\t")
        assert kind in {"fires", "quiet"}, f"{table.name}:{number}"
        pieces = _FRAME.split(framed)
        lengths = [len(piece) for piece in pieces]
        spans = tuple((sum(lengths[:i]), sum(lengths[: i + 1])) for i in range(1, len(pieces), 2))
        cases.append(Case(number, kind == "fires", Speaker(speaker), "".join(pieces), spans, "marks" in flags))
        assert bool(spans) == (kind == "fires"), f"{table.name}:{number}: a firing case frames its words, no other"
    return cases


class DetectorContract:
    """Inherit, name the signal, and put its table beside the others."""

    signal: ClassVar[Signal]
    fewest: ClassVar[int] = 20  # cases of each kind
    tables: ClassVar[Path] = Path(__file__).parent.parent / "classifier" / "detectors" / "cases"

    @pytest.fixture(scope="class")
    @classmethod
    def scanner(cls) -> Scanner:
        return Scanner(detector for detector in DETECTORS if detector.signal is cls.signal)

    @pytest.fixture(scope="class")
    @classmethod
    def cases(cls) -> list[Case]:
        return read_cases(cls.tables / f"{cls.signal.value}.tsv")

    def test_has_enough_cases_of_both_kinds_and_none_twice(self, cases: list[Case]) -> None:
        assert sum(case.fires for case in cases) >= self.fewest
        assert sum(not case.fires for case in cases) >= self.fewest
        assert len({case.text for case in cases if case.fires}) == sum(case.fires for case in cases)

    def test_fires_where_the_words_are(self, scanner: Scanner, cases: list[Case]) -> None:
        wrong = [
            case.line
            for case in cases
            if case.fires and not _touches(case, scanner.scan(normalize(case.text), case.speaker))
        ]
        assert not wrong, f"lines {wrong}"

    def test_is_quiet_where_it_must_be(self, scanner: Scanner, cases: list[Case]) -> None:
        wrong = [case.line for case in cases if not case.fires and scanner.scan(normalize(case.text), case.speaker)]
        assert not wrong, f"lines {wrong}"

    def test_fires_without_vietnamese_marks(self, scanner: Scanner, cases: list[Case]) -> None:
        wrong = [
            case.line
            for case in cases
            if case.fires
            and not case.needs_marks
            and not scanner.scan(normalize(without_marks(case.text)), case.speaker)
        ]
        assert not wrong, f"lines {wrong}"

    def test_fires_in_capitals(self, scanner: Scanner, cases: list[Case]) -> None:
        wrong = [
            case.line for case in cases if case.fires and not scanner.scan(normalize(case.text.upper()), case.speaker)
        ]
        assert not wrong, f"lines {wrong}"

    def test_offsets_lie_in_the_text_as_written(self, scanner: Scanner, cases: list[Case]) -> None:
        for case in cases:
            decorated = f"  🌸 {case.text}…  "
            for hit in scanner.scan(normalize(decorated), case.speaker):
                assert 0 <= hit.start < hit.end <= len(decorated)
                assert decorated[hit.start : hit.end].strip() == decorated[hit.start : hit.end]

    def test_a_long_message_takes_no_longer_than_its_length(self, scanner: Scanner, cases: list[Case]) -> None:
        pronouns = "anh em nó mày không đừng nói cho mẹ "  # words that begin many phrases and end few
        for text in [*(f"{case.text.replace('.', ' ')} " for case in cases[:6]), pronouns, "a", "[ảnh] "]:
            long = normalize((text * 20_000)[:20_000])
            start = time.process_time()
            scanner.scan(long, Speaker.UNKNOWN)
            assert time.process_time() - start < 0.1


def _touches(case: Case, hits: list[Hit]) -> bool:
    """Whether a hit and framed words share at least half of the shorter of the two."""
    return any(
        2 * (min(hit.end, end) - max(hit.start, start)) >= min(hit.end - hit.start, end - start)
        for hit in hits
        for start, end in case.spans
    )
