"""The decision form: what somebody typed, kept word for word until it is a ruling."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, TypeVar

from fastapi import Request

from classifier.limits import unusable_character
from classifier.taxonomy import Category, Tier
from service.cases.file import Ruling
from service.errors import FieldError, InvalidError
from service.words import Outcome, Target

if TYPE_CHECKING:
    from collections.abc import Mapping

    from service.queue.entry import Entry

_Choice = TypeVar("_Choice", Category, Tier)

_LONGEST_CHOICE = 40
_LONGEST_REASON = 2_000
LONGEST_NOTE = 10_000


@dataclass(frozen=True, slots=True)
class DecisionForm:
    """The fields as they were sent."""

    outcome: str = ""
    category: str = ""
    tier: str = ""
    reason: str = ""
    note: str = ""
    targets: tuple[str, ...] = ()
    fence: str = ""
    csrf: str = ""

    @classmethod
    def blank(cls, entry: Entry) -> Self:
        """Make a form for a case, with the machine's first guess of the category chosen."""
        return cls(
            category=entry.categories[0].value if entry.categories else "", tier=entry.tier.value if entry.tier else ""
        )

    @classmethod
    def drafted(cls, content: Mapping[str, Any]) -> Self:
        """Make it from a draft; what a draft of another page holds besides is left alone."""
        words = {name: str(content.get(name, "")) for name in ("outcome", "category", "tier", "reason", "note")}
        return cls(**words, targets=tuple(str(target) for target in content.get("targets", ())))

    @property
    def fits(self) -> bool:
        """Whether it is small enough to be kept as a draft."""
        return max(len(self.reason), len(self.note)) <= LONGEST_NOTE and all(
            len(word) <= _LONGEST_CHOICE for word in (self.outcome, self.category, self.tier, *self.targets)
        )

    @property
    def typed(self) -> bool:
        """Whether there is anything to lose."""
        return bool(self.outcome or self.reason or self.note)

    @property
    def token(self) -> int:
        """The lease's token; -1, which no lease has, if the form holds none."""
        return int(self.fence) if self.fence.isdecimal() else -1

    def ruling(self) -> Ruling:
        """Read the fields; InvalidError naming the ones that cannot be read."""
        errors = []
        if self.outcome not in {outcome.value for outcome in Outcome}:
            errors.append(FieldError("outcome", "hãy chọn một kết quả", "choose how it ends"))
        for name, text, longest in (("reason", self.reason, _LONGEST_REASON), ("note", self.note, LONGEST_NOTE)):
            if len(text) > longest or unusable_character(text) is not None:
                errors.append(FieldError(name, f"tối đa {longest} ký tự, không có ký tự điều khiển", "too long"))
        if errors:
            raise InvalidError(errors=errors)
        outcome = Outcome(self.outcome)
        # A form without scripts sends every field; what does not belong to the outcome is left out, not refused.
        return Ruling(
            outcome=outcome,
            category=None if outcome is Outcome.CLOSED_NO_HARM else _known(Category, self.category),
            tier=_known(Tier, self.tier),
            reason=self.reason.strip() or None,
            note=self.note.strip() or None,
            targets=tuple(target for target in Target if target.value in self.targets)
            if outcome is Outcome.ESCALATED
            else (),
        )


async def decision_form(request: Request) -> DecisionForm:
    """Take the fields from a request. None is required here: what somebody typed is never answered with a bare 422."""
    sent = await request.form()
    words = {
        name: str(sent.get(name, "")) for name in ("outcome", "category", "tier", "reason", "note", "fence", "csrf")
    }
    words["note"] = words["note"].replace("\r\n", "\n")
    return DecisionForm(**words, targets=tuple(str(target) for target in sent.getlist("targets")))


def _known(words: type[_Choice], value: str) -> _Choice | None:
    return words(value) if value in {word.value for word in words} else None
