"""One text, one part: whatever corpus, file or spelling it comes in."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training import corpus, manifest
from training.corpus import Corpus, group_of
from training.split import split


def made_of(texts: list[str], official: list[bool] | None = None) -> Corpus:
    n = len(texts)
    return Corpus(
        texts=tuple(texts),
        labels=np.zeros((n, 4), dtype=np.bool_),
        known=np.ones((n, 4), dtype=np.bool_),
        groups=tuple(group_of(text) for text in texts),
        sources=("toy",) * n,
        regions=("",) * n,
        styles=(frozenset[str](),) * n,
        official_test=np.array(official or [False] * n, dtype=np.bool_),
    )


def parts_by_group(union: Corpus, seed: int = 0) -> dict[str, set[str]]:
    parts = split(union, seed=seed)
    found = defaultdict(set)
    for name in ("train", "calibration", "test"):
        for row in getattr(parts, name):
            found[union.groups[row]].add(name)
    return found


@settings(deadline=None)
@given(st.lists(st.text("aàbđ 1!", min_size=1, max_size=4), min_size=1, max_size=60), st.integers(0, 5))
def test_every_row_is_in_one_part_and_no_group_crosses(texts: list[str], seed: int) -> None:
    union = made_of(texts)
    parts = split(union, seed=seed)
    assert sorted(np.concatenate([parts.train, parts.calibration, parts.test]).tolist()) == list(range(len(texts)))
    assert all(len(names) == 1 for names in parts_by_group(union, seed).values())


def test_the_parts_have_their_shares() -> None:
    parts = split(
        made_of([f"câu số {chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)}" for n in range(8_000)])
    )
    assert len(parts.test) == pytest.approx(1_200, abs=120)
    assert len(parts.calibration) == pytest.approx(1_200, abs=120)


def test_a_new_corpus_moves_no_old_text() -> None:
    old = [f"tin cũ {chr(97 + n)}" for n in range(26)]
    before = parts_by_group(made_of(old))
    after = parts_by_group(made_of([f"tin mới {chr(97 + n)}" for n in range(26)] + old))
    assert all(after[group] == names for group, names in before.items())


def test_another_seed_splits_otherwise() -> None:
    union = made_of([f"tin {chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(200)])
    assert parts_by_group(union, 0) == parts_by_group(union, 0)
    assert parts_by_group(union, 0) != parts_by_group(union, 1)


def test_an_official_test_text_is_never_trained_on_in_any_spelling() -> None:
    texts = [f"câu {chr(97 + n)} đây" for n in range(26)]
    bare = [f"CAU {chr(97 + n)} day!!" for n in range(26)]
    union = made_of(texts + bare, [True] * 26 + [False] * 26)
    assert len(split(union).test) == 52


@pytest.mark.corpora
def test_duplicates_of_one_pool_of_comments_travel_together(corpora: Path) -> None:
    names = ("vihsd", "vihos", "vithsd")
    union = corpus.join([corpus.read(manifest.load(name), corpora) for name in names])
    sources = defaultdict(set)
    for group, source in zip(union.groups, union.sources, strict=True):
        sources[group].add(source)
    shared = {group for group, found in sources.items() if len(found) > 1}
    assert len(shared) > 5_000, "the corpora do share their comments"
    parts = parts_by_group(union)
    assert all(len(parts[group]) == 1 for group in shared)
    assert all(len(names) == 1 for names in parts.values())
