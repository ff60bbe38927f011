"""The model that serves: loaded from the pointer ``var/models/champion``, and changed when the pointer changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from classifier import bundle
from classifier.engine import Classifier
from classifier.errors import BundleError, BundleMissingError
from classifier.words import words
from service.outages import ModelMissingError

if TYPE_CHECKING:
    from pathlib import Path

    from service.settings import Settings

_log = structlog.get_logger()


class Champion:
    """Holds one classifier at a time. Requests that run keep the one they began with."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._classifier: Classifier | None = None
        self._tried: str | None = None  # the pointer's text at the last load, whether or not it worked
        self._refused: object = None  # how the files of the one that was refused looked

    @property
    def classifier(self) -> Classifier:
        """The model that serves now; ModelMissingError if there is none."""
        if self._classifier is None:
            raise ModelMissingError
        return self._classifier

    @property
    def version(self) -> str | None:
        """Version of the model that serves, or ``None``."""
        return self._classifier.version if self._classifier is not None else None

    def look(self) -> bool:
        """Load the model that the pointer names, if that changed; tells whether a model serves.

        A bundle that cannot be trusted or read never replaces one that serves. A broken one is tried again only
        after the pointer or its files changed, a missing one each time.
        """
        try:
            folder = bundle.champion_folder(self._settings.models)
            if folder.name == self._tried and self._refused in (None, _look_of(folder)):
                return self._classifier is not None
            trusted = bundle.read_public_key(self._settings.keys / "model-signing.pub")
            loaded = Classifier.load(folder, trusted)
            words("xin chào")  # loads underthesea's segmenter now: no report has to wait half a second for it
        except BundleMissingError:
            return self._classifier is not None
        except BundleError as error:
            self._tried, self._refused = folder.name, _look_of(folder)
            _log.error("model refused", version=folder.name, why=type(error).__name__)
            return self._classifier is not None
        self._classifier, self._tried, self._refused = loaded, folder.name, None
        _log.info("model loaded", version=folder.name)
        return True


def _look_of(folder: Path) -> frozenset[tuple[str, int, int]]:
    """Tell a bundle's files apart from what they are after somebody mended them."""
    looks = ((path.name, path.stat()) for path in folder.iterdir())
    return frozenset((name, look.st_size, look.st_mtime_ns) for name, look in looks)
