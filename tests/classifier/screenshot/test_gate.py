import hashlib
import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from sklearn.datasets import load_sample_images

from classifier.screenshot.explicit import Explicit, open_nsfw
from classifier.screenshot.gate import Gate
from classifier.screenshot.hash_lists import HashKind, HashLists, load
from classifier.screenshot.looked import Seal, SealedBy
from classifier.screenshot.looking import Looking
from classifier.screenshot.page import Page, Pixels
from classifier.screenshot.pdq import pdq
from tests.classifier.screenshot.made import encoded, photo, screen

NOTHING = load(None)


def _red(pictures: Sequence[Pixels]) -> list[float]:
    """Stand in for the image model: a picture is as explicit as it is red."""
    return [float(np.clip((p[..., 0].astype(float) - p[..., 1]).mean() / 255, 0, 1)) for p in pictures]


def _listed(folder: Path, *lines: str) -> HashLists:
    folder.mkdir(exist_ok=True)
    (folder / "list.hashes").write_text("".join(f"{line}\n" for line in sorted(lines)), "ascii")
    return load(folder)


def _reads(_pixels: Pixels) -> Page:
    return Page(1, 1, ())


def _must_not_read(_pixels: Pixels) -> Page:
    raise AssertionError("a sealed picture was read")


@pytest.mark.parametrize("kind", [HashKind.MD5, HashKind.SHA1, HashKind.SHA256])
def test_a_known_file_is_sealed_before_it_is_decoded(tmp_path: Path, kind: HashKind) -> None:
    data = b"\x89PNG\r\n\x1a\n that no decoder would take"
    lists = _listed(tmp_path, f"{kind} {hashlib.new(kind.value, data).hexdigest()}")
    looked = Looking(Gate(lists, _red), _must_not_read).look(data)
    assert looked.sealed == Seal(SealedBy.KNOWN_HASH)
    assert (looked.pages, looked.working) == ((), ())


def test_a_known_picture_is_sealed_in_another_size_turned_and_inside_a_page(tmp_path: Path) -> None:
    known = photo(5, 400, 400)
    gate = Gate(_listed(tmp_path, f"pdq {pdq(known).hash.hex()}"), _red)
    page = screen()
    page[300:700, 70:470] = known
    smaller = np.ascontiguousarray(np.rot90(known[::2, ::2]))
    assert gate.seal_page(known) == gate.seal_page(smaller) == gate.seal_page(page) == Seal(SealedBy.KNOWN_HASH)
    assert gate.seal_page(photo(6, 400, 400)) is None


def test_a_small_photo_on_a_page_is_judged_by_itself() -> None:
    red = photo(1, 200, 200)
    red[..., 0], red[..., 1] = 255, red[..., 1] // 3
    page = screen()
    page[400:600, 100:300] = red
    assert _red([page])[0] < 0.5, "diluted"
    sealed = Gate(NOTHING, _red).seal_page(page)
    assert sealed is not None
    assert sealed.why is SealedBy.EXPLICIT_IMAGE
    assert sealed.score is not None
    assert sealed.score >= 0.5


def test_nothing_is_read_or_kept_of_a_file_of_which_one_page_is_sealed() -> None:
    red = np.zeros((80, 80, 3), dtype=np.uint8)
    red[..., 0] = 255
    pages = [Image.fromarray(pixels) for pixels in (screen(), red)]
    written = io.BytesIO()
    pages[0].save(written, "PDF", save_all=True, append_images=pages[1:])
    looked = Looking(Gate(NOTHING, _red), _must_not_read).look(written.getvalue())
    assert looked.sealed is not None
    assert looked.working == ()


def test_what_passes_is_read_and_encoded_anew() -> None:
    data = encoded(screen())
    looked = Looking(Gate(NOTHING, _red), _reads).look(data)
    assert looked.sealed is None
    assert looked.sha256 == hashlib.sha256(data).digest()
    assert len(looked.pages) == len(looked.working) == 1


@pytest.fixture(scope="module")
def model() -> Explicit:
    return open_nsfw()


def test_the_real_model_finds_nothing_in_harmless_pictures(model: Explicit) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (300, 300, 3)).astype(np.uint8)
    assert max(model([screen(), photo(1), photo(2), noise, *load_sample_images().images])) < 0.2
