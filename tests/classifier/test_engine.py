from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from classifier.engine import Classifier
from classifier.schema import Message, Submission
from classifier.taxonomy import Category, Signal, Speaker, Tier

CHILD, OTHER, UNKNOWN = Speaker.CHILD, Speaker.OTHER, Speaker.UNKNOWN


def said(*lines: tuple[Speaker, str], **told: int) -> Submission:
    return Submission(tuple(Message(text, speaker) for speaker, text in lines), **told)  # type: ignore[arg-type]


QUIET = "mai lớp mình học thể dục tiết mấy vậy"


def codes(classifier: Classifier, submission: Submission) -> set[str]:
    return {reason.code for reason in classifier.assess(submission).reasons}


@pytest.mark.parametrize(
    ("tier", "lines"),
    [
        (Tier.P0, [(OTHER, "không chuyển tiền thì tao đăng [ẢNH] lên nhóm lớp")]),
        (Tier.P0, [(CHILD, "em không muốn sống nữa cô ơi")]),
        (Tier.P0, [(OTHER, "mai gặp anh nhé, đi một mình thôi")]),
        (Tier.P0, [(OTHER, "đừng nói với mẹ nhé"), (OTHER, "cuối tuần gặp anh nha em")]),
        (Tier.P1, [(OTHER, "[YÊU CẦU ẢNH] nhé em")]),
        (Tier.P1, [(OTHER, "đừng nói với bố mẹ nhé"), (OTHER, "anh nạp thẻ cho em"), (OTHER, "qua Zalo nói riêng")]),
        (Tier.P1, [(OTHER, "tan học tao đánh mày chết")]),
        (Tier.P2, [(OTHER, "cả lớp đừng chơi với nó nữa")]),
        (Tier.P2, [(OTHER, "mày ngu như bò"), (OTHER, "đồ vô dụng"), (OTHER, "câm mồm đi")]),
        (Tier.P2, [(CHILD, "các bạn đánh em, em sợ lắm")]),
        (Tier.P3, [(OTHER, "đồ óc chó")]),
        (Tier.P3, [(OTHER, QUIET)]),
        (Tier.P3, [(OTHER, "mai gặp ở thư viện nhé")]),
        (Tier.P3, [(OTHER, "mai gặp nhau nhé"), (CHILD, "ừ, tớ mang đề cương")]),
    ],
)
def test_tiers(tiny_classifier: Classifier, tier: Tier, lines: list[tuple[Speaker, str]]) -> None:
    assert tiny_classifier.assess(said(*lines)).tier is tier


def test_missing_marks_do_not_lower_the_tier(tiny_classifier: Classifier) -> None:
    assert tiny_classifier.assess(said((CHILD, "em khong muon song nua co oi"))).tier is Tier.P0
    assert tiny_classifier.assess(said((OTHER, "mai gap anh nhe, di mot minh thoi"))).tier is Tier.P0


def test_the_reporters_word_is_enough(tiny_classifier: Classifier) -> None:
    assert tiny_classifier.assess(said((OTHER, QUIET), happening_now=True)).tier is Tier.P0
    assert tiny_classifier.assess(said((OTHER, QUIET), adult_has_access=True)).tier is Tier.P0
    assert tiny_classifier.assess(said((OTHER, QUIET), unread_screenshots=2)).tier is Tier.P1


def test_too_little_is_said_and_hides_nothing(tiny_classifier: Classifier) -> None:
    empty = tiny_classifier.assess(said((UNKNOWN, "🙂🙂")))
    assert empty.abstained
    assert empty.tier is Tier.P3
    assert "too_little" in {reason.code for reason in empty.reasons}
    told = tiny_classifier.assess(said((UNKNOWN, "!!!"), happening_now=True))
    assert told.abstained
    assert told.tier is Tier.P0
    assert not tiny_classifier.assess(said((UNKNOWN, "rạch tay"))).abstained


def test_screenshots_alone_are_assessed_without_a_message(tiny_classifier: Classifier) -> None:
    alone = tiny_classifier.assess(Submission((), unread_screenshots=1))
    assert alone.tier is Tier.P1
    assert alone.abstained
    assert set(alone.probabilities) == set(Category)


