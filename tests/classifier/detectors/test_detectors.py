from __future__ import annotations

import time
import unicodedata

import pytest

from classifier.detectors import DETECTORS, Scanner
from classifier.detectors.phrase import compile_phrase
from classifier.detectors.vocabulary import AMBIGUOUS_BARE, GROUPS
from classifier.normalize import Normalized, normalize
from classifier.taxonomy import Signal, Speaker
from tests.contracts.detectors import DetectorContract


class TestSecrecy(DetectorContract):
    signal = Signal.SECRECY


class TestAgeProbe(DetectorContract):
    signal = Signal.AGE_PROBE


class TestParentProbe(DetectorContract):
    signal = Signal.PARENT_PROBE


class TestIsolation(DetectorContract):
    signal = Signal.ISOLATION


class TestPrivateChannel(DetectorContract):
    signal = Signal.PRIVATE_CHANNEL


class TestGift(DetectorContract):
    signal = Signal.GIFT


class TestExcessPraise(DetectorContract):
    signal = Signal.EXCESS_PRAISE


class TestImageRequest(DetectorContract):
    signal = Signal.IMAGE_REQUEST


class TestMeeting(DetectorContract):
    signal = Signal.MEETING


class TestThreat(DetectorContract):
    signal = Signal.THREAT


class TestSextortion(DetectorContract):
    signal = Signal.SEXTORTION


class TestFearOfDetection(DetectorContract):
    signal = Signal.FEAR_OF_DETECTION


class TestChildDistress(DetectorContract):
    signal = Signal.CHILD_DISTRESS


class TestInsult(DetectorContract):
    signal = Signal.INSULT


class TestExclusion(DetectorContract):
    signal = Signal.EXCLUSION


class TestHate(DetectorContract):
    signal = Signal.HATE


class TestBodyShaming(DetectorContract):
    signal = Signal.BODY_SHAMING


class TestDoxxing(DetectorContract):
    signal = Signal.DOXXING


class TestSexualTalk(DetectorContract):
    signal = Signal.SEXUAL_TALK


class TestSelfHarmIntent(DetectorContract):
    signal = Signal.SELF_HARM_INTENT


def test_every_signal_has_a_detector_and_a_contract() -> None:
    tried = {contract.signal for contract in DetectorContract.__subclasses__()}
    assert {detector.signal for detector in DETECTORS} == tried == set(Signal)


def test_detectors_have_different_names() -> None:
    assert len({detector.name for detector in DETECTORS}) == len(DETECTORS)


def test_phrases_are_written_as_the_normaliser_writes_them() -> None:
    """A word that normalising changes would never be found."""
    texts = [source for detector in DETECTORS for source in (*detector.phrases, *detector.marked, *detector.reported)]
    for source in [*texts, *GROUPS.values(), *AMBIGUOUS_BARE]:
        assert unicodedata.is_normalized("NFC", source)
        assert source == source.lower()


def test_a_phrase_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="no word"):
        compile_phrase("# $")


def test_a_child_who_asks_for_an_age_is_no_stranger() -> None:
    scanner = Scanner(DETECTORS)
    assert scanner.scan(normalize("em mấy tuổi rồi"), Speaker.OTHER)
    assert not scanner.scan(normalize("em mấy tuổi rồi"), Speaker.CHILD)


def test_a_comma_keeps_two_thoughts_apart() -> None:
    scanner = Scanner(detector for detector in DETECTORS if detector.name == "sexual_talk")
    assert not scanner.scan(normalize("chị ngủ chưa, với một đêm nữa là xong đồ án"))


def test_all_detectors_together_cost_little_on_a_quiet_message() -> None:
    """Budget 60 µs for ten words; the bound here is looser, because machines that run tests are shared."""
    scanner = Scanner(DETECTORS)
    quiet = [
        normalize("chiều nay lớp mình học thêm toán ở phòng nào"),
        normalize("mẹ nấu canh chua, con về sớm ăn cơm nha"),
        normalize("mai nop bai van nho mang theo vo bai tap"),
    ]
    best = min(_seconds(scanner, quiet) for _ in range(20))
    assert best / len(quiet) < 300e-6


def _seconds(scanner: Scanner, messages: list[Normalized]) -> float:
    start = time.perf_counter()
    for message in messages:
        scanner.scan(message)
    return time.perf_counter() - start
