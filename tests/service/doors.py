# ruff: noqa: E501 - a table, one row a line
"""Every door of the service, one row a route: what to send, and what somebody who may come in is answered.

A route without a row fails `test_permissions.py`. To add one: write its method and path, the verb that it is for (pages
only; the API's guards tell theirs), a body that changes nothing of what other rows need (an old fence, an empty text),
and the statuses that are right for an object of one's own school. The rest is the same for all: 401 or the log-in for
whoever is not signed in, 403 for a role that the table of permissions does not name, 404 for what is another school's,
for what there is not, and for a case that names whoever asks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from service.words import Verb

STALE = {"fence": 900}
LATER = "2999-01-01T00:00:00+07:00"


@dataclass(frozen=True)
class Door:
    method: str
    path: str
    ok: tuple[int, ...]
    verb: Verb | None = None  # of a page; an API route's guard tells
    body: dict[str, Any] = field(default_factory=dict)
    beyond: tuple[int, ...] = (404,)  # for what is another school's, or is not there
    named: tuple[int, ...] = (404,)  # for a case that names whoever asks
    query: str = ""
    open: bool = False  # no guard: the log-in, the language
    ends: bool = False  # of use to nobody after it: tried by its own tests


def _api(method: str, path: str, *ok: int, **more: Any) -> Door:
    return Door(method, path, ok, **more)


def _page(method: str, path: str, verb: Verb, *ok: int, **more: Any) -> Door:
    return Door(method, path, ok, verb, **more)


_CASE, _HO_SO = "/v1/cases/{case_id}", "/ho-so/{case_id}"
DOORS: tuple[Door, ...] = (
    _api("GET", _CASE, 200),
    _api("GET", _CASE + "/related", 200),
    _api("GET", _CASE + "/colleagues", 200),
    _api("GET", _CASE + "/draft", 200, 204),
    _api("PUT", _CASE + "/draft", 200, body={"note": ""}),
    _api("DELETE", _CASE + "/draft", 204),
    _api("GET", _CASE + "/files/{file_id}/pages/{number}", 404),
    _api("GET", _CASE + "/form01.{kind}", 200),
    _api("POST", _CASE + "/form01.{kind}", 200, body={"summary": "x"}),
    _api("POST", _CASE + "/claim", 200, 409),
    _api("POST", _CASE + "/heartbeat", 409, body=STALE),
    _api("POST", _CASE + "/release", 409, body=STALE),
    _api("POST", _CASE + "/decision", 409, body=STALE | {"outcome": "kept_open"}),
    _api("POST", _CASE + "/undo", 403),
    _api("POST", _CASE + "/notes", 201, body={"text": "x"}),
    _api("POST", _CASE + "/hold", 204, 409, body={"reason": "x"}),
    _api("POST", _CASE + "/hold/lift", 204, 404, body={"reason": "x"}),
    _api("POST", _CASE + "/erasure", 409, body={"reason": "x"}),
    _api("POST", _CASE + "/erasure/answer", 404, body={"agrees": False}),
    _api("GET", "/v1/retention", 200),
    _page("GET", "/luu-giu", Verb.READ_RETENTION, 200),
    _page("POST", _HO_SO + "/giu-lai", Verb.HOLD_CASE, 303, 409, body={"reason": "x"}),
    _page("POST", _HO_SO + "/thoi-giu", Verb.LIFT_HOLD, 303, 404, body={"reason": "x"}),
    _page("POST", _HO_SO + "/xoa", Verb.ASK_ERASURE, 409, body={"reason": "x"}),
    _page("POST", _HO_SO + "/xoa/tra-loi", Verb.ANSWER_ERASURE, 404, body={"agrees": False}),
    _api("POST", _CASE + "/letters", 409, body=STALE | {"text": "x"}),
    _api("POST", _CASE + "/skip", 409, body=STALE | {"reason": "too_heavy"}),
    _api("POST", _CASE + "/rest", 409, 422, body=STALE | {"until": LATER, "reason": "x"}),
    _api("POST", _CASE + "/hand-over", 409, 422, body=STALE | {"to": "0" * 32, "reason": "x"}),
    _api("POST", _CASE + "/take-over", 200, body={"reason": "x"}),
    _api("POST", _CASE + "/merge", 404, 409, body=STALE | {"other": "1" * 32}),
    _api("DELETE", _CASE + "/skips/{user_id}", 404),
    _api("POST", "/v1/merges/{merge_id}/undo", 200, 409),
    _api("GET", "/v1/queue", 200),
    _api("POST", "/v1/queue/next", 200, 204),
    _api("GET", "/v1/queue/changes", 200),
    _api("GET", "/v1/queue/views", 200),
    _api("POST", "/v1/queue/views", 422, body={"name": " ", "filter": {}}),
    _api("DELETE", "/v1/queue/views/{view_id}", 204, 404),
    _api("GET", "/v1/deliveries", 200),
    _api("POST", "/v1/deliveries/{delivery_id}", 200, 409, body={"state": "acknowledged", "reference": "x"}),
    _api("POST", "/v1/deliveries/{delivery_id}/retry", 200, 409, 422),
    _api("POST", "/v1/deliveries/{delivery_id}/acknowledgement", 422, beyond=(422,)),
    _api("GET", "/v1/letters/phrases", 200),
    _api("GET", "/v1/letters/unread", 200),
    _api("GET", "/v1/me/care", 200),
    _api("PUT", "/v1/me/care", 200, body={"opt_outs": []}),
    _api("POST", "/v1/me/care/break/put-off", 204),
    _api("GET", "/v1/recipients", 200),
    _api("POST", "/v1/recipients", 422, body={"target": "x"}),
    _api("DELETE", "/v1/recipients/{recipient_id}", 204, 404, 409),
    _api("POST", "/v1/recipients/{recipient_id}/test", 202, 200, 404, 409, 422),
    _api("GET", "/v1/on-call", 200),
    _api("PUT", "/v1/on-call", 200, body={"people": []}),
    _api("GET", "/v1/statistics", 200),
    _api("GET", "/v1/statistics/report.pdf", 200, query="?month=2026-10"),
    _api("GET", "/v1/statistics/report.xlsx", 200, query="?month=2026-10"),
    _api("GET", "/v1/audit", 200),
    _api("GET", "/v1/stranded", 200),
    _api("POST", "/v1/reports", 422, body={"messages": 1}),
    _api("GET", "/v1/reports/{report_id}", 200),
    _api("POST", "/v1/score", 422, body={"messages": 1}),
    _api("POST", "/v1/receipts", 404, body={"receipt": "x"}),
    _api("POST", "/v1/receipts/letters", 404, body={"receipt": "x", "text": "x"}),
    _api("POST", "/v1/sessions", 401, 422, body={"name": "x"}),
    _api("DELETE", "/v1/sessions/current", 204, ends=True),
    _api("GET", "/v1/sessions", 200),
    _api("DELETE", "/v1/sessions", 204, ends=True),
    _api("DELETE", "/v1/sessions/{session_id}", 404),
    _api("PUT", "/v1/password", 401, 403, 422, body={"password": "x"}),
    _api("POST", "/v1/queue/search", 200, body={"words": "vở"}),
    _api("GET", "/healthz", 200),
    _api("GET", "/readyz", 200, 503),
    _api("GET", "/metrics", 200),
    _page("GET", "/", Verb.READ_QUEUE, 200),
    _page("GET", "/hang-doi", Verb.READ_QUEUE, 303),
    _page("GET", "/hang-doi/thay-doi", Verb.READ_QUEUE, 200),
    _page("POST", "/nhan", Verb.CLAIM_CASE, 303),
    _page("POST", "/bo-loc", Verb.READ_QUEUE, 422),
    _page("POST", "/bo-loc/{view_id}/xoa", Verb.READ_QUEUE, 303, 404),
    _page("GET", "/cua-toi", Verb.READ_CARE, 200),
    _page("POST", "/cua-toi", Verb.SET_OPT_OUTS, 303),
    _page("POST", "/cua-toi/de-sau", Verb.PUT_OFF_BREAK, 303),
    _page("GET", "/lam-quen", Verb.READ_QUEUE, 200, 303),
    _page("GET", "/lam-quen/{number}", Verb.READ_QUEUE, 404),
    _page("POST", "/lam-quen/{number}", Verb.READ_QUEUE, 200, 303, 422),
    _page("GET", "/thong-ke", Verb.READ_STATISTICS, 200),
    _page("GET", "/thong-ke/bao-cao", Verb.EXPORT_STATISTICS, 200, query="?thang=2026-10&tep=xlsx"),
    _page("POST", "/dang-xuat", Verb.SIGN_OUT, 303, ends=True),
    _page("GET", "/tim-kiem", Verb.SEARCH_CASES, 200),
    _page("POST", "/tim-kiem", Verb.SEARCH_CASES, 200, body={"words": "vở"}),
    _page("GET", "/tai-khoan", Verb.READ_ACCOUNT, 200),
    _page("POST", "/tai-khoan/mat-khau", Verb.CHANGE_PASSWORD, 403, 422, body={"old": "x", "new": "x"}),
    _page("POST", "/tai-khoan/phien/{session_id}/ket-thuc", Verb.READ_ACCOUNT, 303),
    _page("POST", "/tai-khoan/dang-xuat-het", Verb.SIGN_OUT, 303, ends=True),
    _page("GET", "/tai-khoan/buoc-hai", Verb.SET_SECOND_FACTOR, 200),
    _page("POST", "/tai-khoan/buoc-hai", Verb.SET_SECOND_FACTOR, 409, 422, body={"code": "x"}),
    _page("POST", "/tai-khoan/buoc-hai/bat-dau", Verb.SET_SECOND_FACTOR, 303, 403, 422, body={"password": "x"}),
    _page("POST", "/tai-khoan/buoc-hai/tat", Verb.SET_SECOND_FACTOR, 403, 422, body={"password": "x"}),
    _page("POST", "/tai-khoan/ma-du-phong", Verb.SET_SECOND_FACTOR, 403, 422, body={"password": "x"}),
    _page("GET", "/nguoi-dung", Verb.READ_USERS, 200),
    _page("POST", "/nguoi-dung/{user_id}/go-buoc-hai", Verb.RESET_SECOND_FACTOR, 303, 409),
    _page("POST", "/nguoi-dung/{user_id}/khoa", Verb.DISABLE_USER, 303),
    _page("POST", "/nguoi-dung/{user_id}/mo-lai", Verb.ENABLE_USER, 303),
    _page("POST", "/nguoi-dung/{user_id}/dang-xuat", Verb.SIGN_OUT_USER, 303),
    _page("GET", _HO_SO, Verb.READ_CASE, 200),
    _page("GET", _HO_SO + "/anh/{picture}/{number}", Verb.VIEW_ATTACHMENT, 404),
    _page("POST", _HO_SO + "/anh", Verb.VIEW_ATTACHMENT, 200, body={"picture": "0" * 32, "number": 0}),
    _page("POST", _HO_SO + "/hien", Verb.READ_CASE, 200, 303, 404, body={"report": "0" * 32}),
    _page("POST", _HO_SO + "/nhan", Verb.CLAIM_CASE, 303, 409),
    _page("POST", _HO_SO + "/nhip", Verb.CLAIM_CASE, 200, body=STALE),
    _page("POST", _HO_SO + "/tra", Verb.RELEASE_CASE, 409, body=STALE),
    _page("POST", _HO_SO + "/quyet-dinh", Verb.DECIDE_CASE, 409, body=STALE | {"outcome": "kept_open"}),
    _page("POST", _HO_SO + "/hoan-tac", Verb.UNDO_DECISION, 403),
    _page("POST", _HO_SO + "/nhap", Verb.READ_CASE, 200, 204, 303),
    _page("POST", _HO_SO + "/ghi-chu", Verb.WRITE_NOTE, 422, body={"text": " "}),
    _page("POST", _HO_SO + "/thu", Verb.WRITE_LETTER, 409, body=STALE | {"text": "x"}),
    _page("POST", _HO_SO + "/gop", Verb.MERGE_CASES, 404, 409, 422, body=STALE | {"other": "1" * 32}),
    _page("POST", _HO_SO + "/tach/{merge_id}", Verb.UNMERGE_CASES, 303, 404, 409),
    _page("POST", _HO_SO + "/chuyen-tiep/{delivery_id}", Verb.MARK_DELIVERY, 303, 404, 409, body={"state": "acknowledged", "reference": "x"}),
    _page("POST", _HO_SO + "/chuyen-tiep/{delivery_id}/gui-lai", Verb.SEND_DELIVERY, 303, 404, 409, 422),
    _page("POST", _HO_SO + "/mau-so-01", Verb.DRAW_UP_FORM, 200, body={"kind": "docx"}),
    _page("POST", _HO_SO + "/giao", Verb.HAND_OVER_CASE, 409, 422, body=STALE | {"to": "0" * 32, "reason": "x"}),
    _page("POST", _HO_SO + "/de-cho", Verb.REST_CASE, 409, 422, body=STALE | {"until": "2999-01-01T00:00", "reason": "x"}),
    _page("POST", _HO_SO + "/bo-qua", Verb.SKIP_CASE, 409, body=STALE | {"reason": "too_heavy"}),
    _page("POST", _HO_SO + "/bo-qua/{user_id}/xoa", Verb.TAKE_BACK_SKIP, 404),
    _page("POST", _HO_SO + "/tiep-quan", Verb.TAKE_OVER_CASE, 303, body={"reason": "x"}),
    _page("GET", "/gui", Verb.FILE_PUBLICLY, 200),
    _page("GET", "/gui/{school}", Verb.FILE_PUBLICLY, 200, beyond=(200,)),
    _page("POST", "/gui", Verb.FILE_PUBLICLY, 409),
    _page("GET", "/da-gui", Verb.FILE_PUBLICLY, 200),
    _page("GET", "/ap-phich/{school}", Verb.FILE_PUBLICLY, 200, beyond=(200, 404)),
    _page("GET", "/tra-cuu", Verb.LOOK_UP_RECEIPT, 200),
    _page("POST", "/tra-cuu", Verb.LOOK_UP_RECEIPT, 200, 403, 404, 422),
    _page("POST", "/tra-cuu/viet", Verb.WRITE_BACK, 200, 403, 404, 422),
    Door("GET", "/dang-nhap", (200,), open=True),
    Door("POST", "/dang-nhap", (401, 403), open=True),
    Door("POST", "/dang-nhap/ma", (303, 401, 403), open=True),
    Door("GET", "/dang-nhap/noi-khac", (404,), open=True),  # no provider is set
    Door("GET", "/dang-nhap/noi-khac/ve", (404,), open=True),
    Door("POST", "/ngon-ngu", (303, 403, 422), open=True),
)  # fmt: skip
