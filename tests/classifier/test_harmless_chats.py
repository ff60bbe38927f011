"""Forty harmless messages in a row raise no alarm: among many messages one looks bad by chance."""

from __future__ import annotations

import numpy as np

from classifier.engine import Classifier
from classifier.schema import Message, Submission
from classifier.taxonomy import Speaker, Tier
from training.checklist import read
from training.checklist.cases import Harmless

CHATS, LENGTH = 100, 40
LEAST = 0.6  # of the chats; what was reached when this was written, less a little


def test_chats_of_harmless_messages_stay_at_p3(seed_classifier: Classifier) -> None:
    """Drawn from the harmless look-alikes of the checklist, none of which the model has learnt."""
    texts = [
        c.submission.messages[0].text for c in read() if isinstance(c, Harmless) and len(c.submission.messages) == 1
    ]
    chance = np.random.default_rng(1)
    speakers = (Speaker.OTHER, Speaker.CHILD)
    chats = [
        Submission(tuple(Message(texts[at], speakers[turn % 2]) for turn, at in enumerate(drawn)))
        for drawn in chance.integers(0, len(texts), (CHATS, LENGTH)).tolist()
    ]
    stay = sum(answer.tier is Tier.P3 for answer in seed_classifier.assess_many(chats))
    assert stay / CHATS >= LEAST, f"{stay} of {CHATS}"
