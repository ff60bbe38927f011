"""Manifests are read strictly: a slip in one is named with its file and key, never guessed around."""

from __future__ import annotations

from pathlib import Path

import pytest

from classifier.taxonomy import Category
from training import manifest
from training.errors import CorpusError, ManifestError

GOOD = """
name = "toy"
title = "Toy"
home = "https://example.org"
commit = "0"
citation = "none"
[licence]
id = "MIT"
text = "MIT"
redistributable_model = true
[text]
column = "text"
[[files]]
path = "a.csv"
url = "https://example.org/a.csv"
sha256 = "00"
[labels]
columns = ["label"]
[labels.values]
0 = { bullying = false }
1 = {}
"""


def written(folder: Path, text: str) -> Path:
    (folder / "toy").mkdir()
    (folder / "toy" / "manifest.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_label_may_affirm_deny_or_say_nothing(tmp_path: Path) -> None:
    found = manifest.load("toy", written(tmp_path, GOOD))
    assert found.labels is not None
    assert found.labels.values == {"0": {Category.BULLYING: False}, "1": {}}
    assert found.trainable
    assert found.paths(tmp_path) == [(found.files[0], tmp_path / "toy" / "a.csv")]


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        ('title = "Toy"', "", "'title'"),
        ("redistributable_model = true", "", "redistributable_model"),
        ("bullying = false", 'bullying = "no"', "'bullying'"),
        ("bullying = false", "bulying = false", "'bulying'"),
        ('path = "a.csv"', 'path = "../a.csv"', "leads out"),
        ('path = "a.csv"', 'path = "/etc/a.csv"', "leads out"),
        ('sha256 = "00"', "", "needs a sha256"),
        ('url = "https://example.org/a.csv"', "", "either a url or on_request"),
        ('name = "toy"', 'name = "other"', "the folder is 'toy'"),
        ('path = "a.csv"', 'path = "a.csv"\npart = "later"', "later"),
        ('column = "text"', 'column = "text"\nunheard = 1', "unheard"),
        ("[labels]", "[labels", "line"),
    ],
)
def test_a_slip_is_named(tmp_path: Path, was: str, now: str, says: str) -> None:
    assert was in GOOD
    with pytest.raises(ManifestError, match=says):
        manifest.load("toy", written(tmp_path, GOOD.replace(was, now, 1)))


@pytest.mark.parametrize("name", ["nothing", "../seed", "", "."])
def test_a_corpus_that_is_not_known_is_said_with_those_that_are(tmp_path: Path, name: str) -> None:
    with pytest.raises(CorpusError, match="toy"):
        manifest.load(name, written(tmp_path, GOOD))
