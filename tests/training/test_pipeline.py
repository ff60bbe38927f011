"""The whole way, on the real seed: a signed bundle with its card, the same bytes every time."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from classifier import bundle
from classifier.normalize import normalize
from classifier.taxonomy import Category
from training import manifest
from training.corpus import read
from training.errors import CorpusError, LicenceError
from training.evaluate import ALL
from training.pipeline import Plan, Trained, choose, train
from training.registry import Registry
from training.split import split


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Registry, Trained, list[tuple[str, float]]]:
    registry = Registry(tmp_path_factory.mktemp("var") / "models")
    heard: list[tuple[str, float]] = []
    return registry, train(Plan(), registry, lambda step, done: heard.append((step, done))), heard


def test_the_bundle_verifies_and_scores(made: tuple[Registry, Trained, list[tuple[str, float]]]) -> None:
    registry, trained, _ = made
    read_back = bundle.read(trained.folder, registry.trusted())
    assert read_back.version == trained.version == trained.folder.name
    scores = read_back.model.probabilities(["mai tớ trực nhật", "đồ óc chó, mày ngu vừa thôi"])
    assert scores.shape == (2, len(Category))
    assert scores[1, list(Category).index(Category.BULLYING)] > scores[0, list(Category).index(Category.BULLYING)]


def test_the_facts_tell_what_it_learned_from(made: tuple[Registry, Trained, list[tuple[str, float]]]) -> None:
    registry, trained, _ = made
    facts = bundle.verify(trained.folder, registry.trusted()).facts
    seed = read(manifest.load("seed"))
    assert facts["corpora"] == [
        {"name": "seed", "messages": len(seed), "licence": "Apache-2.0", "redistributable_model": True}
    ]
    assert facts["may_be_given_away"] is True
    assert sum(facts["rows"][part] for part in ("train", "calibration", "test")) == len(seed)
    assert facts["rows"]["augmented"] > 0
    assert facts["measures"]


def test_the_test_part_was_measured_and_stayed_as_written(
    made: tuple[Registry, Trained, list[tuple[str, float]]],
) -> None:
    _, trained, _ = made
    whole = [m for m in trained.measures if m.corpus == m.slice == ALL]
    seed = read(manifest.load("seed"))
    assert [m.category for m in whole] == list(Category)
    assert {m.texts for m in whole} == {len(split(seed).test)}
    for m in whole:
        if m.pr_auc is not None:
            assert m.pr_auc.value > 2 * m.harmful / m.texts, f"{m.category} is hardly better than a blind guess"


def test_the_card_says_what_was_not_measured(made: tuple[Registry, Trained, list[tuple[str, float]]]) -> None:
    _, trained, _ = made
    card = (trained.folder / "card.md").read_text(encoding="utf-8")
    assert "Accuracy on real grooming conversations was not measured" in card
    assert "Mô hình này được phép đem tặng" in card
    assert trained.version in card
    assert "{" not in card
    for category in Category:
        assert category.vi in card


def test_progress_never_goes_back_and_ends_at_the_whole(
    made: tuple[Registry, Trained, list[tuple[str, float]]],
) -> None:
    steps = [step for step, _ in made[2]]
    shares = [share for _, share in made[2]]
    assert list(dict.fromkeys(steps)) == ["load", "fit", "calibrate", "refit", "evaluate", "write"]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)


def test_the_same_data_and_seed_give_the_same_model_in_another_process(
    made: tuple[Registry, Trained, list[tuple[str, float]]], tmp_path: Path
) -> None:
    registry, trained, _ = made
    script = (
        "import sys; from pathlib import Path; from training.pipeline import Plan, train; "
        "from training.registry import Registry; print(train(Plan(), Registry(Path(sys.argv[1]))).folder)"
    )
    root = Path(__file__).resolve().parents[2]
    out = subprocess.run(  # noqa: S603
        [sys.executable, "-c", script, str(tmp_path / "models")],
        cwd=root,
        env={**os.environ, "PYTHONHASHSEED": "77"},
        capture_output=True,
        text=True,
        check=True,
    )
    other = Path(out.stdout.strip())
    first, second = ((folder / "model.joblib").read_bytes() for folder in (trained.folder, other))
    assert hashlib.sha256(first).hexdigest() == hashlib.sha256(second).hexdigest()
    facts = [json.loads((folder / "manifest.json").read_bytes())["facts"] for folder in (trained.folder, other)]
    assert facts[0] == facts[1]
    with pytest.raises(Exception, match="another key"):
        bundle.read(other, registry.trusted())


def test_only_what_may_be_given_away_is_taken_unless_research_is_meant(tmp_path: Path) -> None:
    for name in ("vihos", "vihsd", "vilexnorm"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "train.csv").write_text("x\n", encoding="utf-8")
    assert choose((), folder=None, giveaway=True) == ("seed",)
    assert choose((), folder=tmp_path, giveaway=True) == ("seed", "vihos")
    assert choose((), folder=tmp_path, giveaway=False) == ("seed", "vihos", "vihsd")
    assert choose(["vihos", "seed", "vihos"], folder=tmp_path, giveaway=True) == ("vihos", "seed")
    with pytest.raises(LicenceError, match=r"vihsd.*--research"):
        choose(["seed", "vihsd"], folder=tmp_path, giveaway=True)
    with pytest.raises(CorpusError, match="no corpus 'nothing'"):
        choose(["nothing"], folder=tmp_path, giveaway=True)


def test_a_corpus_without_files_makes_no_model(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no corpus holds a row"):
        train(Plan(names=("vihos",), folder=tmp_path), Registry(tmp_path / "models"))
    assert not (tmp_path / "models").exists()


def test_a_corpus_with_marked_words_teaches_the_marker(tmp_path: Path) -> None:
    (tmp_path / "vihos").mkdir()
    names = ("an", "binh", "chi", "dung", "giang", "hoa", "khanh", "linh", "minh", "nga", "oanh", "phuong", "quan")
    rows = [f'{name} là đồ chó,"{list(range(len(name) + 7, len(name) + 10))}"' for name in names]
    rows += [f"{name} nuôi chó ngoan,[]" for name in names]
    (tmp_path / "vihos" / "train.csv").write_text("\n".join(["content,index_spans", *rows, ""]), encoding="utf-8")
    registry = Registry(tmp_path / "models")
    trained = train(Plan(("vihos",), tmp_path), registry)
    model = bundle.read(trained.folder, registry.trusted()).model
    assert model.marker is not None
    text = normalize("thắng là đồ chó")
    ((start, end, _),) = model.evidence(text, Category.BULLYING)
    assert text.original[start:end] == "chó"


@pytest.mark.corpora
def test_a_research_model_says_that_it_is_one(corpora: Path, tmp_path: Path) -> None:
    (tmp_path / "vihatecategorizer").mkdir()
    rows = (corpora / "vihatecategorizer" / "train.csv").read_text(encoding="utf-8").splitlines()[:400]
    (tmp_path / "vihatecategorizer" / "train.csv").write_text("\n".join([*rows, "bad row", ""]), encoding="utf-8")
    registry = Registry(tmp_path / "models")
    trained = train(Plan(("vihatecategorizer",), tmp_path, giveaway=False), registry)
    facts = bundle.verify(trained.folder, registry.trusted()).facts
    assert facts["may_be_given_away"] is False
    assert facts["faults"] == len(trained.faults) == 1
    card = (trained.folder / "card.md").read_text(encoding="utf-8")
    assert "may not be given away" in card
    assert "| vihatecategorizer | 399 | none-stated |" in card
    assert {m.category for m in trained.measures} == set(Category) - {Category.GROOMING}
