"""Readers for the worker's tests: what a hostile picture would do to a real one."""

from __future__ import annotations

import os
import time

from classifier.screenshot.page import Box, Page, Pixels, ShownMessage, Side


class Quick:
    """Says how large the picture is."""

    def read(self, pixels: Pixels) -> Page:
        """Read one page."""
        height, width = pixels.shape[:2]
        said = ShownMessage(f"{width} × {height}", Side.LEFT, Box(0, 0, width, height), 0.9)
        return Page(width, height, (said,))


class Strange:
    """Does by the picture's width what a hostile one might do to a reader."""

    def read(self, pixels: Pixels) -> Page:
        """Read one page, or not."""
        match pixels.shape[1]:
            case 101:
                time.sleep(600)
            case 102:
                held = [bytearray(100_000_000) for _ in range(100)]
                raise AssertionError(len(held))
            case 103:
                os.abort()
            case 104:
                raise RuntimeError("a word of the picture")
            case 105:
                print("a word of the picture", flush=True)  # noqa: T201 - it must not reach the answer
        return Quick().read(pixels)
