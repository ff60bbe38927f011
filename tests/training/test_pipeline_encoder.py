"""``lachan train --encoder``: the seed's model with a second tier, on the real seed and an encoder of a few words."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import typer
from typer.testing import CliRunner

from classifier import bundle
from classifier.encoder import CATEGORIES, FACTS
from classifier.normalize import normalize
from classifier.second_tier import TwoTierModel
from classifier.taxonomy import Category
from tests.tiny_encoder import tiny_encoder, write
from training import manifest
from training.cli import add_commands
from training.corpus import Corpus, read
from training.encoder.product import EncoderRefusedError
from training.errors import LicenceError
from training.pipeline import Plan, Trained, train
from training.registry import Registry
from training.split import split

NAMES = [str(category) for category in Category]
BULLYING = list(Category).index(Category.BULLYING)


@pytest.fixture(scope="module")
def seed() -> Corpus:
    return read(manifest.load("seed"))


@pytest.fixture(scope="module")
def folder(seed: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encoder that knows, from elsewhere, which words of the seed hurt: one that knew less would not be joined."""
    counts: dict[str, list[int]] = {}
    for text, label in zip(seed.texts, seed.labels[:, BULLYING], strict=True):
        for word in set(normalize(text).text.split()):
            counts.setdefault(word, [0, 0])[int(label)] += 1
    usual = np.log(seed.labels[:, BULLYING].mean() / (1 - seed.labels[:, BULLYING].mean()))
    words = {word: (0.0, float(np.log((yes + 0.2) / (no + 0.8)) - usual), 0, 0) for word, (no, yes) in counts.items()}
    made = tmp_path_factory.mktemp("made") / "encoder"
    return taught(write(tiny_encoder({CATEGORIES: NAMES}, words), made, seed.take(split(seed).train).texts))


def taught(folder: Path, **facts: object) -> Path:
    told = json.loads((folder / FACTS).read_text("utf-8"))
    told |= {"body": "tiny", "corpora": ["seed"], "may_be_given_away": True, **facts}
    (folder / FACTS).write_text(json.dumps(told), "utf-8")
    return folder


@pytest.fixture(scope="module")
def made(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Registry, Trained]:
    registry = Registry(tmp_path_factory.mktemp("var") / "models")
    return registry, train(Plan(encoder=folder), registry)


def test_the_bundle_holds_both_tiers_and_its_card_says_what_they_give(made: tuple[Registry, Trained]) -> None:
    registry, trained = made
    read_back = bundle.read(trained.folder, registry.trusted())
    assert isinstance(read_back.model, TwoTierModel)
    assert read_back.model.joining.weights[BULLYING] > 0
    facts = read_back.facts["encoder"]
    assert facts["taken"] is True
    assert facts["costs"]["megabytes"] > 0
    assert {gain["category"] for gain in facts["gains"]} == set(NAMES)
    card = (trained.folder / "card.md").read_text("utf-8")
    assert "{" not in card
    for gain in facts["gains"]:
        assert f"{gain['with']['value']:.3f} ({gain['with']['low']:.3f}-" in card


def test_its_n_grams_are_those_of_a_training_without_encoder(made: tuple[Registry, Trained], seed_var: Path) -> None:
    plain = bundle.champion_folder(seed_var / "models")
    assert (plain / "model.joblib").read_bytes() == (made[1].folder / "model.joblib").read_bytes()
    assert not (plain / "encoder.onnx").exists()


def test_the_measures_are_of_both_tiers(made: tuple[Registry, Trained]) -> None:
    registry, trained = made
    whole = {m.category: m for m in trained.measures if m.corpus == m.slice == "all"}
    facts = bundle.verify(trained.folder, registry.trusted()).facts["encoder"]
    for gain in facts["gains"]:
        area = whole[Category(gain["category"])].pr_auc
        assert area is not None
        assert area.value == pytest.approx(gain["with"]["value"], abs=1e-4)


def test_the_same_encoder_and_data_join_alike(made: tuple[Registry, Trained], folder: Path, tmp_path: Path) -> None:
    again = train(Plan(encoder=folder), Registry(tmp_path / "models"))
    for name in ("encoder.onnx", "tokenizer.json", "joining.json", "model.joblib"):
        assert (again.folder / name).read_bytes() == (made[1].folder / name).read_bytes()


def test_an_encoder_that_learnt_what_measures_it_is_refused(seed: Corpus, tmp_path: Path) -> None:
    parts = split(seed)
    for rows in (parts.calibration, parts.test):
        at = tmp_path / str(rows[0])
        learnt = [seed.texts[rows[0]].upper()]
        cheat = taught(write(tiny_encoder({CATEGORIES: NAMES}, {}), at, learnt))
        with pytest.raises(EncoderRefusedError, match=r"đã học 1 tin(.|\n)*learnt 1 of the texts"):
            train(Plan(encoder=cheat), Registry(tmp_path / "models"))
    assert not (tmp_path / "models").exists()


def test_another_split_is_noticed(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(EncoderRefusedError, match="--seed"):
        train(Plan(seed=1, encoder=folder), Registry(tmp_path / "models"))


def test_an_encoder_of_research_corpora_makes_no_model_to_give_away(tmp_path: Path) -> None:
    research = taught(write(tiny_encoder({CATEGORIES: NAMES}, {}), tmp_path / "encoder"), may_be_given_away=False)
    with pytest.raises(LicenceError, match="--research"):
        train(Plan(encoder=research), Registry(tmp_path / "models"))


@pytest.mark.parametrize("broken", ["task", "files"])
def test_what_is_no_encoder_of_the_product_is_told_in_one_line(tmp_path: Path, broken: str) -> None:
    folder = tmp_path / "encoder"
    if broken == "task":
        taught(write(tiny_encoder({"vihsd": ("0", "1")}, {}), folder))
    app = typer.Typer()
    add_commands(app)
    arguments = ["train", "--encoder", str(folder), "--out", str(tmp_path / "models")]
    answer = CliRunner(env={"COLUMNS": "200"}).invoke(app, arguments)
    assert answer.exit_code == 1
    assert ("bốn nhóm" if broken == "task" else "cannot be read") in answer.output
    assert "Traceback" not in answer.output
