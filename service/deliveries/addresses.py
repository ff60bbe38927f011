"""Where a delivery may go: checked when an address is set, and again at every connection.

A lead sets addresses, and the service stands inside the school's network: without these checks a webhook could reach
what only the inside may reach (server-side request forgery, OWASP).
"""

from __future__ import annotations

import ipaddress
import socket
from email.errors import MessageError
from email.headerregistry import Address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from classifier.limits import unusable_character
from service.errors import FieldError
from service.words import Channel

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 500
_LONGEST_EMAIL = 254  # RFC 5321
_LONGEST_LABEL = 63  # RFC 1035
_LONGEST_NAME = 200
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class AddressError(Exception):
    """A name leads to an address that may not be sent to."""


def check_name(name: str) -> FieldError | None:
    """Say what is wrong with a recipient's name; ``None`` if nothing is."""
    if not name or len(name) > _LONGEST_NAME or unusable_character(name) is not None:
        return FieldError("name", "hãy ghi tên, không quá 200 ký tự", "give a name of 200 characters at most")
    return None


def check(channel: Channel, address: str, *, private: bool) -> FieldError | None:
    """Say what is wrong with an address of that channel; ``None`` if nothing is.

    ``private``: whether webhooks may lead into private networks and to this machine, and over http there.
    """
    wrong = None  # a telephone number or a room is for people to read
    if len(address) > LONGEST:
        wrong = FieldError("address", "dài hơn 500 ký tự", "longer than 500 characters")
    elif unusable_character(address) is not None or any(char in address for char in "\r\n"):
        wrong = FieldError("address", "có ký tự không dùng được", "holds characters that cannot be used")
    elif channel is Channel.WEBHOOK:
        wrong = _check_url(address, private=private)
    elif channel is Channel.EMAIL:
        wrong = _check_email(address)
    return wrong


def _check_url(address: str, *, private: bool) -> FieldError | None:
    try:
        url = urlsplit(address)
        host = url.hostname if url.port != 0 else None
    except ValueError:
        host = None
    too_long = any(len(label) > _LONGEST_LABEL for label in (host or "").split("."))
    if not host or too_long or not address.isascii() or any(char.isspace() for char in address):
        return FieldError("address", "không phải địa chỉ web", "is no web address")
    if url.username or url.password or url.fragment:
        return FieldError("address", "không được chứa mật khẩu hay dấu #", "must hold no password and no fragment")
    if url.scheme != "https" and not (private and url.scheme == "http"):
        return FieldError("address", "phải bắt đầu bằng https://", "must begin with https://")
    literal = _literal(host)
    inside = host == "localhost" or host.endswith((".localhost", ".local", ".internal"))
    if not private and (inside or (literal is not None and not public(literal))):
        return FieldError(
            "address",
            "là địa chỉ nội bộ; quản trị viên phải cho phép trước (LACHAN_PRIVATE_RECIPIENTS)",
            "is a private address; the administrator must allow those first (LACHAN_PRIVATE_RECIPIENTS)",
        )
    if url.scheme == "http" and not inside and (literal is None or public(literal)):
        return FieldError(
            "address", "http chỉ dùng được trong mạng nội bộ", "http is for addresses of the private network alone"
        )
    return None


def _check_email(address: str) -> FieldError | None:
    wrong = FieldError("address", "không phải địa chỉ thư điện tử", "is no e-mail address")
    if (
        len(address) > _LONGEST_EMAIL
        or not address.isascii()
        or any(char.isspace() or char in ",;<>" for char in address)
    ):
        return wrong
    try:
        parsed = Address(addr_spec=address)
    except (MessageError, ValueError, LookupError, AttributeError):  # the library's own slips at "=@[/" among them
        return wrong
    labels = parsed.domain.split(".")
    fits = all(label and label.strip("-") == label and label.replace("-", "").isalnum() for label in labels)
    return None if parsed.username and len(labels) > 1 and fits else wrong


def resolved(host: str, port: int, *, private: bool) -> Sequence[str]:
    """Look a name up; gives its addresses, in the order in which to try them.

    AddressError if any of them is private though that is not allowed: to look at all of them, and to connect to what
    was looked at, leaves a name that changes its meaning no gap. OSError if the name leads nowhere.
    """
    try:
        known = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:  # a name that cannot even be asked for
        raise socket.gaierror(socket.EAI_NONAME, "no name") from error
    found = dict.fromkeys(str(info[4][0]) for info in known)
    if not private and not all(public(ipaddress.ip_address(address.partition("%")[0])) for address in found):
        raise AddressError
    return tuple(found)


def public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether an address is one of the open Internet; one that wraps another counts as that one."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return public(address.ipv4_mapped)
        if address.sixtofour is not None or address.teredo is not None or address in _NAT64:
            return False
    return address.is_global and not address.is_multicast


def _literal(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
