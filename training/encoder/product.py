"""The encoder that joins the product's model: read from its folder, and refused where it must not join."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from classifier.encoder import CATEGORIES, FACTS, Encoder
from classifier.errors import BundleError
from classifier.taxonomy import Category
from training.encoder.rows import mark_of
from training.encoder.taught import LEARNT
from training.errors import LicenceError, TrainingError


class EncoderRefusedError(TrainingError):
    """The encoder cannot join this model."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(f"--encoder: {vi} / --encoder: {en}")


@dataclass(frozen=True, slots=True, eq=False)
class ProductEncoder:
    """An encoder of the four categories, what its folder tells of it, and the marks of all texts that it learnt."""

    folder: Path
    encoder: Encoder
    facts: Mapping[str, Any]
    learnt: frozenset[str]

    def refuse_learnt(self, texts: Iterable[str]) -> None:
        """Raise ``EncoderRefusedError`` if it learnt one of the texts by which it is to be joined and measured."""
        if known := sum(mark_of(text) in self.learnt for text in texts):
            raise EncoderRefusedError(
                f"bộ mã hoá đã học {known} tin dùng để hiệu chỉnh và đo; hãy dạy lại (lachan encoder categories) "
                "với cùng các bộ và cùng --seed.",
                f"the encoder learnt {known} of the texts that calibrate and measure; teach it again (lachan encoder "
                "categories) with the same corpora and --seed.",
            )


def read(folder: Path, *, giveaway: bool) -> ProductEncoder:
    """Read what ``lachan encoder categories`` wrote, and open it.

    Raises ``EncoderRefusedError`` if it is no such folder, ``LicenceError`` if the model is to be given away and the
    encoder may not be, ``BundleLibraryError`` if what runs it is not installed.
    """
    try:
        encoder = Encoder.read(folder)
        facts: dict[str, Any] = json.loads((folder / FACTS).read_text("utf-8"))
        learnt = frozenset((folder / LEARNT).read_text("utf-8").split())
    except (BundleError, OSError) as error:
        raise EncoderRefusedError(f"không đọc được {folder}.", f"{folder} cannot be read.") from error
    if encoder.classes != {CATEGORIES: tuple(str(category) for category in Category)}:
        raise EncoderRefusedError(
            f"bộ mã hoá này không học bốn nhóm của sản phẩm (đã học: {', '.join(encoder.classes)}).",
            f"this encoder was not taught the product's four categories (it learnt: {', '.join(encoder.classes)}).",
        )
    if giveaway and not facts.get("may_be_given_away", False):
        raise LicenceError(
            "--encoder: bộ mã hoá học từ bộ chỉ để nghiên cứu, dùng --research. / Research only: the encoder learnt "
            "from corpora whose model may not be given away; train with --research."
        )
    encoder.open()
    return ProductEncoder(folder, encoder, facts, learnt)
