"""What is lost when the same comments come without marks, in teencode, or both: macro-F1 in points.

    LACHAN_CORPORA=… .venv/bin/python -m benchmarks.robustness [vihsd victsd vlsp2019]

Fitted once a task as ``lachan benchmark`` does, measured on the task's held-out texts as they are and rewritten: ViHSD
on dev, ViCTSD on valid, VLSP 2019 on a fifth of its train part, equal texts never on both sides. Two kinds of teencode,
neither of them what the normaliser's table was written from: ``checklist`` is the checklist's list, applied wherever it
fits; ``counted`` writes words as people did in the half of ViLexNorm's train pairs (Nguyen et al. 2024) that nobody may
read while writing those tables, each as often and in the ways that were counted there, and then again for half of the
words that they left as they were. Paired 95 % bootstrap intervals of each loss.
"""

from __future__ import annotations

import os
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"

import numpy as np  # noqa: E402 - after the number of threads is set
from sklearn.model_selection import StratifiedGroupKFold  # noqa: E402

from benchmarks.normaliser import may_be_read, pairs  # noqa: E402
from benchmarks.record import REPOSITORY, corpora, record  # noqa: E402
from classifier.normalize import without_marks  # noqa: E402
from training.bootstrap import difference, interval  # noqa: E402
from training.checklist.changes import read_words  # noqa: E402
from training.corpus import group_of  # noqa: E402
from training.labelled import Labelled, read_files  # noqa: E402
from training.offsets import macro_f1  # noqa: E402
from training.task_model import fit_task  # noqa: E402

SEED = 0
HELD_OUT = 5  # a fifth
FILES = {
    "vihsd": ("vihsd/train.csv", "vihsd/dev.csv"),
    "victsd": ("victsd/train.csv", "victsd/valid.csv"),
    "vlsp2019": ("vlsp2019_hsd/train.csv", None),
}
Rewrite = Callable[[str], str]
_WORD = re.compile(r"[^\W\d_]+")
_SEEN_OFTEN = 2  # a pair that was counted less often is one person's slip
_MORE = 0.5  # of the words that the pairs would leave


def from_checklist() -> Rewrite:
    """Write every word and phrase of the checklist's list in its short form, the longest first."""
    table = read_words(REPOSITORY / "datasets" / "checklist" / "changes").teencode
    longest = sorted(table, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)
    return lambda text: pattern.sub(lambda found: table[found[0].lower()], text)


def as_counted(folder: Path) -> Rewrite:
    """Write words as people did in pairs of typed and meant text, as often as they did and a half of the rest."""
    ways, kept = _counted(folder)
    informal = {
        word: (list(forms), list(forms.values()), sum(forms.values()) / (sum(forms.values()) + kept[word]))
        for word, forms in ways.items()
    }

    def rewrite(text: str) -> str:
        chance = random.Random(f"{SEED} {text}")  # noqa: S311 - spellings, not secrets; each text its own, whatever the order

        def short(found: re.Match[str]) -> str:
            forms, times, share = informal.get(found[0].lower(), ((), (), 0.0))
            if not forms or chance.random() >= share + (1 - share) * _MORE:
                return found[0]
            return chance.choices(forms, times)[0]

        return _WORD.sub(short, text)

    return rewrite


def _counted(folder: Path) -> tuple[Mapping[str, Counter[str]], Counter[str]]:
    """Count, over pairs of as many words on both sides, how each word meant was typed, and how often as it is."""
    ways: defaultdict[str, Counter[str]] = defaultdict(Counter)
    kept: Counter[str] = Counter()
    for pair in pairs(folder):
        typed, meant = pair.typed.lower().split(), pair.meant.lower().split()
        if may_be_read(pair.typed) or len(typed) != len(meant):
            continue
        for form, word in zip(typed, meant, strict=True):
            if form == word:
                kept[word] += 1
            elif _WORD.fullmatch(form) and _WORD.fullmatch(word):
                ways[word][form] += 1
    often = {word: Counter({form: n for form, n in forms.items() if n >= _SEEN_OFTEN}) for word, forms in ways.items()}
    return {word: forms for word, forms in often.items() if forms}, kept


def rewrites(folder: Path) -> dict[str, Rewrite]:
    """Give every way of writing the same, by its name."""
    checklist, counted = from_checklist(), as_counted(folder)
    return {
        "no_marks": without_marks,
        "teencode_checklist": checklist,
        "teencode_counted": counted,
        "both_checklist": lambda text: without_marks(checklist(text)),
        "both_counted": lambda text: without_marks(counted(text)),
    }


def split_of(folder: Path, name: str) -> tuple[Labelled, Labelled]:
    """Give what a task is fitted to and what it is measured on."""
    train, held = FILES[name]
    whole = read_files([folder / train])
    if held is not None:
        return whole, read_files([folder / held])
    groups = [group_of(text) for text in whole.texts]
    folds = StratifiedGroupKFold(HELD_OUT, shuffle=True, random_state=SEED)
    learnt, rest = next(folds.split(whole.texts, whole.labels, groups))
    first, second = (
        Labelled(tuple(whole.texts[at] for at in rows), tuple(whole.labels[at] for at in rows))
        for rows in (learnt, rest)
    )
    return first, second


def losses(learning: Labelled, measured: Labelled, ways: Mapping[str, Rewrite]) -> dict[str, object]:
    """Fit once and measure every way of writing."""
    model = fit_task(learning, seed=SEED)
    score = partial(macro_f1, count=len(model.classes))
    truth = np.array([model.classes.index(label) for label in measured.labels])
    clean = model.winners(model.scores(measured.texts))
    found: dict[str, object] = {
        "train": len(learning.texts),
        "test": len(measured.texts),
        "clean": {"macro_f1": round(score(truth, clean), 4), "macro_f1_95": interval(score, truth, clean, seed=SEED)},
    }
    for name, rewrite in ways.items():
        texts = [rewrite(text) for text in measured.texts]
        guess = model.winners(model.scores(texts))
        low, high = difference(score, truth, clean, guess, seed=SEED)
        found[name] = {
            "macro_f1": round(score(truth, guess), 4),
            "points_lost": round(100 * (score(truth, clean) - score(truth, guess)), 2),
            "points_lost_95": [round(100 * low, 2), round(100 * high, 2)],
            "words_changed": round(_changed(measured.texts, texts), 3),
        }
    return found


def _changed(before: tuple[str, ...], after: list[str]) -> float:
    pairs = [
        (one, other)
        for text, rewritten in zip(before, after, strict=True)
        for one, other in zip(text.split(), rewritten.split(), strict=False)
    ]
    return sum(one != other for one, other in pairs) / max(len(pairs), 1)


def main(names: list[str]) -> None:
    """Measure and record each task."""
    folder = corpora()
    if folder is None:
        sys.exit("LACHAN_CORPORA names no folder with the public corpora.")
    ways = rewrites(folder)
    for name in names or list(FILES):
        record("robustness", {"task": name, **losses(*split_of(folder, name), ways)}, seed=SEED)


if __name__ == "__main__":
    main(sys.argv[1:])
