"""Readings made by hand: what the detectors and the text model would say, without either."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from classifier.conversation import Reading
from classifier.detectors import DETECTORS, Detector, Hit
from classifier.normalize import normalize
from classifier.taxonomy import Speaker

BY_NAME = {detector.name: detector for detector in DETECTORS}
WEAK = [BY_NAME[name] for name in ("secrecy", "gift", "private_channel", "age_probe", "parent_probe", "excess_praise")]
STRONG = [BY_NAME[name] for name in ("sextortion", "image_request", "meeting", "sexual_talk", "threat", "isolation")]
TEXTS = ("…", "em không thích đâu", "dạ mẹ", "tớ hỏi cậu nè", "chú cho cháu", "thầy nhắc các em", "sao vậy?")


def reading(
    *detectors: Detector, speaker: Speaker = Speaker.OTHER, chances: tuple[float, ...] = (0.02,) * 4, text: str = "…"
) -> Reading:
    return Reading(normalize(text), speaker, np.array(chances), tuple(Hit(detector, 0, 1) for detector in detectors))


chances = st.tuples(*[st.floats(0.001, 0.999)] * 4)
readings = st.builds(
    lambda found, speaker, likely, text: reading(*found, speaker=speaker, chances=likely, text=text),
    st.lists(st.sampled_from(DETECTORS), max_size=3),
    st.sampled_from(list(Speaker)),
    chances,
    st.sampled_from(TEXTS),
)
conversations = st.lists(readings, max_size=45)
