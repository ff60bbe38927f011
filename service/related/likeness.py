"""Nearly the same words: MinHash over pieces of the normalised text, cut into bands.

Two texts that share most of their pieces share some bands; a band is a hash of a few of the smallest hashed pieces, and
only its keyed digest is kept. What the numbers below find and what they take for a copy by mistake:
``python -m benchmarks.duplicates``.
"""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

from rensa import RMinHash

from classifier.normalize import normalize, without_marks

if TYPE_CHECKING:
    from collections.abc import Iterable

BANDS = 24
ROWS = 4  # hashes in a band: more make a band rarer among texts that are alike only in part
ALIKE = 2  # bands in common from which a person is told that two texts are alike
SAME = 4  # bands in common from which one is taken for a copy of the other
FEWEST_WORDS = 8  # shorter texts are alike by chance: "nó chửi em" is what many pupils have to say
_PIECE = 5  # letters
_SEED = 20_261_128
_MOST = 50_000  # characters that are looked at
_WORD = re.compile(r"[a-z0-9]+")


def bands(texts: Iterable[str]) -> tuple[bytes, ...]:
    """Give what a near copy of these messages shares some of; empty if they are too short to tell.

    Each is a plain hash of words: it must not be kept without a key, or short texts could be guessed from it.
    """
    words = _words(texts)
    if len(words) < FEWEST_WORDS:
        return ()
    joined = " ".join(words)
    sketch = RMinHash(num_perm=BANDS * ROWS, seed=_SEED)
    sketch.update({joined[at : at + _PIECE] for at in range(len(joined) - _PIECE + 1)})
    hashes = sketch.digest()
    return tuple(struct.pack(f">H{ROWS}I", band, *hashes[band * ROWS : (band + 1) * ROWS]) for band in range(BANDS))


def _words(texts: Iterable[str]) -> list[str]:
    whole = "\n".join(texts)[:_MOST]
    return _WORD.findall(without_marks(normalize(whole).text))
