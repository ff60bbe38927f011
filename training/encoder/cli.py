"""``lachan encoder train`` and ``categories``: teach the second tier; they need the extra ``encoder``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from training.errors import TrainingError
from training.labelled import BenchmarkError, read_files
from training.waiting import waiting

app = typer.Typer(no_args_is_help=True, help="Bộ mã hoá câu, tầng thứ hai · the sentence encoder, a second tier.")


@app.callback()
def _group() -> None:
    """Bộ mã hoá câu, tầng thứ hai · the sentence encoder, a second tier."""


@app.command()
def train(
    task: Annotated[
        list[str],
        typer.Option(
            help="TÊN=TỆP.csv để học, lặp lại được · NAME=FILE.csv to learn (repeatable).", show_default=False
        ),
    ],
    to: Annotated[Path, typer.Option(help="Thư mục đích · where to.", show_default=False)],
    never: Annotated[
        list[Path] | None,
        typer.Option(
            help="Tệp CSV dùng để đo: không học tin nào trùng, lặp lại được · "
            "CSV kept for measuring: no equal text is learnt (repeatable).",
            show_default=False,
        ),
    ] = None,
    rounds: Annotated[int, typer.Option(min=1, help="Số vòng học · rounds.")] = 1,
    seed: Annotated[int, typer.Option(min=0, help="Cùng dữ liệu, cùng seed: cùng kết quả · same result.")] = 0,
) -> None:
    """Dạy bộ mã hoá nhiều bài toán cùng lúc · teach the encoder several tasks at once."""
    from training.encoder.train import train_encoder  # noqa: PLC0415 - numpy is slow to load

    console = Console(stderr=True)
    try:
        tasks = {name: read_files([path]) for name, path in map(_named, task)}
        barred = [text for path in never or () for text in read_files([path]).texts]
        with waiting(console, "Bộ mã hoá · encoder") as progress:
            train_encoder(tasks, barred, to, seed=seed, rounds=rounds, progress=progress)
    except TrainingError as error:
        console.print(str(error), style="red", highlight=False, markup=False)
        raise typer.Exit(1) from error
    console.print(f"{to}", highlight=False, soft_wrap=True)


@app.command()
def categories(
    *,
    to: Annotated[Path, typer.Option(help="Thư mục đích · where to.", show_default=False)],
    corpora: Annotated[
        Path | None, typer.Option(help="Thư mục chứa <tên>/….csv của các bộ công khai · folder of the public corpora.")
    ] = None,
    corpus: Annotated[
        list[str] | None,
        typer.Option(
            help="Học từ bộ này, lặp lại được; mặc định: seed · train on this (repeatable); the seed by default."
        ),
    ] = None,
    giveaway: Annotated[
        bool,
        typer.Option(
            "--giveaway/--research",
            help="Chỉ bộ cho phép đem tặng mô hình, hay mọi bộ · only corpora that let the model be given away, "
            "or all.",
        ),
    ] = True,
    rounds: Annotated[
        int, typer.Option(min=0, help="Số vòng học; 0: chỉ học phần đầu ra · rounds; 0: the heads alone are learnt.")
    ] = 2,
    seed: Annotated[
        int, typer.Option(min=0, help="Phải bằng --seed của lachan train · must equal --seed of lachan train.")
    ] = 0,
) -> None:
    """Dạy bộ mã hoá bốn nhóm của sản phẩm · teach the encoder the product's four categories.

    It learns the train part alone, of the split that ``lachan train --encoder`` makes with the same corpora and seed.
    """
    from training.encoder.train import train_categories  # noqa: PLC0415 - numpy is slow to load
    from training.manifest import SEED  # noqa: PLC0415
    from training.pipeline import choose  # noqa: PLC0415

    console = Console(stderr=True)
    try:
        names = choose(corpus or (SEED,), folder=corpora, giveaway=giveaway)
        with waiting(console, "Bộ mã hoá · encoder") as progress:
            train_categories(names, corpora, to, seed=seed, rounds=rounds, progress=progress)
    except TrainingError as error:
        console.print(str(error), style="red", highlight=False, markup=False)
        raise typer.Exit(1) from error
    console.print(f"{to}", highlight=False, soft_wrap=True)


def _named(written: str) -> tuple[str, Path]:
    name, sign, path = written.partition("=")
    if not (name and sign and path):
        raise BenchmarkError(f"--task: cần TÊN=TỆP, không phải “{written}”.", f"--task: NAME=FILE, not “{written}”.")
    return name, Path(path)
