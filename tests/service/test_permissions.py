# ruff: noqa: E501 - tables, one row a line
"""Every role at every door, with its own school's things, another school's, none, and a case that names whoever asks."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from sqlalchemy import select, update
from starlette.routing import Mount, Route

from service import clock
from service.console import door
from service.identifiers import new_id
from service.models import Delivery, Merge, SavedView, User
from service.permissions import PERMISSIONS, Scope
from service.sealing.keyring import seal
from service.security import Guard
from service.settings import Settings
from service.words import Role, Verb
from tests.service.at_work import case_of, user_id
from tests.service.desk import HARMLESS, OTHER_SCHOOL, SCHOOL, Desk, opened
from tests.service.doors import DOORS, Door

CONSOLE_DOORS = {
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
NONE = "0" * 32


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


def api_routes(desk: Desk) -> Iterator[APIRoute]:
    return (route for route in walked(desk.app.routes) if isinstance(route, APIRoute))


def verb_of(route: APIRoute) -> Verb | None:
    return next((call.verb for call in calls(route.dependant) if isinstance(call, Guard)), None)


def test_every_verb_is_in_the_table_with_roles_and_scopes() -> None:
    assert set(PERMISSIONS) == set(Verb)
    for verb, roles in PERMISSIONS.items():
        assert roles, verb
        assert set(roles) <= set(Role)
        assert set(roles.values()) <= set(Scope)


def test_whoever_must_see_no_content_may_do_nothing_with_it() -> None:
    content = {
        Verb.READ_CASE,
        Verb.VIEW_ATTACHMENT,
        Verb.READ_RELATED,
        Verb.READ_QUEUE,
        Verb.SEARCH_CASES,
        Verb.DRAW_UP_FORM,
    }
    for verb in content:
        assert set(PERMISSIONS[verb]) == {Role.COUNSELLOR, Role.LEAD}


def test_every_route_has_its_row(sad_desk: Desk) -> None:
    there = {(method, route.path) for route in api_routes(sad_desk) for method in route.methods or ()}
    rows = {(row.method, row.path) for row in DOORS}
    assert there - rows == set(), "add a row for these to tests/service/doors.py, which says how"
    assert rows - there == set(), "these routes are gone: take their rows out of tests/service/doors.py"
    assert len(rows) == len(DOORS)


def test_every_route_asks_the_table_or_stands_at_the_consoles_door(sad_desk: Desk) -> None:
    rows = {(row.method, row.path): row for row in DOORS}
    unguarded = []
    for route in walked(sad_desk.app.routes):
        if isinstance(route, APIRoute):
            found = list(calls(route.dependant))
            guards = [call for call in found if isinstance(call, Guard)]
            row = rows[next(iter(route.methods or ())), route.path]
            if route.include_in_schema:
                if len(guards) != 1 or guards[0].verb not in PERMISSIONS:
                    unguarded.append(route.path)
            elif not (CONSOLE_DOORS & set(found) or guards or row.open):
                unguarded.append(route.path)
            elif not route.include_in_schema and not row.open and row.verb not in PERMISSIONS:
                unguarded.append(f"{route.path}: its row in tests/service/doors.py names no verb")
        elif isinstance(route, Mount | Route):
            if route.path not in SERVED_BY_STARLETTE:
                unguarded.append(route.path)
        else:
            unguarded.append(repr(route))
    assert unguarded == []


@dataclass(frozen=True)
class World:
    """One running service for all tries, with two schools that have everything."""

    desk: Desk
    callers: dict[str, dict[str, str]]  # headers by who it is
    own: dict[str, str]  # by the placeholders of paths
    theirs: dict[str, str]
    naming: dict[str, str]  # a case by the caller whom it names
    views: dict[str, str]  # a saved view by its owner


@pytest.fixture(scope="module")
def world(trained: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    var = tmp_path_factory.mktemp("matrix") / "var"
    shutil.copytree(trained, var)
    settings = Settings(var=var, poll_s=60, log_level="error", blind_share=0, delivery_workers=0, receipt_tries=10_000, sign_in_tries=10_000, public_tries=10_000, public_per_minute=100_000, public_pause_s=0)  # fmt: skip
    for desk in opened(settings):
        yield furnished(desk)


def furnished(desk: Desk) -> World:
    mai = desk.person("mai", Role.COUNSELLOR, SCHOOL)  # holds what the others try
    gone = desk.person("gone", Role.COUNSELLOR, SCHOOL)
    callers = {
        "counsellor": desk.lan,
        "lead": desk.hue,
        "data": desk.person("du", Role.DATA, SCHOOL),
        "data of no school": desk.person("du2", Role.DATA, None),
        "admin": desk.person("quan", Role.ADMIN, SCHOOL),
        "admin of no school": desk.person("quan2", Role.ADMIN, None),
        "system": desk.key,
        "nobody": {},
        "a closed account": gone,
        "a made-up key": {"Authorization": "Bearer lachan_key_x"},
    }
    with desk.context.database.write() as session:
        session.execute(update(User).where(User.name == "gone").values(disabled_at=clock.now()))
    own = things(desk, mai, desk.key, SCHOOL)
    theirs = things(desk, desk.stranger, desk.other_key, OTHER_SCHOOL)
    naming = {
        "counsellor": case_of(desk, desk.file("cô Lan " + HARMLESS)),
        "lead": case_of(desk, desk.file("cô Hue " + HARMLESS)),
    }
    views = {}
    with desk.context.database.write() as session:
        for who, name in (("counsellor", "lan"), ("lead", "hue"), ("mai", "mai")):
            owner = session.scalars(select(User.id).where(User.name == name)).one()
            row = SavedView(id=new_id(), user_id=owner, created_at=clock.now())
            row.name, row.query = seal(session, row, SavedView.name, "x"), seal(session, row, SavedView.query, {})
            session.add(row)
            session.flush()
            views[who] = row.id
    desk.context.changes.close()  # a stream ends at once then, instead of never
    return World(desk, callers, own, theirs, naming, views)


def things(desk: Desk, who: dict[str, str], key: dict[str, str], school: str) -> dict[str, str]:
    """Give a school a case that was passed on, a merge, and what hangs on them."""

    def filed(text: str) -> dict[str, Any]:
        answer = desk.client.post("/v1/reports", json={"messages": [{"speaker": "other", "text": text}]}, headers=key)
        result: dict[str, Any] = answer.json()
        return result

    first, second = filed(HARMLESS + " nhớ đem theo thước kẻ"), filed("con mèo nhà mình đẻ được ba con rồi đó bạn ơi")
    case_id, other = case_of(desk, first), case_of(desk, second)
    fence = desk.client.post(f"/v1/cases/{case_id}/claim", headers=who).json()["fence"]
    merge = desk.client.post(f"/v1/cases/{case_id}/merge", json={"fence": fence, "other": other}, headers=who)
    assert merge.status_code == 200, merge.text
    passed = {"fence": fence, "outcome": "escalated", "targets": ["hotline_111"]}
    assert desk.client.post(f"/v1/cases/{case_id}/decision", json=passed, headers=who).status_code == 200
    with desk.context.database.read() as session:
        delivery = session.scalars(select(Delivery.id).where(Delivery.case_id == case_id)).one()
        assert session.get(Merge, merge.json()["id"]) is not None
        person = session.scalars(select(User).where(User.name == ("mai" if school == SCHOOL else "la"))).one()
    return {
        "case_id": case_id,
        "report_id": first["id"],
        "merge_id": merge.json()["id"],
        "delivery_id": delivery,
        "user_id": person.id,
        "school": person.school_id or "",
        "merged": other,
    }


FIXED = {"file_id": NONE, "session_id": NONE, "picture": NONE, "number": "0", "kind": "docx", "recipient_id": NONE}


def ask(world: World, row: Door, who: str, ids: dict[str, str]) -> int:
    path = row.path
    for name, value in (FIXED | ids).items():
        path = path.replace("{" + name + "}", value)
    assert "{" not in path, f"{path}: say in test_permissions.py what stands there"
    headers = world.callers[who]
    client = world.desk.client
    client.cookies.clear()
    if path.startswith("/v1/") or row.verb is None:
        return client.request(row.method, path + row.query, json=row.body or None, headers=headers).status_code
    token = headers.get("Authorization", "").removeprefix("Bearer ")
    data = None
    if token:
        client.cookies.set(door.SESSION, token)
        data = {"csrf": door.csrf(world.desk.context, token)} | {key: str(value) for key, value in row.body.items()}
    return client.request(row.method, path + row.query, data=data, follow_redirects=False).status_code


def refusal(row: Door, verb: Verb | None, who: str) -> tuple[int, ...] | None:
    """What somebody who may not come in is answered; None: they may."""
    page = row.verb is not None
    signed_in = who not in ("nobody", "a closed account", "a made-up key")
    if row.open or verb is None or Role.ANYONE in PERMISSIONS[verb]:
        return None
    if not signed_in or (page and who == "system"):
        return (303, 403) if page else (401,)
    return None if Role(who.split(maxsplit=1)[0]) in PERMISSIONS[verb] else (403,)


@pytest.mark.parametrize("row", [row for row in DOORS if not row.ends], ids=lambda row: f"{row.method} {row.path}")
def test_every_caller_at_every_door(world: World, row: Door) -> None:
    route = next(one for one in api_routes(world.desk) if one.path == row.path and row.method in (one.methods or ()))
    verb = row.verb or verb_of(route)
    for who in world.callers:
        refused = refusal(row, verb, who)
        view = world.views.get(who, world.views["mai"])
        own = world.own | {"view_id": view}
        schoolless = who.endswith("no school")
        expected = refused or ((*row.ok, 403) if schoolless else row.ok)
        assert ask(world, row, who, own) in expected, (who, "own")
        if set(FIXED) >= names_in(row.path):
            continue
        away = refused or ((*row.beyond, 403) if schoolless else row.beyond)
        for what, ids in (("another school's", world.theirs | {"view_id": world.views["mai"]}), ("none", dict.fromkeys(own, NONE)), *mixed(world, row, own)):  # fmt: skip
            assert ask(world, row, who, ids) in away, (who, what)
        if "{case_id}" in row.path and who in world.naming:
            assert ask(world, row, who, own | {"case_id": world.naming[who]}) in (refused or row.named), (who, "named")


def mixed(world: World, row: Door, own: dict[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Another school's things hung on one's own case."""
    hung = names_in(row.path) & {"delivery_id", "merge_id", "user_id"}
    if "case_id" in names_in(row.path) and hung:
        yield "another school's on one's own", own | {name: world.theirs[name] for name in hung}


