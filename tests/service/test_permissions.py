from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.routing import Mount, Route

from service.console import door
from service.permissions import PERMISSIONS
from service.security import Guard
from service.words import Role, Verb
from tests.service.desk import OTHER_SCHOOL, SCHOOL, Desk

OPEN_PAGES = {"/dang-nhap", "/dang-nhap/ma", "/dang-nhap/noi-khac", "/dang-nhap/noi-khac/ve", "/ngon-ngu"}
DOORS = {
    door.visitor,
    door.sender,
    door.reader_of_counts,
    door.owner,
    door.owner_sender,
    door.enrolling,
    door.enrolling_sender,
    door.leaver,
    door.keeper,
    door.keeper_sender,
}
SERVED_BY_STARLETTE = {"/openapi.json", "/static"}


def calls(dependant: Dependant) -> Iterator[Any]:
    for part in dependant.dependencies:
        yield part.call
        yield from calls(part)


def walked(routes: list[Any]) -> Iterator[Any]:
    """Every route, those of included routers too, which FastAPI keeps folded."""
    for route in routes:
        folded = getattr(route, "original_router", None)
        if folded is None:
            yield route
        else:
            yield from walked(folded.routes)


def test_every_verb_is_in_the_table() -> None:
    assert set(PERMISSIONS) == set(Verb)


def test_every_route_asks_the_table_or_stands_at_the_consoles_door(sad_desk: Desk) -> None:
    unguarded = []
    for route in walked(sad_desk.app.routes):
        if isinstance(route, APIRoute):
            found = list(calls(route.dependant))
            guards = [call for call in found if isinstance(call, Guard)]
            if route.include_in_schema:
                if len(guards) != 1 or guards[0].verb not in PERMISSIONS:
                    unguarded.append(route.path)
            elif not (DOORS & set(found) or guards) and route.path not in OPEN_PAGES:
                unguarded.append(route.path)
        elif isinstance(route, Mount | Route):
            if route.path not in SERVED_BY_STARLETTE:
                unguarded.append(route.path)
        else:
            unguarded.append(repr(route))
    assert unguarded == []


def guarded(desk: Desk) -> Iterator[tuple[str, str, Verb]]:
    for route in walked(desk.app.routes):
        if isinstance(route, APIRoute):
            for call in calls(route.dependant):
                if isinstance(call, Guard):
                    for method in route.methods or ():
                        yield method, route.path.replace("{", "").replace("}", ""), call.verb


def test_no_role_gets_through_a_door_that_the_table_does_not_open(small_desk: Desk) -> None:
    callers = {
        Role.SYSTEM: small_desk.key,
        Role.COUNSELLOR: small_desk.lan,
        Role.LEAD: small_desk.hue,
        Role.DATA: small_desk.person("du", Role.DATA, None),
        Role.ADMIN: small_desk.person("quan", Role.ADMIN, OTHER_SCHOOL),
        Role.ANYONE: {},
    }
    small_desk.context.changes.close()  # a stream ends at once then, instead of never
    tried = 0
    for method, pattern, verb in guarded(small_desk):
        path = "/".join("0" * 32 if part.endswith("_id") else part for part in pattern.split("/"))
        if verb is Verb.SIGN_OUT:
            continue
        for role, headers in callers.items():
            if Role.ANYONE in PERMISSIONS[verb]:
                expected = None
            elif role is Role.ANYONE:
                expected = 401
            else:
                expected = None if role in PERMISSIONS[verb] else 403
            status = small_desk.client.request(method, path, headers=headers).status_code
            assert (status if status in (401, 403) else None) == expected, (method, path, role)
            tried += 1
    assert tried > 80


@pytest.mark.parametrize("path", ["/", "/thong-ke", f"/ho-so/{'0' * 32}"])
def test_pages_lead_whoever_is_not_signed_in_to_the_log_in(sad_desk: Desk, path: str) -> None:
    sent = sad_desk.client.get(path, follow_redirects=False)
    assert sent.status_code == 303
    assert sent.headers["location"].startswith("/dang-nhap")


def test_a_key_of_one_school_reaches_no_other(small_desk: Desk) -> None:
    filed = small_desk.file()
    for headers in (small_desk.other_key, small_desk.system(OTHER_SCHOOL)):
        assert small_desk.client.get(f"/v1/reports/{filed['id']}", headers=headers).status_code == 404
    assert small_desk.client.get(f"/v1/reports/{filed['id']}", headers=small_desk.system(SCHOOL)).status_code == 200
