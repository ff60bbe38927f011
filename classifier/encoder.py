"""A small fine-tuned network that reads whole sentences, where the n-grams count pieces; onnxruntime runs it.

It is the second tier, in int8: milliseconds a message instead of a fraction of one. A folder of it holds::

    encoder.onnx     numbers of pieces and a mask, (n, m) int64 each → ``logits`` (n, k) of all heads
    tokenizer.json   the tokenizer, cut to the pieces in use
    encoder.json     ``classes`` by head, in the order of the outputs, and what it was taught
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifier.errors import BundleError, BundleLibraryError, BundleMissingError

NETWORK, TOKENIZER, FACTS = "encoder.onnx", "tokenizer.json", "encoder.json"
CATEGORIES = "categories"  # the head of the product: one output a category, yes against no
_BATCH = 64  # texts of about one length that go through together
_PAD = 1  # number of the piece that stands where a shorter text has ended


class Encoder:
    """One body and a linear head a task; immutable, safe across threads, and pickled as its bytes.

    ``network`` is the ONNX file, ``words`` the tokenizer's JSON, ``classes`` the names of each head's outputs.
    """

    def __init__(self, network: bytes, words: str, classes: Mapping[str, Sequence[str]]) -> None:
        self.network = network
        self.words = words
        self.classes = {head: tuple(names) for head, names in classes.items()}
        self._opened: tuple[Any, Any] | None = None
        self._lock = threading.Lock()

    def __getstate__(self) -> dict[str, object]:
        return {"network": self.network, "words": self.words, "classes": self.classes}

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__init__(**state)  # type: ignore[misc]

    @classmethod
    def read(cls, folder: Path) -> Encoder:
        """Read an encoder's folder. Raises ``BundleMissingError`` if a file is absent, ``BundleError`` if it is odd."""
        try:
            facts = json.loads((folder / FACTS).read_text("utf-8"))
            return cls((folder / NETWORK).read_bytes(), (folder / TOKENIZER).read_text("utf-8"), facts["classes"])
        except (FileNotFoundError, NotADirectoryError) as error:
            raise BundleMissingError(f"{folder}: thiếu tệp của bộ mã hoá / a file of the encoder is absent") from error
        except (ValueError, KeyError, AttributeError) as error:
            raise BundleError(f"{folder / FACTS}: không đọc được / cannot be read") from error

    def logits(self, texts: Sequence[str], head: str) -> NDArray[np.float64]:
        """Score texts, written as they were learnt, (n, k), columns in the order of ``classes[head]``.

        Raises ``KeyError`` where there is no such head, ``BundleError`` as `open` does.
        """
        return self._logits(texts, head, _BATCH)

    def logits_apart(self, texts: Sequence[str], head: str) -> NDArray[np.float64]:
        """Do the same one text after the other, so that no text's score depends on those that stand beside it.

        In int8 the numbers between the layers are scaled by the largest of all texts that go through together.
        """
        return self._logits(texts, head, 1)

    def _logits(self, texts: Sequence[str], head: str, batch: int) -> NDArray[np.float64]:
        names = list(self.classes)
        first = sum(len(self.classes[name]) for name in names[: names.index(head)]) if head in names else -1
        if first < 0:
            raise KeyError(head)
        found = np.zeros((len(texts), len(self.classes[head])))
        session, words = self.open()
        coded = [line.ids for line in words.encode_batch(list(texts))]
        order = sorted(range(len(texts)), key=lambda at: len(coded[at]))
        for start in range(0, len(order), batch):
            rows = order[start : start + batch]
            pieces, mask = padded([coded[at] for at in rows])
            (logits,) = session.run(None, {"pieces": pieces, "mask": mask})
            found[rows] = logits[:, first : first + found.shape[1]]
        return found

    def open(self) -> tuple[Any, Any]:
        """Load network and tokenizer, once: when the first text comes, or before, where nobody is to wait for it then.

        Raises ``BundleLibraryError`` if a library is not installed, ``BundleError`` if a file is no network or
        tokenizer.
        """
        with self._lock:
            if self._opened is None:
                os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # before the library is loaded
                try:
                    import onnxruntime  # noqa: PLC0415 - slow to load
                    from tokenizers import Tokenizer  # noqa: PLC0415 - the same
                except ImportError as error:
                    raise BundleLibraryError(error.name or "onnxruntime") from error

                options = onnxruntime.SessionOptions()
                options.intra_op_num_threads = options.inter_op_num_threads = 1
                try:
                    session = onnxruntime.InferenceSession(self.network, options, providers=["CPUExecutionProvider"])
                    self._opened = session, Tokenizer.from_str(self.words)
                except Exception as error:  # both libraries raise classes of their own, and bare ones
                    raise BundleError("bộ mã hoá không mở được / the encoder cannot be opened") from error
            return self._opened


def padded(lines: Sequence[Sequence[int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Lay numbers of pieces into one array, (n, longest), and say by 1 where there are any."""
    pieces = np.full((len(lines), max(map(len, lines))), _PAD, dtype=np.int64)
    mask = np.zeros_like(pieces)
    for row, line in enumerate(lines):
        pieces[row, : len(line)] = line
        mask[row, : len(line)] = 1
    return pieces, mask