def names_in(path: str) -> set[str]:
    return {part.split("}")[0] for part in path.split("{")[1:]}


@pytest.mark.parametrize("path", ["/", "/thong-ke", f"/ho-so/{NONE}"])
def test_pages_lead_whoever_is_not_signed_in_to_the_log_in(sad_desk: Desk, path: str) -> None:
    sent = sad_desk.client.get(path, follow_redirects=False)
    assert sent.status_code == 303
    assert sent.headers["location"].startswith("/dang-nhap")


def test_a_key_of_one_school_reaches_no_other(small_desk: Desk) -> None:
    filed = small_desk.file()
    for headers in (small_desk.other_key, small_desk.system(OTHER_SCHOOL)):
        assert small_desk.client.get(f"/v1/reports/{filed['id']}", headers=headers).status_code == 404
    assert small_desk.client.get(f"/v1/reports/{filed['id']}", headers=small_desk.system(SCHOOL)).status_code == 200


def test_drafts_are_their_owners_alone(world: World) -> None:
    desk, case_id = world.desk, world.own["case_id"]
    assert user_id(desk, "lan")
    typed = desk.client.put(f"/v1/cases/{case_id}/draft", json={"note": "của Lan"}, headers=desk.lan)
    assert typed.status_code == 200
    assert desk.client.get(f"/v1/cases/{case_id}/draft", headers=desk.hue).status_code in (200, 204)
    assert "của Lan" not in desk.client.get(f"/v1/cases/{case_id}/draft", headers=desk.hue).text
