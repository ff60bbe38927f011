"""All detectors, in the order of the signals."""

from __future__ import annotations

from classifier.detectors.age_probe import AGE_PROBE
from classifier.detectors.body_shaming import BODY_SHAMING
from classifier.detectors.child_distress import CHILD_DISTRESS
from classifier.detectors.detector import Detector
from classifier.detectors.doxxing import DOXXING
from classifier.detectors.excess_praise import EXCESS_PRAISE
from classifier.detectors.exclusion import EXCLUSION
from classifier.detectors.fear_of_detection import FEAR_OF_DETECTION
from classifier.detectors.gift import GIFT
from classifier.detectors.hate import HATE
from classifier.detectors.image_request import IMAGE_REQUEST, IMAGE_REQUEST_PLAIN
from classifier.detectors.insult import INSULT
from classifier.detectors.isolation import ISOLATION
from classifier.detectors.meeting import MEETING, MEETING_PLAIN
from classifier.detectors.parent_probe import PARENT_PROBE
from classifier.detectors.private_channel import PRIVATE_CHANNEL
from classifier.detectors.secrecy import SECRECY
from classifier.detectors.self_harm_intent import SELF_HARM_INTENT
from classifier.detectors.sextortion import SEXTORTION
from classifier.detectors.sexual_talk import SEXUAL_TALK
from classifier.detectors.threat import THREAT

DETECTORS: tuple[Detector, ...] = (
    SECRECY,
    AGE_PROBE,
    PARENT_PROBE,
    ISOLATION,
    PRIVATE_CHANNEL,
    GIFT,
    EXCESS_PRAISE,
    IMAGE_REQUEST,
    IMAGE_REQUEST_PLAIN,
    MEETING,
    MEETING_PLAIN,
    THREAT,
    SEXTORTION,
    FEAR_OF_DETECTION,
    CHILD_DISTRESS,
    INSULT,
    EXCLUSION,
    HATE,
    BODY_SHAMING,
    DOXXING,
    SEXUAL_TALK,
    SELF_HARM_INTENT,
)
