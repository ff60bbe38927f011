import ipaddress
import socket

import pytest

from service.deliveries.addresses import AddressError, check, check_name, public, resolved
from service.words import Channel


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",  # where clouds keep their secrets
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "ff0e::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
    ],
)
def test_addresses_inside_are_not_public(address: str) -> None:
    assert not public(ipaddress.ip_address(address))
    host = f"[{address}]" if ":" in address else address
    assert check(Channel.WEBHOOK, f"https://{host}/x", private=False) is not None


@pytest.mark.parametrize("address", ["1.1.1.1", "8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8"])
def test_addresses_of_the_open_internet_are_public(address: str) -> None:
    assert public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    ("address", "private", "fits"),
    [
        ("https://nhan.example.vn/x?y=1", False, True),
        ("https://nhan.example.vn:8443/", False, True),
        ("http://nhan.example.vn/", False, False),
        ("http://nhan.example.vn/", True, False),  # never over the open Internet in clear
        ("http://127.0.0.1:9000/", False, False),
        ("http://127.0.0.1:9000/", True, True),
        ("http://localhost/", False, False),
        ("http://localhost/", True, True),
        ("http://192.168.1.9/", True, True),
        ("https://may-chu.local/", False, False),
        ("https://nhan.example.vn/#a", False, False),
        ("https://nhan.example.vn/ x", False, False),
        ("https://nhận.example.vn/", False, False),
        ("https://[::1", False, False),
        ("//nhan.example.vn/", False, False),
        ("https://nhan.example.vn/" + "x" * 500, False, False),
        ("https://" + "a" * 64 + ".vn/", False, False),
        ("https://" + "a" * 63 + ".vn/", False, True),
        ("https://nhan.example.vn/\r\nHost: x", False, False),
    ],
)
def test_web_addresses(address: str, *, private: bool, fits: bool) -> None:
    assert (check(Channel.WEBHOOK, address, private=private) is None) == fits


@pytest.mark.parametrize(
    ("address", "fits"),
    [
        ("co.mai@truong.edu.vn", True),
        ("mai+truc@sub.truong.edu.vn", True),
        ("co.mai@truong", False),
        ("@truong.vn", False),
        ("co mai@truong.vn", False),
        ("a@b.vn, c@d.vn", False),
        ("Mai <a@b.vn>", False),
        ("a@b.vn\r\nBcc: c@d.vn", False),
        ("a@-b.vn", False),
        ("a@b..vn", False),
        ("=@[/", False),
        ("x" * 250 + "@b.vn", False),
    ],
)
def test_mail_addresses(address: str, *, fits: bool) -> None:
    assert (check(Channel.EMAIL, address, private=False) is None) == fits


def test_names_are_for_people_and_short() -> None:
    assert check_name("Tổng đài 111") is None
    assert check_name("") is not None
    assert check_name("x" * 201) is not None
    assert check_name("a\x00b") is not None


def test_a_name_that_leads_outside_and_inside_is_refused_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    def both(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, 1, 6, "", ("8.8.8.8", 443)), (socket.AF_INET, 1, 6, "", ("10.0.0.1", 443))]

    monkeypatch.setattr(socket, "getaddrinfo", both)
    with pytest.raises(AddressError):
        resolved("nhan.example.vn", 443, private=False)
    assert resolved("nhan.example.vn", 443, private=True) == ("8.8.8.8", "10.0.0.1")


@pytest.mark.parametrize("host", ["a" * 64, "a..b", "x." + "b" * 70])
def test_a_name_that_cannot_be_asked_for_leads_nowhere(host: str) -> None:
    with pytest.raises(OSError):  # noqa: PT011 - any of them: whoever connects takes it for "unreachable"
        resolved(host, 443, private=False)