def test_findings_quote_the_text_as_written(tiny_classifier: Classifier) -> None:
    text = "  ĐỪNG nói với MẸ nhé 🌸"
    found = tiny_classifier.assess(said((OTHER, QUIET), (OTHER, text))).findings
    secrecy = next(finding for finding in found if finding.signal is Signal.SECRECY)
    assert secrecy.span.message == 1
    assert text[secrecy.span.start : secrecy.span.end] == "ĐỪNG nói với MẸ"


def test_findings_are_strongest_first_and_few(tiny_classifier: Classifier) -> None:
    lines = [(OTHER, "đồ óc chó, tao đánh mày chết, đừng nói với mẹ, đăng [ẢNH] lên nhóm nếu không trả tiền")] * 50
    found = tiny_classifier.assess(said(*lines)).findings
    assert [finding.score for finding in found] == sorted((finding.score for finding in found), reverse=True)
    assert len(found) <= 20
    assert Signal.INSULT in {finding.signal for finding in found}


def test_reasons_are_most_urgent_first_and_the_first_gives_the_tier(tiny_classifier: Classifier) -> None:
    assessment = tiny_classifier.assess(
        said((OTHER, "đừng nói với mẹ nhé"), (OTHER, "mai gặp anh nhé, đi một mình thôi"), (OTHER, "đồ óc chó"))
    )
    tiers = [reason.tier for reason in assessment.reasons]
    assert tiers == sorted(tiers)
    assert tiers[0] is assessment.tier
    assert all(reason.vi and reason.en for reason in assessment.reasons)


def test_no_reason_accuses_or_reassures(tiny_classifier: Classifier) -> None:
    for text in ("[YÊU CẦU ẢNH]", QUIET, "đồ óc chó", "em sợ lắm"):
        for reason in tiny_classifier.assess(said((UNKNOWN, text))).reasons:
            words = f"{reason.vi} {reason.en}".lower()
            assert not any(word in words for word in ("predator", "safe", "an toàn", "yêu râu xanh", "thủ phạm"))


def test_many_at_once_say_the_same_as_one_by_one(tiny_classifier: Classifier) -> None:
    submissions = [
        said((OTHER, "đừng nói với mẹ nhé"), (CHILD, "dạ")),
        Submission((), unread_screenshots=1),
        said((UNKNOWN, QUIET)),
        said((CHILD, "em không muốn sống nữa")),
    ]
    assert tiny_classifier.assess_many(submissions) == [tiny_classifier.assess(one) for one in submissions]


def test_two_thousand_messages_take_less_than_two_seconds(tiny_classifier: Classifier) -> None:
    choice = random.Random(0)  # noqa: S311 - a mixture, no secret
    texts = [QUIET, "đừng nói với mẹ nhé", "em sợ lắm", "mẹ nấu canh chua rồi con về ăn cơm nha", "đồ óc chó"]
    long = said(*((choice.choice([CHILD, OTHER]), f"{choice.choice(texts)} {i}") for i in range(2_000)))
    start = time.process_time()  # of the processor: what else the machine does must not count
    tiny_classifier.assess(long)
    assert time.process_time() - start < 2


def test_another_process_says_the_same_in_the_same_order(tiny_var: Path) -> None:
    """Sets of strings change their order from process to process; assessments must not."""
    script = (
        "from pathlib import Path; import sys; from classifier import bundle; from classifier.engine import Classifier;"
        "from classifier.schema import Message, Submission; var = Path(sys.argv[1]);"
        "key = bundle.read_public_key(var / 'keys' / 'model-signing.pub');"
        "judge = Classifier.load(bundle.champion_folder(var / 'models'), key);"
        "texts = 'đừng nói với bố mẹ nhé, anh nạp thẻ cho, qua Zalo nói chuyện riêng', 'cả lớp nghỉ chơi với nó đi';"
        "print(judge.assess(Submission(tuple(map(Message, texts)))))"
    )
    said = {
        subprocess.run(  # noqa: S603 - our own words above
            [sys.executable, "-c", script, str(tiny_var)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1
    assert b"private_channel" in said.pop()
