from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import pytest
import typer
from typer.testing import CliRunner

from training.benchmark import command, measure
from training.labelled import BenchmarkError, Labelled, read_files
from training.offsets import best_offsets, f1_by_class
from training.task_model import fit_task

CLEAN = ["mai đi học nhé", "cho mượn vở", "chào cả nhà", "ăn cơm chưa", "đi chơi không", "đá bóng nhé"]
RUDE = ["đồ ngu", "mày ngu lắm", "thằng ngu", "ngu vừa thôi", "ngu quá", "con ngu"]
HATE = ["lũ chó cút đi", "bọn chó chết", "lũ súc vật", "bọn súc vật cút", "lũ chó má", "bọn chó cút"]
CORPORA = os.environ.get("LACHAN_CORPORA")

app = typer.Typer()
app.command()(command)


def _file(path: Path, heading: str, rows: list[tuple[str, int]]) -> Path:
    columns = heading.split(",")
    text = next(at for at, name in enumerate(columns) if name in {"text", "free_text", "Comment"})
    cells = [[body, str(label)] if text == 0 else [str(label), body] for body, label in rows]
    path.write_text("\n".join([heading, *(",".join(row) for row in cells)]) + "\n", "utf-8")
    return path


def _rows() -> list[tuple[str, int]]:
    return [(text, label) for label, texts in enumerate((CLEAN, RUDE, HATE)) for text in texts]


@pytest.mark.parametrize("heading", ["text,label", "free_text,label_id", "label_id,free_text", "Comment,Toxicity"])
def test_one_line_of_json_comes_out_whatever_the_public_layout(tmp_path: Path, heading: str) -> None:
    train = _file(tmp_path / "train.csv", heading, _rows() * 2)
    test = _file(tmp_path / "test.csv", "text,label", _rows())
    done = CliRunner().invoke(app, ["vihsd", "--train", str(train), "--test", str(test)])
    assert done.exit_code == 0, done.output
    (line,) = done.stdout.splitlines()
    result = json.loads(line)
    assert result["macro_f1"] > 0.9
    assert set(result["f1"]) == {"0", "1", "2"}
    assert result["pr_auc"] > 0.9
    assert result["seconds"] > 0
    assert result["texts_per_second"] > 0


def test_several_train_files_are_one(tmp_path: Path) -> None:
    one = _file(tmp_path / "train.csv", "free_text,label_id", _rows()[:6])
    two = _file(tmp_path / "dev.csv", "text,label", _rows()[6:])
    assert len(read_files([one, two]).texts) == 18


@pytest.mark.parametrize(
    ("content", "vi", "en"),
    [
        (None, "Không đọc được", "cannot be read"),
        (b"text,label\n\xff\xfe,1\n", "không phải UTF-8", "not UTF-8"),
        (b"words,label\na,1\n", "không thấy cột", "none of the columns"),
        (b"text,kind\na,1\n", "không thấy cột", "none of the columns"),
        (b"text,label\na,1\nb,\n", "bản ghi 2", "record 2"),
        (b"text,label\n", "không có bản ghi", "no record"),
        (b"", "trống", "nothing"),
    ],
)
def test_a_bad_file_is_told_in_both_languages(tmp_path: Path, content: bytes | None, vi: str, en: str) -> None:
    path = tmp_path / "bad.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BenchmarkError) as caught:
        read_files([path])
    assert vi in str(caught.value)
    assert en in str(caught.value)
    done = CliRunner().invoke(app, ["vihsd", "--train", str(path), "--test", str(path)])
    assert done.exit_code == 1
    assert not done.stdout


def test_a_test_label_that_training_never_saw_is_named(tmp_path: Path) -> None:
    train = read_files([_file(tmp_path / "a.csv", "text,label", _rows()[:12])])
    test = read_files([_file(tmp_path / "b.csv", "text,label", [("x", 9)])])
    with pytest.raises(BenchmarkError, match="9"):
        measure(train, test)


def test_one_label_is_nothing_to_learn(tmp_path: Path) -> None:
    alone = read_files([_file(tmp_path / "a.csv", "text,label", _rows()[:6])])
    with pytest.raises(BenchmarkError, match="one label only"):
        measure(alone, alone)


def test_two_classes_are_told_apart_by_one_column() -> None:
    model = fit_task(Labelled((*CLEAN, *RUDE), ("0",) * 6 + ("1",) * 6))
    assert model.linear.coefficients.shape[1] == 1
    assert model.winners(model.scores(["ngu thế", "đi học chưa"])).tolist() == [1, 0]


def test_offsets_give_a_rare_class_its_chance() -> None:
    margins = np.array([[1.0, 0.0]] * 8 + [[1.0, 0.6]] * 2)
    truth = np.array([0] * 8 + [1] * 2)
    offsets, reached = best_offsets(margins, truth)
    assert reached == 1.0
    assert offsets[0] == 0
    np.testing.assert_array_equal(f1_by_class(truth, (margins + offsets).argmax(axis=1), 2), [1.0, 1.0])


@pytest.mark.corpora
@pytest.mark.timeout(900)  # two minutes alone on a core; a crowded machine takes three times as long
@pytest.mark.skipif(not CORPORA, reason="LACHAN_CORPORA names no folder with the public corpora")
def test_vihsd_reaches_its_figure_on_the_dev_part() -> None:
    folder = Path(CORPORA or "") / "vihsd"
    result = measure(read_files([folder / "train.csv"]), read_files([folder / "dev.csv"]))
    assert result["macro_f1"] >= 0.64  # .66 is usual; the dev part has 212 texts of the rarest class
