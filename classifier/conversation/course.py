"""How a conversation goes: in which order signs come, who leads, and whether a no is heard.

Order, after the stages that Save the Children's *Netsmart* handbook and Disrupting Harm in Viet Nam (2022) describe:
first trust, then hiding from the adults, then asking. In constant memory.
"""

from __future__ import annotations

from classifier.conversation.manner import as_elder, asks, refuses
from classifier.conversation.reading import Reading
from classifier.taxonomy import CATEGORY_OF, Category, Signal, Speaker

_NEAR = 20  # messages within which one step follows from another
_HEARD = 5  # messages within which a no answers a sign, and a further sign ignores the no

_TRUST = frozenset({Signal.EXCESS_PRAISE, Signal.GIFT, Signal.AGE_PROBE})
_HIDING = frozenset(
    {
        Signal.SECRECY,
        Signal.PRIVATE_CHANNEL,
        Signal.ISOLATION,
        Signal.PARENT_PROBE,
        Signal.FEAR_OF_DETECTION,
    }
)
_ASKING = frozenset({Signal.IMAGE_REQUEST, Signal.MEETING, Signal.SEXTORTION})

_NO_QUESTIONS = dict.fromkeys(Speaker, 0)
_ENOUGH_QUESTIONS = 4
_NEARLY_ALL = 0.75
_UNANSWERED = 6  # messages of the other person in a row


class Course:
    """Running readings of order, lead and resistance."""

    def __init__(self) -> None:
        self.steps = 0  # 0..2, the most of any stretch
        self.pressed = False
        self.kinship = False
        self._trust: int | None = None  # latest message with a sign of trust
        self._hiding: int | None = None
        self._hiding_after_trust: int | None = None
        self._sign: int | None = None  # latest sign of grooming by somebody else than the child
        self._no: int | None = None  # latest no of the child to such a sign
        self._questions = _NO_QUESTIONS.copy()
        self._run = self._longest_run = 0
        self._child_spoke = False

    @property
    def led_by_other(self) -> bool:
        """Whether the other person asks nearly all questions, or writes on and on unanswered by a child who did."""
        asked = self._questions[Speaker.OTHER]
        of_all = asked + self._questions[Speaker.CHILD]
        leads = asked >= _ENOUGH_QUESTIONS and asked >= _NEARLY_ALL * of_all
        return self._child_spoke and (leads or self._longest_run >= _UNANSWERED)

    def add(self, index: int, reading: Reading) -> None:
        """Take message ``index``."""
        by_child = reading.speaker is Speaker.CHILD
        no = by_child and refuses(reading.normalized)
        signs = [hit for hit in reading.hits if CATEGORY_OF[hit.detector.signal] is Category.GROOMING]
        for hit in signs:
            self._order(index, hit.detector.signal)
        if by_child:
            self._child_spoke = True
            if no and _near(self._sign, index, _HEARD):
                self._no = index
        elif signs:
            self.pressed = self.pressed or _near(self._no, index, _HEARD)
            self._sign = index
        if reading.speaker is Speaker.OTHER:
            self._run += 1
            self._longest_run = max(self._longest_run, self._run)
            self.kinship = self.kinship or as_elder(reading.normalized)
        else:
            self._run = 0
        self._questions[reading.speaker] += not no and asks(reading.normalized)  # "em không gửi đâu" asks nothing

    def _order(self, index: int, signal: Signal) -> None:
        if signal in _ASKING:
            if _near(self._hiding_after_trust, index, _NEAR):
                self.steps = 2
            elif _near(self._trust, index, _NEAR) or _near(self._hiding, index, _NEAR):
                self.steps = max(self.steps, 1)
        elif signal in _HIDING:
            if _near(self._trust, index, _NEAR):
                self.steps = max(self.steps, 1)
                self._hiding_after_trust = index
            self._hiding = index
        elif signal in _TRUST:
            self._trust = index


def _near(before: int | None, index: int, most: int) -> bool:
    return before is not None and index - before <= most
