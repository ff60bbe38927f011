"""What must hold of a school's database and folder at any quiet moment, whatever died before."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from service import clock, secret
from service.attachments import store
from service.attachments.service import key_of
from service.attachments.store import Store
from service.audit import chain
from service.audit.anchors import kept
from service.audit.verifying import verify
from service.models import (
    AssessmentRow,
    Attachment,
    AttachmentPage,
    AuditRow,
    Case,
    Decision,
    Delivery,
    Letter,
    Merge,
    Note,
    Report,
    Skip,
)
from service.sealing.checking import open_contents
from service.words import AttachmentState, CaseState, Channel, DeliveryFailure, DeliveryState, Outcome

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.faults.world import World

_SENT = (DeliveryState.SENT.value, DeliveryState.ACKNOWLEDGED.value)
_NEWEST = 20  # rows of each table that are opened each time
_ITSELF = (Channel.WEBHOOK.value, Channel.EMAIL.value)


def everything_is_there_once(world: World) -> None:
    """Hold what is there against itself, against what was acknowledged, and against what the recipients got."""
    with world.database.read() as session:
        verbs = Counter(session.scalars(select(AuditRow.verb)))
        _reports(session, world, verbs)
        _cases(session, verbs)
        _decisions(session, verbs)
        _deliveries(session, world, verbs)
        _files(session, world)
        for table, verb in ((Note, "write_note"), (Skip, "skip_case")):
            assert session.scalar(select(func.count()).select_from(table)) == verbs[verb], verb
        letters = Counter(by is not None for by in session.scalars(select(Letter.user_id)))
        assert (letters[True], letters[False]) == (verbs["write_letter"], verbs["write_back"])
    _, lost = open_contents(world.database, most=_NEWEST)
    assert not lost, "sealed, and does not open"
    _audit(world)


def _audit(world: World) -> None:
    """The chain of the audit is whole, and holds its anchors."""
    own = secret.load(world.settings.keys)
    chain.whole(world.database, own, clock.now())
    verdict = verify(world.database, own, kept(world.settings.anchors))
    assert not verdict.faults


def _reports(session: Session, world: World, verbs: Counter[str]) -> None:
    """Each that was sent is there once, acknowledged, and assessed once for each time that there was more to read."""
    reports = {row.id: row for row in session.scalars(select(Report))}
    assert world.acknowledged == set(reports)
    assert len(reports) == world.sent == verbs["file_report"] + verbs["file_publicly"]
    assert all(row.assessed_at is not None for row in reports.values())
    assessed = Counter(session.scalars(select(AssessmentRow.report_id)))
    assert verbs["assess_report"] == assessed.total() + world.erased_assessments
    for report_id, row in reports.items():
        if row.erased_at is not None:
            assert not assessed[report_id]
            continue
        assert 1 <= assessed[report_id] <= 1 + row.readings, "assessed twice, or never"


def _cases(session: Session, verbs: Counter[str]) -> None:
    """Each report is in one case that counts it; a merged case is empty; a claim is whole, and was written down."""
    held = Counter(session.scalars(select(Report.case_id)))
    cases = list(session.scalars(select(Case)))
    merges = list(session.scalars(select(Merge)))
    for case in cases:
        assert case.report_count == held[case.id]
        assert (case.state == CaseState.MERGED.value) == (case.merged_into is not None) == (held[case.id] == 0)
        assert (case.claimed_by is None) == (case.claimed_until is None)
        assert case.claimed_by is None or case.state in (CaseState.OPEN.value, CaseState.ESCALATED.value)
        assert case.assessed
    standing = Counter(merge.merged_id for merge in merges if merge.undone_at is None)
    assert standing == Counter(case.id for case in cases if case.state == CaseState.MERGED.value)
    assert verbs["merge_cases"] == 2 * len(merges)
    undone = sum(merge.undone_at is not None for merge in merges)
    assert verbs["unmerge_cases"] == 2 * undone
    claims = verbs["claim_case"] + verbs["hand_over_case"] + verbs["take_over_case"]
    assert sum(case.fence for case in cases) == claims + len(merges), "a claim that nobody wrote down, or two in one"


def _decisions(session: Session, verbs: Counter[str]) -> None:
    """A decision is there with all that belongs to it, or not at all."""
    decisions = list(session.scalars(select(Decision)))
    assert len(decisions) == verbs["decide_case"]
    undone = [one for one in decisions if one.undone_at is not None]
    assert len(undone) == verbs["undo_decision"]
    states = {case.id: case for case in session.scalars(select(Case))}
    lined_up = Counter(
        (row.case_id, row.created_at) for row in session.scalars(select(Delivery).where(Delivery.call.is_(None)))
    )
    for one in decisions:
        escalates = one.outcome == Outcome.ESCALATED.value
        assert lined_up.pop((one.case_id, one.made_at), 0) == (3 if escalates else 0)
        if one.undone_at is None:
            assert states[one.case_id].state == Outcome(one.outcome).state.value
            assert states[one.case_id].claimed_by is None
    assert not lined_up, "passed on without a decision"


def _deliveries(session: Session, world: World, verbs: Counter[str]) -> None:
    """What counts as sent came, under its own id; what came is sent; a second copy carries the same id."""
    rows = {row.id: row for row in session.scalars(select(Delivery))}
    got = world.got
    assert set(got) <= set(rows)
    withdrawn = {row.id for row in rows.values() if row.state == DeliveryState.WITHDRAWN.value}
    assert not withdrawn & set(got), "sent although it was taken back"
    for delivery_id, row in rows.items():
        if row.channel in _ITSELF and row.state in _SENT:
            assert 1 <= got[delivery_id] <= row.tries
    sent = {row.id for row in rows.values() if row.channel in _ITSELF and row.state in _SENT}
    # A call that arrived before its sender died, and was not needed any more when its turn came again.
    spared = {row.id for row in rows.values() if row.why == DeliveryFailure.NOT_NEEDED.value}
    assert sent <= set(got) <= sent | spared
    written = Counter(
        session.scalars(select(AuditRow.object_id).where(AuditRow.verb == "send_delivery", AuditRow.actor_id.is_(None)))
    )
    assert all(number == 1 for number in written.values())
    ended = {row.id for row in rows.values() if row.tries and row.state != DeliveryState.QUEUED.value} - withdrawn
    assert set(written) == ended
    calls = Counter((row.case_id, row.call) for row in rows.values() if row.call is not None)
    assert all(number == 1 for number in calls.values())
    assert calls.total() == verbs["call_on"]


def _files(session: Session, world: World) -> None:
    """Every file that a row names is there and opens; every file that is there has a row, or the sweep will find it."""
    files = Store(world.settings.attachments)
    known = set()
    for row in session.scalars(select(Attachment)):
        if row.state == AttachmentState.REFUSED.value:
            continue
        opens = key_of(session, row.report_id)
        assert opens is not None
        name = store.original(row.report_id, row.id)
        assert opens.open(files.read(name), name)
        known.add(name)
        for page in session.scalars(select(AttachmentPage).where(AttachmentPage.attachment_id == row.id)):
            copy = store.working(row.report_id, row.id, page.number)
            assert opens.open(files.read(copy), copy)
            assert opens.open(page.messages, store.words(row.report_id, row.id, page.number))
            known.add(copy)
    there = {f"{path.parent.name}/{path.name}" for path in files.folder.rglob("*") if path.is_file()}
    assert known <= there
    world.orphans = there - known
