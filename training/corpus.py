"""Texts with what is known of them, read through the corpora's manifests.

A corpus speaks of some categories only: ``known[i, j]`` is False where it says nothing about category j for text i, and
such a cell neither trains nor measures that category.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from classifier.limits import MAX_MESSAGE_CHARACTERS, unusable_character
from classifier.taxonomy import Category
from training.errors import CorpusError
from training.manifest import Part, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from training.manifest import Labels, Manifest, Text

CATEGORIES = tuple(Category)

_NO_LETTER = re.compile(r"[\W\d_]+")
_LONGEST_CELL = 10 * MAX_MESSAGE_CHARACTERS


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that was left out, or a file that is missing; no text of the row is kept."""

    place: str  # corpus and file
    row: int  # number of the record in the file, the heading being 1; 0: the whole file
    reason: str

    def __str__(self) -> str:
        return f"{self.place}:{self.row}: {self.reason}" if self.row else f"{self.place}: {self.reason}"


@dataclass(frozen=True, slots=True, eq=False)
class Corpus:
    """n texts; every sequence and array has n rows, category columns are in the order of ``Category``."""

    texts: tuple[str, ...]
    labels: NDArray[np.bool_]  # (n, 4); means nothing where ``known`` is False
    known: NDArray[np.bool_]  # (n, 4)
    groups: tuple[str, ...]  # `group_of` the text: equal for what differs by marks, case, digits and signs only
    sources: tuple[str, ...]  # name of the corpus
    regions: tuple[str, ...]  # "" where the corpus does not say
    styles: tuple[frozenset[str], ...]
    official_test: NDArray[np.bool_]  # (n,)
    faults: tuple[Fault, ...] = ()

    def __len__(self) -> int:
        return len(self.texts)

    def take(self, rows: NDArray[np.intp] | NDArray[np.bool_]) -> Corpus:
        """Give the rows at these places (indices, or a mask of n); faults stay with the whole."""
        at = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows
        return Corpus(
            texts=tuple(self.texts[i] for i in at),
            labels=self.labels[at],
            known=self.known[at],
            groups=tuple(self.groups[i] for i in at),
            sources=tuple(self.sources[i] for i in at),
            regions=tuple(self.regions[i] for i in at),
            styles=tuple(self.styles[i] for i in at),
            official_test=self.official_test[at],
        )


def group_of(text: str) -> str:
    """Reduce a text to its letters, without marks, case, digits, signs or spaces; to the text itself if it has none.

    Two texts with one group are one text for every purpose of measuring.
    """
    bare = unicodedata.normalize("NFKD", text.lower()).replace("đ", "d")
    return _NO_LETTER.sub("", "".join(c for c in bare if not unicodedata.combining(c))) or text.strip()


def join(corpora: Sequence[Corpus]) -> Corpus:
    """Put corpora one after the other. Raises ``CorpusError`` if there is not a single row."""
    if not any(len(corpus) for corpus in corpora):
        raise CorpusError("no corpus holds a row that can be used")
    return Corpus(
        texts=tuple(text for corpus in corpora for text in corpus.texts),
        labels=np.concatenate([corpus.labels for corpus in corpora]),
        known=np.concatenate([corpus.known for corpus in corpora]),
        groups=tuple(group for corpus in corpora for group in corpus.groups),
        sources=tuple(source for corpus in corpora for source in corpus.sources),
        regions=tuple(region for corpus in corpora for region in corpus.regions),
        styles=tuple(style for corpus in corpora for style in corpus.styles),
        official_test=np.concatenate([corpus.official_test for corpus in corpora]),
        faults=tuple(fault for corpus in corpora for fault in corpus.faults),
    )


