"""``lachan score`` and ``lachan watch``: JSON lines in, JSON lines out."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, NoReturn

import typer

from classifier.errors import BundleError, BundleMissingError

if TYPE_CHECKING:
    from classifier.engine import Classifier


def add_commands(app: typer.Typer) -> None:
    """Add ``score`` and ``watch`` to the command line."""
    app.command("score")(score)
    app.command("watch")(watch)


def score(
    file: Annotated[Path, typer.Argument(help="JSON lines, one submission a line; - for standard input")] = Path("-"),
    *,
    model: Annotated[Path | None, typer.Option(help="folder of a model (default: the champion)")] = None,
    out: Annotated[Path | None, typer.Option(help="where to write (default: standard output)")] = None,
) -> None:
    """Score submissions: JSON lines in, JSON lines out in the same order.

    A line that cannot be read is answered by an error with its number, and the rest goes on; the exit status is then 1.
    """
    _check(file, "score")
    classifier = _classifier(model, "score")
    from classifier import stream  # noqa: PLC0415 - `lachan --help` must not wait for the model's libraries

    with _ends_quietly(), _source(file) as source, _sink(out) as sink, _progress(source) as read:
        bad = stream.score(classifier, source, sink, read=read)
    if bad:
        raise typer.Exit(1)


def watch(
    file: Annotated[Path, typer.Argument(help="JSON lines, one message a line; - for standard input")] = Path("-"),
    *,
    model: Annotated[Path | None, typer.Option(help="folder of a model (default: the champion)")] = None,
) -> None:
    """Watch a conversation while it goes on: a message a line in, a line out whenever the tier rises.

    A message is {"speaker": "child" | "other" | "unknown", "text": "…"}. What is printed is printed at once. A line
    that cannot be read is answered by an error, and the conversation goes on without it; the exit status is then 1.
    """
    _check(file, "watch")
    classifier = _classifier(model, "watch")
    from classifier import stream  # noqa: PLC0415 - as above

    with _ends_quietly(), _source(file) as source:
        bad = stream.watch(classifier, source, sys.stdout.buffer)
    if bad:
        raise typer.Exit(1)


def _check(file: Path, command: str) -> None:
    if str(file) != "-" and (file.is_dir() or not file.exists()):
        _stop(command, f"không có tệp {file} / no such file: {file}")


@contextlib.contextmanager
def _ends_quietly() -> Iterator[None]:
    """End without a word when whoever reads our output has seen enough: ``lachan score … | head``."""
    try:
        yield
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(1) from None


def _classifier(folder: Path | None, command: str) -> Classifier:
    from classifier.bundle import champion_folder, read_public_key  # noqa: PLC0415 - as above
    from classifier.engine import Classifier  # noqa: PLC0415

    var = Path(os.environ.get("LACHAN_VAR", "var"))
    try:
        chosen = champion_folder(var / "models") if folder is None else folder
        return Classifier.load(chosen, read_public_key(var / "keys" / "model-signing.pub"))
    except BundleMissingError as error:
        _stop(command, f"chưa có mô hình, hãy chạy `lachan train` / no model yet, run `lachan train` ({error})")
    except BundleError as error:
        _stop(command, f"không dùng được mô hình / the model cannot be used: {error}")


def _stop(command: str, message: str) -> NoReturn:
    typer.echo(f"lachan {command}: {message}", err=True)
    raise typer.Exit(2)


@contextlib.contextmanager
def _source(file: Path) -> Iterator[IO[bytes]]:
    if str(file) == "-":
        yield sys.stdin.buffer
        return
    with file.open("rb") as source:
        yield source


@contextlib.contextmanager
def _sink(out: Path | None) -> Iterator[IO[bytes]]:
    """Open standard output, or a file that appears only once it is whole."""
    if out is None:
        yield sys.stdout.buffer
        return
    partial = out.with_name(f".{out.name}.partial")
    try:
        with partial.open("wb") as sink:
            yield sink
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)


@contextlib.contextmanager
def _progress(source: IO[bytes]) -> Iterator[Callable[[int], None]]:
    """Show a bar on standard error where somebody watches, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _count: None
        return
    from rich.console import Console  # noqa: PLC0415 - only where it is shown
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("Đang chấm", total=_size(source))
        yield lambda count: progress.advance(task, count)


def _size(source: IO[bytes]) -> int | None:
    with contextlib.suppress(OSError):
        return os.fstat(source.fileno()).st_size or None
    return None
