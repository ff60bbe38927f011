"""Everything that leaves something behind, each as its client does it, and as the client goes on who got no answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from service import clock, secret
from service.models import AssessmentRow, Attachment, Case, Delivery, Erasure, Merge, Report
from service.reporters import token
from service.words import AttachmentState, DeliveryState
from tests.faults.world import KEY, World
from tests.service.attachments.drawn import picture
from tests.service.desk import SCHOOL

if TYPE_CHECKING:
    from collections.abc import Callable

ESCALATION = {"outcome": "escalated", "targets": ["hotline_111", "head", "police"], "note": "đã gọi cho mẹ em"}
_PICTURE = picture("dung noi voi bo me nhe")


@dataclass(frozen=True)
class Deed:
    """One thing that may be cut short at any of its steps."""

    name: str
    prepare: Callable[[World], Any]
    act: Callable[[World, Any], Any]
    """Does it, counted; whatever it returns that is no ``None`` was an answer."""
    again: Callable[[World, Any], Any]
    """What whoever got no answer does after the restart, and what must be so in the end."""
    work: str | None = None
    """The background work whose steps are counted; ``None``: those of the requests."""
    done: Callable[[World, Any], bool] = lambda _world, _begun: True
    """Whether the background work that was counted has come to its end."""


# --- filing


def _file(world: World, begun: dict[str, Any]) -> Any:
    if "document" in begun:
        headers = {KEY: begun["key"]}
        answer = world.counted("POST", "/v1/reports", "system", headers=headers, files=begun["document"])
    else:
        answer = world.counted("POST", "/v1/reports", "system", begun["body"], headers={KEY: begun["key"]})
    if answer is not None and "told" not in begun:
        begun["told"] = world.taken_in(answer)
    return answer


def _file_again(world: World, begun: dict[str, Any]) -> None:
    told = begun.pop("told", None)
    if told is not None:
        world.sent -= 1  # the same report, asked for once more
    _file(world, begun)
    assert told is None or (begun["told"]["id"], begun["told"]["receipt"]) == (told["id"], told["receipt"])


def _with_words(world: World) -> dict[str, Any]:
    return {"key": f"k{next(world.numbers)}", "body": {"messages": [{"text": world.words()}], "note": "bạn cùng lớp"}}


def _with_files(world: World) -> dict[str, Any]:
    report = f'{{"messages": [{{"text": "{world.words()}"}}]}}'.encode()
    parts = [
        ("report", (None, report)),
        ("files", ("a.png", _own_picture(world))),
        ("files", ("b.svg", b"<svg/>")),
        ("files", ("c.png", _own_picture(world))),
    ]
    return {"key": f"k{next(world.numbers)}", "document": parts}


def _own_picture(world: World) -> bytes:
    return _PICTURE + f"<!-- {next(world.numbers)} -->".encode()


def _form(world: World) -> dict[str, str]:
    handed = token.handed_out(secret.load(world.settings.keys), clock.now() - timedelta(minutes=1))
    return {"token": handed, "reporter": "child", "school": SCHOOL, "text": world.words(), "copied": "", "reach": ""}


def _send_form(world: World, form: dict[str, str]) -> Any:
    parts: list[Any] = [(name, (None, value)) for name, value in form.items()]
    parts.append(("files", ("a.png", _PICTURE)))
    return world.counted("POST", "/gui", "anyone", files=parts)


def _send_form_again(world: World, form: dict[str, str]) -> None:
    answer = _send_form(world, form)
    assert answer is not None
    assert answer.status_code == 200, answer.text
    with world.database.read() as session:
        newest = session.scalars(select(Report).where(Report.api_key_id.is_(None)).order_by(Report.received_at)).all()
    world.acknowledged.add(newest[-1].id)
    world.sent += 1


# --- what the service does by itself


def _wait(_world: World, _begun: Any) -> None:
    """Nobody does anything: it is for the service to begin."""


def _unscored(world: World) -> dict[str, Any]:
    world.hold("assessing")
    return {"report": world.file(scored=False)}


def _unscored_copy(world: World) -> dict[str, Any]:
    """A report that waits to be assessed, and a case with the same words."""
    text = world.words()
    first = world.case_of(world.file(text))
    world.hold("assessing")
    return {"report": world.file(text, scored=False), "first": first}


def _is_assessed(world: World, begun: dict[str, Any]) -> bool:
    with world.database.read() as session:
        return session.scalars(select(Report.assessed_at).where(Report.id == begun["report"]["id"])).one() is not None


def _is_joined(world: World, begun: dict[str, Any]) -> None:
    world.settle()
    assert world.case_of(begun["report"]) == begun["first"]


def _unread(world: World) -> dict[str, Any]:
    world.hold("reading")
    parts: list[Any] = [("report", (None, b'{"messages": []}')), ("files", ("a.png", _own_picture(world)))]
    answer = world.ask("POST", "/v1/reports", "system", files=parts, headers={KEY: f"k{next(world.numbers)}"})
    return {"report": world.taken_in(answer)}


def _is_read(world: World, begun: dict[str, Any]) -> bool:
    with world.database.read() as session:
        states = session.scalars(select(Attachment.state).where(Attachment.report_id == begun["report"]["id"])).all()
    return states == [AttachmentState.READ.value]


def _read(world: World, begun: dict[str, Any]) -> None:
    world.settle()
    assert _is_read(world, begun)


def _overdue(world: World) -> str:
    return world.case_of(world.file())


def _becomes_overdue(world: World, case_id: str) -> None:
    with world.database.write() as session:
        before = clock.now() - timedelta(minutes=1)
        session.execute(update(Case).where(Case.id == case_id).values(lifts_at=before, due_at=before))


def _is_lifted(world: World, case_id: str) -> bool:
    with world.database.read() as session:
        case = session.get_one(Case, case_id)
        return case.lifts_at is None and case.served_tier < case.tier


def _lifted(world: World, case_id: str) -> None:
    world.settle()
    assert _is_lifted(world, case_id)


def _urgent(world: World) -> str:
    people = {"people": [{"recipient_id": world.ids["on_call"], "name": "Cô Hương"}]}
    assert world.ask("PUT", "/v1/on-call", "hue", people).status_code == 200
    return world.case_of(world.file(happening_now=True))


def _lies_unclaimed(world: World, case_id: str) -> None:
    with world.database.write() as session:
        since = clock.now() - timedelta(seconds=70)
        session.execute(update(Case).where(Case.id == case_id).values(urgent_since=since))


def _was_called(world: World, case_id: str) -> bool:
    with world.database.read() as session:
        return session.scalar(select(Delivery.id).where(Delivery.case_id == case_id, Delivery.call == 0)) is not None


def _called(world: World, case_id: str) -> None:
    world.until(lambda: _was_called(world, case_id))
    world.claim(case_id)  # that ends the calling


# --- work on cases


def _waiting(world: World) -> dict[str, Any]:
    return {"case": world.case_of(world.file())}


def _first(world: World) -> dict[str, Any]:
    """An urgent case, so that it is the first of the queue."""
    return {"case": world.case_of(world.file(happening_now=True))}


def _held(world: World) -> dict[str, Any]:
    begun = _waiting(world)
    return begun | {"fence": world.claim(begun["case"])}


def _request(path: str, *given: str, **body: Any) -> Callable[[World, dict[str, Any]], Any]:
    """Make a request about a case; its path, and the fields ``given``, are filled from what was begun."""

    def act(world: World, begun: dict[str, Any]) -> Any:
        document = body | {name: begun[name] for name in given}
        answer = world.counted("POST", path.format(**begun), "lan", document or None)
        if answer is not None:
            assert answer.status_code < 300, answer.text
            begun["told"] = answer.json() if answer.content else {}
        return answer

    return act


def _unless(done: Callable[[World, dict[str, Any]], bool], act: Callable[[World, Any], Any]) -> Any:
    """Look at the case as a person does who got no answer, and do it again if it was not done."""

    def again(world: World, begun: dict[str, Any]) -> None:
        if not done(world, begun):
            assert "told" not in begun, "it was answered, and is not there"
            act(world, begun)
        assert done(world, begun)

    return again


def _case(world: World, begun: dict[str, Any]) -> Case:
    with world.database.read() as session:
        return session.get_one(Case, begun["case"])


def _is_held(world: World, begun: dict[str, Any]) -> bool:
    case = _case(world, begun)
    return case.claimed_by == world.ids["lan"] and (case.claimed_until or clock.now()) > clock.now()


def _take_next(world: World, begun: dict[str, Any]) -> Any:
    answer = world.counted("POST", "/v1/queue/next", "lan")
    if answer is not None:
        assert answer.json()["id"] == begun["case"]
        begun["told"] = answer.json()
    return answer


def _decided(world: World) -> dict[str, Any]:
    begun = _held(world)
    answer = world.ask("POST", f"/v1/cases/{begun['case']}/decision", "lan", ESCALATION | {"fence": begun["fence"]})
    assert answer.status_code == 200, answer.text
    return {"case": begun["case"]}


def _sent(target: str) -> Callable[[World, dict[str, Any]], bool]:
    def is_sent(world: World, begun: dict[str, Any]) -> bool:
        with world.database.read() as session:
            states = session.scalars(
                select(Delivery.state).where(Delivery.case_id == begun["case"], Delivery.target == target)
            ).all()
        return states in ([DeliveryState.SENT.value], [DeliveryState.ACKNOWLEDGED.value])

    return is_sent


def _only(target: str) -> Callable[[World], dict[str, Any]]:
    """A decided case of which everything but one delivery was sent."""

    def prepare(world: World) -> dict[str, Any]:
        begun = _decided(world)
        other = Delivery.target != target
        with world.database.write() as session:
            session.execute(
                update(Delivery)
                .where(Delivery.case_id == begun["case"], other, Delivery.next_try_at.is_not(None))
                .values(next_try_at=clock.now())
            )
        is_sent = _sent("head" if target == "hotline_111" else "hotline_111")
        world.until(lambda: is_sent(world, begun))
        return begun

    return prepare


def _all_sent(world: World, begun: dict[str, Any]) -> None:
    world.settle()
    assert _sent("hotline_111")(world, begun)
    assert _sent("head")(world, begun)


def _undone(world: World, begun: dict[str, Any]) -> bool:
    return _is_held(world, begun)


def _two(world: World) -> dict[str, Any]:
    begun = _held(world)
    return begun | {"other": world.case_of(world.file())}


def _merged(world: World, begun: dict[str, Any]) -> bool:
    with world.database.read() as session:
        return bool(session.get_one(Case, begun["other"]).merged_into == begun["case"])


def _joined(world: World) -> dict[str, Any]:
    begun = _two(world)
    body = {"fence": begun["fence"], "other": begun["other"]}
    answer = world.ask("POST", f"/v1/cases/{begun['case']}/merge", "lan", body)
    assert answer.status_code == 200, answer.text
    return {"case": begun["case"], "merge": answer.json()["id"]}


def _parted(world: World, begun: dict[str, Any]) -> bool:
    with world.database.read() as session:
        return session.get_one(Merge, begun["merge"]).undone_at is not None


def _says(field: str, text: str) -> Callable[[World, dict[str, Any]], bool]:
    return lambda world, begun: any(one["text"] == text for one in world.opened(begun["case"])[field])


def _with_receipt(world: World) -> dict[str, Any]:
    report = world.file()
    return {"case": world.case_of(report), "receipt": report["receipt"]}


def _write_back(world: World, begun: dict[str, Any]) -> Any:
    body = {"receipt": begun["receipt"], "text": _WORD_BACK}
    answer = world.counted("POST", "/v1/receipts/letters", "anyone", body)
    if answer is not None:
        assert answer.status_code == 200, answer.text
        begun["told"] = answer.json()
    return answer


_NOTE, _LETTER, _WORD_BACK = "mẹ em hẹn chiều thứ năm", "cảm ơn em đã kể", "em đã ổn hơn rồi ạ"
_claim = _request("/v1/cases/{case}/claim")
_release = _request("/v1/cases/{case}/release", "fence")
_decide = _request("/v1/cases/{case}/decision", "fence", **ESCALATION)
_undo = _request("/v1/cases/{case}/undo")
_merge = _request("/v1/cases/{case}/merge", "fence", "other")
_part = _request("/v1/merges/{merge}/undo")
_skip = _request("/v1/cases/{case}/skip", "fence", reason="too_heavy")
_hand_over = _request("/v1/cases/{case}/hand-over", "fence", "to", reason="cô đã quen em này")
_note = _request("/v1/cases/{case}/notes", text=_NOTE)
_write = _request("/v1/cases/{case}/letters", "fence", text=_LETTER)


def _free(world: World, begun: dict[str, Any]) -> bool:
    return _case(world, begun).claimed_by is None


def _for_minh(world: World) -> dict[str, Any]:
    return _held(world) | {"to": world.ids["minh"]}


def _is_minhs(world: World, begun: dict[str, Any]) -> bool:
    return bool(_case(world, begun).claimed_by == begun["to"])


def _is_decided(world: World, begun: dict[str, Any]) -> bool:
    return _case(world, begun).decided_at is not None


def _asked_to_erase(world: World) -> dict[str, Any]:
    """A closed case of a report with a picture, which the lead asks to have erased."""
    parts: list[Any] = [("report", (None, b'{"messages": []}')), ("files", ("a.png", _own_picture(world)))]
    key = {KEY: f"k{next(world.numbers)}"}
    report = world.taken_in(world.ask("POST", "/v1/reports", "system", files=parts, headers=key))
    world.settle()
    case_id = world.case_of(report)
    body = {"fence": world.claim(case_id), "outcome": "closed_no_harm", "note": "hai bạn đùa nhau"}
    assert world.ask("POST", f"/v1/cases/{case_id}/decision", "lan", body).status_code == 200
    asked = world.ask("POST", f"/v1/cases/{case_id}/erasure", "hue", {"reason": "gia đình đề nghị"})
    assert asked.status_code == 204, asked.text
    with world.database.read() as session:
        rows = session.scalars(select(AssessmentRow.id).where(AssessmentRow.report_id == report["id"])).all()
    return {"case": case_id, "report": report["id"], "assessments": len(rows)}


def _is_marked(world: World, begun: dict[str, Any]) -> bool:
    with world.database.read() as session:
        return session.get_one(Case, begun["case"]).erased_at is not None


def _is_done(world: World, begun: dict[str, Any]) -> bool:
    with world.database.read() as session:
        return session.scalars(select(Erasure.done_at.is_not(None)).where(Erasure.case_id == begun["case"])).all() == [
            True
        ]


def _is_erased(world: World, begun: dict[str, Any]) -> None:
    """Nothing of it opens, and nothing of it is left, whoever finished it."""
    _unless(_is_marked, _agree)(world, begun)
    assert world.ask("GET", f"/v1/cases/{begun['case']}", "lan").status_code == 410
    world.until(lambda: _is_done(world, begun))
    world.erased_assessments += begun["assessments"]
    assert not list(world.settings.attachments.glob(f"*/{begun['report']}/*"))
    assert world.settings.erasures.read_text().count(begun["report"]) == 1


_agree = _request("/v1/cases/{case}/erasure/answer", agrees=True)

DEEDS = (
    Deed("file a report", _with_words, _file, _file_again),
    Deed("file a report with files", _with_files, _file, _file_again),
    Deed("send the public form", _form, _send_form, _send_form_again),
    Deed("assess a report", _unscored, _wait, lambda world, _begun: world.settle(), "assessing", _is_assessed),
    Deed("assess a copy, which joins", _unscored_copy, _wait, _is_joined, "assessing", _is_assessed),
    Deed("read a picture", _unread, _wait, _read, "reading", _is_read),
    Deed("take the next case", _first, _take_next, _unless(_is_held, _take_next)),
    Deed("claim a case", _waiting, _claim, _unless(_is_held, _claim)),
    Deed("release a case", _held, _release, _unless(_free, _release)),
    Deed("pass a case over", _held, _skip, _unless(_free, _skip)),
    Deed("hand a case over", _for_minh, _hand_over, _unless(_is_minhs, _hand_over)),
    Deed("decide and pass on", _held, _decide, _unless(_is_decided, _decide)),
    Deed("undo a decision", _decided, _undo, _unless(_undone, _undo)),
    Deed("send to a webhook", _only("hotline_111"), lambda world, _begun: world.time_passes(), _all_sent,
         "sending", _sent("hotline_111")),
    Deed("send an e-mail", _only("head"), lambda world, _begun: world.time_passes(), _all_sent,
         "sending", _sent("head")),
    Deed("call who is on call", _urgent, _lies_unclaimed, _called, "calling", _was_called),
    Deed("lift an overdue case", _overdue, _becomes_overdue, _lifted, "lifting", _is_lifted),
    Deed("merge two cases", _two, _merge, _unless(_merged, _merge)),
    Deed("undo a merge", _joined, _part, _unless(_parted, _part)),
    Deed("agree to an erasure", _asked_to_erase, _agree, _is_erased),
    Deed("finish an erasure", _asked_to_erase, _agree, _is_erased, "erasing", _is_done),
    Deed("write a note", _held, _note, _unless(_says("notes", _NOTE), _note)),
    Deed("write to the reporter", _held, _write, _unless(_says("letters", _LETTER), _write)),
    Deed("write back with a receipt", _with_receipt, _write_back, _unless(_says("letters", _WORD_BACK), _write_back)),
)  # fmt: skip
