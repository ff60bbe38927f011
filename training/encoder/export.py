"""Write a fine-tuned encoder as `classifier.encoder` reads it: ONNX in int8, the tokenizer, and what it was taught."""

from __future__ import annotations

import json
import tempfile
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from classifier.encoder import FACTS, NETWORK, TOKENIZER
from training.encoder.rows import mark_of
from training.encoder.taught import LEARNT
from training.encoder.tune import Tuned

_OPSET = 17


def write(tuned: Tuned, learnt: Iterable[str], folder: Path, facts: Mapping[str, Any]) -> Path:
    """Write the folder, ``learnt`` being the texts that were learnt, as written; gives the folder back."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        whole = Path(work) / "whole.onnx"
        to_onnx(tuned, whole)
        # A scale a column, and seven of the eight bits: without, sums overflow on processors older than VNNI, and what
        # the network says is twice as far from what it learnt.
        quantize_dynamic(whole, folder / NETWORK, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    (folder / TOKENIZER).write_text(tuned.tokenizer.to_str(), "utf-8")
    told = {"classes": tuned.classes, "steps": tuned.steps, **facts}
    (folder / FACTS).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    marks = {mark_of(text) for text in learnt}
    (folder / LEARNT).write_text("\n".join(sorted(marks)) + "\n", "utf-8")
    return folder


def to_onnx(tuned: Tuned, path: Path) -> None:
    """Write the network as it was learnt, in float32."""
    example = torch.ones((2, 8), dtype=torch.int64)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter warns of shapes that the tracing fixes; none of ours is fixed
        torch.onnx.export(
            tuned.network,
            (example, example),
            str(path),
            input_names=["pieces", "mask"],
            output_names=["logits"],
            dynamic_axes={name: {0: "n", 1: "m"} for name in ("pieces", "mask")} | {"logits": {0: "n"}},
            opset_version=_OPSET,
            dynamo=False,
        )
