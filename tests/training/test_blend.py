from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from classifier.encoder import Encoder
from tests.tiny_encoder import tiny_encoder, write
from training.benchmark import measure
from training.blend import choose_blend, joined
from training.encoder.taught import LEARNT, Taught, read
from training.labelled import BenchmarkError, Labelled
from training.offsets import macro_f1

NAMES = ("sai", "đúng")
KNOWS = {"sai": (2.0, -2.0), "đúng": (-2.0, 2.0)}
GUESSES = {"sai": (0.0, 0.0), "đúng": (0.0, 0.0)}


def _taught(words: dict[str, tuple[float, float]]) -> Taught:
    return Taught(tiny_encoder({"vihsd": NAMES}, words), "vihsd", frozenset())


def _texts(many: int = 1200) -> tuple[list[str], np.ndarray[tuple[int], np.dtype[np.intp]]]:
    random = np.random.default_rng(0)
    truth = random.integers(0, 2, many)
    letters = np.array(list("abcdefghijklmnopqrstuvwxyz"))
    return [f"{''.join(random.choice(letters, 8))} {NAMES[at]}" for at in truth], truth


def test_an_encoder_that_knows_more_than_the_margins_gets_weight_and_betters_them() -> None:
    texts, truth = _texts()
    margins = np.random.default_rng(1).normal(size=(len(texts), 2)) + np.eye(2)[truth]
    blend = choose_blend(_taught(KNOWS), texts, margins, truth)
    assert blend is not None
    rows = blend.taught.aside(texts)
    assert 60 < len(rows) < 180
    both = (blend.scores(margins, texts) + blend.offsets).argmax(axis=1)
    assert macro_f1(truth, both, 2) > macro_f1(truth, margins.argmax(axis=1), 2) + 0.1
    assert blend.reached["0"] < blend.reached[f"{blend.weight:g}"]


def test_an_encoder_that_knows_nothing_is_not_asked() -> None:
    texts, truth = _texts()
    margins = np.random.default_rng(1).normal(size=(len(texts), 2)) + np.eye(2)[truth]
    assert choose_blend(_taught(GUESSES), texts, margins, truth) is None


def test_a_task_without_enough_texts_aside_stays_with_the_n_grams() -> None:
    assert choose_blend(_taught(KNOWS), ["một đúng"], np.zeros((1, 2)), np.array([1])) is None


def test_weights_count_log_probabilities() -> None:
    assert joined(np.zeros((1, 2)), np.zeros((1, 2)), 2.0) == pytest.approx(2 * np.log([[0.5, 0.5]]))


def test_benchmark_asks_the_encoder_and_tells_its_weight() -> None:
    texts, truth = _texts()
    labels = tuple(NAMES[at] for at in truth)
    half = len(texts) // 2
    hidden = [text.replace("sai", "x").replace("đúng", "x") for text in texts]  # what the n-grams cannot tell
    learning, measuring = Labelled(tuple(hidden[:half]), labels[:half]), Labelled(tuple(hidden[half:]), labels[half:])
    tells = {text.split()[0]: KNOWS[NAMES[at]] for text, at in zip(hidden, truth, strict=True)}
    result = measure(learning, measuring, taught=_taught(tells))
    assert result["blend"]["weight"] > 0
    assert result["macro_f1"] > 0.9
    assert "blend" not in measure(learning, measuring)


def test_an_encoder_that_learnt_a_text_to_be_measured_is_refused(tmp_path: Path) -> None:
    encoder = tiny_encoder({"vihsd": NAMES}, KNOWS)
    taught = read(write(encoder, tmp_path / "encoder", ["Câu này"]), "vihsd")
    labelled = Labelled(("cau nay!", "câu kia"), NAMES)
    with pytest.raises(BenchmarkError, match="learnt 1 of the texts"):
        measure(labelled, labelled, taught=taught)


def test_other_labels_than_the_tasks_are_refused() -> None:
    learning = Labelled(tuple(f"câu {letter} đây" for letter in "abcdefghijkl"), ("0", "1") * 6)
    with pytest.raises(BenchmarkError, match="labels"):
        measure(learning, learning, taught=_taught(KNOWS))


@pytest.mark.parametrize("broken", ["head", "list"])
def test_a_folder_that_cannot_serve_the_task_says_why(tmp_path: Path, broken: str) -> None:
    encoder: Encoder = tiny_encoder({"vihsd" if broken == "list" else "victsd": NAMES}, KNOWS)
    folder = write(encoder, tmp_path / "encoder")
    if broken == "list":
        (folder / LEARNT).unlink()
    with pytest.raises(BenchmarkError, match="--encoder"):
        read(folder, "vihsd")
