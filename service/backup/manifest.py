"""What a backup holds: ``manifest.json`` names every file with its digest, and ``manifest.sha256`` the manifest's own.

Whoever restores looks at every byte first: a backup that was changed, cut off or half copied is refused whole.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Self

from service import durable
from service.backup.problem import BackupError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FORM = 1
NAME, SEAL = "manifest.json", "manifest.sha256"
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class File:
    """One file of a backup."""

    path: str  # below the backup's folder, with /
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds, and of what."""

    id: str
    made_at: str  # ISO 8601, UTC: the moment just before the database was copied
    lachan: str  # version of the program
    engine: str  # "sqlite" or "postgresql"
    revision: str  # step of the tables
    counts: Mapping[str, int]  # rows, by table
    keys: tuple[str, ...]  # names of the operator's keys that wrap the reports' keys: needed to read it
    audit: Mapping[str, Any]  # the newest row of the audit
    erasures: int  # lines of the list of what was erased
    files: tuple[File, ...] = ()
    form: int = field(default=FORM)

    def write(self, folder: Path) -> None:
        """Write it, and its digest; both are on the disk when this returns."""
        written = (json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
        durable.write(folder / NAME, written)
        durable.write(folder / SEAL, f"{hashlib.sha256(written).hexdigest()}  {NAME}\n".encode())

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read it. BackupError if there is none, if it was changed or cut off, or if a newer program wrote it."""
        try:
            written = (folder / NAME).read_bytes()
            seal = (folder / SEAL).read_text("ascii", errors="replace").split()
        except OSError:
            raise BackupError(
                f"Thư mục {folder} không phải bản sao lưu trọn vẹn: thiếu {NAME} hoặc {SEAL}.",
                f"The folder {folder} is no finished backup: {NAME} or {SEAL} is missing.",
            ) from None
        if seal[:1] != [hashlib.sha256(written).hexdigest()]:
            raise BackupError(
                f"{NAME} đã bị sửa hoặc bị cắt cụt; không khôi phục từ bản này.",
                f"{NAME} was changed or cut off; nothing is restored from this backup.",
            )
        stored = json.loads(written)
        if stored.get("form") != FORM:
            raise BackupError(
                f"Bản sao lưu thuộc dạng {stored.get('form')}, chương trình này chỉ đọc dạng {FORM}; hãy dùng đúng bản"
                f" Lá Chắn {stored.get('lachan')}.",
                f"The backup is of form {stored.get('form')}, this program reads form {FORM}: use Lá Chắn"
                f" {stored.get('lachan')}.",
            )
        stored["files"] = tuple(File(**one) for one in stored["files"])
        stored["keys"] = tuple(stored["keys"])
        return cls(**stored)

    def verify(self, folder: Path) -> None:
        """BackupError naming the first file that is missing, changed or cut off, or that the manifest does not name."""
        for one in self.files:
            path = folder / one.path
            if not path.is_file():
                raise BackupError(f"Thiếu tệp {one.path}.", f"The file {one.path} is missing.")
            if path.stat().st_size != one.size or digest(path) != one.sha256:
                raise BackupError(
                    f"Tệp {one.path} đã bị sửa hoặc hỏng; không khôi phục từ bản này.",
                    f"The file {one.path} was changed or is damaged; nothing is restored from this backup.",
                )
        known = {one.path for one in self.files} | {NAME, SEAL}
        for path in folder.rglob("*"):
            name = path.relative_to(folder).as_posix()
            if not path.is_dir() and name not in known:
                raise BackupError(f"Tệp lạ trong bản sao lưu: {name}.", f"A file that is none of it: {name}.")


def digest(path: Path) -> str:
    """Hash a file."""
    sha256 = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            sha256.update(piece)
    return sha256.hexdigest()
