# ruff: noqa: E501 - tables, one row a line
"""Every door through which content goes leaves a row; which do not is written here with the reason."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyotp
import pytest
from sqlalchemy import func, select

from service import clock
from service.accounts import repository, second_factor
from service.accounts.service import principal
from service.console import door
from service.identifiers import new_id
from service.models import AuditRow, Delivery
from service.settings import Settings
from service.words import Role
from tests.service.accounts.browser import enrol
from tests.service.at_work import case_of, user_id
from tests.service.desk import HARMLESS, PASSWORD, SCHOOL, Desk, opened
from tests.service.doors import DOORS

NO_CONTENT = {
    # what is only counted, only about oneself, or holds nothing of a report
    "GET /v1/cases/{case_id}/colleagues", "GET /v1/queue", "GET /v1/queue/changes", "GET /v1/queue/views", "POST /v1/queue/views",
    "DELETE /v1/queue/views/{view_id}", "GET /v1/deliveries", "GET /v1/letters/phrases", "GET /v1/letters/unread", "GET /v1/me/care",
    "GET /v1/recipients", "GET /v1/on-call", "GET /v1/statistics", "GET /v1/reports/{report_id}", "GET /healthz", "GET /readyz",
    "GET /metrics", "GET /v1/stranded", "POST /v1/cases/{case_id}/heartbeat", "GET /", "GET /hang-doi", "GET /hang-doi/thay-doi",
    "POST /bo-loc", "POST /bo-loc/{view_id}/xoa", "GET /cua-toi", "GET /lam-quen", "GET /lam-quen/{number}", "POST /lam-quen/{number}",
    "GET /thong-ke", "GET /gui", "GET /gui/{school}", "GET /da-gui", "GET /ap-phich/{school}", "GET /tra-cuu", "GET /dang-nhap", "POST /ngon-ngu",
    "POST /ho-so/{case_id}/nhip", "GET /tim-kiem", "GET /v1/sessions", "GET /tai-khoan", "GET /nguoi-dung", "GET /dang-nhap/noi-khac",
    # a draft of one's own, that nothing is asked of before it is confirmed
    "GET /tai-khoan/buoc-hai", "POST /tai-khoan/buoc-hai/bat-dau",
    # nothing of it is kept
    "POST /v1/score",
    # one's own draft: saved every few seconds, changes nothing
    "GET /v1/cases/{case_id}/draft", "PUT /v1/cases/{case_id}/draft", "DELETE /v1/cases/{case_id}/draft", "POST /ho-so/{case_id}/nhap",
}  # fmt: skip
ELSEWHERE = {
    # needs a picture, a recipient or a signature: held by the tests of those rooms
    "GET /v1/cases/{case_id}/files/{file_id}/pages/{number}": "tests/service/attachments/test_pages.py",
    "GET /ho-so/{case_id}/anh/{picture}/{number}": "tests/service/attachments/test_pages.py",
    "POST /ho-so/{case_id}/anh": "tests/service/attachments/test_pages.py",
    "POST /v1/deliveries/{delivery_id}/acknowledgement": "tests/service/deliveries/test_acknowledging.py",
    "POST /v1/deliveries/{delivery_id}/retry": "tests/service/deliveries/test_sending.py",
    "POST /ho-so/{case_id}/chuyen-tiep/{delivery_id}/gui-lai": "tests/service/deliveries/test_sending.py",
    "POST /v1/recipients": "tests/service/deliveries/test_recipients.py",
    "DELETE /v1/recipients/{recipient_id}": "tests/service/deliveries/test_recipients.py",
    "POST /v1/recipients/{recipient_id}/test": "tests/service/deliveries/test_recipients.py",
    "POST /v1/cases/{case_id}/hold": "tests/service/retention/test_holds.py",
    "POST /v1/cases/{case_id}/hold/lift": "tests/service/retention/test_holds.py",
    "POST /v1/cases/{case_id}/erasure": "tests/service/retention/test_holds.py",
    "POST /v1/cases/{case_id}/erasure/answer": "tests/service/retention/test_holds.py",
    "POST /ho-so/{case_id}/giu-lai": "tests/service/retention/test_holds.py: the API's way to the same function",
    "POST /ho-so/{case_id}/thoi-giu": "tests/service/retention/test_holds.py: the API's way to the same function",
    "POST /ho-so/{case_id}/xoa": "tests/service/retention/test_holds.py: the API's way to the same function",
    "POST /ho-so/{case_id}/xoa/tra-loi": "tests/service/retention/test_holds.py: the API's way to the same function",
    "POST /dang-nhap/ma": "tests/service/accounts/test_second_factor.py: the API's way to the same function",
    "GET /dang-nhap/noi-khac/ve": "tests/service/accounts/test_provider.py: ends in the same function",
    "POST /gui": "tests/service/reporters/test_filing.py",
    "POST /tra-cuu": "tests/service/audit/test_everything.py: the API's way to the same function",
    "POST /tra-cuu/viet": "tests/service/letters/test_api.py: the API's way to the same function",
}


@dataclass
class Stage:
    desk: Desk
    case_id: str
    fence: int
    other: str
    receipt: str

    def ask(self, way: str, path: str, body: Any = None, who: dict[str, str] | None = None) -> int:
        headers = self.desk.lan if who is None else who
        return self.desk.client.request(way, path, json=body, headers=headers).status_code

    def page(self, way: str, path: str, who: dict[str, str] | None = None, **form: Any) -> int:
        token = (who or self.desk.lan)["Authorization"].removeprefix("Bearer ")
        self.desk.client.cookies.set(door.SESSION, token)
        data = {"csrf": door.csrf(self.desk.context, token)} | form
        status = self.desk.client.request(
            way, path, data=data if way == "POST" else None, follow_redirects=False
        ).status_code
        self.desk.client.cookies.clear()
        return status

    def delivery(self) -> str:
        self.ask(
            "POST",
            f"/v1/cases/{self.case_id}/decision",
            {"fence": self.fence, "outcome": "escalated", "targets": ["police"]},
        )
        with self.desk.context.database.read() as session:
            return session.scalars(select(Delivery.id).where(Delivery.case_id == self.case_id)).one()

    def merge(self) -> str:
        body = {"fence": self.fence, "other": self.other}
        answer: dict[str, str] = self.desk.post(f"/v1/cases/{self.case_id}/merge", body).json()
        return answer["id"]

    def skipped(self) -> str:
        self.ask("POST", f"/v1/cases/{self.case_id}/skip", {"fence": self.fence, "reason": "too_heavy"})
        return user_id(self.desk, "lan")

    def newcomer(self, *, enrolled: bool = False) -> tuple[str, dict[str, str]]:
        """Somebody whose account may come to anything: its id, and headers."""
        name = new_id()
        headers = self.desk.person(name, Role.COUNSELLOR, SCHOOL)
        if enrolled:
            enrol(self.desk, name)
        return user_id(self.desk, name), headers

    def own_sign_in(self, who: dict[str, str]) -> str:
        found: str = self.desk.client.get("/v1/sessions", headers=who).json()["sessions"][0]["id"]
        return found

    def confirmed(self) -> int:
        person, who = self.newcomer()
        self.page("POST", "/tai-khoan/buoc-hai/bat-dau", who)
        context, now = self.desk.context, clock.now()
        with context.database.read() as session:
            user = repository.user(session, person)
            assert user is not None
            draft = second_factor.draft(session, context, principal(user), now=now)
        assert draft is not None
        return self.page("POST", "/tai-khoan/buoc-hai", who, code=pyotp.TOTP(draft.secret).at(now))

    def kept(self, deed: str, *, enrolled: bool = False) -> int:
        person, _ = self.newcomer(enrolled=enrolled)
        return self.page("POST", f"/nguoi-dung/{person}/{deed}", self.desk.hue)

    def written(self) -> int:
        return self.ask("POST", f"/v1/cases/{self.case_id}/letters", {"fence": self.fence, "text": "Cảm ơn em"})


@pytest.fixture(scope="module")
def stood(trained: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One service for all deeds."""
    var = tmp_path_factory.mktemp("everything") / "var"
    shutil.copytree(trained, var)
    yield from opened(Settings(var=var, log_level="error", blind_share=0, sign_in_tries=1_000, receipt_tries=1_000))


