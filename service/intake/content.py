"""What a report holds: as a value, and as it lies in the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from classifier.schema import Message, Submission
from classifier.taxonomy import Speaker
from service.models import Report
from service.outages import UnopenedError
from service.sealing.keyring import unsealed
from service.sealing.keys import SealError
from service.words import Reporter

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Content:
    """What somebody sent in: what is scored, and what only people read."""

    submission: Submission
    reporter: Reporter = Reporter.OTHER
    note: str | None = None  # the reporter's own words to the counsellor
    reference: str | None = None  # the filing system's own name for it

    def laid_down(self) -> dict[str, Any]:
        """Write it as plain values for the database; the reporter's role has a column of its own."""
        return {
            "messages": [{"speaker": m.speaker.value, "text": m.text} for m in self.submission.messages],
            "happening_now": self.submission.happening_now,
            "adult_has_access": self.submission.adult_has_access,
            "unread_screenshots": self.submission.unread_screenshots,
            "note": self.note,
            "reference": self.reference,
        }


def content_of(session: Session, report: Report) -> Content:
    """Open what somebody sent in; UnopenedError if its key is lost or it was changed."""
    try:
        return taken_up(unsealed(session, report, Report.content), report.reporter)
    except SealError:
        raise UnopenedError from None


def taken_up(stored: dict[str, Any], reporter: str) -> Content:
    """Read what ``laid_down`` wrote."""
    return Content(
        submission=Submission(
            messages=tuple(Message(m["text"], Speaker(m["speaker"])) for m in stored["messages"]),
            happening_now=stored["happening_now"],
            adult_has_access=stored["adult_has_access"],
            unread_screenshots=stored["unread_screenshots"],
        ),
        reporter=Reporter(reporter),
        note=stored["note"],
        reference=stored["reference"],
    )
