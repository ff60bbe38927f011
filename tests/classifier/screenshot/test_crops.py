from __future__ import annotations

import numpy as np

from classifier.screenshot.crops import HEIGHT, cut, part


def test_a_slanted_line_is_cut_level() -> None:
    picture = np.zeros((200, 400, 3), np.uint8)
    quad = np.array([[50, 60], [350, 90], [346, 130], [46, 100]], np.float64)
    for row in range(200):
        for column in range(400):
            if 60 + 0.1 * (column - 50) <= row <= 80 + 0.1 * (column - 50):
                picture[row, column] = 255
    strip = cut(picture, quad)
    assert strip.shape[0] == HEIGHT
    upper, lower = strip[4 : HEIGHT // 2 - 4, 10:-10], strip[HEIGHT // 2 + 4 : -4, 10:-10]
    assert upper.min() == 255
    assert lower.max() == 0


def test_a_part_of_a_line_lies_along_it() -> None:
    quad = np.array([[0, 0], [100, 10], [100, 30], [0, 20]], np.float64)
    assert part(quad, 0, 1).tolist() == quad.tolist()
    assert part(quad, 0.5, 1).tolist() == [[50, 5], [100, 10], [100, 30], [50, 25]]


def test_a_line_of_no_height_is_cut_all_the_same() -> None:
    strip = cut(np.zeros((50, 50, 3), np.uint8), np.array([[5, 5], [45, 5], [45, 5], [5, 5]], np.float64))
    assert strip.shape[0] == HEIGHT