@pytest.fixture
def stage(stood: Desk) -> Stage:
    """Two fresh cases, too short to be copies of others; the first is held by Lan."""
    filed, second = stood.file("ngu thế"), stood.file("chán quá")
    case_id = case_of(stood, filed)
    fence = stood.post(f"/v1/cases/{case_id}/claim").json()["fence"]
    return Stage(stood, case_id, fence, case_of(stood, second), filed["receipt"])


def held(stage: Stage, **more: Any) -> dict[str, Any]:
    return {"fence": stage.fence} | more


A, P = "/v1/cases/{case_id}", "/ho-so/{case_id}"
NEW = "mot mat khau moi du dai"
DEEDS: dict[str, tuple[str, Callable[[Stage], object]]] = {
    f"GET {A}": ("read_case", lambda s: s.ask("GET", f"/v1/cases/{s.case_id}")),
    f"GET {A}/related": ("read_related", lambda s: s.ask("GET", f"/v1/cases/{s.case_id}/related")),
    f"GET {A}/form01.{{kind}}": ("draw_up_form", lambda s: s.ask("GET", f"/v1/cases/{s.case_id}/form01.docx")),
    f"POST {A}/form01.{{kind}}": ("draw_up_form", lambda s: s.ask("POST", f"/v1/cases/{s.case_id}/form01.docx", {"summary": "x"})),
    f"POST {A}/claim": ("claim_case", lambda s: s.ask("POST", f"/v1/cases/{s.other}/claim")),
    f"POST {A}/release": ("release_case", lambda s: s.ask("POST", f"/v1/cases/{s.case_id}/release", held(s))),
    f"POST {A}/decision": ("decide_case", lambda s: s.ask("POST", f"/v1/cases/{s.case_id}/decision", held(s, outcome="kept_open"))),
    f"POST {A}/undo": ("undo_decision", lambda s: (s.delivery(), s.ask("POST", f"/v1/cases/{s.case_id}/undo"))),
    f"POST {A}/notes": ("write_note", lambda s: s.ask("POST", f"/v1/cases/{s.case_id}/notes", {"text": "x"})),
    f"POST {A}/letters": ("write_letter", lambda s: s.written()),
    f"POST {A}/skip": ("skip_case", lambda s: s.skipped()),
    f"DELETE {A}/skips/{{user_id}}": ("take_back_skip", lambda s: s.ask("DELETE", f"/v1/cases/{s.case_id}/skips/{s.skipped()}", who=s.desk.hue)),
    f"POST {A}/rest": ("rest_case", lambda s: s.ask("POST", f"/v1/cases/{s.case_id}/rest", held(s, until=soon(), reason="x"))),
    f"POST {A}/hand-over": ("hand_over_case", lambda s: s.ask("POST", f"/v1/cases/{s.case_id}/hand-over", held(s, to=user_id(s.desk, "hue"), reason="x"))),
    f"POST {A}/take-over": ("take_over_case", lambda s: s.ask("POST", f"/v1/cases/{s.case_id}/take-over", {"reason": "x"}, s.desk.hue)),
    f"POST {A}/merge": ("merge_cases", lambda s: s.merge()),
    "POST /v1/merges/{merge_id}/undo": ("unmerge_cases", lambda s: s.ask("POST", f"/v1/merges/{s.merge()}/undo")),
    "POST /v1/queue/next": ("claim_case", lambda s: s.ask("POST", "/v1/queue/next", who=s.desk.hue)),
    "POST /v1/deliveries/{delivery_id}": ("mark_delivery", lambda s: s.ask("POST", f"/v1/deliveries/{s.delivery()}", {"state": "acknowledged", "reference": "x"})),
    "PUT /v1/me/care": ("set_opt_outs", lambda s: s.ask("PUT", "/v1/me/care", {"opt_outs": ["bullying"]})),
    "POST /v1/me/care/break/put-off": ("put_off_break", lambda s: s.ask("POST", "/v1/me/care/break/put-off")),
    "PUT /v1/on-call": ("set_recipients", lambda s: s.ask("PUT", "/v1/on-call", {"people": []}, s.desk.hue)),
    "GET /v1/statistics/report.pdf": ("export_statistics", lambda s: s.ask("GET", "/v1/statistics/report.pdf?month=2026-10")),
    "GET /v1/statistics/report.xlsx": ("export_statistics", lambda s: s.ask("GET", "/v1/statistics/report.xlsx?month=2026-10")),
    "POST /v1/queue/search": ("search_cases", lambda s: s.ask("POST", "/v1/queue/search", {"words": "vở"})),
    "PUT /v1/password": ("change_password", lambda s: s.ask("PUT", "/v1/password", {"password": PASSWORD, "new_password": NEW}, s.newcomer()[1])),
    "DELETE /v1/sessions": ("sign_out", lambda s: s.ask("DELETE", "/v1/sessions", who=s.newcomer()[1])),
    "DELETE /v1/sessions/{session_id}": ("sign_out", lambda s: s.ask("DELETE", f"/v1/sessions/{s.own_sign_in(who := s.newcomer()[1])}", who=who)),
    "POST /tim-kiem": ("search_cases", lambda s: s.page("POST", "/tim-kiem", words="vở")),
    "POST /tai-khoan/mat-khau": ("change_password", lambda s: s.page("POST", "/tai-khoan/mat-khau", s.newcomer()[1], password=PASSWORD, new_password=NEW, again=NEW)),
    "POST /tai-khoan/phien/{session_id}/ket-thuc": ("sign_out", lambda s: s.page("POST", f"/tai-khoan/phien/{s.own_sign_in(who := s.newcomer()[1])}/ket-thuc", who)),
    "POST /tai-khoan/dang-xuat-het": ("sign_out", lambda s: s.page("POST", "/tai-khoan/dang-xuat-het", s.newcomer()[1])),
    "POST /tai-khoan/buoc-hai": ("set_second_factor", lambda s: s.confirmed()),
    "POST /tai-khoan/buoc-hai/tat": ("set_second_factor", lambda s: s.page("POST", "/tai-khoan/buoc-hai/tat", s.newcomer(enrolled=True)[1], password=PASSWORD)),
    "POST /tai-khoan/ma-du-phong": ("set_second_factor", lambda s: s.page("POST", "/tai-khoan/ma-du-phong", s.newcomer(enrolled=True)[1], password=PASSWORD)),
    "POST /nguoi-dung/{user_id}/khoa": ("disable_user", lambda s: s.kept("khoa")),
    "POST /nguoi-dung/{user_id}/mo-lai": ("enable_user", lambda s: s.kept("mo-lai")),
    "POST /nguoi-dung/{user_id}/go-buoc-hai": ("reset_second_factor", lambda s: s.kept("go-buoc-hai", enrolled=True)),
    "POST /nguoi-dung/{user_id}/dang-xuat": ("sign_out_user", lambda s: s.kept("dang-xuat")),
    "GET /v1/retention": ("read_retention", lambda s: s.ask("GET", "/v1/retention", who=s.desk.hue)),
    "GET /v1/audit": ("read_audit", lambda s: s.ask("GET", "/v1/audit", who=s.desk.hue)),
    "POST /v1/reports": ("file_report", lambda s: s.desk.file(HARMLESS)),
    "POST /v1/receipts": ("look_up_receipt", lambda s: (s.written(), s.ask("POST", "/v1/receipts", {"receipt": s.receipt}))),
    "POST /v1/receipts/letters": ("write_back", lambda s: s.ask("POST", "/v1/receipts/letters", {"receipt": s.receipt, "text": "x"})),
    "POST /v1/sessions": ("fail_to_sign_in", lambda s: s.ask("POST", "/v1/sessions", {"name": "lan", "password": "not this one"})),
    "DELETE /v1/sessions/current": ("sign_out", lambda s: s.ask("DELETE", "/v1/sessions/current", who=s.desk.person(new_id(), Role.COUNSELLOR, SCHOOL))),
    "POST /dang-nhap": ("sign_in", lambda s: s.ask("POST", "/v1/sessions", {"name": "lan", "password": PASSWORD})),
    "GET /luu-giu": ("read_retention", lambda s: s.page("GET", "/luu-giu", s.desk.hue)),
    "POST /dang-xuat": ("sign_out", lambda s: s.page("POST", "/dang-xuat", s.desk.person(new_id(), Role.COUNSELLOR, SCHOOL))),
    "POST /nhan": ("claim_case", lambda s: s.page("POST", "/nhan")),
    "POST /cua-toi": ("set_opt_outs", lambda s: s.page("POST", "/cua-toi")),
    "POST /cua-toi/de-sau": ("put_off_break", lambda s: s.page("POST", "/cua-toi/de-sau")),
    "GET /thong-ke/bao-cao": ("export_statistics", lambda s: s.page("GET", "/thong-ke/bao-cao?thang=2026-10&tep=xlsx")),
    f"GET {P}": ("read_case", lambda s: s.page("GET", f"/ho-so/{s.case_id}")),
    f"POST {P}/hien": ("read_case", lambda s: s.page("POST", f"/ho-so/{s.case_id}/hien", report="0" * 32)),
    f"POST {P}/nhan": ("claim_case", lambda s: s.page("POST", f"/ho-so/{s.other}/nhan")),
    f"POST {P}/tra": ("release_case", lambda s: s.page("POST", f"/ho-so/{s.case_id}/tra", fence=s.fence)),
    f"POST {P}/quyet-dinh": ("decide_case", lambda s: s.page("POST", f"/ho-so/{s.case_id}/quyet-dinh", fence=s.fence, outcome="kept_open")),
    f"POST {P}/hoan-tac": ("undo_decision", lambda s: (s.delivery(), s.page("POST", f"/ho-so/{s.case_id}/hoan-tac"))),
    f"POST {P}/ghi-chu": ("write_note", lambda s: s.page("POST", f"/ho-so/{s.case_id}/ghi-chu", text="x")),
    f"POST {P}/thu": ("write_letter", lambda s: s.page("POST", f"/ho-so/{s.case_id}/thu", fence=s.fence, text="x")),
    f"POST {P}/gop": ("merge_cases", lambda s: s.page("POST", f"/ho-so/{s.case_id}/gop", fence=s.fence, other=s.other)),
    f"POST {P}/tach/{{merge_id}}": ("unmerge_cases", lambda s: s.page("POST", f"/ho-so/{s.case_id}/tach/{s.merge()}")),
    f"POST {P}/chuyen-tiep/{{delivery_id}}": ("mark_delivery", lambda s: s.page("POST", f"/ho-so/{s.case_id}/chuyen-tiep/{s.delivery()}", state="acknowledged", reference="x")),
    f"POST {P}/mau-so-01": ("draw_up_form", lambda s: s.page("POST", f"/ho-so/{s.case_id}/mau-so-01", kind="docx")),
    f"POST {P}/giao": ("hand_over_case", lambda s: s.page("POST", f"/ho-so/{s.case_id}/giao", fence=s.fence, to=user_id(s.desk, "hue"), reason="x")),
    f"POST {P}/de-cho": ("rest_case", lambda s: s.page("POST", f"/ho-so/{s.case_id}/de-cho", fence=s.fence, until=soon()[:16], reason="x")),
    f"POST {P}/bo-qua": ("skip_case", lambda s: s.page("POST", f"/ho-so/{s.case_id}/bo-qua", fence=s.fence, reason="too_heavy")),
    f"POST {P}/bo-qua/{{user_id}}/xoa": ("take_back_skip", lambda s: s.page("POST", f"/ho-so/{s.case_id}/bo-qua/{s.skipped()}/xoa", s.desk.hue)),
    f"POST {P}/tiep-quan": ("take_over_case", lambda s: s.page("POST", f"/ho-so/{s.case_id}/tiep-quan", s.desk.hue, reason="x")),
    "search": ("search_cases", lambda s: s.ask("GET", "/v1/queue?text=3F9")),
    "search on the page": ("search_cases", lambda s: s.page("GET", "/?text=3F9&tim=3F9&q=3F9")),
}  # fmt: skip


