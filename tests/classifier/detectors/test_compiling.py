"""Expressions are compiled when they are first needed, so that a start is quick; here every one is."""

from classifier.detectors import DETECTORS
from classifier.detectors.phrase import compile_phrase


def test_every_phrase_of_every_detector_compiles_in_both_views() -> None:
    for detector in DETECTORS:
        for source in (
            *detector.phrases,
            *detector.marked,
            *detector.bare,
            *detector.reported,
            *detector.quiet,
            *detector.idioms,
            *detector.meant,
        ):
            for bare in (False, True):
                if (phrase := compile_phrase(source, bare=bare)) is not None:
                    assert phrase.pattern.groups == 0
