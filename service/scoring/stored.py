"""How an assessment lies in the database, and how it comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from classifier.schema import Assessment, CounterEvidence, Evidence, Finding, Reason, Span
from classifier.taxonomy import Category, Signal, Tier
from service.identifiers import new_id
from service.models import AssessmentRow
from service.sealing.keyring import seal, unsealed
from service.sealing.keys import SealError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy.orm import Session


def row_of(session: Session, report_id: str, assessment: Assessment, made_at: datetime) -> AssessmentRow:
    """Make the row of an assessment, sealed with its report's key; UnsealedError."""
    row = AssessmentRow(
        id=new_id(),
        report_id=report_id,
        model=assessment.model,
        made_at=made_at,
        tier=assessment.tier.value,
        risk=float(assessment.risk),
    )
    row.content = seal(session, row, AssessmentRow.content, laid_down(assessment))
    return row


def assessment_of(session: Session, row: AssessmentRow) -> Assessment | None:
    """Take an assessment up again; ``None`` if it cannot be opened any more."""
    try:
        content = unsealed(session, row, AssessmentRow.content)
    except SealError:
        return None
    return taken_up(content, model=row.model, tier=row.tier, risk=row.risk)


def laid_down(assessment: Assessment) -> dict[str, Any]:
    """Write what has no column of its own. Findings keep offsets only: the words stay in the report, in one place."""
    return {
        "probabilities": {str(name): float(value) for name, value in assessment.probabilities.items()},
        "findings": [
            {
                "category": finding.category.value,
                "score": float(finding.score),
                "span": _plain_span(finding.span),
                "detector": finding.detector,
                "signal": finding.signal.value if finding.signal else None,
            }
            for finding in assessment.findings
        ],
        "reasons": plain_reasons(assessment.reasons),
        "abstained": bool(assessment.abstained),
        "first_reached": {tier.value: int(message) for tier, message in assessment.first_reached.items()},
        "evidence": [
            {
                "span": _plain_span(evidence.span),
                "category": evidence.category.value,
                "signal": evidence.signal.value if evidence.signal else None,
                "vi": evidence.vi,
                "en": evidence.en,
            }
            for evidence in assessment.evidence
        ],
        "counter_evidence": [
            {
                "kind": doubt.kind,
                "span": _plain_span(doubt.span),
                "against": [category.value for category in doubt.against],
                "vi": doubt.vi,
                "en": doubt.en,
            }
            for doubt in assessment.counter_evidence
        ],
    }


def taken_up(content: dict[str, Any], *, model: str, tier: str, risk: float) -> Assessment:
    """Read what ``laid_down`` wrote. What an older version laid down has no evidence."""
    return Assessment(
        model=model,
        tier=Tier(tier),
        risk=risk,
        probabilities={Category(name): value for name, value in content["probabilities"].items()},
        findings=tuple(
            Finding(
                category=Category(finding["category"]),
                score=finding["score"],
                span=Span(*finding["span"]),
                detector=finding["detector"],
                signal=Signal(finding["signal"]) if finding["signal"] else None,
            )
            for finding in content["findings"]
        ),
        reasons=tuple(Reason(r["code"], Tier(r["tier"]), r["vi"], r["en"]) for r in content["reasons"]),
        abstained=content["abstained"],
        first_reached={Tier(tier): message for tier, message in content.get("first_reached", {}).items()},
        evidence=tuple(
            Evidence(
                Span(*evidence["span"]),
                Category(evidence["category"]),
                Signal(evidence["signal"]) if evidence["signal"] else None,
                evidence["vi"],
                evidence["en"],
            )
            for evidence in content.get("evidence", ())
        ),
        counter_evidence=tuple(
            CounterEvidence(
                doubt["kind"], Span(*doubt["span"]), tuple(map(Category, doubt["against"])), doubt["vi"], doubt["en"]
            )
            for doubt in content.get("counter_evidence", ())
        ),
    )


def _plain_span(span: Span) -> list[int]:
    return [span.message, span.start, span.end]


def plain_reasons(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    """Write reasons as plain values."""
    return [{"code": reason.code, "tier": reason.tier.value, "vi": reason.vi, "en": reason.en} for reason in reasons]


def categories_of(assessment: Assessment) -> list[str]:
    """Name what was found, strongest finding first, each once."""
    return list(dict.fromkeys(finding.category.value for finding in assessment.findings))
