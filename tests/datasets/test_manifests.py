"""Every corpus in ``datasets/`` can be read by whoever comes next: manifest, card, pinned home."""

from __future__ import annotations

import re

import pytest

from training import manifest
from training.manifest import DATASETS

NAMES = manifest.known()
TEN = {
    "lexicons",
    "safesense_vi",
    "uit_vsfc",
    "uit_vsmec",
    "victsd",
    "vihatecategorizer",
    "vihos",
    "vihsd",
    "vilexnorm",
    "vithsd",
    "vlsp2019_hsd",
}


def test_every_corpus_has_a_manifest_and_the_seed_comes_first() -> None:
    assert NAMES[0] == "seed"
    assert set(NAMES) == TEN | {"seed"}


@pytest.mark.parametrize("name", NAMES)
def test_manifest_and_card_agree_on_the_licence(name: str) -> None:
    found = manifest.load(name)
    card = (DATASETS / name / "card.md").read_text(encoding="utf-8")
    assert "icence" in card
    assert "what its labels mean for us" in card.lower() or name in {"seed", "lexicons"}
    row = next(
        line for line in (DATASETS / "README.md").read_text(encoding="utf-8").splitlines() if f"[{name}]" in line
    )
    assert ("| **yes** |" in row) == found.licence.redistributable_model


@pytest.mark.parametrize("name", sorted(TEN))
def test_a_home_is_pinned_to_a_commit(name: str) -> None:
    for file in manifest.load(name).files:
        assert re.fullmatch("[0-9a-f]{64}", file.sha256)
        assert file.on_request or re.search(r"/[0-9a-f]{40}/", file.url)
        assert file.note or file.verified, "an unverified file says how far it was compared"


def test_only_licences_that_allow_it_let_a_model_be_given_away() -> None:
    given = {name for name in NAMES if manifest.load(name).licence.redistributable_model}
    assert given == {"seed", "vihos", "safesense_vi", "lexicons"}


def test_there_is_no_python_in_datasets() -> None:
    assert not list(DATASETS.rglob("*.py"))
