"""The public corpora, where they are at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_BESIDE = Path(__file__).resolve().parents[3] / "shared" / "corpora"


@pytest.fixture(scope="session")
def corpora() -> Path:
    folder = Path(os.environ.get("LACHAN_CORPORA", _BESIDE))
    if not folder.is_dir():
        pytest.skip("the public corpora are not at hand: set LACHAN_CORPORA to the folder that holds <name>/….csv")
    return folder
