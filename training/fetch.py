"""Download a public corpus from its home, prepare it, check its sha256, and only then place it."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from training.errors import CorpusError, FetchError, LicenceError
from training.prepare import prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from training.manifest import File, Manifest

MOST_BYTES = 200_000_000  # of one download, and of what a zip unpacks to
_PATIENCE = httpx.Timeout(30.0)


def fetch(
    manifest: Manifest,
    to: Path,
    *,
    accept_licence: bool,
    trust: Collection[str] = (),
    most_bytes: int = MOST_BYTES,
    progress: Callable[[str, int, int | None], None] | None = None,
) -> list[Path]:
    """Bring every file of a corpus to ``to/<name>/`` and list where they lie.

    ``trust`` holds further sha256 digests that the caller checked for himself, for a home that changed. ``progress`` is
    called with path, bytes so far and bytes in all (None: the home does not say). A file that is there already with the
    right sha256 is not fetched again.

    Raises ``LicenceError`` (with the licence) unless it is accepted, ``CorpusError`` if the corpus is shipped here,
    ``FetchError`` if a file cannot be had as the manifest says: then nothing of that file is kept.
    """
    if manifest.shipped:
        raise CorpusError(f"{manifest.name} lies in this repository; there is nothing to fetch")
    if not accept_licence:
        raise LicenceError(_licence(manifest))
    placed = []
    for file in manifest.files:
        target = to / manifest.name / file.path
        if not (target.is_file() and _sha256(target.read_bytes()) in {file.sha256, *trust}):
            if file.on_request:
                raise FetchError(
                    f"{file.path}: không có để tải; hãy xin từ {file.on_request} và đặt vào {target}",
                    f"{file.path}: not for download; ask {file.on_request} and put it at {target}",
                )
            downloaded = [_download(url, file.path, most_bytes, progress) for url in file.urls()]
            content = prepare(downloaded, file, most_bytes)
            _check(content, file, trust)
            _place(content, target)
        placed.append(target)
    return placed


def _licence(manifest: Manifest) -> str:
    gift = (
        "Mô hình học từ bộ này được phép đem tặng. / A model trained on it may be given away."
        if manifest.licence.redistributable_model
        else "Chỉ để nghiên cứu, không đem tặng mô hình học từ bộ này. / Research only: such a model is not given away."
    )
    return (
        f"{manifest.title}\n{manifest.home}\n\n{manifest.licence.id}: {manifest.licence.text}\n{gift}\n\n"
        f"{manifest.citation}\n\n"
        "Đọc giấy phép rồi chạy lại với --accept-licence. / Read the licence, then run again with --accept-licence."
    )


def _download(url: str, path: str, most_bytes: int, progress: Callable[[str, int, int | None], None] | None) -> bytes:
    content = bytearray()
    try:
        with httpx.stream("GET", url, follow_redirects=True, timeout=_PATIENCE) as answer:
            if answer.status_code != httpx.codes.OK:
                raise FetchError(
                    f"{url} trả lời {answer.status_code}, không có tệp", f"{url} answered {answer.status_code}, no file"
                )
            whole = answer.headers.get("content-length", "")
            total = int(whole) if whole.isdecimal() and "content-encoding" not in answer.headers else None
            for piece in answer.iter_bytes():
                content += piece
                if len(content) > most_bytes:
                    raise FetchError(f"{url} lớn hơn {most_bytes} byte", f"{url} is larger than {most_bytes} bytes")
                if progress is not None:
                    progress(path, len(content), total)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        kind = type(error).__name__
        raise FetchError(
            f"không tải trọn được {url} ({kind})", f"could not bring the whole of {url} ({kind})"
        ) from error
    return bytes(content)


def _check(content: bytes, file: File, trust: Collection[str]) -> None:
    found = _sha256(content)
    if found in {file.sha256, *trust}:
        return
    vi = f"{file.path}: sha256 không khớp, không giữ lại gì. Cần {file.sha256}, thấy {found}."
    en = f"{file.path}: the sha256 differs, nothing was kept. Expected {file.sha256}, found {found}."
    if not file.verified:
        vi += f" Bản kê chưa được đối chiếu với nơi phát hành. {file.note} Nếu tự kiểm tra thấy đúng: --trust {found}"
        en += (
            f" The manifest was never checked against the home. {file.note} If you checked it yourself: --trust {found}"
        )
    raise FetchError(vi, en)


def _place(content: bytes, target: Path) -> None:
    """Put the file there in one step: whoever looks sees the old one or the whole new one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, partial = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        Path(partial).replace(target)
    except BaseException:
        Path(partial).unlink(missing_ok=True)
        raise


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
