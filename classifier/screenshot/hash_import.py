"""Bringing in a list of hashes, in the forms in which exchange programs give theirs: text or CSV."""

from __future__ import annotations

import csv
import io
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from classifier.errors import ClassifierError
from classifier.screenshot.hash_lists import SUFFIX, HashKind, read_list

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_HASH_COLUMNS = ("hash", "indicator", "value", "signal", "fingerprint", "hash_value")
_KIND_COLUMNS = ("type", "hash_type", "signal_type", "indicator_type", "algorithm", "kind")
_SHOWN = 5  # wrong lines that are named


class HashImportError(ClassifierError):
    """A list cannot be brought in; nothing was changed."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(f"{vi}\n{en}")


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of it."""

    name: str
    new: int
    known: int  # were in the list already
    other_kinds: int  # rows of kinds that are not compared here, such as PhotoDNA


def bring_in(file: Path, folder: Path, *, name: str | None = None, kind: HashKind | None = None) -> Imported:
    """Add a file's hashes to the list ``name`` (the file's own, if none is given) in ``folder``.

    Rows of other kinds are counted and left out. One row that is no hash stops it all, and nothing is changed: raises
    ``HashImportError`` naming the lines.
    """
    name = name or file.stem
    if not _NAME.fullmatch(name):
        raise HashImportError(
            f"--name “{name}”: chỉ dùng chữ không dấu, số, dấu chấm, gạch nối.",
            f"--name “{name}”: letters without marks, digits, dots and hyphens only.",
        )
    try:
        written = file.read_text("utf-8-sig")
    except OSError as error:
        raise HashImportError(f"Không đọc được tệp {file}.", f"The file {file} cannot be read.") from error
    except UnicodeDecodeError as error:
        raise HashImportError(f"Tệp {file} không phải văn bản UTF-8.", f"The file {file} is not UTF-8.") from error
    found, other, wrong = _sorted_out(written, kind)
    if wrong:
        lines = ", ".join(map(str, wrong[:_SHOWN])) + (", …" if len(wrong) > _SHOWN else "")
        raise HashImportError(
            f"{file}: dòng {lines} không phải mã băm hợp lệ (mã 64 ký tự cần --kind sha256 hoặc --kind pdq). "
            "Chưa thay đổi gì.",
            f"{file}: no valid hash in line {lines} (64 digits need --kind sha256 or --kind pdq). Nothing was changed.",
        )
    if not found:
        raise HashImportError(f"{file}: không có mã băm nào dùng được.", f"{file}: there is no hash of a known kind.")
    path = folder / f"{name}{SUFFIX}"
    before = {(k, h) for k, known in read_list(path).items() for h in known} if path.exists() else set()
    _write(path, before | found)
    return Imported(name, len(found - before), len(found & before), other)


_Found = tuple[HashKind, bytes]


def _sorted_out(written: str, kind: HashKind | None) -> tuple[set[_Found], int, list[int]]:
    found, other, wrong = set[_Found](), 0, list[int]()
    for line, named, digits in _rows(written):
        meant = _kind(named, digits, kind)
        if meant is None and named and not _is_ours(named):
            other += 1
            continue
        try:
            value = bytes.fromhex(digits)
        except ValueError:
            value = b""
        if meant is None or len(digits) != meant.digits or not value:
            wrong.append(line)
        else:
            found.add((meant, value))
    return found, other, wrong


def _rows(written: str) -> Iterator[tuple[int, str, str]]:
    """Give line number, named kind and digits of each hash of a text or a CSV file."""
    lines = written.splitlines()
    first = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    columns = [column.strip().strip('"').lower() for column in re.split(r"[,;\t]", first)]
    own = [column for column in columns if column.replace("-", "") in set(HashKind)]
    hashes = next((column for column in _HASH_COLUMNS if column in columns), None)
    if not own and hashes is None:
        for number, line in enumerate(lines, start=1):
            bare = line.partition("#")[0].strip()
            named, sign, digits = bare.rpartition(":")
            if bare:
                yield number, named if sign else "", digits.strip().lower()
        return
    separator = next((s for s in ",;\t" if s in first), ",")
    table = csv.DictReader(io.StringIO(written[written.index(first) :]), delimiter=separator)
    table.fieldnames = columns
    next(table, None)  # the headings
    kinds = next((column for column in _KIND_COLUMNS if column in columns), None)
    offset = lines.index(first)
    for row in table:
        for column in own or [hashes]:
            digits = (row.get(column or "") or "").strip().lower()
            named = column if own else row.get(kinds or "") or ""
            if digits or not own:
                yield table.line_num + offset, named or "", digits


def _kind(named: str, digits: str, given: HashKind | None) -> HashKind | None:
    """Tell the kind by its name, by what the operator said, or by the length where that is enough."""
    if named:
        bare = re.sub(r"[^a-z0-9]", "", named.lower()).removeprefix("hash")
        return HashKind(bare) if bare in set(HashKind) else None
    if given is not None:
        return given
    return {kind.digits: kind for kind in (HashKind.MD5, HashKind.SHA1)}.get(len(digits))


def _is_ours(named: str) -> bool:
    return _kind(named, "", None) is not None


def _write(path: Path, found: set[_Found]) -> None:
    """Replace a list at once: whoever reads meanwhile sees the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=".import-")
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.writelines(f"{kind.value} {value.hex()}\n" for kind, value in sorted(found))
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
