"""How hard a receipt is to guess, and how often one may be used."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select

from service.intake import receipt, receipt_words
from service.models import Letter, Report
from service.secret import Secret
from tests.service.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable


def test_the_generator_draws_from_at_least_eighty_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    spaces: list[int] = []
    drawn = [0]

    def draw(most: int) -> int:
        spaces.append(most)
        return drawn[0] % most

    monkeypatch.setattr("service.intake.receipt.secrets.randbelow", draw)
    first = receipt.fresh()
    drawn[0] = -1
    last = receipt.fresh()
    assert all(math.log2(space) >= 80 for space in spaces)  # of the system's own source of chance
    assert receipt.digits_of(last) == "9" * receipt.DIGITS  # and nothing of it is thrown away
    assert receipt.digits_of(first) == "0" * receipt.DIGITS
    assert receipt.in_words(first) != receipt.in_words(last)


def test_words_hold_as_much_as_digits() -> None:
    assert receipt_words.LENGTH * math.log2(len(receipt_words.words())) >= math.log2(10**receipt.DIGITS) >= 80
    said = {receipt_words.spoken(number) for number in (0, 1, 10**24, 10**25 - 1)}
    assert len(said) == 4


@pytest.mark.parametrize("kind", ["fresh", "derived"])
def test_every_place_of_a_receipt_takes_every_digit_alike(kind: str) -> None:
    secret = Secret(b"a" * 32)
    made = [receipt.fresh() if kind == "fresh" else receipt.derived(secret, "k", str(n)) for n in range(4_000)]
    assert len(set(made)) == len(made)
    for place in range(receipt.DIGITS):
        counts = Counter((receipt.digits_of(one) or "")[place] for one in made)
        chi_squared = sum((counts[str(digit)] - 400) ** 2 / 400 for digit in range(10))
        assert chi_squared < 45, place  # nine degrees of freedom: one in a million


def test_only_a_hash_with_the_houses_key_is_stored(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk()
    told = desk.file()["receipt"]
    with desk.context.database.read() as session:
        [stored] = session.scalars(select(Report.receipt_hash))
    assert stored == receipt.digest(desk.context.secret, told)
    assert stored != receipt.digest(Secret(b"b" * 32), told)  # a stolen table alone cannot be tried out
    assert len(stored) == 32


def look_up(desk: Desk, told: str, address: str = "203.0.113.1") -> int:
    headers = {"X-Forwarded-For": address}
    return desk.client.post("/v1/receipts", json={"receipt": told}, headers=headers).status_code


@pytest.fixture
def proxied(make_desk: Callable[..., Desk]) -> Callable[..., Desk]:
    """A service whose tests' own client may speak for many addresses."""

    def make(**more: Any) -> Desk:
        desk = make_desk(**{"trusted_proxies": ("127.0.0.1",)} | more)
        transport: Any = desk.client._transport
        transport.client = ("127.0.0.1", 5000)
        return desk

    return make


def test_one_receipt_cannot_be_used_without_end_from_wherever(proxied: Callable[..., Desk]) -> None:
    desk = proxied(receipt_uses=5)
    told, other = desk.file()["receipt"], desk.file()["receipt"]
    assert [look_up(desk, told, f"203.0.113.{last}") for last in range(8)] == [200] * 5 + [429] * 3
    assert look_up(desk, other) == 200  # nobody else's


def test_one_receipt_brings_so_many_letters_and_can_still_be_read(proxied: Callable[..., Desk]) -> None:
    desk = proxied(receipt_letters=3)
    told = desk.file()["receipt"]
    answers = [
        desk.client.post(
            "/v1/receipts/letters",
            json={"receipt": told, "text": f"thư {number}"},
            headers={"X-Forwarded-For": f"203.0.113.{number}"},
        )
        for number in range(5)
    ]
    assert [answer.status_code for answer in answers] == [200] * 3 + [429] * 2
    assert int(answers[-1].headers["retry-after"]) > 0
    assert look_up(desk, told) == 200
    with desk.context.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Letter)) == 3


def test_an_address_that_guesses_is_stopped_for_long_and_no_other_with_it(proxied: Callable[..., Desk]) -> None:
    desk = proxied(receipt_misses=5, receipt_tries=1_000)
    told = desk.file()["receipt"]
    assert [look_up(desk, f"{number:025d}") for number in range(7)] == [404] * 5 + [429] * 2
    assert look_up(desk, told) == 429
    assert look_up(desk, told, "203.0.113.2") == 200


def test_right_receipts_are_no_misses(proxied: Callable[..., Desk]) -> None:
    desk = proxied(receipt_misses=2, receipt_tries=1_000, receipt_uses=100)
    told = desk.file()["receipt"]
    assert [look_up(desk, told) for _ in range(10)] == [200] * 10


def test_what_is_refused_tells_nothing_of_whether_there_is_such_a_receipt(proxied: Callable[..., Desk]) -> None:
    desk = proxied()
    desk.file()
    answers = [
        desk.client.post("/v1/receipts", json={"receipt": wrong}).json() for wrong in ("1" * 25, "mèo " * 10, "x", "1")
    ]
    assert all(answer == answers[0] for answer in answers)
