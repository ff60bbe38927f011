"""How well the words of toxic comments are marked, on ViHOS: character F1 of several markers in one table.

    LACHAN_CORPORA=… .venv/bin/python -m benchmarks.spans [dev] [folds]

``dev``: learnt from train.csv, measured on dev.csv; comments that stand in both are not learnt from. ``folds``: five
folds of train.csv, equal texts never on both sides. Each marker is measured on the toxic comments (those with a marked
word: it is asked *where*) and on all (it must be silent, too). ``micro`` counts the characters of all together,
``mean`` is the mean F1 of the comments, as the corpus's paper counts; with 95 % bootstrap intervals over comments.
Nothing here has seen the corpus's official test file.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"

from pathlib import Path  # noqa: E402 - after the number of threads is set

import numpy as np  # noqa: E402
from sklearn.model_selection import GroupKFold  # noqa: E402

from benchmarks.record import corpora, record  # noqa: E402
from benchmarks.text_speed import seed_corpus  # noqa: E402
from classifier.detectors import DETECTORS, Scanner  # noqa: E402
from classifier.features import read_words  # noqa: E402
from classifier.normalize import Normalized, normalize, without_marks  # noqa: E402
from classifier.taxonomy import CATEGORY_OF, Category  # noqa: E402
from classifier.text_model import TextModel  # noqa: E402
from training.bootstrap import difference, interval  # noqa: E402
from training.fit import fit  # noqa: E402
from training.spans import Marked, Spans, mean_f1, micro_f1, read_marked, table  # noqa: E402
from training.word_marker import fit_marker, words_of  # noqa: E402

SEED = 0
FOLDS = 5
LIKELY = 0.5  # the product shows the text model's words from here on
HURTFUL = (Category.BULLYING, Category.EXPLICIT)
COLUMN = list(Category).index(Category.BULLYING)
Marker = Callable[[Normalized], Spans]


class Lexicon:
    """Marks the longest entries from left to right, in normal form; ``bare``: marks are not looked at."""

    def __init__(self, entries: Sequence[Sequence[str]], *, bare: bool = False) -> None:
        self.bare = bare
        self.entries = {tuple(map(without_marks, entry) if bare else entry) for entry in entries if entry}
        self.longest = max(map(len, self.entries))

    def __call__(self, text: Normalized) -> Spans:
        """Mark one text."""
        words = read_words(text.text)
        seen = [without_marks(word) for word in words.written] if self.bare else words.written
        found: list[tuple[int, int]] = []
        at = 0
        while at < len(seen):
            for length in range(min(self.longest, len(seen) - at), 0, -1):
                if tuple(seen[at : at + length]) in self.entries:
                    found.append(text.origin(words.starts[at], words.ends[at + length - 1]))
                    at += length
                    break
            else:
                at += 1
        return found


def bad_words(folder: Path) -> list[list[str]]:
    """Read the two MIT word lists, each entry as written and in normal form, as rows of words."""
    lines = (folder / "vn_offensive_words.txt").read_text("utf-8").splitlines()
    entries = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    entries += json.loads((folder / "vn_badwords.json").read_text("utf-8"))
    return [read_words(form).written for entry in entries for form in (entry.lower(), normalize(entry).text)]


def counted_words(comments: Sequence[Marked]) -> list[list[str]]:
    """Count a lexicon from marked comments: words seen twice or more, marked more often than not."""
    seen: dict[str, list[bool]] = {}
    for words, wanted in map(words_of, comments):
        for word, is_wanted in zip(words, wanted.tolist(), strict=True):
            seen.setdefault(word, []).append(is_wanted)
    return [[word] for word, found in seen.items() if len(found) > 1 and 2 * sum(found) > len(found)]


def calm_texts() -> list[Marked]:
    """Give the seed's harmless messages as comments without a mark: what pupils write is unlike ViHOS's comments."""
    texts, labels = seed_corpus()
    return [
        Marked(text, frozenset())
        for text, harmful in zip(texts, np.any(labels, axis=1).tolist(), strict=True)
        if not harmful
    ]


def text_model(comments: Sequence[Marked]) -> TextModel:
    """Fit the text model to the seed, and to whether each comment has a marked word."""
    texts, labels = seed_corpus()
    more = np.zeros((len(comments), len(Category)), dtype=np.bool_)
    more[:, COLUMN] = [comment.toxic for comment in comments]
    known = np.zeros_like(more)
    known[:, COLUMN] = True
    return fit(
        [*texts, *(comment.text for comment in comments)],
        np.concatenate([labels, more]),
        np.concatenate([np.ones_like(labels), known]),
        seed=SEED,
    )


def markers(learning: Sequence[Marked], lexicons: Path) -> dict[str, Marker]:
    """Make every contestant; what learns, learns from ``learning``."""
    listed = bad_words(lexicons)
    model, scanner = text_model(learning), Scanner(DETECTORS)
    alone = fit_marker(learning, seed=SEED)
    marker = fit_marker([*learning, *calm_texts()], seed=SEED)  # as the product's would be

    def hits(text: Normalized) -> Spans:
        return [(hit.start, hit.end) for hit in scanner.scan(text) if CATEGORY_OF[hit.detector.signal] in HURTFUL]

    def evidence(text: Normalized) -> Spans:
        return [piece[:2] for piece in model.evidence(text, Category.BULLYING)]

    def marked(text: Normalized) -> Spans:
        return [piece[:2] for piece in marker.mark(text)]

    def likely(text: Normalized) -> bool:
        return bool(model.probabilities_of([text])[0, COLUMN] >= LIKELY)

    return {
        "lexicon": Lexicon(listed),
        "lexicon_without_marks": Lexicon(listed, bare=True),
        "lexicon_counted_from_train": Lexicon(counted_words(learning)),
        "detectors": hits,
        "text_model": evidence,
        "detectors_else_text_model": lambda text: hits(text) or evidence(text),
        "word_marker_of_vihos_alone": lambda text: [piece[:2] for piece in alone.mark(text)],
        "word_marker": marked,
        "word_marker_else_text_model": lambda text: marked(text) or evidence(text),
        "word_marker_and_detectors": lambda text: [*marked(text), *hits(text)],
        "word_marker_where_likely": lambda text: marked(text) if likely(text) else [],
    }


def rows_of(learning: Sequence[Marked], measured: Sequence[Marked], lexicons: Path) -> dict[str, np.ndarray]:
    """Count every contestant's characters on the measured comments."""
    texts = [normalize(comment.text) for comment in measured]
    return {name: table(measured, map(marker, texts)) for name, marker in markers(learning, lexicons).items()}