def soon() -> str:
    return (clock.now() + timedelta(minutes=5)).astimezone(clock.VIETNAM).isoformat(timespec="minutes")


def count(stage: Stage, verb: str) -> int:
    with stage.desk.context.database.read() as session:
        return session.scalar(select(func.count()).select_from(AuditRow).where(AuditRow.verb == verb)) or 0


@pytest.mark.parametrize("deed", DEEDS)
def test_it_leaves_a_row(stage: Stage, deed: str) -> None:
    verb, do = DEEDS[deed]
    before = count(stage, verb)
    do(stage)
    assert count(stage, verb) > before


def test_every_route_is_recorded_or_has_no_content() -> None:
    doors = {f"{row.method} {row.path}" for row in DOORS}
    told = {deed for deed in DEEDS if " /" in deed} | NO_CONTENT | set(ELSEWHERE)
    assert doors - told == set(), "record what this route reads or writes, or say in this file why it has no content"
    assert told - doors == set(), "these routes are gone"


def test_a_model_that_is_taken_up_is_recorded(stage: Stage) -> None:
    assert count(stage, "take_up_model") <= 1
    with stage.desk.context.database.read() as session:
        assert all(len(row) <= 32 for row in session.scalars(select(AuditRow.object_id)))


def test_a_failed_sign_in_never_keeps_what_was_typed(stage: Stage) -> None:
    for name in ("lan", "mat khau cua toi"):
        stage.ask("POST", "/v1/sessions", {"name": name, "password": "khong phai the nay"})
    with stage.desk.context.database.read() as session:
        rows = session.scalars(
            select(AuditRow).where(AuditRow.verb == "fail_to_sign_in").order_by(AuditRow.number)
        ).all()
    assert [(row.object_kind, row.object_id, row.actor_id) for row in rows[-2:]] == [
        ("user", user_id(stage.desk, "lan"), None),
        ("user", "", None),
    ]


