"""``lachan benchmark``: how the model does on a public task, in the task's own classes and on its own test file."""

from __future__ import annotations

import time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer
from rich.console import Console

from classifier.errors import ClassifierError
from training.errors import TrainingError
from training.labelled import BenchmarkError, read_files
from training.waiting import waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from training.encoder.taught import Taught
    from training.labelled import Labelled
    from training.task_model import TaskModel


class Task(StrEnum):
    """The public tasks that are known here; what they share is read from their columns."""

    VIHSD = "vihsd"
    VICTSD = "victsd"
    VLSP2019 = "vlsp2019"
    VIHATECATEGORIZER = "vihatecategorizer"


def command(
    name: Annotated[Task, typer.Argument(help="Bài toán công khai · the public task.")],
    train: Annotated[
        list[Path],
        typer.Option(help="Tệp CSV để học, lặp lại được · CSV to train on (repeatable).", show_default=False),
    ],
    test: Annotated[Path, typer.Option(help="Tệp CSV để đo: text,label · CSV to measure on.", show_default=False)],
    beside: Annotated[
        list[Path] | None,
        typer.Option(
            help="Tệp CSV của bài toán khác, mỗi tệp dạy thêm một góc nhìn, lặp lại được · "
            "CSV of another task: each teaches one more view (repeatable).",
            show_default=False,
        ),
    ] = None,
    encoder: Annotated[
        Path | None,
        typer.Option(
            help="Thư mục bộ mã hoá (lachan encoder train) để hỏi thêm · folder of an encoder to ask, too.",
            show_default=False,
        ),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Cùng dữ liệu, cùng seed: cùng kết quả · same result.")] = 0,
) -> None:
    """Đo mô hình trên một bài toán công khai · measure the model on a public task; prints one JSON line."""
    errors = Console(stderr=True)
    try:
        learning, measuring = read_files(train), read_files([test])
        others = [read_files([path]) for path in beside or ()]
        with waiting(errors, f"{name}") as progress:
            taught = _taught(encoder, str(name))
            result = measure(learning, measuring, others, taught=taught, seed=seed, progress=progress)
    except (TrainingError, ClassifierError) as error:
        errors.print(str(error), style="red", highlight=False, markup=False)
        raise typer.Exit(1) from error
    typer.echo(orjson.dumps({"task": str(name), **result}).decode())


def _taught(folder: Path | None, name: str) -> Taught | None:
    from training.encoder.taught import read  # noqa: PLC0415 - numpy is slow to load

    return None if folder is None else read(folder, name)


def measure(
    learning: Labelled,
    measuring: Labelled,
    beside: Sequence[Labelled] = (),
    *,
    taught: Taught | None = None,
    seed: int = 0,
    progress: Callable[[str, float], None] | None = None,
) -> dict[str, Any]:
    """Fit on ``learning``, score ``measuring``, and give what ``lachan benchmark`` prints.

    ``macro_f1`` with its 95 % bootstrap ``interval``, and ``macro_f1_unseen`` on the texts that are not in the training
    files too; ``f1`` by class; ``pr_auc`` (average precision: of the second class where there are two, else the mean
    over classes, each against the rest); ``judges``: what each kind of last word reached on unseen training texts, and
    ``judge``, the one that was chosen by it; ``seconds`` to fit; ``texts_per_second`` of processor time to score,
    normalisation included: what one core does. What is laid ``beside`` loses the texts that are to be measured. An
    encoder that was ``taught`` joins in; ``blend`` tells its weight and what each weight reached on the texts it keeps
    aside. Raises ``BenchmarkError`` where there are fewer than two classes, a test label was never seen, or the encoder
    learnt a text that is to be measured.
    """
    import numpy as np  # noqa: PLC0415 - the command line loads this module for its help, too
    from sklearn.metrics import average_precision_score  # noqa: PLC0415

    from training.bootstrap import interval  # noqa: PLC0415
    from training.corpus import group_of  # noqa: PLC0415
    from training.offsets import f1_by_class, macro_f1  # noqa: PLC0415
    from training.task_model import fit_unseen, without  # noqa: PLC0415

    _check(learning, measuring)
    if taught is not None:
        taught.refuse_learnt(measuring.texts)
    groups = [group_of(text) for text in measuring.texts]
    others = [without(corpus, groups) for corpus in beside]
    before = time.perf_counter()
    by_ngrams = fit_unseen(learning, others, seed=seed, progress=progress)
    model = by_ngrams.model if taught is None else by_ngrams.with_encoder(taught)
    fitted = time.perf_counter()
    core = time.process_time()  # of this process: what else the machine does must not count
    scores = model.scores(measuring.texts)
    scoring = time.process_time() - core
    count = len(model.classes)
    truth = np.array([model.classes.index(label) for label in measuring.labels])
    guess = model.winners(scores)
    f1 = f1_by_class(truth, guess, count)
    learnt = {group_of(text) for text in learning.texts}
    unseen = np.array([group not in learnt for group in groups])
    looked_at = [1] if count == 2 else sorted(set(truth.tolist()))  # noqa: PLR2004 - two: the positive one
    areas = [average_precision_score(truth == index, scores[:, index]) for index in looked_at]
    return {
        "macro_f1": round(float(f1.mean()), 4),
        "interval": interval(lambda known, told: macro_f1(known, told, count), truth, guess, seed=seed),
        "macro_f1_unseen": round(macro_f1(truth[unseen], guess[unseen], count), 4),
        "f1": {name: round(float(score), 4) for name, score in zip(model.classes, f1, strict=True)},
        "pr_auc": round(float(np.mean(areas)), 4),
        "judge": model.judge,
        "judges": {name: round(score, 4) for name, score in model.reached.items()},
        **_blend(model),
        "seconds": round(fitted - before, 2),
        "texts_per_second": round(len(measuring.texts) / max(scoring, 1e-9)),
        "train": len(learning.texts),
        "test": len(measuring.texts),
        "test_unseen": int(unseen.sum()),
        "seed": seed,
    }


def _blend(model: TaskModel) -> dict[str, Any]:
    if model.blend is None:
        return {}
    reached = {weight: round(score, 4) for weight, score in model.blend.reached.items()}
    return {"blend": {"weight": model.blend.weight, "aside": reached}}


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
    if len(measuring.texts) < 2:  # noqa: PLR2004 - no interval comes of one
        raise BenchmarkError("Tệp đo cần ít nhất hai bản ghi.", "The test file needs two records at least.")
