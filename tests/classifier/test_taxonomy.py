"""The words of the field: complete, named twice, ordered by urgency."""

import pytest

from classifier.taxonomy import CATEGORY_OF, Category, Relation, Signal, Speaker, Tier, Word


@pytest.mark.parametrize("word", [*Category, *Relation, *Signal, *Speaker, *Tier])
def test_every_word_has_a_vietnamese_and_an_english_name(word: Word) -> None:
    assert word.vi.strip()
    assert word.en.strip()
    assert word.en.isascii()


def test_every_signal_speaks_for_a_category_and_every_category_has_a_signal() -> None:
    assert set(CATEGORY_OF) == set(Signal)
    assert set(CATEGORY_OF.values()) == set(Category)


def test_the_most_urgent_tier_wins_whatever_the_order() -> None:
    assert Tier.most_urgent(Tier.P2, Tier.P0, Tier.P3) is Tier.P0
    assert Tier.most_urgent() is Tier.P3
    assert sorted([Tier.P3, Tier.P1, Tier.P0, Tier.P2]) == list(Tier)


def test_a_word_is_its_value_to_the_api_and_the_database() -> None:
    assert Category("grooming") is Category.GROOMING
    assert f"{Signal.MEETING.value}" == "meeting"
