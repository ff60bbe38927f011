"""``lachan benchmark``: how the model does on a public task, in the task's own classes and on its own test file."""

from __future__ import annotations

import csv
import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer
from rich.console import Console

from training.errors import TrainingError
from training.waiting import waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_TEXT_COLUMNS = ("text", "free_text", "Comment")
_LABEL_COLUMNS = ("label", "label_id", "Toxicity")
_LONGEST_CELL = 1_000_000  # characters


class Task(StrEnum):
    """The public tasks that are known here; what they share is read from their columns."""

    VIHSD = "vihsd"
    VICTSD = "victsd"
    VLSP2019 = "vlsp2019"
    VIHATECATEGORIZER = "vihatecategorizer"


class BenchmarkError(TrainingError):
    """A file of a task cannot be read, or train and test do not fit together."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(f"{vi}\n{en}")


@dataclass(frozen=True, slots=True)
class Labelled:
    """Texts of a task with one label each, in the order of the files."""

    texts: tuple[str, ...]
    labels: tuple[str, ...]


def command(
    name: Annotated[Task, typer.Argument(help="Bài toán công khai · the public task.")],
    train: Annotated[
        list[Path],
        typer.Option(help="Tệp CSV để học, lặp lại được · CSV to train on (repeatable).", show_default=False),
    ],
    test: Annotated[Path, typer.Option(help="Tệp CSV để đo: text,label · CSV to measure on.", show_default=False)],
    seed: Annotated[int, typer.Option(min=0, help="Cùng dữ liệu, cùng seed: cùng kết quả · same result.")] = 0,
) -> None:
    """Đo mô hình trên một bài toán công khai · measure the model on a public task; prints one JSON line."""
    errors = Console(stderr=True)
    try:
        learning, measuring = read_files(train), read_files([test])
        with waiting(errors, f"{name}") as progress:
            result = measure(learning, measuring, seed=seed, progress=progress)
    except TrainingError as error:
        errors.print(str(error), style="red", highlight=False, markup=False)
        raise typer.Exit(1) from error
    typer.echo(orjson.dumps({"task": str(name), **result}).decode())


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


def measure(
    learning: Labelled, measuring: Labelled, *, seed: int = 0, progress: Callable[[str, float], None] | None = None
) -> dict[str, Any]:
    """Fit on ``learning``, score ``measuring``, and give what ``lachan benchmark`` prints.

    ``macro_f1``; ``f1`` by class; ``pr_auc`` (average precision: of the second class where there are two, else the mean
    over classes, each against the rest); ``seconds`` to fit; ``texts_per_second`` of processor time to score,
    normalisation included: what one core does. Raises ``BenchmarkError`` where there are fewer than two classes or a
    test label was never seen.
    """
    import numpy as np  # noqa: PLC0415 - the command line loads this module for its help, too
    from sklearn.metrics import average_precision_score  # noqa: PLC0415

    from training.task_model import f1_by_class, fit_task  # noqa: PLC0415

    _check(learning, measuring)
    before = time.perf_counter()
    model = fit_task(learning.texts, learning.labels, seed=seed, progress=progress)
    fitted = time.perf_counter()
    core = time.process_time()  # of this process: what else the machine does must not count
    margins = model.margins(measuring.texts)
    scoring = time.process_time() - core
    truth = np.array([model.classes.index(label) for label in measuring.labels])
    f1 = f1_by_class(truth, model.winners(margins), len(model.classes))
    looked_at = [1] if len(model.classes) == 2 else sorted(set(truth.tolist()))  # noqa: PLR2004 - two: the positive one
    areas = [average_precision_score(truth == index, margins[:, index]) for index in looked_at]
    return {
        "macro_f1": round(float(f1.mean()), 4),
        "f1": {name: round(float(score), 4) for name, score in zip(model.classes, f1, strict=True)},
        "pr_auc": round(float(np.mean(areas)), 4),
        "seconds": round(fitted - before, 2),
        "texts_per_second": round(len(measuring.texts) / max(scoring, 1e-9)),
        "train": len(learning.texts),
        "test": len(measuring.texts),
        "seed": seed,
    }


def _check(learning: Labelled, measuring: Labelled) -> None:
    classes = sorted(set(learning.labels))
    if len(classes) < 2:  # noqa: PLR2004 - nothing to tell apart
        raise BenchmarkError("Dữ liệu học chỉ có một nhãn.", "The training files hold one label only.")
    unseen = sorted(set(measuring.labels) - set(classes))
    if unseen:
        raise BenchmarkError(
            f"Tệp đo có nhãn không có khi học: {', '.join(unseen)} (đã học: {', '.join(classes)}).",
            f"The test file has labels that training never saw: {', '.join(unseen)} (known: {', '.join(classes)}).",
        )
