"""What a report has that another may have, too, laid down as keyed digests: the table tells nobody what it was."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from service.attachments import service as attachments
from service.attachments.transcript import transcript
from service.intake.content import content_of
from service.related import repository
from service.related.likeness import bands
from service.related.mentions import mentions
from service.words import AttachmentState, MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.orm import Session

    from classifier.schema import Message
    from service.attachments.picture import Picture
    from service.models import Attachment, Report
    from service.secret import Secret

_MOST_NAMED = 200  # things of one report: a list of a thousand numbers is no trace
_MOST_CHARACTERS = 200_000  # of one report that are looked through for them
Digests = frozenset[tuple[MentionKind, bytes]]


@dataclass(frozen=True, slots=True)
class Said:
    """All the words of a report, typed and read."""

    messages: tuple[str, ...]
    note: str | None = None  # to the counsellor
    whole: bool = True  # False: it has a file that was not read, so its words are not all it says


def said(messages: Sequence[Message], note: str | None, pictures: Sequence[Picture]) -> Said:
    """Put a report's words together."""
    return Said(
        tuple(message.text for message in messages),
        note,
        whole=all(picture.state is AttachmentState.READ and not picture.unread for picture in pictures),
    )


def digest_of(secret: Secret, kind: MentionKind, value: bytes) -> bytes:
    """Hash one thing. The key is the service's own, so that nobody can try all telephone numbers."""
    return secret.digest("mention", kind.value.encode(), value)


def digests(secret: Secret, words: Said, own_contacts: tuple[str, ...]) -> Digests:
    """Hash all that is named in a report, and what near copies of its words would have in common.

    ``own_contacts`` are the school's own numbers, pages and accounts: they have nothing to tell.
    """
    ours = _own(own_contacts)
    named = (one for one in _named(words) if one not in ours)
    found = {(kind, digest_of(secret, kind, value.encode())) for kind, value in islice(named, _MOST_NAMED)}
    if words.whole:
        kind = MentionKind.TEXT
        found |= {(kind, digest_of(secret, kind, band)) for band in bands(words.messages)}
    return frozenset(found)


def note_picture(session: Session, secret: Secret, file: Attachment, school_id: str) -> None:
    """Lay down which file it was: its bytes alone, so that a sealed one need not be opened. Needs a ``write()``."""
    kind = MentionKind.PICTURE
    repository.add(session, file.report_id, school_id, frozenset({(kind, digest_of(secret, kind, file.sha256))}))


def noted_pictures(session: Session, report_id: str) -> Digests:
    """Read what was laid down of a report's files."""
    return frozenset((MentionKind.PICTURE, digest) for digest in repository.pictures_of(session, report_id))


def words_of(session: Session, report: Report) -> Said:
    """Open a report's words as they are known now: typed, noted, and read from its pictures; UnopenedError."""
    content = content_of(session, report)
    pictures = attachments.of_report(session, report.id)
    messages = (*content.submission.messages, *transcript(pictures, content.reporter).messages)
    return said(messages, content.note, pictures)


def note_again(session: Session, secret: Secret, own: tuple[str, ...], report: Report) -> None:
    """Lay a report's words down once more, as they are known now. Needs a ``write()`` session; UnopenedError."""
    words = words_of(session, report)
    repository.forget_words(session, report.id)
    repository.lay_words(session, report.id, report.school_id, digests(secret, words, own))


def _named(words: Said) -> Iterator[tuple[MentionKind, str]]:
    """Give what is named, each once, in the order in which it stands."""
    told: set[tuple[MentionKind, str]] = set()
    left = _MOST_CHARACTERS
    for text in (words.note or "", *words.messages):
        for found in mentions(text[:left]):
            if (found.kind, found.value) not in told:
                told.add((found.kind, found.value))
                yield found.kind, found.value
        left -= min(left, len(text))


@cache
def _own(contacts: tuple[str, ...]) -> frozenset[tuple[MentionKind, str]]:
    return frozenset((found.kind, found.value) for text in contacts for found in mentions(text))
