"""What can go wrong while training: one root, one class a failure."""

from __future__ import annotations


class TrainingError(Exception):
    """Root of everything that training raises on purpose."""


class ManifestError(TrainingError):
    """A corpus' manifest cannot be read: says the file and the key."""


class CorpusError(TrainingError):
    """No row of a corpus can be used, or the corpus is not known."""


class LicenceError(TrainingError):
    """The licence of a corpus forbids what was asked, or was not accepted yet."""


class FetchError(TrainingError):
    """A file could not be had as its manifest says; nothing of it was kept. ``vi`` and ``en`` say why."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(f"{vi}\n{en}")
        self.vi = vi
        self.en = en


class RegistryError(TrainingError):
    """A version cannot be promoted or a signing key cannot be used."""
