"""No library opens a file of networks or letters that is not the one that was agreed on."""

import shutil
from pathlib import Path

import pytest

from classifier.errors import BundleMissingError, BundleSignatureError
from classifier.screenshot.data_files import SHA256, checked
from classifier.screenshot.text import DATA, TextReader


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


@pytest.mark.parametrize("name", list(SHA256))
@pytest.mark.parametrize("at", [0, 0.5, -1])
def test_one_changed_byte_is_refused_before_anything_is_opened(copy: Path, name: str, at: float) -> None:
    content = bytearray((copy / name).read_bytes())
    content[-1 if at < 0 else int(at * len(content))] ^= 1
    (copy / name).write_bytes(content)
    with pytest.raises(BundleSignatureError, match=name):
        TextReader(copy)


@pytest.mark.parametrize("name", list(SHA256))
def test_a_missing_file_is_named(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(BundleMissingError, match=name):
        TextReader(copy)


@pytest.mark.parametrize("name", list(SHA256))
def test_the_installed_files_are_the_right_ones(name: str) -> None:
    assert checked(DATA, name) == (DATA / name).read_bytes()
