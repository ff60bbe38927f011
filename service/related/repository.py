"""Statements about what reports have in common, and about joining cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, delete, func, insert, or_, select, update
from sqlalchemy.orm import aliased

from service.impartiality.repository import impartial
from service.models import AssessmentRow, Attachment, Case, Mention, Merge, Report, User
from service.related.likeness import SAME
from service.words import CaseState, MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

OF_WORDS = tuple(kind.value for kind in MentionKind if kind is not MentionKind.PICTURE)
_CHUNK = 500  # values in one statement


def add(session: Session, report_id: str, school_id: str, found: Iterable[tuple[MentionKind, bytes]]) -> None:
    """Lay down what a report has; what is there already stays."""
    for kind, digest in found:
        session.merge(Mention(report_id=report_id, kind=kind.value, digest=digest, school_id=school_id))


def forget_words(session: Session, report_id: str) -> None:
    """Take away what was laid down of a report's words."""
    session.execute(delete(Mention).where(Mention.report_id == report_id, Mention.kind.in_(OF_WORDS)))


def lay_words(session: Session, report_id: str, school_id: str, found: Iterable[tuple[MentionKind, bytes]]) -> None:
    """Lay down what a report's words have; nothing may be laid down of them. The report itself must be flushed."""
    rows = [
        {"report_id": report_id, "kind": kind.value, "digest": digest, "school_id": school_id} for kind, digest in found
    ]
    if rows:  # without objects: every report has two dozen of them, and nobody asks the session for one
        session.connection().execute(_LAY, rows)


def pictures_of(session: Session, report_id: str) -> Sequence[bytes]:
    """Read the digests of a report's files."""
    return session.scalars(
        select(Mention.digest).where(Mention.report_id == report_id, Mention.kind == MentionKind.PICTURE.value)
    ).all()


def in_cases(session: Session, school_id: str, user_id: str | None, digests: Sequence[bytes]) -> dict[bytes, int]:
    """Count the cases of a school that somebody (``None``: the service) may know of in which each thing is named."""
    counted: dict[bytes, int] = {}
    for at in range(0, len(digests), _CHUNK):
        rows = session.execute(
            select(Mention.digest, func.count(Report.case_id.distinct()))
            .join(Report, Report.id == Mention.report_id)
            .where(
                Mention.school_id == school_id,
                Mention.digest.in_(digests[at : at + _CHUNK]),
                *([impartial(user_id, Report.case_id)] if user_id is not None else []),
            )
            .group_by(Mention.digest)
        )
        counted |= {digest: number for digest, number in rows}  # noqa: C416 - rows are no pairs to the type checker
    return counted


def naming(session: Session, case_id: str) -> Sequence[tuple[str, bytes]]:
    """Read what a case's reports name, each once: kind and digest, but for the bands of texts."""
    rows = session.execute(
        select(Mention.kind, Mention.digest)
        .join(Report, Report.id == Mention.report_id)
        .where(Report.case_id == case_id, Mention.kind != MentionKind.TEXT.value)
        .distinct()
        .order_by(Mention.kind, Mention.digest)
    )
    return [(kind, digest) for kind, digest in rows]


def reports_naming(session: Session, who: tuple[str, str], digest: bytes, other_than: str) -> Sequence[tuple[str, str]]:
    """Read report and case of other cases that ``who`` = (school, user) may know of and that name something."""
    school_id, user_id = who
    rows = session.execute(
        select(Report.id, Report.case_id)
        .join(Mention, Mention.report_id == Report.id)
        .where(
            Mention.school_id == school_id,
            Mention.digest == digest,
            Report.case_id != other_than,
            impartial(user_id, Report.case_id),
        )
    )
    return [(report_id, case_id) for report_id, case_id in rows]


