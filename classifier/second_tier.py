"""The text model with a second tier: an encoder is asked where the n-grams are unsure, and both speak together.

N-grams answer most messages in a fraction of a millisecond; the encoder takes milliseconds and knows sentences. What
they say together is ``slope · margin + weight · encoder's logit + offset``, a log-odds for each category.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from classifier.encoder import CATEGORIES, NETWORK, TOKENIZER, Encoder
from classifier.errors import BundleError
from classifier.normalize import Normalized
from classifier.taxonomy import Category
from classifier.text_model import TextModel

JOINING = "joining.json"


@dataclass(frozen=True, slots=True)
class Joining:
    """How the tiers speak together; four numbers each, in the order of ``Category``.

    The encoder is asked about a text if some category that it has a ``weight`` in has a probability by the n-grams of
    ``unsure`` to 1 - ``unsure``: 0 asks about every text. A category of weight 0 keeps what the n-grams say.
    """

    slopes: tuple[float, ...]  # of the n-grams' margins
    weights: tuple[float, ...]  # of the encoder's logits
    offsets: tuple[float, ...]
    unsure: float

    def to_json(self) -> str:
        """Write it as it stands in a bundle."""
        return json.dumps(asdict(self), indent=1) + "\n"

    @classmethod
    def from_json(cls, written: bytes) -> Self:
        """Read what `to_json` wrote. Raises ``BundleError`` if it is anything else."""
        try:
            told: dict[str, Any] = json.loads(written)
            slopes, weights, offsets = (_four(told[name]) for name in ("slopes", "weights", "offsets"))
            return cls(slopes, weights, offsets, float(told["unsure"]))
        except (ValueError, KeyError, TypeError) as error:
            raise BundleError("cách ghép hai tầng không đọc được / how the tiers join cannot be read") from error

    def asks(self, probabilities: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Tell about which texts the encoder is asked, (n,), by what the n-grams say of them, (n, 4)."""
        weighty = np.array(self.weights) > 0
        near = (probabilities >= self.unsure) & (probabilities <= 1 - self.unsure)
        return np.asarray((near & weighty).any(axis=1))

    def together(self, margins: NDArray[np.float64], logits: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give the probabilities (n, 4) of texts that both were asked about."""
        odds = margins * np.array(self.slopes) + logits * np.array(self.weights) + np.array(self.offsets)
        probabilities: NDArray[np.float64] = expit(odds)
        return probabilities


def _four(numbers: Sequence[float]) -> tuple[float, ...]:
    if len(numbers) != len(Category):
        raise ValueError(len(numbers))
    return tuple(float(number) for number in numbers)


class TwoTierModel(TextModel):
    """The text model ``ngrams`` and an encoder beside it, joined by ``joining``; immutable and safe across threads."""

    def __init__(self, ngrams: TextModel, encoder: Encoder, joining: Joining) -> None:
        super().__init__(ngrams.linear, ngrams.slopes, ngrams.offsets, ngrams.marker)
        self.ngrams = ngrams
        self.encoder = encoder
        self.joining = joining

    def probabilities_of(self, normalized: Sequence[Normalized]) -> NDArray[np.float64]:
        """Score normalised texts, (n, 4), asking the encoder where the n-grams are unsure.

        A text of which the n-grams know nothing is not asked about: the assessment abstains from it as without encoder.
        """
        probabilities, margins, readable = self._by_ngrams(normalized)
        asked = np.flatnonzero(readable & self.joining.asks(probabilities))
        if len(asked):
            logits = self.encoder.logits_apart([normalized[int(at)].text for at in asked], CATEGORIES)
            # a category without a weight keeps the very bits that the n-grams gave it
            weighty = np.array(self.joining.weights) > 0
            both = self.joining.together(margins[asked], logits)
            probabilities[asked] = np.where(weighty, both, probabilities[asked])
        return probabilities

    def asked_of(self, normalized: Sequence[Normalized]) -> NDArray[np.bool_]:
        """Tell about which texts the encoder would be asked, (n,)."""
        probabilities, _, readable = self._by_ngrams(normalized)
        return readable & self.joining.asks(probabilities)

    def evidence(self, normalized: Normalized, category: Category, most: int = 3) -> list[tuple[int, int, float]]:
        """Find the words as the n-grams do; where none of theirs speaks for ``category``, it is the whole message.

        The encoder reads sentences and points at no word: what it alone has seen is shown whole, with weight 0.
        """
        found = super().evidence(normalized, category, most)
        written = normalized.original
        if found or not written.strip() or not self.joining.weights[list(Category).index(category)]:
            return found
        return [(len(written) - len(written.lstrip()), len(written.rstrip()), 0.0)]

    def _by_ngrams(
        self, normalized: Sequence[Normalized]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
        margins, readable = self.margins_of(normalized)
        return self.calibrated(margins, readable), margins, readable


def apart(model: TextModel) -> tuple[TextModel, dict[str, bytes]]:
    """Give the n-grams of a model, and the files of its second tier by name: none where it has none."""
    if not isinstance(model, TwoTierModel):
        return model, {}
    return model.ngrams, {
        NETWORK: model.encoder.network,
        TOKENIZER: model.encoder.words.encode(),
        JOINING: model.joining.to_json().encode(),
    }


def joined(ngrams: TextModel, files: Mapping[str, bytes]) -> TextModel:
    """Put together what `apart` took apart; opens the encoder, so that no report waits for it.

    Raises ``BundleLibraryError`` if what runs it is not installed, ``BundleError`` if a file is odd.
    """
    if NETWORK not in files:
        return ngrams
    encoder = Encoder(files[NETWORK], files[TOKENIZER].decode(), {CATEGORIES: [str(each) for each in Category]})
    encoder.open()
    return TwoTierModel(ngrams, encoder, Joining.from_json(files[JOINING]))
