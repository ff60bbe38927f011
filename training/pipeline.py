"""From corpora to a signed bundle: load, split, fit, calibrate, refit, evaluate, write.

The curves that make probabilities of margins are fitted to texts that the model had not seen. Then the model learns
from those texts too and keeps the curves: an eighth more to learn from, and the calibration error, which is measured on
the test part alone, stays within its bound.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.metadata import version as installed
from typing import TYPE_CHECKING, Any

import numpy as np

from classifier import bundle
from classifier.text_model import TextModel
from training import corpus as corpora
from training import manifest as manifests
from training.augment import spelled
from training.balance import weigh
from training.calibrate import calibrate
from training.card import write_card
from training.encoder import product
from training.erased import Erased
from training.errors import LicenceError
from training.evaluate import as_facts, evaluate
from training.fit import fit
from training.joining import choose_joining
from training.spans import MARKED, Marked, read_marked
from training.split import split
from training.tiers import with_encoder
from training.word_marker import fit_marker

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from classifier.word_marker import WordMarker
    from training.corpus import Corpus, Fault
    from training.evaluate import Measure
    from training.manifest import Manifest
    from training.registry import Registry
    from training.split import Split

    Progress = Callable[[str, float], None]

# Share of the whole time after which each step begins, as measured; the bar shows it.
_BEGINS = {"load": 0.0, "fit": 0.02, "calibrate": 0.43, "refit": 0.45, "evaluate": 0.95, "write": 0.99}


@dataclass(frozen=True, slots=True)
class Plan:
    """What to train on, and for what."""

    names: tuple[str, ...] = (manifests.SEED,)
    folder: Path | None = None  # holds <name>/… of the corpora that are not shipped
    giveaway: bool = True  # only corpora whose licence lets the model be given away
    seed: int = 0
    encoder: Path | None = None  # folder of an encoder that is to join, as a second tier


@dataclass(frozen=True, slots=True)
class Trained:
    """What a training made."""

    version: str
    folder: Path
    measures: tuple[Measure, ...]
    faults: tuple[Fault, ...]
    encoder: Mapping[str, Any] | None = None  # what the encoder that was brought costs and gives


def choose(names: Sequence[str], *, folder: Path | None, giveaway: bool) -> tuple[str, ...]:
    """Choose the corpora: those that were named, or the seed and all that lie in ``folder`` and may be used.

    Raises ``LicenceError`` if a named corpus forbids what ``giveaway`` asks, ``CorpusError`` if one is not known.
    """
    if names:
        barred = [name for name in names if giveaway and not manifests.load(name).licence.redistributable_model]
        if barred:
            raise LicenceError(
                f"{', '.join(barred)}: chỉ để nghiên cứu, dùng --research. / Research only: such a model may not be "
                "given away; train with --research."
            )
        return tuple(dict.fromkeys(names))
    found = [manifests.load(name) for name in manifests.known()]
    return tuple(m.name for m in found if _usable(m, folder) and not (giveaway and not m.licence.redistributable_model))


def _usable(manifest: Manifest, folder: Path | None) -> bool:
    return manifest.trainable and any(path.is_file() for _, path in manifest.paths(folder))


def train(plan: Plan, registry: Registry, progress: Progress | None = None) -> Trained:
    """Train a model and write it as a signed bundle, not yet promoted.

    ``progress`` is called with the step and the share of the whole that is done, 0..1. Raises ``TrainingError``.
    """
    say = progress or (lambda _step, _done: None)

    say("load", _BEGINS["load"])
    encoder = None if plan.encoder is None else product.read(plan.encoder, giveaway=plan.giveaway)
    used = [manifests.load(name) for name in plan.names]
    union = corpora.join([corpora.read(manifest, plan.folder) for manifest in used])
    parts = split(union, seed=plan.seed)
    learning, calibrating, testing = (union.take(rows) for rows in (parts.train, parts.calibration, parts.test))
    if encoder is not None:
        encoder.refuse_learnt([*calibrating.texts, *testing.texts])

    say("fit", _BEGINS["fit"])
    model, _ = _fitted(learning, plan.seed, lambda done: say("fit", _within("fit", done)))
    say("calibrate", _BEGINS["calibrate"])
    model = calibrate(model, calibrating.texts, calibrating.labels, calibrating.known)
    chosen = None if encoder is None else choose_joining(model, encoder.encoder, calibrating, seed=plan.seed)

    say("refit", _BEGINS["refit"])
    learning = union.take(np.sort(np.concatenate([parts.train, parts.calibration])))
    more, augmented = _fitted(learning, plan.seed, lambda done: say("refit", _within("refit", done)))
    model = TextModel(more.linear, model.slopes, model.offsets)
    model.marker = _marker(plan, used, learning)

    say("evaluate", _BEGINS["evaluate"])
    told = None
    if encoder is not None and chosen is not None:
        model, told = with_encoder(model, encoder, chosen, testing, seed=plan.seed)
    measures = evaluate(model, testing, seed=plan.seed)

    say("write", _BEGINS["write"])
    version = registry.new_version()
    facts = _facts(plan, used, union, parts, augmented, measures)
    facts["erasures"] = Erased.read(registry.models.parent).facts()
    if told is not None:
        facts["encoder"] = told
        facts["may_be_given_away"] &= bool(told["may_be_given_away"]) or not told["taken"]
    card = write_card(version, facts, measures)
    folder = bundle.write(registry.models / version, model, facts, registry.signing_key(), card=card)
    say("write", 1.0)
    return Trained(version, folder, tuple(measures), union.faults, told)


def _fitted(learning: Corpus, seed: int, progress: Callable[[float], None]) -> tuple[TextModel, int]:
    """Fit the four columns to a corpus and other spellings of it; give the model and how many spellings were added."""
    texts, labels, known, sources = spelled(learning, seed=seed)
    model = fit(texts, labels, known, weights=weigh(sources), seed=seed, progress=lambda _step, done: progress(done))
    return model, len(texts) - len(learning)


def _marker(plan: Plan, used: Sequence[Manifest], learning: Corpus) -> WordMarker | None:
    """Teach a word marker from the learning part of the corpus whose words are marked, if it is among those used.

    Harmless messages of the other corpora teach it too: strangers' comments alone make it mark every "con" and "mày".
    """
    found = [manifest for manifest in used if manifest.name == MARKED]
    if not found:
        return None
    groups = frozenset(learning.groups)
    comments = [
        comment
        for _, path in found[0].paths(plan.folder)
        if path.is_file()
        for comment in read_marked(path)
        if comment.group in groups
    ]
    if not any(comment.toxic for comment in comments):
        return None
    clean = learning.known.all(axis=1) & ~learning.labels.any(axis=1)
    calm = [Marked(learning.texts[at], frozenset()) for at in np.flatnonzero(clean)]
    return fit_marker([*comments, *calm], seed=plan.seed)


def _within(step: str, done: float) -> float:
    after = min(begin for begin in [*_BEGINS.values(), 1.0] if begin > _BEGINS[step])
    return _BEGINS[step] + min(max(done, 0.0), 1.0) * (after - _BEGINS[step])


def _facts(
    plan: Plan, used: Sequence[Manifest], union: Corpus, parts: Split, augmented: int, measures: list[Measure]
) -> dict[str, Any]:
    return {
        "lachan": installed("lachan"),
        "seed": plan.seed,
        "data_sha256": _digest(union),
        "corpora": [
            {
                "name": manifest.name,
                "messages": union.sources.count(manifest.name),
                "licence": manifest.licence.id,
                "redistributable_model": manifest.licence.redistributable_model,
            }
            for manifest in used
        ],
        "may_be_given_away": all(manifest.licence.redistributable_model for manifest in used),
        "rows": {
            "train": len(parts.train),
            "augmented": augmented,
            "calibration": len(parts.calibration),
            "test": len(parts.test),
        },
        "faults": len(union.faults),
        "measures": as_facts(measures),
    }


def _digest(union: Corpus) -> str:
    """Name the data exactly: two models with one digest learned from the same texts and labels."""
    digest = hashlib.sha256()
    for text in union.texts:
        digest.update(text.encode("utf-8", "surrogatepass") + b"\0")
    digest.update(union.labels.tobytes() + union.known.tobytes())
    return digest.hexdigest()
