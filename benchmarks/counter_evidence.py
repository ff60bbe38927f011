"""What speaks against a harm, measured: how many harmless and harmful messages hold the words, and what they are worth.

    .venv/bin/python -m benchmarks.counter_evidence

Five models are fitted on the seed, each without a fifth of it, and asked about the fifth (about a minute). ``measured``
is by how much the odds of the messages that hold the words should be divided so that as many are harmful as were, and
one more; ``counted`` is what `classifier/counter_evidence/kinds.py` divides by. The words were written with the seed
before us, so the shares are no estimate for other texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import expit, logit
from sklearn.model_selection import GroupKFold

from benchmarks.record import record
from classifier.counter_evidence import KINDS, doubts
from classifier.counter_evidence.weighing import WORTH_ASKING
from classifier.normalize import normalize
from classifier.taxonomy import Category
from training import corpus as corpora
from training import manifest as manifests
from training.augment import augment
from training.calibrate import calibrate
from training.corpus import Corpus
from training.fit import fit

FOLDS = 5
SEED = 0
_CALIBRATE_EVERY = 7  # every seventh text of the rest calibrates
_LARGEST = 10.0  # of the logarithm of a factor


def main() -> None:
    """Measure and record."""
    seed = corpora.read(manifests.load("seed"))
    chances = unseen(seed)
    holds = held(seed.texts)
    figures: dict[str, Any] = {"messages": len(seed)}
    for kind, category, counted in _kinds():
        column = list(Category).index(category)
        found = _figures(seed.labels[:, column], chances[:, column], holds[kind])
        figures[f"{kind}.{category.value}"] = {**found, "counted": counted}
    record("counter_evidence.seed", figures, seed=SEED)


def unseen(seed: Corpus) -> NDArray[np.float64]:
    """Give for every text (n, 4) what a model that saw neither it nor another spelling of it finds likely."""
    chances = np.zeros(seed.labels.shape)
    folds = GroupKFold(FOLDS, shuffle=True, random_state=SEED)
    for rest, asked in folds.split(seed.texts, groups=seed.groups):
        calibrating = np.arange(len(rest)) % _CALIBRATE_EVERY == 0
        learning, held_out = seed.take(rest[~calibrating]), seed.take(rest[calibrating])
        texts, labels, known = augment(learning.texts, learning.labels, learning.known, seed=SEED)
        model = fit(
            [*learning.texts, *texts],
            np.concatenate([learning.labels, labels]),
            np.concatenate([learning.known, known]),
        )
        model = calibrate(model, held_out.texts, held_out.labels, held_out.known)
        chances[asked] = model.probabilities([seed.texts[at] for at in asked])
    return chances


def held(texts: tuple[str, ...]) -> dict[str, NDArray[np.bool_]]:
    """Tell of each kind which texts hold its words (n,)."""
    found = [{doubt.kind.name for doubt in doubts(normalize(text), list(Category))} for text in texts]
    return {kind.name: np.array([kind.name in names for names in found], dtype=np.bool_) for kind in KINDS}


def _kinds() -> Iterator[tuple[str, Category, float]]:
    for kind in KINDS:
        for category, counted in kind.divides.items():
            yield kind.name, category, counted


def _figures(harmful: NDArray[np.bool_], chances: NDArray[np.float64], holds: NDArray[np.bool_]) -> dict[str, Any]:
    suspected = chances >= WORTH_ASKING
    return {
        "harmless": f"{(holds & suspected & ~harmful).sum()}/{(suspected & ~harmful).sum()}",
        "harmful": f"{(holds & suspected & harmful).sum()}/{(suspected & harmful).sum()}",
        "harmless_in_all": int((holds & ~harmful).sum()),
        "harmful_in_all": int((holds & harmful).sum()),
        "measured": round(worth(chances[holds], int(harmful[holds].sum())), 1),
    }


def worth(chances: NDArray[np.float64], harmful: int) -> float:
    """Give the factor by which odds must be divided to expect ``harmful + 1`` of these texts to be harmful.

    Above 1 the words speak against the harm. Texts that a model finds unlikely hardly count, and few texts give a
    factor near 1 or below it: what is rare proves nothing.
    """
    if len(chances) <= harmful + 1:
        return float(np.exp(-_LARGEST))
    odds = logit(np.clip(chances, 1e-4, 1 - 1e-4))
    return float(np.exp(brentq(lambda log: expit(odds - log).sum() - (harmful + 1), -_LARGEST, _LARGEST)))


if __name__ == "__main__":
    main()
