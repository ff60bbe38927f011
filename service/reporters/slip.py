"""What the reporter takes along: the receipt as digits, as words and as a QR code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import segno
from markupsafe import Markup

from service.intake import receipt

if TYPE_CHECKING:
    from fastapi import Request

    from service.context import Context

LOOK_UP = "/tra-cuu"


@dataclass(frozen=True, slots=True)
class Slip:
    """A receipt, ready to be shown once."""

    groups: tuple[str, ...]  # of five digits
    words: tuple[str, ...]
    address: str  # of the look-up page
    qr: Markup  # SVG; the receipt stands behind the #, which no browser sends to a server


def slip(receipt_text: str, site: str) -> Slip:
    """Lay a receipt out; ``site`` is the address of this service as reporters reach it."""
    groups, address = tuple(receipt_text.split("-")), site + LOOK_UP
    return Slip(groups, receipt.in_words(receipt_text), address, qr(f"{address}#{'-'.join(groups)}"))


def qr(content: str) -> Markup:
    """Draw a QR code as SVG: black on white whatever the page's colours, or cameras would not read it."""
    drawn = segno.make(content, micro=False, error="m").svg_inline(scale=4, border=3, dark="#000", light="#fff")
    return Markup(drawn)  # noqa: S704 - drawn by segno of an address of ours; it holds numbers and paths only


def site_of(request: Request, context: Context) -> str:
    """Tell the address of this service as whoever asks reached it."""
    return (context.settings.public_url or str(request.base_url)).rstrip("/")
