"""An encoder and the texts it learnt from: nothing that it learnt may measure it, nor choose how much it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from classifier.encoder import Encoder
from training.encoder.rows import kept_aside, mark_of
from training.labelled import BenchmarkError

LEARNT = "learnt.txt"  # beside the encoder's other files: a mark a line


@dataclass(frozen=True, slots=True, eq=False)
class Taught:
    """An encoder, the head that answers the task, and the marks of all texts that the encoder learnt."""

    encoder: Encoder
    head: str
    learnt: frozenset[str]

    def aside(self, texts: Sequence[str]) -> NDArray[np.intp]:
        """Give the places of the texts that the encoder never learns, by `training.encoder.rows.kept_aside`."""
        marks = [mark_of(text) for text in texts]
        return np.array([at for at, mark in enumerate(marks) if kept_aside(mark)], dtype=np.intp)

    def refuse_learnt(self, texts: Sequence[str]) -> None:
        """Raise ``BenchmarkError`` if the encoder learnt one of the texts that are to be measured."""
        if known := sum(mark_of(text) in self.learnt for text in texts):
            raise BenchmarkError(
                f"--test: bộ mã hoá đã học {known} tin trong tệp đo; hãy học lại với --never TỆP.",
                f"--test: the encoder learnt {known} of the texts to be measured; train it again with --never FILE.",
            )


def read(folder: Path, head: str) -> Taught:
    """Read an encoder's folder for one task. Raises ``BenchmarkError`` if it has no such head or no list of texts."""
    encoder = Encoder.read(folder)
    if head not in encoder.classes:
        raise BenchmarkError(
            f"--encoder: bộ mã hoá chưa học bài toán {head} (đã học: {', '.join(encoder.classes)}).",
            f"--encoder: the encoder never learnt the task {head} (it learnt: {', '.join(encoder.classes)}).",
        )
    try:
        learnt = frozenset((folder / LEARNT).read_text("utf-8").split())
    except OSError as error:
        raise BenchmarkError(
            f"--encoder: thiếu {folder / LEARNT}.", f"--encoder: {folder / LEARNT} is absent."
        ) from error
    return Taught(encoder, head, learnt)
