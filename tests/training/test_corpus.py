"""Rows become texts with what is known of them; what cannot be read is named and changes nothing."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import numpy as np
import pytest

from classifier.taxonomy import Category
from training import corpus, manifest
from training.errors import CorpusError
from training.manifest import File, Labels, Licence, Manifest, Part, Reading, Text

BULLYING = list(Category).index(Category.BULLYING)
HATE = {"0": {Category.BULLYING: False}, "2": {Category.BULLYING: True}, "1": {}}


def toy(folder: Path, content: str | bytes, *, labels: Labels | None = None, text: Text | None = None) -> Manifest:
    (folder / "toy").mkdir(exist_ok=True)
    raw = content.encode() if isinstance(content, str) else content
    (folder / "toy" / "a.csv").write_bytes(raw)
    return Manifest(
        name="toy",
        title="",
        home="",
        commit="",
        citation="",
        licence=Licence("MIT", "", redistributable_model=True),
        files=(File("a.csv", url="https://example.org", sha256="0"),),
        folder=folder,
        text=text or Text("text"),
        labels=labels or Labels(("label",), Reading.VALUE, HATE, None),
    )


def test_what_a_label_does_not_say_stays_unknown(tmp_path: Path) -> None:
    found = corpus.read(toy(tmp_path, "text,label\nchào cậu,0\nđồ ngu,2\nvl,1\n"), tmp_path)
    assert found.texts == ("chào cậu", "đồ ngu", "vl")
    assert found.known[:, BULLYING].tolist() == [True, True, False]
    assert found.labels[:, BULLYING].tolist() == [False, True, False]
    assert not np.delete(found.known, BULLYING, axis=1).any()
    assert found.sources == ("toy",) * 3
    assert found.faults == ()


def test_a_bad_row_is_named_and_changes_nothing(tmp_path: Path) -> None:
    rows = [
        "text,label",
        "chào cậu,0",
        "ba,cột,đây",
        "đồ ngu,7",
        ",0",
        "a\x00b,0",
        "x" * 20_001 + ",0",
        "mai gặp,0",
        "thiếu",
    ]
    found = corpus.read(toy(tmp_path, "\n".join(rows) + "\n"), tmp_path)
    assert found.texts == ("chào cậu", "mai gặp")
    assert [(fault.row, fault.place) for fault in found.faults] == [(n, "toy/a.csv") for n in (3, 4, 5, 6, 7, 9)]
    reasons = [fault.reason for fault in found.faults]
    assert reasons == [
        "has 3 columns instead of 2",
        "has the unknown label '7'",
        "has no text",
        "has a character that is no text, at 1",
        "has 20001 characters, more than 20000",
        "has 1 columns instead of 2",
    ]


def test_bytes_that_are_no_utf8_are_a_fault_of_their_row(tmp_path: Path) -> None:
    found = corpus.read(toy(tmp_path, b"text,label\n\xff\xfe ha,0\n" + "tốt,0\n".encode()), tmp_path)
    assert found.texts == ("tốt",)
    assert [fault.row for fault in found.faults] == [2]


def test_a_missing_column_or_file_is_said(tmp_path: Path) -> None:
    found = corpus.read(toy(tmp_path, "comment,label\nchào,0\n"), tmp_path)
    assert "no column 'text'" in str(found.faults[0])
    (tmp_path / "toy" / "a.csv").unlink()
    found = corpus.read(toy_without_file(tmp_path), tmp_path)
    assert len(found) == 0
    assert str(found.faults[0]) == "toy/a.csv: is missing"
    assert "--corpora" in str(corpus.read(toy_without_file(tmp_path)).faults[0])
    with pytest.raises(CorpusError):
        corpus.join([found])


def toy_without_file(folder: Path) -> Manifest:
    made = toy(folder, "")
    (folder / "toy" / "a.csv").unlink()
    return made


def test_texts_are_nfc_and_what_their_makers_did_is_undone(tmp_path: Path) -> None:
    text = unicodedata.normalize("NFD", "tiêu đề chung </s> học_sinh giỏi quá")
    where = Text("text", after="</s>", joined_words=True)
    found = corpus.read(toy(tmp_path, f"text,label\n{text},0\n", text=where), tmp_path)
    assert found.texts == ("học sinh giỏi quá",)


def test_our_own_categories_deny_what_they_do_not_name(tmp_path: Path) -> None:
    labels = Labels(("label",), Reading.CATEGORIES, {}, None)
    found = corpus.read(toy(tmp_path, "text,label\na,\nb,bullying explicit\nc,harm\n", labels=labels), tmp_path)
    assert found.known.all()
    assert found.labels.sum(axis=1).tolist() == [0, 2]
    assert "unknown category: harm" in str(found.faults[0])


def test_the_highest_of_several_columns_counts(tmp_path: Path) -> None:
    labels = Labels(("x", "y"), Reading.HIGHEST, HATE, None)
    found = corpus.read(toy(tmp_path, "text,x,y\na,0,2\nb,0,0\nc,1,0\nd,,0\n", labels=labels), tmp_path)
    assert found.labels[:, BULLYING].tolist() == [True, False, False]
    assert "no whole number" in str(found.faults[0])


def test_an_official_test_file_is_marked(tmp_path: Path) -> None:
    made = toy(tmp_path, "text,label\nchào,0\n")
    file = File("a.csv", part=Part.TEST, url="x", sha256="0")
    marked = Manifest(**{k: getattr(made, k) for k in made.__slots__} | {"files": (file,)})
    assert corpus.read(marked, tmp_path).official_test.tolist() == [True]


def test_material_without_labels_is_not_for_training() -> None:
    with pytest.raises(CorpusError, match="not for training"):
        corpus.read(manifest.load("vilexnorm"))


def test_the_seed_is_read_without_a_fault() -> None:
    found = corpus.read(manifest.load("seed"))
    assert found.faults == ()
    assert found.known.all()
    assert len(found) >= 2_500
    assert set(found.regions) == {"north", "central", "south", "any"}


@pytest.mark.parametrize(
    "text",
    ["Đừng nói với bố mẹ nhé!", "dung noi voi bo me nhe", "ĐỪNG NÓI VỚI BỐ MẸ NHÉ 🙂", "đừng-nói với bố, mẹ nhé 123"],
)
def test_marks_case_digits_and_signs_make_no_other_text(text: str) -> None:
    assert corpus.group_of(text) == "dungnoivoibomenhe"


def test_texts_without_letters_stay_apart() -> None:
    assert len({corpus.group_of(text) for text in ("🙂", "🙃", "123", ":)")}) == 4


@pytest.mark.corpora
def test_every_public_corpus_can_be_read(corpora: Path) -> None:
    for name in manifest.known():
        found = manifest.load(name)
        if found.trainable:
            rows = corpus.read(found, corpora)
            assert len(rows) > 1_000, name
            assert len(rows.faults) < len(rows) / 1_000, name
