"""``lachan hashes``: the operator's lists of known images."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

app = typer.Typer(no_args_is_help=True, help="Danh sách mã băm của ảnh đã biết · hash lists of known images.")


def add_commands(root: typer.Typer) -> None:
    """Add ``hashes`` to the command line."""
    root.add_typer(app, name="hashes")


@app.command("import")
def bring(
    file: Annotated[Path, typer.Argument(help="Tệp văn bản hoặc CSV · a text or CSV file.", show_default=False)],
    *,
    name: Annotated[str | None, typer.Option(help="Tên danh sách · name of the list (default: the file's)")] = None,
    kind: Annotated[
        str | None, typer.Option(help="Loại mã khi tệp không ghi: md5, sha1, sha256, pdq · kind, where none is written")
    ] = None,
) -> None:
    """Nhập danh sách mã băm · bring in a list of hashes; running services take it up by themselves.

    Text: one hash a line, with its kind before it ("pdq:…") or given by --kind. CSV: columns named md5, sha1, sha256 or
    pdq, or a column "hash" and a column "type". Rows of other kinds are counted and left out; a row that is no hash
    stops it all.
    """
    from classifier.screenshot.hash_import import HashImportError, bring_in  # noqa: PLC0415 - `lachan --help` is quick
    from classifier.screenshot.hash_lists import HashKind  # noqa: PLC0415 - as above

    if kind is not None and kind not in set(HashKind):
        _fail(f"--kind “{kind}”: md5, sha1, sha256 hoặc pdq.\n--kind “{kind}”: md5, sha1, sha256 or pdq.")
    try:
        found = bring_in(file, folder(), name=name, kind=None if kind is None else HashKind(kind))
    except (HashImportError, ValueError) as error:
        _fail(str(error))
    typer.echo(
        f"{found.name}: {found.new:,} mã mới · new, {found.known:,} đã có · known"
        + (f", {found.other_kinds:,} loại khác bị bỏ qua · of other kinds, left out" if found.other_kinds else "")
    )


@app.command()
def show() -> None:
    """Đếm mã trong từng danh sách · count the hashes of each list."""
    from classifier.screenshot.hash_lists import SUFFIX, read_list  # noqa: PLC0415 - as above

    paths = sorted(folder().glob(f"*{SUFFIX}"))
    if not paths:
        typer.echo("Chưa có danh sách nào. · There is no list yet.")
    for path in paths:
        try:
            counts = ", ".join(f"{kind} {len(known):,}" for kind, known in read_list(path).items() if known)
        except ValueError as error:
            _fail(f"Danh sách bị hỏng, hãy nhập lại. · A damaged list; import it again.\n{error}")
        typer.echo(f"{path.stem}: {counts}")


def folder() -> Path:
    """Give the folder of the lists: ``var/hashes``."""
    return Path(os.environ.get("LACHAN_VAR", "var")) / "hashes"


def _fail(message: str) -> NoReturn:
    Console(stderr=True).print(message, style="red", highlight=False, markup=False)
    raise typer.Exit(1)
