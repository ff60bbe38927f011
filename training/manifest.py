"""A corpus as its manifest declares it: where it is had, under which licence, and what its labels mean for us."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from classifier.taxonomy import Category
from training.errors import CorpusError, ManifestError

if TYPE_CHECKING:
    from collections.abc import Mapping

DATASETS = Path(__file__).resolve().parent.parent / "datasets"
SEED = "seed"

_CATEGORIES = {category.value: category for category in Category}


class Part(StrEnum):
    """Whether a file may be split freely, or is somebody's official test set."""

    POOL = "pool"
    TEST = "test"


class Format(StrEnum):
    """What a home gives, before it becomes the file that is trained on."""

    PLAIN = "plain"  # as it is; CSV if columns are to be kept
    LINES = "lines"  # one text file a column: the url holds {column}
    JSON = "json"  # an object of records
    XLSX = "xlsx"  # the first sheet


class Reading(StrEnum):
    """How the label columns of a row become one value to look up."""

    VALUE = "value"  # the cell as it stands
    CATEGORIES = "categories"  # our own categories, separated by spaces; what is not named is not there
    HIGHEST = "highest"  # the highest whole number of several columns


@dataclass(frozen=True, slots=True)
class Licence:
    """What one may do with the texts, and with a model trained on them."""

    id: str  # SPDX, or "none-stated"
    text: str
    redistributable_model: bool  # whether a model trained on it may be given away


@dataclass(frozen=True, slots=True)
class File:
    """One file of a corpus, as it lies in the corpus' folder once prepared."""

    path: str
    part: Part = Part.POOL
    url: str = ""  # public home, at a pinned commit
    on_request: str = ""  # instead of a url: who gives the file
    format: Format = Format.PLAIN
    member: str = ""  # for a zip: the file in it
    sha256: str = ""  # of the prepared file
    keep: tuple[str, ...] = ()  # columns that stay, in this order; empty: a word list, kept as it is
    named: Mapping[str, str] = field(default_factory=dict)  # our name of a column → the home's, where they differ
    verified: bool = False  # whether the sha256 was checked against a download from ``url``
    note: str = ""

    def urls(self) -> list[str]:
        """List what must be downloaded: one address, or one a column."""
        return [self.url.format(column=column) for column in self.keep] if self.format is Format.LINES else [self.url]


@dataclass(frozen=True, slots=True)
class Labels:
    """What the labels of a corpus mean: for each value, the categories it affirms or denies. Others stay unknown."""

    columns: tuple[str, ...]
    reading: Reading
    values: Mapping[str, Mapping[Category, bool]]
    other: Mapping[Category, bool] | None  # for a value that is not listed; None: such a row is a fault


@dataclass(frozen=True, slots=True)
class Text:
    """Where the text of a row stands, and what the corpus' makers did to it that is undone."""

    column: str
    after: str = ""  # only what stands behind this mark is the message
    joined_words: bool = False  # words were joined by underscores
    region: str = ""  # column, if there is one
    style: str = ""  # column of space-separated values, if there is one


@dataclass(frozen=True, slots=True)
class Manifest:
    """One corpus. ``labels`` is None for material that says nothing about our categories."""

    name: str
    title: str
    home: str
    commit: str
    citation: str
    licence: Licence
    files: tuple[File, ...]
    folder: Path  # where this manifest and its card lie
    shipped: bool = False  # its texts lie in this repository
    text: Text | None = None
    labels: Labels | None = None

    @property
    def trainable(self) -> bool:
        """Whether a model can learn a category from it."""
        return self.labels is not None

    def paths(self, corpora: Path | None) -> list[tuple[File, Path]]:
        """Give the files of the corpus with where each should lie; ``corpora`` holds one folder a corpus.

        A shipped corpus lists patterns, and each match is a file of its own, in the order of the names.
        """
        if self.shipped:
            return [(file, path) for file in self.files for path in sorted(self.folder.glob(file.path))]
        if corpora is None:
            return []
        return [(file, corpora / self.name / file.path) for file in self.files]


def known(datasets: Path = DATASETS) -> list[str]:
    """List the names of the corpora that have a manifest, the project's own first."""
    names = sorted(path.parent.name for path in datasets.glob("*/manifest.toml"))
    return sorted(names, key=lambda name: name != SEED)


def load(name: str, datasets: Path = DATASETS) -> Manifest:
    """Read the manifest of the corpus ``name``.

    Raises ``CorpusError`` if there is none, ``ManifestError`` if a key is missing or has a value of the wrong kind.
    """
    path = datasets / name / "manifest.toml"
    if PurePosixPath(name).name != name or not path.is_file():
        raise CorpusError(f"there is no corpus {name!r}; known: {', '.join(known(datasets))}")
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        return _manifest(found, path.parent)
    except KeyError as error:
        raise ManifestError(f"{path}: the key {error.args[0]!r} is missing") from error
    except (TypeError, ValueError) as error:
        raise ManifestError(f"{path}: {error}") from error


def _manifest(found: Mapping[str, Any], folder: Path) -> Manifest:
    if found["name"] != folder.name:
        raise ValueError(f"name is {found['name']!r}, the folder is {folder.name!r}")
    files = tuple(
        File(
            **entry
            | {
                "part": Part(entry.get("part", Part.POOL)),
                "format": Format(entry.get("format", Format.PLAIN)),
                "keep": tuple(entry.get("keep", ())),
            }
        )
        for entry in found["files"]
    )
    for file in files:
        if PurePosixPath(file.path).is_absolute() or ".." in PurePosixPath(file.path).parts:
            raise ValueError(f"the path {file.path!r} leads out of the corpus' folder")
        if not found.get("shipped", False) and not (file.sha256 and bool(file.url) != bool(file.on_request)):
            raise ValueError(f"the file {file.path!r} needs a sha256, and either a url or on_request")
    return Manifest(
        name=found["name"],
        title=found["title"],
        home=found["home"],
        commit=found["commit"],
        citation=found["citation"],
        licence=Licence(**found["licence"]),
        files=files,
        folder=folder,
        shipped=found.get("shipped", False),
        text=Text(**found["text"]) if "text" in found else None,
        labels=_labels(found["labels"]) if "labels" in found else None,
    )


def _labels(found: Mapping[str, Any]) -> Labels:
    return Labels(
        columns=tuple(found["columns"]),
        reading=Reading(found.get("reading", "value")),
        values={value: _meaning(meaning) for value, meaning in found.get("values", {}).items()},
        other=_meaning(found["other"]) if "other" in found else None,
    )


def _meaning(found: Mapping[str, bool]) -> dict[Category, bool]:
    for key, value in found.items():
        if not isinstance(value, bool):
            raise TypeError(f"the label {key!r} must be true or false; leave it out if the corpus does not say")
        if key not in _CATEGORIES:
            raise ValueError(f"{key!r} is no category")
    return {_CATEGORIES[key]: value for key, value in found.items()}
