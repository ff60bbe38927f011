"""The card says what was measured, what was too little to measure, and what follows from the licences."""

from __future__ import annotations

from typing import Any

from classifier.taxonomy import Category
from training.card import write_card
from training.evaluate import ALL, Figure, Measure

FACTS: dict[str, Any] = {
    "lachan": "0.1.0",
    "seed": 3,
    "data_sha256": "abc",
    "corpora": [
        {"name": "seed", "messages": 3000, "licence": "Apache-2.0", "redistributable_model": True},
        {"name": "vihsd", "messages": 26000, "licence": "research-only", "redistributable_model": False},
    ],
    "may_be_given_away": False,
    "rows": {"train": 20000, "augmented": 9000, "calibration": 4500, "test": 4500},
    "faults": 3,
}
MEASURES = [
    Measure(
        ALL,
        ALL,
        Category.BULLYING,
        4500,
        900,
        pr_auc=Figure(0.8125, 0.79, 0.83),
        f1=Figure(0.7, 0.68, 0.72),
        macro_f1=Figure(0.8, 0.78, 0.82),
        calibration_error=0.0213,
        false_alarms=0.05,
    ),
    Measure(ALL, "1-3 words", Category.SELF_HARM, 40, 2),
    Measure("vihsd", ALL, Category.BULLYING, 4000, 800),
]


def card(**changes: Any) -> str:
    return write_card("v1", FACTS | changes, MEASURES)


def test_a_figure_stands_with_its_interval() -> None:
    assert "| bắt nạt · bullying | 4,500 | 900 | 0.812 (0.790-0.830) | 0.700 (0.680-0.720)" in card()


def test_what_was_too_little_gets_counts_and_no_figure() -> None:
    assert "| vihsd: bullying | 4,000 | 800 | – | – | – | – | – |" in card()
    assert "too few to tell (harmful / all): 1-3 words: self_harm 2/40." in card()


def test_a_model_of_a_research_corpus_may_not_be_given_away() -> None:
    assert "| vihsd | 26,000 | research-only | không · no |" in card()
    assert "this model may not be given away" in card()
    assert "Mô hình này được phép đem tặng" in card(may_be_given_away=True)


def test_what_was_never_measured_is_always_said() -> None:
    assert "Accuracy on real grooming conversations was not measured" in card()
    assert "chưa có kho hội thoại dụ dỗ tiếng Việt nào" in card()


def test_every_place_of_the_template_is_filled() -> None:
    assert "{" not in card()
    assert "20,000 train" in card()
    assert "3 rows that could not be read" in card()
