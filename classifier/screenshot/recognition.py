"""What one line of text says: Tesseract's Vietnamese network, line by line."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import tesserocr

from classifier.screenshot.crops import Strip

LANGUAGE = "vie"
DOTS_PER_INCH = "150"  # said, or the library guesses and writes about it to the error stream


class LineRecogniser:
    """The network, loaded once."""

    def __init__(self, data: Path) -> None:
        self._tesseract = tesserocr.PyTessBaseAPI(
            path=f"{data}/", lang=LANGUAGE, psm=tesserocr.PSM.SINGLE_LINE, oem=tesserocr.OEM.LSTM_ONLY
        )
        self._tesseract.SetVariable("user_defined_dpi", DOTS_PER_INCH)
        self._tesseract.SetVariable("tessedit_do_invert", "0")  # the strip is dark on white already

    def read(self, strip: Strip) -> tuple[str, float]:
        """Give the text (NFC, one space between words, possibly empty) and how surely it was read, 0..1.

        The confidence is the mean of Tesseract's word confidences.
        """
        height, width = strip.shape
        self._tesseract.SetImageBytes(strip.tobytes(), width, height, 1, width)
        text = " ".join(unicodedata.normalize("NFC", self._tesseract.GetUTF8Text()).split())
        return text, (self._tesseract.MeanTextConf() / 100 if text else 0.0)