def reports_alike(session: Session, who: tuple[str, str], case_id: str, least: int) -> Sequence[tuple[str, str]]:
    """Read report and case of other cases whose words share ``least`` bands with a report of this one.

    Those that ``who`` = (school, user) may know of.
    """
    school_id, user_id = who
    mine, own = aliased(Mention), aliased(Report)
    rows = session.execute(
        select(Report.id, Report.case_id)
        .select_from(own)
        .join(mine, and_(mine.report_id == own.id, mine.kind == MentionKind.TEXT.value))
        .join(Mention, and_(Mention.school_id == mine.school_id, Mention.digest == mine.digest))
        .join(Report, Report.id == Mention.report_id)
        .where(
            own.case_id == case_id,
            own.school_id == school_id,
            Report.case_id != case_id,
            impartial(user_id, Report.case_id),
        )
        .group_by(own.id, Report.id, Report.case_id)
        .having(func.count() >= least)
    )
    return [(report_id, other) for report_id, other in rows]


def cases(session: Session, case_ids: Iterable[str]) -> Sequence[Case]:
    """Read some cases, newest first."""
    found = list(case_ids)
    return [
        case
        for at in range(0, len(found), _CHUNK)
        for case in session.scalars(select(Case).where(Case.id.in_(found[at : at + _CHUNK])).order_by(Case.id.desc()))
    ]


def has_files(session: Session, case_id: str) -> bool:
    """Whether any report of a case came with files."""
    found = select(Attachment.id).join(Report, Report.id == Attachment.report_id).where(Report.case_id == case_id)
    return session.scalar(found.limit(1)) is not None


def copied(
    session: Session,
    report: Report,
    bands: Sequence[bytes],
    pictures: Sequence[bytes],
    *,
    since: datetime,
    now: datetime,
) -> Sequence[tuple[str, str, str]]:
    """Read case, tier and kind of the open cases with a report that this one is a copy of, the most urgent first."""
    if not bands and not pictures:
        return []
    # First what is shared, by its index alone, then the few reports that share it: the order of a join is no matter of
    # statistics then, which a young database does not have.
    shared = session.execute(
        _SHARED, {"school": report.school_id, "digests": [*bands, *pictures], "report": report.id}
    ).all()
    kinds: dict[str, list[str]] = {}
    for report_id, kind in shared:
        kinds.setdefault(report_id, []).append(kind)
    alike = list(kinds)
    found: list[tuple[str, str, str]] = []
    for at in range(0, len(alike), _CHUNK):
        rows = session.execute(
            select(Report.id, Case.id, Case.tier)
            .join(Case, Case.id == Report.case_id)
            .where(
                Report.id.in_(alike[at : at + _CHUNK]),
                Report.received_at >= since,
                Case.id != report.case_id,
                Case.state == CaseState.OPEN.value,
                or_(Case.resting_until.is_(None), Case.resting_until <= now),
            )
        )
        found += [(case_id, tier, kind) for report_id, case_id, tier in rows for kind in kinds[report_id]]
    return sorted(set(found), key=lambda row: (row[1], row[0]))


def hold(session: Session, case_ids: Iterable[str]) -> dict[str, Case]:
    """Read cases and keep others from changing them until the commit.

    Always the newest first, so that two who want the same two never wait for each other.
    """
    found = session.scalars(_HOLD, {"cases": sorted(set(case_ids))}, execution_options={"populate_existing": True})
    return {case.id: case for case in found}


def hold_case_of(session: Session, report: Report, also: str | None) -> tuple[Case, Case | None]:
    """Hold a report's case, and another one with it. ``report`` may have been read, and moved, some time ago."""
    case_id = report.case_id
    while True:
        held = hold(session, filter(None, (case_id, also)))
        moved_to: str = session.execute(_CASE_OF, {"report": report.id}).scalar_one()
        if moved_to == case_id:
            return held[case_id], held.get(also) if also is not None and also != case_id else None
        case_id = moved_to  # somebody was first while this waited for its turn


def reports_in(session: Session, case_id: str) -> list[str]:
    """Read the ids of a case's reports, oldest first."""
    return list(
        session.scalars(select(Report.id).where(Report.case_id == case_id).order_by(Report.received_at, Report.id))
    )


