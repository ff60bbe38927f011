"""The image gate, before anything else looks at a picture: is it one that nobody should see.

Known hashes come first, for they need no opinion: the file's own before it is even decoded, then what it shows. Then
the image model, on the whole page and on every photo in it. One hit seals the whole file.
"""

from __future__ import annotations

from dataclasses import dataclass

from classifier.screenshot.explicit import Explicit
from classifier.screenshot.hash_lists import HashLists
from classifier.screenshot.looked import Seal, SealedBy
from classifier.screenshot.page import Pixels
from classifier.screenshot.pdq import turned
from classifier.screenshot.photos import photos_in

THRESHOLD = 0.5
"""Score from which a picture is sealed. What it costs on harmless pictures: docs/decisions/0012-image-gate.md."""


@dataclass(frozen=True, slots=True)
class Gate:
    """What pictures are held against."""

    lists: HashLists
    explicit: Explicit
    threshold: float = THRESHOLD

    def seal_file(self, data: bytes) -> Seal | None:
        """Look at a file's bytes alone."""
        return Seal(SealedBy.KNOWN_HASH) if self.lists.holds_file(data) else None

    def seal_page(self, pixels: Pixels) -> Seal | None:
        """Look at what a page shows, as a whole and photo by photo."""
        shown = [pixels]
        shown += [pixels[box.top : box.bottom, box.left : box.right] for box in photos_in(pixels)]
        if len(self.lists.similar) and any(self.lists.holds_picture(turned(picture)) for picture in shown):
            return Seal(SealedBy.KNOWN_HASH)
        score = max(self.explicit(shown))
        return Seal(SealedBy.EXPLICIT_IMAGE, round(score, 4)) if score >= self.threshold else None
