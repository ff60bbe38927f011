"""Why a report matters, in words one counsellor would say to another; the words that say so, and those against it."""

from classifier.explain.doubts import counter_evidence
from classifier.explain.evidence import evidence
from classifier.explain.findings import findings
from classifier.explain.reasons import REASONS, reason, rise, signal_reasons

__all__ = ["REASONS", "counter_evidence", "evidence", "findings", "reason", "rise", "signal_reasons"]
