"""The normaliser on its own: what it puts right and what it spoils, beside doing nothing and underthesea's.

    LACHAN_CORPORA=… .venv/bin/python -m benchmarks.normaliser

ViLexNorm's train pairs are cut in two by a hash of the sentence; one half was read while the normaliser's tables were
written, the other never was, and only it gives figures. The phenomena are this project's own cases
(``tests/classifier/normalize/phenomena.tsv``): they are written with the rules, so they say what is covered, not how
often it is met.
"""

from __future__ import annotations

import csv
import hashlib
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from underthesea import text_normalize

from benchmarks.alignment import aligned
from benchmarks.record import REPOSITORY, corpora, record
from classifier.normalize import normalize
from classifier.normalize.syllables import place_tone
from classifier.normalize.tokens import forget

PHENOMENA = REPOSITORY / "tests" / "classifier" / "normalize" / "phenomena.tsv"
SEED = REPOSITORY / "datasets" / "seed" / "messages"
PRONOUNS = frozenset("abcdmts")  # one letter for several words: "t" is "tôi", "tao" or "tớ"
ROUNDS = 7
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")  # invisible characters are written out in the table

SYSTEMS: dict[str, Callable[[str], str]] = {
    "nothing": lambda text: text,
    "underthesea": text_normalize,
    "lachan": lambda text: normalize(text).text,
}


class Pair(NamedTuple):
    """A sentence as it was typed and as ViLexNorm's annotators wrote it out."""

    typed: str
    meant: str


def main() -> None:
    """Measure and record."""
    folder = corpora()
    if folder is not None:
        held_out = [pair for pair in pairs(folder) if not may_be_read(pair.typed)]
        for name, system in SYSTEMS.items():
            record(f"normaliser.vilexnorm.{name}", scores(held_out, system), seed=0)
        record("normaliser.vilexnorm.lachan.left", left(held_out, SYSTEMS["lachan"]), seed=0)
        for corpus, column in (("uit_vsfc", "sents"), ("vihsd", "free_text")):
            texts = list(column_of(folder / corpus / "train.csv", column))
            record(f"normaliser.changed.{corpus}", _changed(texts), seed=0)
    for name, system in SYSTEMS.items():
        record(f"normaliser.phenomena.{name}", phenomena(system), seed=0)
    messages = [text for path in sorted(SEED.glob("*.csv")) for text in column_of(path, "text")]
    record("normaliser.speed", _speed(messages), seed=0)


def pairs(folder: Path) -> list[Pair]:
    """Read ViLexNorm's train part."""
    with (folder / "vilexnorm" / "train.csv").open(encoding="utf-8", newline="") as lines:
        return [Pair(row["original"], row["normalized"]) for row in csv.DictReader(lines)]


