"""``lachan corpora``: what corpora there are, what is in them, how to get them, whether the seed keeps its rules."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table

from classifier.taxonomy import Category
from training import manifest as manifests
from training.errors import TrainingError

if TYPE_CHECKING:
    from training.corpus import Corpus

app = typer.Typer(no_args_is_help=True, help="Các bộ dữ liệu · the corpora.")

_Folder = Annotated[
    Path | None, typer.Option("--corpora", help="Thư mục chứa các bộ đã tải · folder of the fetched corpora.")
]


def _fail(message: str) -> typer.Exit:
    Console(stderr=True).print(message, style="red", highlight=False, markup=False, soft_wrap=True)
    return typer.Exit(1)


@app.command("list")
def list_corpora(corpora: _Folder = None) -> None:
    """Kể các bộ dữ liệu · list the corpora: licence, whether a model may be given away, whether the files are here."""
    table = Table(box=None, pad_edge=False)
    for heading in ("bộ · corpus", "giấy phép · licence", "tặng được · give away", "có nhãn · labels", "ở đây · here"):
        table.add_column(heading, no_wrap=heading.startswith(("bộ", "giấy")))
    for name in manifests.known():
        m = manifests.load(name)
        places = [path for _, path in m.paths(corpora)]
        here = bool(places) and all(path.is_file() for path in places)
        table.add_row(name, m.licence.id, _yes(m.licence.redistributable_model), _yes(m.trainable), _yes(here))
    Console().print(table)


@app.command()
def show(name: str, corpora: _Folder = None) -> None:
    """Đếm một bộ · count a corpus by category, region and style, and tell its licence and home."""
    console = Console()
    try:
        m = manifests.load(name)
        console.print(
            f"{m.title}\n{m.home}\n{m.licence.id}: {m.licence.text}\n{m.citation}", highlight=False, markup=False
        )
        if not m.trainable:
            console.print(
                "Không nói gì về các nhóm của ta, không để học. · Silent on our categories, not for training."
            )
            return
        from training.corpus import read  # noqa: PLC0415 - numpy is slow to load

        found = read(m, corpora)
    except TrainingError as error:
        raise _fail(str(error)) from error
    for heading, counted in _counts(found).items():
        table = Table(heading, "", title_justify="left")
        for key, number in counted.items():
            table.add_row(key, f"{number:,}")
        console.print(table)
    if name == manifests.SEED:
        console.print(_second_reading(m.folder))
    for fault in found.faults:
        console.print(f"bỏ qua · left out: {fault}", highlight=False, markup=False)


def _counts(found: Corpus) -> dict[str, dict[str, int]]:
    from training.corpus import CATEGORIES  # noqa: PLC0415 - numpy is slow to load

    harmful = found.labels & found.known
    categories = {
        "tin · messages": len(found),
        "sạch hẳn · clean": int((found.known.all(axis=1) & ~harmful.any(axis=1)).sum()),
    }
    for column, category in enumerate(CATEGORIES):
        categories[f"{category.vi} · {category}"] = int(harmful[:, column].sum())
        categories[f"  không có · not {category}"] = int((found.known[:, column] & ~found.labels[:, column]).sum())
    regions = Counter(region for region in found.regions if region)
    styles = Counter(style for several in found.styles for style in several)
    counted = {"Nhóm · category": categories, "Vùng · region": dict(regions), "Kiểu viết · style": dict(styles)}
    return {heading: numbers for heading, numbers in counted.items() if numbers}


def _second_reading(folder: Path) -> Table:
    """Tell how far the two blind readers of the seed agree."""
    from training import readings  # noqa: PLC0415 - scikit-learn is slow to load

    twice = readings.read(folder)
    table = Table(f"Đọc hai lần · read twice: {len(twice):,}", "kappa", title_justify="left")
    for category, kappa in readings.agreement(twice).items():
        table.add_row(f"{Category(category).vi} · {category}", f"{kappa:.3f}")
    return table


@app.command()
def fetch(
    name: str,
    *,
    accept_licence: Annotated[bool, typer.Option("--accept-licence", help="Tôi nhận giấy phép · I accept it.")] = False,
    to: Annotated[Path, typer.Option(help="Thư mục đích · where to.")] = Path("corpora"),
    trust: Annotated[
        list[str] | None, typer.Option(help="sha256 đã tự kiểm tra · a sha256 you checked yourself (repeatable).")
    ] = None,
) -> None:
    """Tải một bộ công khai · fetch a public corpus from its home, and check its sha256."""
    from training.fetch import fetch as bring  # noqa: PLC0415 - httpx is slow to load

    console = Console()
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    try:
        with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
            tasks: dict[str, TaskID] = {}

            def tell(path: str, done: int, total: int | None) -> None:
                if path not in tasks:
                    tasks[path] = bar.add_task(path, total=None)
                bar.update(tasks[path], completed=done, total=total)

            placed = bring(manifests.load(name), to, accept_licence=accept_licence, trust=trust or (), progress=tell)
    except TrainingError as error:
        raise _fail(str(error)) from error
    for path in placed:
        console.print(f"{path}", highlight=False, soft_wrap=True)


@app.command()
def check(name: Annotated[str, typer.Argument(help="Bộ · corpus")] = manifests.SEED, corpora: _Folder = None) -> None:
    """Kiểm một bộ · check the rules of the seed, or that every row of another corpus can be read."""
    console = Console()
    try:
        m = manifests.load(name)
        if name == manifests.SEED:
            from training import seed_rules  # noqa: PLC0415

            messages, faults = seed_rules.read(m.folder)
            faults += seed_rules.check(messages)
            total = len(messages)
        else:
            from training.corpus import read  # noqa: PLC0415 - numpy is slow to load

            found = read(m, corpora)
            faults, total = [str(fault) for fault in found.faults], len(found)
    except TrainingError as error:
        raise _fail(str(error)) from error
    for fault in faults:
        console.print(fault, highlight=False, markup=False, soft_wrap=True)
    console.print(f"{name}: {total:,} tin · messages, {len(faults):,} lỗi · faults", highlight=False)
    if faults:
        raise typer.Exit(1)


def _yes(value: bool) -> str:  # noqa: FBT001
    return "có · yes" if value else "không · no"
