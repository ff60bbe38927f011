"""Texts with one label each, read from the CSV files of public tasks as they are published."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from training.errors import TrainingError

if TYPE_CHECKING:
    from collections.abc import Sequence

_TEXT_COLUMNS = ("text", "free_text", "Comment", "input_text", "Sentence")
_LABEL_COLUMNS = ("label", "label_id", "Toxicity", "Emotion")
_LONGEST_CELL = 1_000_000  # characters


class BenchmarkError(TrainingError):
    """A file of a task cannot be read, or train and test do not fit together."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(f"{vi}\n{en}")


@dataclass(frozen=True, slots=True)
class Labelled:
    """Texts of a task with one label each, in the order of the files."""

    texts: tuple[str, ...]
    labels: tuple[str, ...]


def read_files(paths: Sequence[Path]) -> Labelled:
    """Read CSV files with a text and a label column, under any of the names that the public tasks use.

    Raises ``BenchmarkError`` where a file or column is missing or a label is empty.
    """
    texts: list[str] = []
    labels: list[str] = []
    for path in paths:
        for text, label in _rows(path):
            texts.append(text)
            labels.append(label)
    return Labelled(tuple(texts), tuple(labels))


def _rows(path: Path) -> list[tuple[str, str]]:
    try:
        written = path.read_text("utf-8-sig")
    except OSError as error:
        raise BenchmarkError(f"Không đọc được tệp {path}.", f"The file {path} cannot be read.") from error
    except UnicodeDecodeError as error:
        raise BenchmarkError(f"Tệp {path} không phải UTF-8.", f"The file {path} is not UTF-8.") from error
    csv.field_size_limit(_LONGEST_CELL)
    table = csv.DictReader(written.splitlines(keepends=True))
    text_column = _column(path, table.fieldnames or (), _TEXT_COLUMNS)
    label_column = _column(path, table.fieldnames or (), _LABEL_COLUMNS)
    rows: list[tuple[str, str]] = []
    try:
        for number, row in enumerate(table, start=1):
            label = (row[label_column] or "").strip()
            if not label:
                raise BenchmarkError(
                    f"{path}: bản ghi {number} không có nhãn ở cột “{label_column}”.",
                    f"{path}: record {number} has no label in column “{label_column}”.",
                )
            rows.append((row[text_column] or "", label))
    except csv.Error as error:
        raise BenchmarkError(f"{path}: không phải CSV ({error}).", f"{path}: this is no CSV ({error}).") from error
    if not rows:
        raise BenchmarkError(f"Tệp {path} không có bản ghi nào.", f"The file {path} holds no record.")
    return rows


def _column(path: Path, there: Sequence[str], wanted: Sequence[str]) -> str:
    for name in wanted:
        if name in there:
            return name
    raise BenchmarkError(
        f"{path}: không thấy cột nào trong số {', '.join(wanted)}; tệp có: {', '.join(there) or '(trống)'}.",
        f"{path}: none of the columns {', '.join(wanted)}; the file has: {', '.join(there) or '(nothing)'}.",
    )