def move(session: Session, report_ids: Sequence[str], origin: str, target: str) -> int:
    """Put reports from one case into another; tells how many."""
    moved = 0
    for at in range(0, len(report_ids), _CHUNK):
        chunk = session.scalars(
            update(Report)
            .where(Report.id.in_(report_ids[at : at + _CHUNK]), Report.case_id == origin)
            .values(case_id=target)
            .returning(Report.id)
            .execution_options(synchronize_session=False)
        )
        moved += len(chunk.all())
    return moved


def taken_apart(session: Session, case_id: str) -> bool:
    """Whether somebody took the reports of this case out of another one again."""
    return bool(
        session.scalar(select(Merge.id).where(Merge.merged_id == case_id, Merge.undone_at.is_not(None)).limit(1))
    )


def merge_of_school(session: Session, school_id: str, merge_id: str) -> Merge | None:
    """Read a merge of a school's cases."""
    return session.scalar(
        select(Merge).join(Case, Case.id == Merge.kept_id).where(Merge.id == merge_id, Case.school_id == school_id)
    )


def mark_undone(session: Session, merge_id: str, user_id: str, now: datetime) -> bool:
    """Note that a merge is undone; ``False`` if it was before. Only one ever gets ``True``."""
    changed = session.scalar(
        update(Merge)
        .where(Merge.id == merge_id, Merge.undone_at.is_(None))
        .values(undone_at=now, undone_by=user_id)
        .returning(Merge.id)
        .execution_options(synchronize_session=False)
    )
    return changed is not None


def later_merges(session: Session, merge: Merge) -> Sequence[Merge]:
    """Read the merges into the same case that were made after this one and still hold."""
    return session.scalars(
        select(Merge).where(Merge.kept_id == merge.kept_id, Merge.id > merge.id, Merge.undone_at.is_(None))
    ).all()


def merges_of(session: Session, case_id: str) -> Sequence[tuple[Merge, str | None, str | None]]:
    """Read the merges that a case had a part in, oldest first, with the names of who made and who undid each."""
    maker, undoer = aliased(User), aliased(User)
    rows = session.execute(
        select(Merge, maker.display_name, undoer.display_name)
        .outerjoin(maker, maker.id == Merge.user_id)
        .outerjoin(undoer, undoer.id == Merge.undone_by)
        .where(or_(Merge.kept_id == case_id, Merge.merged_id == case_id))
        .order_by(Merge.id)
    )
    return [(merge, made, undone) for merge, made, undone in rows]


def reports(session: Session, report_ids: Sequence[str]) -> Sequence[Report]:
    """Read some reports."""
    return [
        report
        for at in range(0, len(report_ids), _CHUNK)
        for report in session.scalars(select(Report).where(Report.id.in_(report_ids[at : at + _CHUNK])))
    ]


def newest_assessments(session: Session, case_id: str) -> Sequence[AssessmentRow]:
    """Read the newest assessment of each of a case's reports, the most risky first."""
    later = aliased(AssessmentRow)
    return session.scalars(
        select(AssessmentRow)
        .join(Report, Report.id == AssessmentRow.report_id)
        .where(
            Report.case_id == case_id,
            ~select(later.id).where(later.report_id == AssessmentRow.report_id, later.id > AssessmentRow.id).exists(),
        )
        .order_by(AssessmentRow.risk.desc(), AssessmentRow.id)
    ).all()


# Put together once: every report asks them, and putting one together takes longer than asking it.
_LAY = insert(Mention)
_HOLD = select(Case).where(Case.id.in_(bindparam("cases", expanding=True))).order_by(Case.id.desc()).with_for_update()
_CASE_OF = select(Report.case_id).where(Report.id == bindparam("report"))
_SHARED = (
    select(Mention.report_id, Mention.kind)
    .where(
        Mention.school_id == bindparam("school"),
        Mention.digest.in_(bindparam("digests", expanding=True)),
        Mention.report_id != bindparam("report"),
    )
    .group_by(Mention.report_id, Mention.kind)
    .having(or_(Mention.kind == MentionKind.PICTURE.value, func.count() >= SAME))
)
