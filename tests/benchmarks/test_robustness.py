"""Rewriting the public tasks' texts: as people type, the same in every run, and nothing else changed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from benchmarks.normaliser import may_be_read
from benchmarks.robustness import Rewrite, as_counted, from_checklist


@pytest.fixture
def counted(tmp_path: Path) -> Rewrite:
    """A rewriting counted from sentences in which "không" is always typed "ko", "biết" half of the time "bít"."""
    names = [f"bạn {number}" for number in range(60)]
    pairs = [(f"{name} ko biết", f"{name} không biết") for name in names[:30]]
    pairs += [(f"{name} ko bít", f"{name} không biết") for name in names[30:]]
    folder = tmp_path / "vilexnorm"
    folder.mkdir()
    with (folder / "train.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("original", "normalized"))
        rows.writerows(pair for pair in pairs if not may_be_read(pair[0]))
        rows.writerows((f"đừng lo {n}", f"chớ lo {n}") for n in range(60) if may_be_read(f"đừng lo {n}"))
    return as_counted(tmp_path)


def test_the_checklists_words_are_written_short_whatever_their_case() -> None:
    assert from_checklist()("Không được, KHÔNG đâu") == "ko đc, ko đâu"


def test_words_inside_of_words_stay() -> None:
    assert from_checklist()("khôngg") == "khôngg"


def test_what_is_always_typed_short_always_is(counted: Rewrite) -> None:
    assert all(counted(f"tớ không nhớ {n}") == f"tớ ko nhớ {n}" for n in range(50))


def test_what_is_typed_in_two_ways_comes_in_both(counted: Rewrite) -> None:
    written = [counted(f"biết {n}").split()[0] for n in range(200)]
    assert set(written) == {"biết", "bít"}
    assert 0.6 < written.count("bít") / 200 < 0.9  # as counted, and then half of the rest


def test_the_sentences_that_the_normaliser_may_know_are_not_counted(counted: Rewrite) -> None:
    assert all(counted(f"chớ lo {n}") == f"chớ lo {n}" for n in range(50))


def test_a_text_is_rewritten_alike_wherever_it_stands(counted: Rewrite) -> None:
    texts = [f"tớ biết {n}" for n in range(20)]
    assert [counted(text) for text in texts] == [counted(text) for text in reversed(texts)][::-1]
