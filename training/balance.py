"""How much each text counts, so that a large corpus of strangers' comments does not drown pupils' messages.

Without this, adding ViHOS and SafeSense lowered PR-AUC for bullying on the seed's own test messages by a tenth; with it
most of that came back, for a hundredth on the public comments. `lachan train --corpora DIR` prints both in its card.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

MOST = 8.0  # a text of the smallest corpus never counts for more than so many of the largest


def weigh(sources: Sequence[str]) -> NDArray[np.float64]:
    """Give each text a weight, 1 to `MOST`, that makes the corpora count alike as far as `MOST` allows.

    ``sources`` names the corpus of each text.
    """
    sizes = Counter(sources)
    largest = max(sizes.values(), default=0)
    weights = {source: min(MOST, largest / size) for source, size in sizes.items()}
    return np.array([weights[source] for source in sources], dtype=np.float64)
