"""The counsellors' work."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from service.models.keys import Owner, Sealed, sealed_for
from service.models.people import User
from service.models.root import Base, id_column

if TYPE_CHECKING:
    from service.models.reports import Report


class Case(Base):
    """The counsellors' work on one report or several; carries what the queue is ordered by and the lease."""

    __tablename__ = "cases"
    __table_args__ = (
        Index("ix_cases_served", "school_id", "state", "served_tier", "due_at"),
        Index("ix_cases_lifts", "lifts_at"),
        Index("ix_cases_held", "claimed_by", "claimed_until"),
        Index("ix_cases_decided", "state", "decided_at"),  # what runs out next
    )

    id: Mapped[str] = id_column()
    school_id: Mapped[str] = mapped_column(ForeignKey("schools.id"))
    state: Mapped[str] = mapped_column(String(20))
    tier: Mapped[str] = mapped_column(String(2))
    tier_by: Mapped[str | None] = mapped_column(ForeignKey("users.id"))  # set by a person: only a raise may follow
    served_tier: Mapped[str] = mapped_column(  # what it is served in: see queue.ordering
        String(2), default=lambda context: context.get_current_parameters()["tier"]
    )
    lifts_at: Mapped[datetime | None]  # when time alone will lift ``served_tier``; None: never, or it did
    urgent_since: Mapped[datetime | None]  # since when it is P0; None: it is not
    drawn: Mapped[bool] = mapped_column(default=False)  # of the blind sample: served early, and not shown the score
    revealed_at: Mapped[datetime | None]  # when somebody first decided it: from then on a drawn case shows its score
    report_count: Mapped[int] = mapped_column(default=1)
    with_files: Mapped[bool] = mapped_column(default=False)  # a report of it came with any: what the filter asks
    risk: Mapped[float]
    due_at: Mapped[datetime]
    received_at: Mapped[datetime]
    assessed: Mapped[bool]  # False: "chưa chấm được"
    provisional: Mapped[bool] = mapped_column(default=True)  # pictures wait to be read, or nothing was assessed yet
    abstained: Mapped[bool]
    categories: Mapped[list[str]]  # what was found, strongest first
    reasons: Mapped[list[dict[str, Any]]]  # code, tier, vi, en: general words, never the report's

    claimed_by: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
    claimed_until: Mapped[datetime | None]
    fence: Mapped[int] = mapped_column(default=0)  # counts claims; a writer with an older number is stale
    first_claimed_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    resting_until: Mapped[datetime | None]  # held back by a person until then, with a reason in the history
    merged_into: Mapped[str | None] = mapped_column(ForeignKey("cases.id"))  # in the state ``merged``
    erased_at: Mapped[datetime | None]  # when its content was given up for good: see retention.erasing

    holder: Mapped[User | None] = relationship(foreign_keys=[claimed_by])
    reports: Mapped[list["Report"]] = relationship(back_populates="case", order_by="Report.received_at, Report.id")


class Decision(Base):
    """How a person dealt with a case, and why; append-only."""

    __tablename__ = "decisions"

    id: Mapped[str] = id_column()
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"))
    made_at: Mapped[datetime]
    outcome: Mapped[str] = mapped_column(String(20))
    category: Mapped[str | None] = mapped_column(String(20))
    tier_before: Mapped[str] = mapped_column(String(2))
    tier_after: Mapped[str] = mapped_column(String(2))
    reason: Mapped[Sealed | None] = sealed_for(Owner.CASE, "case_id")  # why the tier was changed
    note: Mapped[Sealed | None] = sealed_for(Owner.CASE, "case_id")
    undone_at: Mapped[datetime | None]
    before: Mapped[Sealed | None] = sealed_for(Owner.CASE, "case_id")  # what undoing puts back

    user: Mapped[User] = relationship()


class Skip(Base):
    """A case that somebody passed over, and why: it is not given to that person again, to everybody else it is."""

    __tablename__ = "skips"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), primary_key=True)
    at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(String(20))  # a words.SkipReason
    note: Mapped[Sealed | None] = sealed_for(Owner.CASE, "case_id")

    user: Mapped[User] = relationship()


class CaseStep(Base):
    """Something that somebody did with a case and had a reason for; append-only. The audit row beside it has none."""

    __tablename__ = "steps"

    id: Mapped[str] = id_column()
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]
    verb: Mapped[str] = mapped_column(String(40))  # a words.Verb
    other_id: Mapped[str | None] = mapped_column(ForeignKey("users.id"))  # whom it was given to, or taken from
    skip: Mapped[str | None] = mapped_column(String(20))  # a words.SkipReason
    reason: Mapped[Sealed | None] = sealed_for(Owner.CASE, "case_id")
    until: Mapped[datetime | None]  # how long it rests
    fence: Mapped[int | None]  # of the claim that it made

    user: Mapped[User] = relationship(foreign_keys=[user_id])
    other: Mapped[User | None] = relationship(foreign_keys=[other_id])


class Note(Base):
    """What somebody wrote down about a case for colleagues; never changed, never shown to a reporter."""

    __tablename__ = "notes"

    id: Mapped[str] = id_column()
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]
    text: Mapped[Sealed] = sealed_for(Owner.CASE, "case_id")

    user: Mapped[User] = relationship()


class Draft(Base):
    """What somebody has typed on a case page and not sent yet."""

    __tablename__ = "drafts"

    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"), primary_key=True)
    saved_at: Mapped[datetime]
    content: Mapped[Sealed] = sealed_for(Owner.CASE, "case_id")  # by field


class Merge(Base):
    """Reports that went from one case to another, and back again if somebody undid it."""

    __tablename__ = "merges"

    id: Mapped[str] = id_column()
    kept_id: Mapped[str] = mapped_column(ForeignKey("cases.id"), index=True)
    merged_id: Mapped[str | None] = mapped_column(ForeignKey("cases.id"), index=True)  # None: never had its own
    report_ids: Mapped[list[str]]
    at: Mapped[datetime]
    user_id: Mapped[str | None] = mapped_column(ForeignKey("users.id"))  # None: the service, as the reports are alike
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str | None] = mapped_column(ForeignKey("users.id"))
