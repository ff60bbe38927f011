"""A receipt in words stands for the same number as its digits, however it was written down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.intake import receipt
from service.intake.receipt_words import LENGTH, plain, sound, spoken, understood, words
from service.secret import Secret

SECRET = Secret(b"a" * 32)
NUMBERS = st.integers(0, 10**receipt.DIGITS - 1)
FRIGHTENING = set(
    """ma máu chết chém dao súng bom nổ giết đánh đâm đấm xác mộ hòm tù khóc đau sợ buồn thù oán tè hiếp bắt trói roi
    tối hôn ôm sờ vú mông đùi quần tiền""".split()  # noqa: SIM905
)


def test_every_receipt_can_be_said() -> None:
    assert len(words()) ** LENGTH >= 10**receipt.DIGITS
    assert 10**receipt.DIGITS >= 2**83


def test_no_two_words_are_alike_without_marks_or_in_any_region() -> None:
    assert len({plain(word) for word in words()}) == len(words())
    assert len({sound(word) for word in words()}) == len(words())
    assert list(words()) == sorted(words(), key=lambda word: (plain(word), word))
    assert all(word.isalpha() and word == word.lower() and len(word) <= 7 for word in words())


@pytest.mark.parametrize(
    ("north", "south"),
    [("da", "gia"), ("rao", "dao"), ("vi", "di"), ("tranh", "chanh"), ("sen", "xen"), ("nua", "lua"), ("ban", "bang")],
)
def test_what_regions_say_alike_is_one_sound(north: str, south: str) -> None:
    assert sound(north) == sound(south)


def test_no_word_is_frightening() -> None:
    assert not set(words()) & FRIGHTENING


@given(NUMBERS)
def test_words_say_the_number_back(number: int) -> None:
    said = spoken(number)
    assert len(said) == LENGTH
    assert understood(" ".join(said)) == number


@given(NUMBERS, st.sampled_from([" ", "\n", ", ", "  -  ", ". "]), st.booleans(), st.booleans())
def test_marks_capitals_and_spaces_do_not_matter(number: int, between: str, bare: bool, loud: bool) -> None:
    text = between.join(spoken(number))
    text = plain(text) if bare else text
    text = f"  {text.upper() if loud else text}\n"
    digits = f"{number:0{receipt.DIGITS}d}"
    assert receipt.digits_of(text) == digits
    assert receipt.digest(SECRET, text) == receipt.digest(SECRET, digits)


@given(NUMBERS, st.integers(0, LENGTH - 1), st.data())
def test_a_wrong_word_is_never_the_same_receipt(number: int, at: int, data: st.DataObject) -> None:
    said = list(spoken(number))
    said[at] = data.draw(st.sampled_from([word for word in words() if word != said[at]]))
    assert receipt.digits_of(" ".join(said)) != f"{number:0{receipt.DIGITS}d}"


@pytest.mark.parametrize(
    "typed",
    [
        "mèo",
        " ".join(["mèo"] * (LENGTH - 1)),
        " ".join(["mèo"] * (LENGTH + 1)),
        " ".join([*["mèo"] * (LENGTH - 1), "zzz"]),
        " ".join([words()[-1]] * LENGTH),  # a number beyond the last receipt
        "猫 " * LENGTH,
        "\ud800" * LENGTH,
    ],
)
def test_what_is_no_receipt_in_words_has_no_hash(typed: str) -> None:
    assert receipt.digest(SECRET, typed) is None


def test_a_receipt_of_our_own_is_said_in_words() -> None:
    fresh = receipt.fresh()
    assert receipt.digits_of(" ".join(receipt.in_words(fresh))) == fresh.replace("-", "")
    with pytest.raises(ValueError, match="no receipt"):
        receipt.in_words("x")
