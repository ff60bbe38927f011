"""The classifier: a submission in, an assessment out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

from classifier import bundle, conversation, explain, risk
from classifier.counter_evidence import weighed
from classifier.detectors import DETECTORS, Scanner
from classifier.normalize import Normalized, normalize
from classifier.schema import Assessment, Message, Submission
from classifier.watch import Track, Watch

if TYPE_CHECKING:
    import numpy as np
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from numpy.typing import NDArray

    from classifier.text_model import TextModel


class Classifier:
    """Says of a submission what was found in it. Holds a model and the detectors, and nothing of what it has read.

    One instance may be used from several threads. What goes wrong inside is raised: the caller keeps the report and
    queues it as "could not be assessed", so that no failure of one part passes for "nothing found".
    """

    def __init__(self, model: TextModel, version: str) -> None:
        self.model = model
        self.version = version
        self._scanner = Scanner(DETECTORS)

    @classmethod
    def load(cls, folder: Path, trusted: Ed25519PublicKey) -> Self:
        """Read a signed bundle; raises what :func:`classifier.bundle.read` raises."""
        read = bundle.read(folder, trusted)
        return cls(read.model, read.version)

    def assess(self, submission: Submission) -> Assessment:
        """Assess one submission. Deterministic: the same submission gives the same assessment."""
        return self.assess_many([submission])[0]

    def assess_many(self, submissions: Sequence[Submission]) -> list[Assessment]:
        """Assess submissions in their order, asking the text model once for all of their messages."""
        normalized = [[normalize(message.text) for message in submission.messages] for submission in submissions]
        flat = [text for texts in normalized for text in texts]
        chances = weighed(flat, self.model.probabilities_of(flat)) if flat else None
        assessments, at = [], 0
        for submission, texts in zip(submissions, normalized, strict=True):
            own = None if chances is None else chances[at : at + len(texts)]
            assessments.append(self._assessment(submission, texts, own))
            at += len(texts)
        return assessments

    def watch(self) -> Watch:
        """Begin to watch a conversation that goes on, message by message."""
        return Watch(self._read)

    def _read(self, message: Message) -> conversation.Reading:
        text = normalize(message.text)
        chances = weighed([text], self.model.probabilities_of([text]))[0]
        hits = self._scanner.scan(text, message.speaker)
        return conversation.Reading(text, message.speaker, chances, tuple(hits))

    def _assessment(
        self, submission: Submission, texts: Sequence[Normalized], chances: NDArray[np.float64] | None
    ) -> Assessment:
        readings = [
            conversation.Reading(text, message.speaker, chances[i], tuple(self._scanner.scan(text, message.speaker)))
            for i, (message, text) in enumerate(zip(submission.messages, texts, strict=True))
            if chances is not None
        ]
        track = Track()
        for reading in readings:
            track.take(reading)
        together, abstained = track.together, track.abstained
        rating = risk.rate(submission, together, readings, abstained=abstained, asked_by_messages=track.asked)
        found = explain.findings(self.model, readings, together)
        return Assessment(
            model=self.version,
            tier=rating.tier,
            risk=rating.risk,
            probabilities=together.probabilities,
            findings=found,
            reasons=rating.reasons,
            abstained=abstained,
            first_reached=track.first_reached(),
            evidence=explain.evidence(self.model, readings, found, rating.reasons, rating.tier),
            counter_evidence=explain.counter_evidence(readings, found, together, rating.reasons, rating.tier),
        )