def read(manifest: Manifest, corpora: Path | None = None) -> Corpus:
    """Read a corpus; ``corpora`` is the folder that holds ``<name>/…`` for what is not shipped.

    A missing file or a bad row becomes a `Fault` and changes nothing else. Raises ``CorpusError`` if the corpus says
    nothing about our categories, so that there is nothing to learn from it.
    """
    if manifest.labels is None or manifest.text is None:
        raise CorpusError(f"{manifest.name} says nothing about our categories; it is not for training")
    rows: list[_Row] = []
    faults: list[Fault] = []
    places = manifest.paths(corpora)
    if not places:
        faults.append(Fault(manifest.name, 0, "has no file here; say where with --corpora, or `lachan corpora fetch`"))
    for file, path in places:
        place = f"{manifest.name}/{path.name}"
        if not path.is_file():
            faults.append(Fault(place, 0, "is missing"))
            continue
        for number, found in _records(path):
            row = found if isinstance(found, str) else _row(found, manifest.text, manifest.labels)
            if isinstance(row, str):
                faults.append(Fault(place, number, row))
            else:
                rows.append(_Row(row.text, row.meaning, row.region, row.style, file.part is Part.TEST))
    return _corpus(rows, manifest.name, faults)


@dataclass(frozen=True, slots=True)
class _Row:
    text: str
    meaning: Mapping[Category, bool]
    region: str
    style: frozenset[str]
    official_test: bool = False


def _corpus(rows: Sequence[_Row], name: str, faults: Sequence[Fault]) -> Corpus:
    known = np.array([[c in row.meaning for c in CATEGORIES] for row in rows], dtype=np.bool_)
    labels = np.array([[row.meaning.get(c, False) for c in CATEGORIES] for row in rows], dtype=np.bool_)
    return Corpus(
        texts=tuple(row.text for row in rows),
        labels=labels.reshape(len(rows), len(CATEGORIES)),
        known=known.reshape(len(rows), len(CATEGORIES)),
        groups=tuple(group_of(row.text) for row in rows),
        sources=(name,) * len(rows),
        regions=tuple(row.region for row in rows),
        styles=tuple(row.style for row in rows),
        official_test=np.array([row.official_test for row in rows], dtype=np.bool_),
        faults=tuple(faults),
    )


def _records(path: Path) -> Iterator[tuple[int, Mapping[str, str] | str]]:
    """Yield number and cells of each record, or the reason why the record cannot be read."""
    csv.field_size_limit(_LONGEST_CELL)
    with path.open(encoding="utf-8", errors="surrogateescape", newline="") as file:
        reader = csv.reader(file)
        heading: list[str] | None = None
        number = 0
        while True:
            number += 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield number, f"is no CSV record: {error}"
                continue
            if heading is None:
                heading = cells
            elif len(cells) != len(heading):
                yield number, f"has {len(cells)} columns instead of {len(heading)}"
            else:
                yield number, dict(zip(heading, cells, strict=True))


def _row(cells: Mapping[str, str], where: Text, labels: Labels) -> _Row | str:
    """Read one record, or say why it cannot be used."""
    needed = [where.column, *labels.columns, *filter(None, (where.region, where.style))]
    if missing := [column for column in needed if column not in cells]:
        return f"has no column {missing[0]!r}"
    meaning = _meaning(cells, labels)
    if isinstance(meaning, str):
        return meaning
    text = cells[where.column]
    if where.after:
        text = text.rpartition(where.after)[2]
    if where.joined_words:
        text = text.replace("_", " ")
    text = unicodedata.normalize("NFC", text.strip())
    if not text:
        return "has no text"
    if len(text) > MAX_MESSAGE_CHARACTERS:
        return f"has {len(text)} characters, more than {MAX_MESSAGE_CHARACTERS}"
    if (at := unusable_character(text)) is not None:
        return f"has a character that is no text, at {at}"
    region = cells[where.region] if where.region else ""
    style = frozenset(cells[where.style].split()) if where.style else frozenset[str]()
    return _Row(text, meaning, region, style)


def _meaning(cells: Mapping[str, str], labels: Labels) -> Mapping[Category, bool] | str:
    found = [cells[column].strip() for column in labels.columns]
    if labels.reading is Reading.CATEGORIES:
        named = set(" ".join(found).split())
        if odd := named - set(CATEGORIES):
            return f"names an unknown category: {', '.join(sorted(odd))[:40]}"
        return {category: category in named for category in CATEGORIES}
    if labels.reading is Reading.HIGHEST:
        if not all(value.isdecimal() for value in found):
            return "has a label that is no whole number"
        value = str(max(map(int, found)))
    else:
        value = found[0]
    if value in labels.values:
        return labels.values[value]
    return labels.other if labels.other is not None else f"has the unknown label {value[:20]!r}"
