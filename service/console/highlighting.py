"""Cuts a message into plain and marked pieces, so that a template can mark words without ever building HTML by hand."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from service.console.language import gettext as _
from service.console.language import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from classifier.schema import Finding


@dataclass(frozen=True, slots=True)
class Piece:
    """Some consecutive characters of a message and why they are marked; no ``reasons`` means plain text."""

    text: str
    reasons: tuple[str, ...] = ()


def reason_of(finding: Finding) -> str:
    """Say what a finding says about its words: the signal, or the category that the model saw."""
    if finding.signal is not None:
        return said(finding.signal)
    return _("lời lẽ giống %(category)s") % {"category": said(finding.category)}


def of_message(findings: Iterable[Finding], message: int) -> list[Finding]:
    """Pick the findings on one message, in reading order."""
    return sorted(
        (finding for finding in findings if finding.span.message == message),
        key=lambda finding: (finding.span.start, finding.span.end),
    )


def pieces(text: str, findings: Sequence[Finding]) -> list[Piece]:
    """Cut ``text`` at every border of a finding; the pieces joined give ``text`` again, character for character.

    Findings may overlap or reach past the end (an older model's offsets): what lies outside is left out.
    A template writes each piece with autoescape on, so a reporter's ``<script>`` stays text.
    """
    spans = [
        (max(0, finding.span.start), min(len(text), finding.span.end), reason_of(finding))
        for finding in findings
        if finding.span.start < min(len(text), finding.span.end)
    ]
    borders = sorted({0, len(text), *(start for start, _, _ in spans), *(end for _, end, _ in spans)})
    return _joined(
        Piece(
            text[left:right],
            tuple(dict.fromkeys(reason for start, end, reason in spans if start <= left and right <= end)),
        )
        for left, right in pairwise(borders)
    )


def reasons(findings: Iterable[Finding]) -> list[str]:
    """List every reason once, in the order in which it first appears."""
    return list(dict.fromkeys(reason_of(finding) for finding in findings))


def veiled(parts: Sequence[Piece]) -> list[Piece]:
    """Keep the shape without the words: every visible character becomes ``n``, spaces and marked places stay.

    A covered message leaves the server like this, so that nothing is read by accident, not even in the page's source.
    """
    return [Piece("".join(char if char.isspace() else "n" for char in part.text), part.reasons) for part in parts]


def _joined(parts: Iterable[Piece]) -> list[Piece]:
    """Neighbours with the same reasons made one."""
    joined: list[Piece] = []
    for part in parts:
        if joined and joined[-1].reasons == part.reasons:
            joined[-1] = Piece(joined[-1].text + part.text, part.reasons)
        else:
            joined.append(part)
    return joined
