"""Behaviour tests of meaning: tables of short cases in ``datasets/checklist``, and what a classifier says of them.

After Ribeiro, Wu, Guestrin and Singh, *Beyond Accuracy: Behavioral Testing of NLP Models with CheckList* (ACL 2020):
minimum functionality, invariance and direction; and, as the largest part, harmless look-alikes that must stay at P3.
"""

from training.checklist.cases import Case, Kind, Outcome
from training.checklist.run import Share, by_behaviour, by_kind, run
from training.checklist.tables import CHECKLIST, ChecklistError, read

__all__ = [
    "CHECKLIST",
    "Case",
    "ChecklistError",
    "Kind",
    "Outcome",
    "Share",
    "by_behaviour",
    "by_kind",
    "read",
    "run",
]
