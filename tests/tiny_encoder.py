"""An encoder of a few words, written as ONNX by hand: a text's logits are the sum of its words' rows in a table.

ONNX is protocol buffers (onnx.proto3); the few fields that are needed do not ask for the library.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from classifier.encoder import FACTS, NETWORK, TOKENIZER, Encoder
from training.encoder.rows import mark_of
from training.encoder.taught import LEARNT

_FLOAT, _INT64 = 1, 7
_ATTRIBUTE_INT = 2


def tiny_encoder(heads: Mapping[str, Sequence[str]], words: Mapping[str, Sequence[float]]) -> Encoder:
    """Give an encoder with these heads; every word adds its row to the logits of all heads, other words add nothing."""
    columns = sum(map(len, heads.values()))
    table = np.array([[0.0] * columns, [0.0] * columns, *words.values()], dtype=np.float32)
    numbers = {"<unk>": 0, "<pad>": 1} | {word: at for at, word in enumerate(words, start=2)}
    tokenizer = Tokenizer(WordLevel(numbers, unk_token="<unk>"))
    tokenizer.pre_tokenizer = Whitespace()
    return Encoder(_network(table), tokenizer.to_str(), heads)


def write(encoder: Encoder, folder: Path, learnt: Iterable[str] = ()) -> Path:
    """Write the folder that `lachan encoder train` would; ``learnt`` are the texts it says it learnt."""
    folder.mkdir()
    (folder / NETWORK).write_bytes(encoder.network)
    (folder / TOKENIZER).write_text(encoder.words, "utf-8")
    (folder / FACTS).write_text(json.dumps({"classes": encoder.classes}), "utf-8")
    (folder / LEARNT).write_text("".join(f"{mark_of(text)}\n" for text in learnt), "utf-8")
    return folder


def _network(table: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> bytes:
    nodes = [
        _node("Gather", ["table", "pieces"], "rows"),
        _node("Cast", ["mask"], "real", _text(1, "to") + _number(3, _FLOAT) + _number(20, _ATTRIBUTE_INT)),
        _node("Unsqueeze", ["real", "last"], "counted"),
        _node("Mul", ["rows", "counted"], "kept"),
        _node(
            "ReduceSum",
            ["kept", "middle"],
            "logits",
            _text(1, "keepdims") + _number(3, 0) + _number(20, _ATTRIBUTE_INT),
        ),
    ]
    graph = b"".join(_part(1, node) for node in nodes) + _text(2, "tiny")
    graph += _part(5, _tensor("table", table.shape, _FLOAT, table.tobytes()))
    graph += _part(5, _tensor("last", (1,), _INT64, np.array([2]).tobytes()))
    graph += _part(5, _tensor("middle", (1,), _INT64, np.array([1]).tobytes()))
    graph += _part(11, _value("pieces", _INT64, ("n", "m"))) + _part(11, _value("mask", _INT64, ("n", "m")))
    graph += _part(12, _value("logits", _FLOAT, ("n", "k")))
    return _number(1, 8) + _part(7, graph) + _part(8, _text(1, "") + _number(2, 13))


def _node(kind: str, inputs: Sequence[str], output: str, attribute: bytes = b"") -> bytes:
    written = b"".join(_text(1, name) for name in inputs) + _text(2, output) + _text(4, kind)
    return written + (_part(5, attribute) if attribute else b"")


def _tensor(name: str, shape: Sequence[int], kind: int, raw: bytes) -> bytes:
    return b"".join(_number(1, size) for size in shape) + _number(2, kind) + _text(8, name) + _part(9, raw)


def _value(name: str, kind: int, dimensions: Sequence[str]) -> bytes:
    shape = b"".join(_part(1, _text(2, dimension)) for dimension in dimensions)
    return _text(1, name) + _part(2, _part(1, _number(1, kind) + _part(2, shape)))


def _varint(number: int) -> bytes:
    written = bytearray()
    while number > 0x7F:
        written.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*written, number])


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _part(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _text(field: int, content: str) -> bytes:
    return _part(field, content.encode())
