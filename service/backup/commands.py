"""The commands ``lachan backup`` and ``lachan restore``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from service.settings import Settings


def add_commands(app: typer.Typer) -> None:
    """Add ``backup`` and ``restore`` to the command ``lachan``."""
    app.command("backup")(backup)
    app.command("restore")(restore)


def backup(
    folder: Annotated[Path, typer.Argument(help="Thư mục mới cho bản sao lưu. / New folder for the backup.")],
    keys_to: Annotated[
        Path | None,
        typer.Option(
            help="Cất khóa vào thư mục mới này, ở nơi khác hẳn bản sao lưu. / Put the keys into this new folder, "
            "elsewhere than the backup."
        ),
    ] = None,
) -> None:
    """Sao lưu trong lúc dịch vụ vẫn chạy; không kèm khóa. / Take a backup while the service runs; without the keys."""
    from service.backup.taking import take  # noqa: PLC0415 - `lachan --help` must not load the service
    from service.cli import told  # noqa: PLC0415

    with told():
        taken = take(Settings(), folder, keys_to=keys_to)
    manifest = taken.manifest
    typer.echo(str(taken.folder))
    _say(
        f"{manifest.counts.get('reports', 0)} phản ánh, {len(manifest.files)} tệp, {taken.size / 1e6:.1f} MB. / "
        f"{manifest.counts.get('reports', 0)} reports, {len(manifest.files)} files, {taken.size / 1e6:.1f} MB."
    )
    if manifest.keys and keys_to is None:
        _say(
            "Bản này không có khóa: không có khóa thì không đọc được. Hãy cất var/keys ở nơi khác (--keys-to). / "
            "There are no keys in it, and without them nobody reads it: keep var/keys elsewhere (--keys-to)."
        )


def restore(
    folder: Annotated[Path, typer.Argument(help="Thư mục của bản sao lưu. / Folder of the backup.")],
    erasures: Annotated[
        Path | None,
        typer.Option(help="Danh sách đã xóa mới hơn (erasures.tsv). / A newer list of what was erased."),
    ] = None,
) -> None:
    """Khôi phục vào chỗ trống; kiểm từng tệp trước. / Restore into an empty place; every file is checked first."""
    from service.backup.restoring import restore as put_back  # noqa: PLC0415
    from service.cli import told  # noqa: PLC0415

    with told():
        restored = put_back(Settings(), folder, erasures=erasures)
    manifest = restored.manifest
    _say(
        f"Đã khôi phục {manifest.counts.get('reports', 0)} phản ánh, như lúc {manifest.made_at}; xóa lại"
        f" {restored.erased_again} phản ánh đã bị xóa sau lúc đó. / {manifest.counts.get('reports', 0)} reports are"
        f" back as of {manifest.made_at}; {restored.erased_again} that were erased since are erased again."
    )
    if restored.missing_keys:
        _say(
            f"Còn thiếu khóa {', '.join(restored.missing_keys)}: hãy đặt lại var/keys (hoặc LACHAN_SEALING_KEY) rồi mới"
            f" chạy dịch vụ. / The key {', '.join(restored.missing_keys)} is missing: put var/keys back (or set"
            " LACHAN_SEALING_KEY) before you start the service."
        )


def _say(words: str) -> None:
    typer.echo(words, err=True)
