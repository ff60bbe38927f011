"""A drawn chat, so that tests need no screenshot of anybody."""

import io

import numpy as np
from PIL import Image, ImageDraw


def picture(*words: str) -> bytes:
    """A PNG of what the other one wrote, a bubble each, above one another."""
    page = Image.fromarray(np.full((960, 540, 3), 235, np.uint8))
    draw = ImageDraw.Draw(page)
    for number, text in enumerate(words):
        top = 120 + 120 * number
        draw.rounded_rectangle((20, top, 420, top + 60), 20, fill="white")
        draw.text((40, top + 14), text, fill="black", font_size=26)
    written = io.BytesIO()
    page.save(written, "PNG")
    return written.getvalue()
