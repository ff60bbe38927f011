"""Which part a text belongs to: decided by its normal form, over the union of all corpora.

ViHSD, ViHOS and ViTHSD are one pool of comments, and one comment in eight of ViHSD's test stands in its own train: a
split by row would measure memory. Here a text goes where its group goes, whichever corpus and file it comes from, and
the group's part depends on nothing but the group and the seed: a new corpus never moves an old text.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from training.corpus import Corpus

TEST_SHARE = 0.15
CALIBRATION_SHARE = 0.15

_DIGEST_BYTES = 8


@dataclass(frozen=True, slots=True)
class Split:
    """Row numbers of one corpus, ascending; every row is in exactly one part, every group too."""

    train: NDArray[np.intp]
    calibration: NDArray[np.intp]
    test: NDArray[np.intp]


def split(corpus: Corpus, *, seed: int = 0) -> Split:
    """Part a corpus (the union of all that are used) into train, calibration and test.

    A group with a row of an official test set goes to the test part whole, so nobody trains on it.
    """
    held_out = {group for group, official in zip(corpus.groups, corpus.official_test, strict=True) if official}
    place = {group: 0.0 if group in held_out else _place(group, seed) for group in set(corpus.groups)}
    at = np.array([place[group] for group in corpus.groups], dtype=np.float64)
    test = at < TEST_SHARE
    calibration = ~test & (at < TEST_SHARE + CALIBRATION_SHARE)
    return Split(
        train=np.flatnonzero(~test & ~calibration),
        calibration=np.flatnonzero(calibration),
        test=np.flatnonzero(test),
    )


def _place(group: str, seed: int) -> float:
    """Give a number in [0, 1), the same on every machine."""
    digest = hashlib.blake2b(f"{seed}\0{group}".encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).digest()
    return int.from_bytes(digest, "big") / float(1 << (8 * _DIGEST_BYTES))
