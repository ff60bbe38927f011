"""Lists of the hashes of known images, as the operator brought them in; none is shipped, and an empty folder is fine.

A list is a text file ``NAME.hashes`` in the operator's folder: one ``kind hexadecimal`` a line, sorted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifier.screenshot.pdq import BYTES, Pdq

SUFFIX = ".hashes"
NEAR = 31  # bits in which two PDQ hashes of one picture may differ, as Meta advises
TELLING = 50  # quality from which a PDQ hash is compared at all, as Meta advises


class HashKind(StrEnum):
    """How a hash was made. Many exchange programs still carry MD5 and SHA-1 alone."""

    MD5 = "md5"
    SHA1 = "sha1"
    SHA256 = "sha256"
    PDQ = "pdq"

    @property
    def digits(self) -> int:
        """How many hexadecimal digits it has."""
        return {HashKind.MD5: 32, HashKind.SHA1: 40}.get(self, 64)


Hashes = Mapping[HashKind, frozenset[bytes]]


@dataclass(frozen=True, slots=True, eq=False)
class HashLists:
    """All lists together."""

    exact: Hashes
    similar: NDArray[np.uint64]  # (n, 4): the PDQ hashes

    def __len__(self) -> int:
        return sum(map(len, self.exact.values())) + len(self.similar)

    def holds_file(self, data: bytes) -> bool:
        """Say whether the very file is on a list."""
        return any(
            known and hashlib.new(kind.value, data, usedforsecurity=False).digest() in known
            for kind, known in self.exact.items()
        )

    def holds_picture(self, positions: Iterable[Pdq]) -> bool:
        """Say whether the picture, in one of its positions, looks like one on a list."""
        if not len(self.similar):
            return False
        for one in positions:
            if one.quality < TELLING:
                continue
            apart = np.bitwise_count(self.similar ^ np.frombuffer(one.hash, dtype=np.uint64)).sum(axis=1)
            if apart.min() <= NEAR:
                return True
        return False


def load(folder: Path | None) -> HashLists:
    """Read all lists of a folder; a folder that is not there holds none. Raises ``ValueError`` at a damaged list."""
    found = read(folder) if folder is not None else dict.fromkeys(HashKind, frozenset[bytes]())
    similar = np.frombuffer(b"".join(sorted(found[HashKind.PDQ])), dtype=np.uint64).reshape(-1, BYTES // 8)
    return HashLists({kind: known for kind, known in found.items() if kind is not HashKind.PDQ}, similar)


def read(folder: Path) -> dict[HashKind, frozenset[bytes]]:
    """Read the hashes of all lists by kind."""
    found: dict[HashKind, set[bytes]] = {kind: set() for kind in HashKind}
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        for kind, known in read_list(path).items():
            found[kind] |= known
    return {kind: frozenset(known) for kind, known in found.items()}


def read_list(path: Path) -> dict[HashKind, set[bytes]]:
    """Read one list. Raises ``ValueError`` where it is damaged: a gap in it must not pass in silence."""
    found: dict[HashKind, set[bytes]] = {kind: set() for kind in HashKind}
    for number, line in enumerate(path.read_text("ascii").splitlines(), start=1):
        kind, _, digits = line.partition(" ")
        try:
            found[HashKind(kind)].add(bytes.fromhex(digits))
        except ValueError:
            raise ValueError(f"{path.name}, line {number}: no hash") from None
    return found


def stamp(folder: Path | None) -> tuple[tuple[str, int, int], ...]:
    """Give what changes when a list does: name, size and time of each."""
    if folder is None:
        return ()
    paths = sorted(folder.glob(f"*{SUFFIX}"))
    return tuple((path.name, (at := path.stat()).st_size, at.st_mtime_ns) for path in paths)