def column_of(path: Path, name: str) -> Iterator[str]:
    """Read one column of a table."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield row[name]


def may_be_read(typed: str) -> bool:
    """Whether a sentence is of the half that the tables may be written from."""
    return hashlib.sha256(typed.encode()).digest()[0] % 2 == 0


def words(text: str, *, one_tone_place: bool = True) -> list[str]:
    """Split into words as they are compared: composed, case folded, bare of the signs around them.

    Signs alone (":))") are no words: what is done to them is convention. So is where a tone mark stands (hoà, hòa).
    """
    found = []
    for token in unicodedata.normalize("NFC", text).casefold().split():
        first, last = 0, len(token)
        while first < last and not token[first].isalnum():
            first += 1
        while last > first and not token[last - 1].isalnum():
            last -= 1
        if first < last:
            found.append(place_tone(token[first:last]) if one_tone_place else token[first:last])
    return found


def scores(sentences: list[Pair], system: Callable[[str], str], *, one_tone_place: bool = True) -> dict[str, float]:
    """Count words put right, left and spoilt.

    ``error_reduction`` is (right - spoilt) / words that need a change (ViLexNorm's ERR: Nguyen et al. 2024); a
    change is right if it gives the annotators' words; ``spoilt`` is the share of the words changed in vain.
    """
    count: Counter[str] = Counter()
    whole = 0
    for typed, meant in sentences:
        before = words(typed, one_tone_place=one_tone_place)
        wanted = words(meant, one_tone_place=one_tone_place)
        given = words(system(typed), one_tone_place=one_tone_place)
        whole += wanted == given
        for word, want, got in zip(before, aligned(before, wanted), aligned(before, given), strict=True):
            count.update(_judged((word,), want, got))
    needed, kept, changed = count["needed"], count["normal"], count["changed"]
    precision = count["right"] / changed if changed else 0.0
    recall = count["right"] / needed
    return {
        "sentences": len(sentences),
        "need_change": needed,
        "error_reduction": round((count["right"] - count["spoilt"]) / needed, 4),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / (precision + recall), 4) if count["right"] else 0.0,
        "spoilt": round(count["spoilt"] / kept, 4),
        "whole_sentences": round(whole / len(sentences), 4),
    }


def _judged(word: tuple[str], want: tuple[str, ...], got: tuple[str, ...]) -> Iterator[str]:
    if want == word:
        yield "normal"
        if got != word:
            yield "spoilt"
    else:
        yield "needed"
        if got == want:
            yield "right"
    if got != word:
        yield "changed"


def left(sentences: list[Pair], system: Callable[[str], str]) -> dict[str, float]:
    """Say of what kind the words are that differ from the annotators', in counts: nobody need look at the words."""
    kinds: Counter[str] = Counter()
    for typed, meant in sentences:
        before, wanted, given = words(typed), words(meant), words(system(typed))
        for word, want, got in zip(before, aligned(before, wanted), aligned(before, given), strict=True):
            if got != want:
                kinds[_kind(word, want, got)] += 1
    return dict(kinds.most_common())


def _kind(word: str, want: tuple[str, ...], got: tuple[str, ...]) -> str:
    if word in PRONOUNS and got == (word,):
        return "a letter for several words is left"
    if want == (word,):
        return "changed, and the annotators left it"
    if got == (word,):
        return "left, and the annotators changed it"
    return "changed to something else"


def phenomena(system: Callable[[str], str]) -> dict[str, str]:
    """Count the project's own cases, by phenomenon; case and the place of tone marks do not count against anybody."""
    right: Counter[str] = Counter()
    all_of: Counter[str] = Counter()
    for row in PHENOMENA.read_text("utf-8").splitlines():
        if not row or row.startswith("#"):
            continue
        phenomenon, typed, meant, *_ = row.split("\t")
        typed = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), typed)
        all_of[phenomenon] += 1
        right[phenomenon] += unicodedata.normalize("NFC", system(typed)).casefold() == meant
    return {name: f"{right[name]}/{count}" for name, count in all_of.items()}


def _changed(texts: list[str]) -> dict[str, float]:
    """Share of a corpus's texts and words in which more than case, composition and tone places change."""
    count = changed = touched = 0
    for text in texts:
        before = words(text)
        differ = (Counter(before) - Counter(words(normalize(text).text))).total()
        count += len(before)
        changed += differ
        touched += differ > 0
    return {"texts": len(texts), "texts_changed": touched, "words": count, "words_changed": changed}


def _speed(texts: list[str]) -> dict[str, float]:
    """Time of a message when its words were met before, and at their first meeting."""

    def all_of_them() -> float:
        before = time.process_time()
        for text in texts:
            normalize(text)
        return (time.process_time() - before) / len(texts) * 1e6

    forget()
    cold = all_of_them()
    warm = min(all_of_them() for _ in range(ROUNDS))
    length = sum(len(text.split()) for text in texts) / len(texts)
    return {"messages": len(texts), "words": round(length, 1), "first_us": round(cold, 1), "met_us": round(warm, 1)}


if __name__ == "__main__":
    main()
