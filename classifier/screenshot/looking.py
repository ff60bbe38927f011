"""Looking at one file from beginning to end: its kind, the gate, and only then its words."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from classifier.screenshot.decoding import pages_of, working_copy
from classifier.screenshot.gate import Gate
from classifier.screenshot.kinds import Kind, checked
from classifier.screenshot.looked import Looked
from classifier.screenshot.page import Page, Pixels

ReadPage = Callable[[Pixels], Page]


@dataclass(frozen=True, slots=True)
class Looking:
    """A gate, and whoever reads what passes it."""

    gate: Gate
    read: ReadPage

    def look(self, data: bytes) -> Looked:
        """Look at a file. Raises ``PictureRefusedError``.

        No page is read before all pages have passed the gate. A document is decoded twice, so that its pages never lie
        in memory together.
        """
        kind = checked(data)
        sha256 = hashlib.sha256(data).digest()
        sealed = self.gate.seal_file(data)
        if sealed is not None:
            return Looked(kind, sha256, sealed=sealed)
        kept = [] if kind is Kind.PDF else list(pages_of(data))
        for pixels in kept or pages_of(data):
            sealed = self.gate.seal_page(pixels)
            if sealed is not None:
                return Looked(kind, sha256, sealed=sealed)
        pages: list[Page] = []
        working: list[bytes] = []
        for pixels in kept or pages_of(data):
            pages.append(self.read(pixels))
            working.append(working_copy(pixels))
        return Looked(kind, sha256, tuple(pages), tuple(working))
