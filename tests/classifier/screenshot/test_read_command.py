"""``lachan read``: one line an image, or one chat of several."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from typer.testing import CliRunner

from lachan import app
from tests.classifier.screenshot.made import encoded

pytestmark = pytest.mark.timeout(120)


def _part(first: int) -> bytes:
    page = Image.new("RGB", (540, 900), (235, 240, 245))
    draw = ImageDraw.Draw(page)
    for at, words in enumerate(("mai hoc may gio", "bay gio", "nho mang vo toan", "uh minh nho roi")[first:][:3]):
        top, left = 150 + 130 * at, 60 if (at + first) % 2 else 240
        draw.rounded_rectangle((left, top, left + 280, top + 70), 18, fill="white" if left == 60 else (205, 235, 255))
        draw.text((left + 15, top + 18), words, fill="black", font_size=25)
    return encoded(np.asarray(page))


def test_what_two_images_share_is_told_once(tmp_path: Path) -> None:
    files = [tmp_path / "1.png", tmp_path / "2.png"]
    for first, file in enumerate(files):
        file.write_bytes(_part(first))
    done = CliRunner().invoke(app, ["read", "--together", "--json", *map(str, files)])
    assert done.exit_code == 0, done.output
    chat = json.loads(done.stdout)
    assert [message["text"] for message in chat["messages"]] == [
        "mai hoc may gio",
        "bay gio",
        "nho mang vo toan",
        "uh minh nho roi",
    ]
    assert [message["page"] for message in chat["messages"]] == [0, 0, 0, 1]
    assert chat["files"] == [str(file) for file in files]


def test_a_file_that_is_no_picture_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    good, bad = tmp_path / "1.png", tmp_path / "2.png"
    good.write_bytes(_part(0))
    bad.write_bytes(b"")
    done = CliRunner().invoke(app, ["read", "--together", str(bad), str(good)])
    assert done.exit_code == 1
    assert "bay gio" in done.output
    assert str(bad) in done.output
