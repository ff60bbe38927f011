"""What each tier of a model costs and gives, measured by the training itself on the test part, for the card.

Times are those of this machine, one thread: a message by the clock (median, 99 of 100), many by processor time. Memory
is that of a process of its own that does nothing but run the encoder.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from classifier.encoder import CATEGORIES as HEAD
from classifier.encoder import NETWORK, TOKENIZER
from classifier.normalize import normalize
from classifier.second_tier import TwoTierModel
from training.bootstrap import difference, interval
from training.corpus import CATEGORIES
from training.evaluate import LEAST, average_precision
from training.manifest import SEED

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from classifier.text_model import TextModel
    from training.corpus import Corpus
    from training.encoder.product import ProductEncoder
    from training.joining import Chosen

_TAUGHT = ("body", "corpora", "texts", "rounds", "seed", "may_be_given_away")  # what the encoder's folder tells of it
_TIMED = 500  # messages, at most
_MEGABYTE = 1e6
_WEIGH = """
import json, resource, subprocess, sys, os
from pathlib import Path
from classifier.encoder import CATEGORIES, Encoder
def resident():
    return int(subprocess.run(["ps", "-o", "rss=", "-p", str(os.getpid())], capture_output=True, check=True).stdout)
before = resident()
Encoder.read(Path(sys.argv[1])).logits_apart(json.load(sys.stdin), CATEGORIES)
print((resident() - before) * 1024)
"""


def with_encoder(
    model: TextModel, encoder: ProductEncoder, chosen: Chosen, testing: Corpus, *, seed: int = 0
) -> tuple[TextModel, dict[str, Any]]:
    """Join the encoder to the model where it gives anything; tell what was chosen, and what it costs and gives.

    The facts are those that the card is written from.
    """
    facts: dict[str, Any] = {
        **{key: encoder.facts.get(key) for key in _TAUGHT},
        "taken": chosen.joining is not None,
        "losses": {band: round(loss, 5) for band, loss in chosen.losses.items()},
    }
    if chosen.joining is None:
        return model, facts
    tiered = TwoTierModel(model, encoder.encoder, chosen.joining)
    facts |= {
        "unsure": chosen.joining.unsure,
        "weights": {str(c): round(w, 3) for c, w in zip(CATEGORIES, chosen.joining.weights, strict=True)},
        "asked": round(chosen.asked, 4),
        "costs": costs(tiered, encoder.folder, testing.texts),
        "gains": gains(tiered, testing, seed=seed),
    }
    return tiered, facts


def costs(model: TwoTierModel, folder: Path, texts: Sequence[str]) -> dict[str, Any]:
    """Measure both ways to judge ``texts``; ``folder`` is the encoder's, as `classifier.encoder` reads it.

    ``asked`` is the share of the texts that the encoder is asked about, ``megabytes`` what its files take on the disk,
    ``memory_megabytes`` what it takes of the memory (``None`` where it cannot be told).
    """
    some = list(texts[:_TIMED])
    normal = [normalize(text) for text in some]
    asked = model.asked_of(normal)
    begun = time.perf_counter()
    model.encoder.logits_apart([text.text for text in normal], HEAD)
    encoder_ms = 1000 * (time.perf_counter() - begun) / max(1, len(some))
    return {
        "timed": len(some),
        "asked": round(float(asked.mean()), 4) if some else 0.0,
        "megabytes": round(sum((folder / name).stat().st_size for name in (NETWORK, TOKENIZER)) / _MEGABYTE, 1),
        "memory_megabytes": _memory(folder, [text.text for text in normal]),
        "encoder_ms": round(encoder_ms, 2),
        "ngrams": _times(model.ngrams, some),
        "both": _times(model, some),
    }


def gains(model: TwoTierModel, testing: Corpus, *, seed: int = 0) -> list[dict[str, Any]]:
    """Measure PR-AUC of each category without and with the encoder, with 95 % intervals and that of the difference.

    On the seed's messages of the test part if there are any, else on all of it. A category with fewer than `LEAST`
    harmful or harmless messages gets its counts and nothing else.
    """
    own = np.array([source == SEED for source in testing.sources], dtype=np.bool_)
    part = testing.take(own) if own.any() else testing
    normal = [normalize(text) for text in part.texts]
    guesses = [way.probabilities_of(normal) if normal else None for way in (model.ngrams, model)]
    found: list[dict[str, Any]] = []
    for column, category in enumerate(CATEGORIES):
        rows = part.known[:, column]
        truth = part.labels[rows, column]
        told: dict[str, Any] = {"category": str(category), "texts": int(rows.sum()), "harmful": int(truth.sum())}
        if min(truth.sum(), (~truth).sum()) >= LEAST:
            without, with_encoder = (guess[rows, column] for guess in guesses if guess is not None)
            told |= {
                "without": _figure(truth, without, seed),
                "with": _figure(truth, with_encoder, seed),
                "difference": difference(_area, truth, with_encoder, without, seed=seed),
            }
        found.append(told)
    return found


def _area(truth: NDArray[np.bool_], guess: NDArray[np.float64]) -> float:
    return float(average_precision(truth, guess, np.ones((1, len(truth))))[0])


def _figure(truth: NDArray[np.bool_], guess: NDArray[np.float64], seed: int) -> dict[str, float]:
    low, high = interval(_area, truth, guess, seed=seed)
    return {"value": round(_area(truth, guess), 4), "low": low, "high": high}


def _times(model: TextModel, texts: Sequence[str]) -> dict[str, float]:
    """Give a message's median and 99th hundredth in ms, and messages a second in one batch; nothing is met anew."""
    model.probabilities(texts)
    each = np.array([_seconds(lambda text=text: model.probabilities([text])) for text in texts] or [0.0])  # type: ignore[misc]
    before = time.process_time()
    model.probabilities(texts)
    batch = time.process_time() - before
    return {
        "p50_ms": round(1000 * float(np.median(each)), 3),
        "p99_ms": round(1000 * float(np.quantile(each, 0.99)), 3),
        "texts_per_second": round(len(texts) / batch) if batch > 0 else 0,
    }


def _seconds(work: Callable[[], object]) -> float:
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


def _memory(folder: Path, texts: Sequence[str]) -> int | None:
    """Give the megabytes that the encoder takes when it has read ``texts``."""
    done = subprocess.run(  # noqa: S603 - our own program and a folder
        [sys.executable, "-c", _WEIGH, str(folder)],
        input=json.dumps(list(texts)),
        capture_output=True,
        text=True,
        check=False,
    )
    return round(int(done.stdout) / _MEGABYTE) if done.returncode == 0 else None
