"""Cases as JSON."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field

from classifier.taxonomy import Category, Tier
from service.attachments.schemas import MessageOut, PictureOut
from service.cases.file import CaseFile, Decided, ReportRead, Ruling
from service.cases.held import HeldIn
from service.deliveries.schemas import DeliveryOut
from service.letters.schemas import LetterOut
from service.passing.schemas import MoveOut, SkippedOut
from service.queue.schemas import EntryOut
from service.related.schemas import RelatedOut
from service.scoring.schemas import AssessmentOut
from service.text import Text
from service.words import Outcome, Reporter, Target
from service.writing.schemas import DraftOut, NoteOut


class ReportOut(BaseModel):
    """Một phản ánh của hồ sơ. / One report of a case."""

    id: str
    received_at: datetime
    reporter: Reporter
    messages: list[MessageOut]
    files: list[PictureOut]
    happening_now: bool
    adult_has_access: bool
    unread_screenshots: int
    note: str | None
    reference: str | None
    readable: Annotated[
        bool, Field(description="false: không mở được nội dung. / Its content cannot be opened any more.")
    ]
    assessment: AssessmentOut | None

    @classmethod
    def of(cls, report: ReportRead) -> Self:
        """Write it."""
        content, submission = report.content, report.content.submission
        return cls(
            id=report.id,
            received_at=report.received_at,
            reporter=content.reporter,
            messages=[MessageOut.of(message) for message in submission.messages],
            files=[PictureOut.of(picture) for picture in report.pictures],
            happening_now=submission.happening_now,
            adult_has_access=submission.adult_has_access,
            unread_screenshots=submission.unread_screenshots,
            note=content.note,
            reference=content.reference,
            readable=report.readable,
            assessment=AssessmentOut.of(submission, report.assessment) if report.assessment else None,
        )


class DecidedOut(BaseModel):
    """Một quyết định. / A decision."""

    made_at: datetime
    by: str
    outcome: Outcome
    category: Category | None
    tier_before: Tier
    tier_after: Tier
    reason: str | None
    note: str | None
    undone_at: Annotated[datetime | None, Field(description="Đã hoàn tác lúc nào. / When it was undone.")]

    @classmethod
    def of(cls, made: Decided) -> Self:
        """Write it."""
        return cls(
            made_at=made.made_at,
            by=made.by,
            outcome=made.outcome,
            category=made.category,
            tier_before=made.tier_before,
            tier_after=made.tier_after,
            reason=made.reason,
            note=made.note,
            undone_at=made.undone_at,
        )


class CaseOut(BaseModel):
    """Một hồ sơ đầy đủ. / A whole case."""

    case: EntryOut
    reports: list[ReportOut]
    decisions: list[DecidedOut]
    deliveries: list[DeliveryOut]
    notes: list[NoteOut]
    moves: Annotated[
        list[MoveOut], Field(description="Bỏ qua, để chờ, giao, tiếp quản. / Skipped, rested, handed or taken over.")
    ]
    handed_over: Annotated[
        MoveOut | None, Field(description="Ai giao cho người đang giữ, vì sao. / Who gave it to its holder, and why.")
    ]
    skips: list[SkippedOut]
    draft: DraftOut | None
    resting_until: Annotated[datetime | None, Field(description="Để chờ đến lúc này. / It rests until then.")]
    letters: list[LetterOut]
    related: RelatedOut

    @classmethod
    def of(cls, file: CaseFile) -> Self:
        """Write it."""
        return cls(
            case=EntryOut.of(file.entry),
            reports=[ReportOut.of(report) for report in file.reports],
            decisions=[DecidedOut.of(made) for made in file.decisions],
            deliveries=[DeliveryOut.of(passed) for passed in file.deliveries],
            notes=[NoteOut.of(note) for note in file.notes],
            moves=[MoveOut.of(move) for move in file.moves],
            handed_over=MoveOut.of(file.handed_over) if file.handed_over is not None else None,
            skips=[SkippedOut.of(skipped) for skipped in file.skips],
            draft=DraftOut.of(file.draft) if file.draft is not None else None,
            resting_until=file.resting_until,
            letters=[LetterOut.of(letter) for letter in file.letters],
            related=RelatedOut.of(file.related),
        )


class DecisionIn(HeldIn):
    """Quyết định. / A decision."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"fence": 1, "outcome": "escalated", "category": "grooming", "targets": ["hotline_111", "head"]},
                {"fence": 1, "outcome": "closed_no_harm", "tier": "P3", "reason": "Hai bạn đùa nhau, đã hỏi cả hai."},
            ]
        },
    )

    outcome: Outcome
    category: Annotated[
        Category | None,
        Field(description="Loại sự việc; để trống nếu là loại khác. / The harm; none if of another kind."),
    ] = None
    tier: Annotated[Tier | None, Field(description="Mức đúng ra phải có. / The tier it should have had.")] = None
    reason: Annotated[Text | None, Field(max_length=2_000, description="Vì sao đổi mức. / Why the tier changes.")] = (
        None
    )
    note: Annotated[Text | None, Field(max_length=10_000)] = None
    targets: Annotated[
        list[Target],
        Field(
            default_factory=list,
            max_length=len(Target),
            description="Chuyển đến đâu. / Whom it is passed on to.",
        ),
    ]

    def ruling(self) -> Ruling:
        """Make the service's value of it; a target named twice counts once."""
        return Ruling(
            outcome=self.outcome,
            category=self.category,
            tier=self.tier,
            reason=self.reason,
            note=self.note,
            targets=tuple(dict.fromkeys(self.targets)),
        )
