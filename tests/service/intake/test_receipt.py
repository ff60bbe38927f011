import pytest

from service.intake import receipt
from service.secret import Secret

SECRET, OTHER = Secret(b"a" * 32), Secret(b"b" * 32)


def test_a_receipt_has_at_least_eighty_bits_in_groups_that_read_out_well() -> None:
    made = {receipt.fresh() for _ in range(100)}
    assert len(made) == 100
    assert 10**receipt.DIGITS > 2**80
    assert all([len(group) for group in text.split("-")] == [5] * 5 for text in made)


def test_a_derived_receipt_is_the_same_for_the_same_key_only() -> None:
    assert receipt.derived(SECRET, "system", "1") == receipt.derived(SECRET, "system", "1")
    others = [
        receipt.derived(OTHER, "system", "1"),
        receipt.derived(SECRET, "syste", "m1"),
        receipt.derived(SECRET, "system", "2"),
    ]
    assert len({receipt.derived(SECRET, "system", "1"), *others}) == 4


@pytest.mark.parametrize(
    "typed", ["1234567890123456789012345", "12345 67890 12345 67890 12345", "12345.67890-12345\n67890 12345"]
)
def test_however_it_is_typed_it_is_the_same_receipt(typed: str) -> None:
    assert receipt.digest(SECRET, typed) == receipt.digest(SECRET, "12345-67890-12345-67890-12345")


@pytest.mark.parametrize("typed", ["", "1234", "x" * 25, "١" * 25, "²" * 25, "1" * 26])
def test_what_is_no_receipt_has_no_hash(typed: str) -> None:
    assert receipt.digest(SECRET, typed) is None
