"""Where lines of text stand in a picture: PP-OCRv6's tiny detector and the steps from its map to rectangles.

The network gives each point a probability of lying in the shrunken middle of a line; the regions of that map are grown
again to whole lines (Liao et al., "Real-time Scene Text Detection with Differentiable Binarization", AAAI 2020).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from classifier.screenshot.page import Pixels

Quads: TypeAlias = NDArray[np.float64]
"""(lines, 4, 2): each line's corners as x, y; from its top left along the reading direction, then round."""

LONG_SIDE = 960  # of the picture as the network sees it; more is slower and finds no more, less loses small type
SHORT_SIDE = 384  # a scroll joined into one tall picture keeps its letters' size
CLOSEST = 3  # times: nothing is shown larger than that
SMALL_TYPE, TYPE = 14, 20  # lines' heights as the network sees them: under the first it is shown the second
LARGEST_SIDE = 2400  # ... but no larger picture
TILE, OVERLAP = 1024, 96  # a longer picture is seen in pieces, each with the same memory
STRIDE = 32  # the network's sides are multiples of this

IN_TEXT = 0.2  # as the network's own inference.yml says
IS_LINE = 0.4
GROWTH = 1.4
SMALLEST = 3  # points of the map

_MEAN = np.array([0.485, 0.456, 0.406], np.float32) * 255
_SPREAD = np.array([0.229, 0.224, 0.225], np.float32) * 255


class TextDetector:
    """The network, loaded once; one thread, so that a machine's cores can each read a picture of their own."""

    def __init__(self, network: bytes) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # pictures differ in size: an arena would keep the largest one's memory
        self._session = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
        self._input = self._session.get_inputs()[0].name

    def find(self, pixels: Pixels) -> Quads:
        """Give the lines of text in no particular order, possibly none."""
        height, width = pixels.shape[:2]
        scale = min(max(LONG_SIDE / max(height, width), SHORT_SIDE / min(height, width)), CLOSEST)
        quads = self._seen(pixels, scale)
        if len(quads):
            tall = scale * float(np.median(np.hypot(*(quads[:, 3] - quads[:, 0]).T)))
            if tall < SMALL_TYPE and scale < 1:  # a desktop's window, or several pages side by side
                quads = self._seen(pixels, scale * min(TYPE / tall, LARGEST_SIDE / LONG_SIDE))
        return quads

    def _seen(self, pixels: Pixels, scale: float) -> Quads:
        height, width = pixels.shape[:2]
        seen = (_multiple(width * scale), _multiple(height * scale))
        small = cv2.resize(pixels, seen, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
        quads: Quads = lines_of(self._map(np.asarray(small, np.uint8))) * np.array([width / seen[0], height / seen[1]])
        return quads

    def _map(self, small: Pixels) -> NDArray[np.float32]:
        """Give each point's probability of being text: the size of ``small``."""
        height, width = small.shape[:2]
        text = np.zeros((height, width), np.float32)
        step = TILE - OVERLAP
        for top in range(0, max(height - OVERLAP, 1), step):
            for left in range(0, max(width - OVERLAP, 1), step):
                place = np.s_[top : top + TILE, left : left + TILE]
                tile = (small[place][..., ::-1] - _MEAN) / _SPREAD  # the network learnt blue, green, red
                seen = self._session.run(None, {self._input: np.ascontiguousarray(tile.transpose(2, 0, 1)[None])})
                text[place] = np.maximum(text[place], seen[0][0, 0])
        return text


def lines_of(text: NDArray[np.float32]) -> Quads:
    """Turn a map of probabilities into the lines' rectangles, in points of the map."""
    regions, _ = cv2.findContours((text > IN_TEXT).astype(np.uint8), cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for region in regions:
        middle, (along, across), degrees = cv2.minAreaRect(region)
        if min(along, across) < SMALLEST or _probability(text, np.asarray(region, np.int32)) < IS_LINE:
            continue
        grown = GROWTH * along * across / (along + across)  # twice the paper's distance: both sides grow
        found.append(_corners(middle, (along + grown, across + grown), degrees))
    return np.array(found, np.float64).reshape(-1, 4, 2)


def _probability(text: NDArray[np.float32], region: NDArray[np.int32]) -> float:
    left, top, width, height = cv2.boundingRect(region)
    inside = np.zeros((height, width), np.uint8)
    cv2.drawContours(inside, [region], 0, 1, cv2.FILLED, offset=(-left, -top))
    return float(cv2.mean(text[top : top + height, left : left + width], inside)[0])


def _corners(middle: Sequence[float], size: tuple[float, float], degrees: float) -> NDArray[np.float64]:
    """Order a rectangle's corners; text is taken to run within 45 degrees of level."""
    along, across = size
    quarter_turns = round(degrees / 90)
    degrees -= 90 * quarter_turns
    if quarter_turns % 2:
        along, across = across, along
    turn = np.radians(degrees)
    x, y = np.array([np.cos(turn), np.sin(turn)]) * along / 2, np.array([-np.sin(turn), np.cos(turn)]) * across / 2
    corners: NDArray[np.float64] = np.array([-x - y, x - y, x + y, -x + y]) + np.array(middle)
    return corners


def _multiple(side: float) -> int:
    return max(round(side / STRIDE), 1) * STRIDE