def figures(rows: dict[str, np.ndarray]) -> dict[str, object]:
    """Turn counts into the table, with the lead over the better of the two published lexicons."""
    best = max(("lexicon", "lexicon_without_marks"), key=lambda name: micro_f1(_toxic(rows[name])))
    out: dict[str, object] = {"lead_is_over": best}
    for name, counted in rows.items():
        toxic = _toxic(counted)
        out[name] = {
            "toxic": {
                "micro": round(micro_f1(toxic), 4),
                "micro_95": interval(micro_f1, toxic, seed=SEED),
                "mean": round(mean_f1(toxic), 4),
                "mean_95": interval(mean_f1, toxic, seed=SEED),
                "micro_lead_95": difference(_of_second, toxic, toxic, _toxic(rows[best]), seed=SEED),
            },
            "all": {"micro": round(micro_f1(counted), 4), "mean": round(mean_f1(counted), 4)},
        }
    return out


def _of_second(_truth: np.ndarray, counted: np.ndarray) -> float:
    return micro_f1(counted)


def _toxic(rows: np.ndarray) -> np.ndarray:
    found: np.ndarray = rows[rows[:, 2] > 0]
    return found


def main(parts: list[str]) -> None:
    """Measure and record."""
    folder = corpora()
    if folder is None:
        sys.exit("LACHAN_CORPORA names no folder with the public corpora.")
    train, dev = (read_marked(folder / "vihos" / name) for name in ("train.csv", "dev.csv"))
    lexicons = folder / "lexicons"
    if not parts or "dev" in parts:
        held = {comment.group for comment in dev}
        rows = rows_of([comment for comment in train if comment.group not in held], dev, lexicons)
        record("spans", {"part": "dev", **_sizes(dev), **figures(rows)}, seed=SEED)
    if not parts or "folds" in parts:
        groups = [comment.group for comment in train]
        found = [
            rows_of([train[at] for at in learnt], [train[at] for at in held], lexicons)
            for learnt, held in GroupKFold(FOLDS, shuffle=True, random_state=SEED).split(train, groups=groups)
        ]
        joined = {name: np.concatenate([rows[name] for rows in found]) for name in found[0]}
        record("spans", {"part": "five folds of train", **_sizes(train), **figures(joined)}, seed=SEED)


def _sizes(comments: Sequence[Marked]) -> dict[str, int]:
    return {"comments": len(comments), "toxic_comments": sum(comment.toxic for comment in comments)}


if __name__ == "__main__":
    main(sys.argv[1:])
