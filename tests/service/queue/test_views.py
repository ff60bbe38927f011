from typing import Any

from service.queue.views import MOST
from tests.service.desk import Desk

QUERY = {
    "tier": "P1",
    "holding": "free",
    "overdue": True,
    "text": "phụ huynh",
    "received_since": "2026-11-01T00:00:00Z",
}


def save(desk: Desk, name: str, query: dict[str, Any] | None = None, who: dict[str, str] | None = None) -> Any:
    return desk.post("/v1/queue/views", {"name": name, "query": query or {}}, who)


def listed(desk: Desk, who: dict[str, str] | None = None) -> list[dict[str, Any]]:
    views: list[dict[str, Any]] = desk.client.get("/v1/queue/views", headers=who or desk.lan).json()["views"]
    return views


def test_a_view_is_kept_listed_used_replaced_and_deleted_by_its_owner_alone(desk: Desk) -> None:
    kept = save(desk, "  Việc  gấp ", QUERY).json()
    assert kept["name"] == "Việc gấp"
    assert [view["id"] for view in listed(desk)] == [kept["id"]]
    assert {name: kept["query"][name] for name in QUERY} == QUERY
    assert listed(desk, desk.hue) == []
    used = {name: value for name, value in listed(desk)[0]["query"].items() if value is not None}
    assert desk.client.get("/v1/queue", params=used, headers=desk.lan).status_code == 200
    again = save(desk, "Việc gấp", {"tier": "P0"}).json()
    assert (again["id"], again["query"]["tier"], again["query"]["overdue"]) == (kept["id"], "P0", False)
    path = f"/v1/queue/views/{kept['id']}"
    assert desk.client.delete(path, headers=desk.hue).status_code == 404
    assert desk.client.delete(path, headers=desk.lan).status_code == 204
    assert desk.client.delete(path, headers=desk.lan).status_code == 404
    assert listed(desk) == []


def test_twenty_views_are_the_most_a_person_keeps(desk: Desk) -> None:
    for number in range(MOST):
        assert save(desk, f"{number}").status_code == 200
    refused = save(desk, "một nữa")
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "name"
    assert save(desk, "7", {"tier": "P2"}).status_code == 200
    assert save(desk, "của Huệ", who=desk.hue).status_code == 200
    assert len(listed(desk)) == MOST


def test_a_name_or_a_filter_that_cannot_be_is_refused_by_its_field(desk: Desk) -> None:
    for body, field in [
        ({"name": " ", "query": {}}, "name"),
        ({"name": "x" * 61, "query": {}}, "name"),
        ({"name": "x", "query": {"tier": "P7"}}, "query.tier"),
        ({"name": "x", "query": {"colour": "red"}}, "query.colour"),
        ({"name": "x", "query": {"received_since": "2026-11-01T00:00:00"}}, "query.received_since"),
    ]:
        answer = desk.post("/v1/queue/views", body)
        assert answer.status_code == 422
        assert [wrong["field"] for wrong in answer.json()["errors"]] == [field]
    assert listed(desk) == []
