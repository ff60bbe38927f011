"""The commands of data staff: ``lachan train``, ``corpora …``, ``encoder train``, ``benchmark`` and ``checklist``.

Heavy imports stand inside the commands: ``lachan train --if-missing`` answers in less time than numpy takes to load.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from classifier.errors import ClassifierError
from training import corpora_cli
from training.benchmark import command as benchmark
from training.checklist import cli as checklist_cli
from training.encoder import cli as encoder_cli
from training.errors import TrainingError
from training.registry import Registry
from training.waiting import waiting

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from training.pipeline import Trained

_SHOWN_FAULTS = 10


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this package to ``app``."""
    app.command("train")(train)
    app.command("benchmark")(benchmark)
    app.add_typer(corpora_cli.app, name="corpora")
    app.add_typer(encoder_cli.app, name="encoder")
    checklist_cli.add_commands(app)


def train(  # noqa: PLR0913 - one parameter an option, as typer reads them
    *,
    corpora: Annotated[
        Path | None, typer.Option(help="Thư mục chứa <tên>/….csv của các bộ công khai · folder of the public corpora.")
    ] = None,
    corpus: Annotated[
        list[str] | None,
        typer.Option(help="Chỉ học từ bộ này, lặp lại được · train on this only (repeatable)."),
    ] = None,
    giveaway: Annotated[
        bool,
        typer.Option(
            "--giveaway/--research",
            help="Chỉ bộ cho phép đem tặng mô hình, hay mọi bộ để nghiên cứu · only corpora that let the model be "
            "given away, or all, for research.",
        ),
    ] = True,
    out: Annotated[
        Path | None, typer.Option(help="Thư mục mô hình, mặc định $LACHAN_VAR/models · folder of the models.")
    ] = None,
    seed: Annotated[
        int, typer.Option(min=0, help="Cùng dữ liệu, cùng seed: cùng mô hình · same data, same seed: same model.")
    ] = 0,
    encoder: Annotated[
        Path | None,
        typer.Option(
            help="Thư mục bộ mã hoá (lachan encoder categories) làm tầng thứ hai; mặc định: không có · folder of an "
            "encoder to join as a second tier; none by default.",
        ),
    ] = None,
    promote: Annotated[bool, typer.Option(help="Đưa mô hình mới vào phục vụ · let the new model serve.")] = True,
    if_missing: Annotated[
        bool, typer.Option("--if-missing", help="Thôi nếu đã có mô hình dùng được · stop if a model serves already.")
    ] = False,
) -> None:
    """Huấn luyện một mô hình và ký nó · train a model and sign it."""
    console = Console()
    registry = Registry(out if out is not None else Path(os.environ.get("LACHAN_VAR", "var")) / "models")
    if if_missing and (serving := registry.champion()) is not None:
        console.print(f"Mô hình {serving.version} đang phục vụ, không học lại. · It serves already.", highlight=False)
        return
    from training.pipeline import Plan, choose  # noqa: PLC0415 - see the module
    from training.pipeline import train as make  # noqa: PLC0415

    try:
        names = choose(corpus or (), folder=corpora, giveaway=giveaway)
        console.print(f"Học từ · training on: {', '.join(names)}", highlight=False)
        with waiting(console, "Huấn luyện · training") as progress:
            trained = make(Plan(names, corpora, giveaway, seed, encoder), registry, progress)
        if promote:
            registry.promote(trained.version)
    except (TrainingError, ClassifierError) as error:
        Console(stderr=True).print(str(error), style="red", highlight=False, markup=False)
        raise typer.Exit(1) from error
    _tell(console, trained, promoted=promote)


def _tell(console: Console, trained: Trained, *, promoted: bool) -> None:
    from training.evaluate import ALL  # noqa: PLC0415 - see the module

    for fault in trained.faults[:_SHOWN_FAULTS]:
        console.print(f"bỏ qua · left out: {fault}", highlight=False, markup=False)
    if (more := len(trained.faults) - _SHOWN_FAULTS) > 0:
        console.print(f"… và {more} dòng nữa · and {more} more", highlight=False)
    for m in trained.measures:
        if m.corpus == m.slice == ALL:
            area = f"PR-AUC {m.pr_auc.value:.3f} ({m.pr_auc.low:.3f}-{m.pr_auc.high:.3f})" if m.pr_auc else "–"
            f1 = f", F1 {m.f1.value:.3f}" if m.f1 else ""
            ece = f", ECE {m.calibration_error:.3f}" if m.calibration_error is not None else ""
            console.print(f"  {m.category:<10} {m.harmful:>6,} / {m.texts:,}  {area}{f1}{ece}", highlight=False)
    if trained.encoder is not None:
        _tell_encoder(console, trained.encoder)
    console.print(f"Mô hình · bundle: {trained.folder}", highlight=False, soft_wrap=True)
    console.print(f"Thẻ · card:       {trained.folder / 'card.md'}", highlight=False, soft_wrap=True)
    if promoted:
        console.print(f"Đang phục vụ · serving: {trained.version}", highlight=False)


def _tell_encoder(console: Console, told: Mapping[str, Any]) -> None:
    if not told["taken"]:
        console.print("Bộ mã hoá không giúp gì, mô hình không có nó. · The encoder gives nothing: left out.")
        return
    costs = told["costs"]
    console.print(
        f"  bộ mã hoá · encoder: {costs['megabytes']} MB, {costs['encoder_ms']} ms, hỏi · asked {costs['asked']:.0%}; "
        f"{costs['ngrams']['texts_per_second']:,} → {costs['both']['texts_per_second']:,} tin/giây · texts/s",
        highlight=False,
    )
    for gain in told["gains"]:
        if "with" in gain:
            low, high = gain["difference"]
            without, both = gain["without"]["value"], gain["with"]["value"]
            by = f"{both - without:+.3f} ({low:+.3f} … {high:+.3f})"
            console.print(f"  {gain['category']:<10} {without:.3f} → {both:.3f}  {by}", highlight=False)