def test_a_lead_and_an_administrator_see_verbs_of_their_school_alone(stage: Stage) -> None:
    desk = stage.desk
    admin, anywhere = desk.person("quan", Role.ADMIN, SCHOOL), desk.person("quan2", Role.ADMIN, None)
    theirs = desk.client.post(
        "/v1/reports", json={"messages": [{"speaker": "other", "text": HARMLESS}]}, headers=desk.other_key
    ).json()["id"]

    def seen(who: dict[str, str], query: str = "") -> set[str]:
        answer = desk.client.get(f"/v1/audit?limit=1000{query}", headers=who)
        assert answer.status_code == 200, answer.text
        return {one["object_id"] for one in answer.json()["deeds"]}

    assert stage.case_id in seen(desk.hue) & seen(admin) & seen(anywhere)
    assert theirs not in seen(desk.hue) | seen(admin)
    assert theirs in seen(anywhere)
    assert desk.client.get("/v1/audit", headers=desk.lan).status_code == 403
    assert desk.client.get(f"/v1/audit?case={case_of(desk, {'id': theirs})}", headers=desk.hue).status_code == 422
    assert desk.client.get("/v1/audit?user=la", headers=desk.hue).status_code == 422
    assert stage.case_id in seen(desk.hue, "&user=lan") & seen(desk.hue, f"&case={stage.case_id}")
    assert "mat khau" not in desk.client.get("/v1/audit", headers=anywhere).text
