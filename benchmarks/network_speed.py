"""The text model beside a network of PhoBERT-base's shape (Nguyen & Nguyen 2020), on one thread, in one run.

    .venv/bin/python -m benchmarks.network_speed

12 layers, 768 wide, 12 heads, 64,001 pieces in the vocabulary; random weights, because speed does not depend on them.
The network needs torch, which is no part of this project (``pip install torch`` into an environment of its own that
also sees this one). It is spared its segmenter and its tokeniser: it gets numbers, 20 for a message of 14 words, and
messages of like length together, so that nothing is padded in vain. The text model gets the messages as written.
Processor time of one thread; the pairs alternate, so that a busy machine is busy for both.
"""

from __future__ import annotations

import csv
import os
import sys
import time
from collections.abc import Callable, Sequence

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

from importlib import import_module  # noqa: E402 - after the number of threads is set
from importlib.util import find_spec  # noqa: E402
from typing import Any  # noqa: E402

import numpy as np  # noqa: E402

from benchmarks.record import corpora, record  # noqa: E402
from benchmarks.text_speed import seed_corpus  # noqa: E402
from classifier.normalize.tokens import forget  # noqa: E402
from classifier.text_model import TextModel  # noqa: E402
from training.fit import fit  # noqa: E402

torch: Any = import_module("torch") if find_spec("torch") else None
SEED = 0
LAYERS, WIDTH, HEADS, VOCABULARY, LONGEST = 12, 768, 12, 64_001, 256
WORDS, PIECES = 14, 20  # a short message, and what PhoBERT's tokeniser makes of it
BATCH = 32
SHORT = 2_000  # messages that the text model scores
OF_NETWORK = 128  # messages that the network scores: it takes its time
ROUNDS = 3


def network() -> Callable[[Sequence[int]], None]:
    """Build it, and give what scores a batch of messages of these lengths in pieces."""
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    layer = torch.nn.TransformerEncoderLayer(WIDTH, HEADS, 4 * WIDTH, activation="gelu", batch_first=True)
    pieces, places = torch.nn.Embedding(VOCABULARY, WIDTH), torch.nn.Embedding(LONGEST + 2, WIDTH)
    encoder, head = torch.nn.TransformerEncoder(layer, LAYERS).eval(), torch.nn.Linear(WIDTH, 4)

    def score(lengths: Sequence[int]) -> None:
        longest = max(lengths)
        numbers = torch.randint(VOCABULARY, (len(lengths), longest))
        outside = torch.arange(longest) >= torch.tensor(lengths)[:, None]
        with torch.inference_mode():
            vectors = pieces(numbers) + places(torch.arange(longest))
            padding = outside if bool(outside.any()) else None
            torch.sigmoid(head(encoder(vectors, src_key_padding_mask=padding)[:, 0]))

    return score


def short_messages() -> tuple[TextModel, list[str]]:
    """Fit the text model to half of the seed; cut messages of 14 words out of the other half."""
    texts, labels = seed_corpus()
    order = np.random.default_rng(SEED).permutation(len(texts))
    half = len(texts) // 2
    model = fit([texts[at] for at in order[:half]], labels[order[:half]], seed=SEED)
    words = [word for at in order[half:] for word in texts[at].split()]
    rows = [" ".join(words[first : first + WORDS]) for first in range(0, len(words) - WORDS, WORDS)]
    return model, rows[:SHORT]


def of_vihsd() -> list[str]:
    """Read ViHSD's dev part, or nothing where it is not at hand."""
    folder = corpora()
    if folder is None:
        return []
    with (folder / "vihsd" / "dev.csv").open(encoding="utf-8", newline="") as file:
        return [row["free_text"] for row in csv.DictReader(file)][:SHORT]


def pieces_of(text: str) -> int:
    """Estimate how many pieces PhoBERT's tokeniser would make of a text."""
    return min(max(round(len(text.split()) * PIECES / WORDS), 1), LONGEST)


def figures(model: TextModel, score: Callable[[Sequence[int]], None], texts: Sequence[str]) -> dict[str, Any]:
    """Measure both on the same texts, and give messages a second and how many times faster the text model is."""
    some = sorted(pieces_of(text) for text in texts[:OF_NETWORK])
    forget()
    cold = _rate(lambda: _each(model.probabilities, _cut(texts, BATCH)), len(texts))
    batches = [some[first : first + BATCH] for first in range(0, len(some), BATCH)]
    alone = [[length] for length in some[:: max(1, len(some) // BATCH)]]
    work: dict[str, tuple[Callable[[], None], int]] = {
        "network_batch": (lambda: _each(score, batches), len(some)),
        "batch": (lambda: _each(model.probabilities, _cut(texts, BATCH)), len(texts)),
        "network_single": (lambda: _each(score, alone), len(alone)),
        "single": (lambda: _each(model.probabilities, _cut(texts, 1)), len(texts)),
    }
    rates = [{name: _rate(done, messages) for name, (done, messages) in work.items()} for _ in range(ROUNDS)]
    best = {name: max(rate[name] for rate in rates) for name in work}
    return {
        "messages": len(texts),
        "words": round(float(np.mean([len(text.split()) for text in texts])), 1),
        "pieces": round(float(np.mean(some)), 1),
        "per_second": {"batch_cold": round(cold), **{name: round(rate, 1) for name, rate in best.items()}},
        "times_faster": {
            "batch": round(best["batch"] / best["network_batch"]),
            "batch_cold": round(cold / best["network_batch"]),
            "single": round(best["single"] / best["network_single"]),
        },
    }


def _each(work: Callable[[Any], object], parts: Sequence[Any]) -> None:
    for part in parts:
        work(part)


def _cut(texts: Sequence[str], size: int) -> list[Sequence[str]]:
    return [texts[first : first + size] for first in range(0, len(texts), size)]


def _rate(work: Callable[[], None], messages: int) -> float:
    before = time.process_time()
    work()
    return messages / (time.process_time() - before)


def main() -> None:
    """Measure and record."""
    if torch is None:
        sys.exit(
            "This benchmark needs torch, which is no part of the project: install it in an environment of its own "
            "that sees this one's packages through a .pth file."
        )
    model, short = short_messages()
    score = network()
    score([PIECES] * BATCH)  # the first call prepares
    record("network_speed", {"texts": "14 words", "batch": BATCH, **figures(model, score, short)}, seed=SEED)
    if longer := of_vihsd():
        record("network_speed", {"texts": "vihsd dev", "batch": BATCH, **figures(model, score, longer)}, seed=SEED)


if __name__ == "__main__":
    main()
