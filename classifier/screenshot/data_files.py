"""The files that screenshots are read with, and the proof that they are the ones that were agreed on.

A network that somebody changed reads what they want it to, and the libraries that open it were not written for files
of strangers; so nothing is handed to them before its sha256 held.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from classifier.errors import BundleMissingError, BundleSignatureError

if TYPE_CHECKING:
    from pathlib import Path

DETECTOR, LETTERS = "detector.onnx", "vie.traineddata"
SHA256 = {
    DETECTOR: "193bab7a04fca699a6c82e6abb5b81bdb28177f0abd4062552b04908dafb19f8",
    LETTERS: "112f6fd1d04ab4cb0208cad9cada8de214ae33a1e4db3750ffcda69262aef0a8",
}


def checked(folder: Path, name: str) -> bytes:
    """Give a file's bytes, exactly those that were hashed; BundleMissingError, BundleSignatureError."""
    try:
        content = (folder / name).read_bytes()
    except FileNotFoundError:
        raise BundleMissingError(f"{name} is absent: run `make install`") from None
    if hashlib.sha256(content).hexdigest() != SHA256[name]:
        raise BundleSignatureError(f"{name} is not the file that was agreed on: run `make install` again")
    return content
