from datetime import timedelta

import pytest
from sqlalchemy import select, update

from service import clock
from service.models import ApiKey, SignIn, User
from service.words import Role
from tests.service.desk import PASSWORD, SCHOOL, Desk

QUEUE = "/v1/queue"


def sign_in(desk: Desk, name: str = "lan", password: str = PASSWORD) -> tuple[int, dict[str, str]]:
    sent = desk.client.post("/v1/sessions", json={"name": name, "password": password})
    return sent.status_code, sent.json()


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_signing_in_gives_a_token_that_opens_the_desk_until_signing_out(desk: Desk) -> None:
    status, answer = sign_in(desk, " LAN ")
    assert (status, answer["name"], answer["role"]) == (201, "Lan", "counsellor")
    headers = bearer(answer["token"])
    assert desk.client.get(QUEUE, headers=headers).status_code == 200
    assert desk.client.delete("/v1/sessions/current", headers=headers).status_code == 204
    assert desk.client.get(QUEUE, headers=headers).status_code == 401
    with desk.context.database.read() as session:
        hashes = b"".join(session.scalars(select(SignIn.token_hash)))
        assert answer["token"].encode() not in hashes
        assert PASSWORD not in "".join(session.scalars(select(User.password_hash)))


def test_a_wrong_name_and_a_wrong_password_are_told_alike(small_desk: Desk) -> None:
    assert sign_in(small_desk, "nobody") == sign_in(small_desk, "lan", "wrong password")
    with small_desk.context.database.write() as session:
        session.execute(update(User).where(User.name == "hue").values(disabled_at=clock.now()))
    assert sign_in(small_desk, "hue") == sign_in(small_desk, "nobody")
    assert small_desk.client.get(QUEUE, headers=small_desk.hue).status_code == 401


def test_passwords_cannot_be_tried_out(small_desk: Desk) -> None:
    statuses = [sign_in(small_desk, "lan", "wrong password")[0] for _ in range(10)]
    assert statuses == [401] * 8 + [429] * 2
    assert sign_in(small_desk, "lan")[0] == 429
    assert sign_in(small_desk, "hue")[0] == 201


@pytest.mark.parametrize("column", ["seen_at", "created_at"])
def test_a_pause_or_a_long_day_ends_the_session(small_desk: Desk, column: str) -> None:
    assert small_desk.client.get(QUEUE, headers=small_desk.lan).status_code == 200
    past = clock.now() - timedelta(hours=12, minutes=1)
    with small_desk.context.database.write() as session:
        session.execute(update(SignIn).values({column: past}))
    assert small_desk.client.get(QUEUE, headers=small_desk.lan).status_code == 401


def test_work_keeps_the_session_alive(small_desk: Desk) -> None:
    past = clock.now() - timedelta(minutes=20)
    with small_desk.context.database.write() as session:
        session.execute(update(SignIn).values(seen_at=past))
    assert small_desk.client.get(QUEUE, headers=small_desk.lan).status_code == 200
    with small_desk.context.database.read() as session:
        assert max(session.scalars(select(SignIn.seen_at))) > past + timedelta(minutes=19)


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer x", "Basic eDp5", "Bearer lachan_key_x", "Bearer \xff"])
def test_what_is_no_token_opens_nothing(sad_desk: Desk, given: str) -> None:
    for path in (QUEUE, "/v1/reports/" + "0" * 32):
        sent = sad_desk.client.get(path, headers=[(b"Authorization", given.encode("latin-1"))])
        assert sent.status_code == 401
        assert sent.headers["www-authenticate"] == "Bearer"


def test_a_revoked_key_opens_nothing(small_desk: Desk) -> None:
    with small_desk.context.database.write() as session:
        session.execute(update(ApiKey).values(revoked_at=clock.now()))
    assert small_desk.client.get("/v1/reports/" + "0" * 32, headers=small_desk.key).status_code == 401


def test_data_staff_and_administrators_see_counts_and_no_case(small_desk: Desk) -> None:
    small_desk.file()
    for name, role, school in (("du", Role.DATA, None), ("quan", Role.ADMIN, SCHOOL)):
        who = small_desk.person(name, role, school)
        assert small_desk.client.get("/v1/statistics", headers=who).json()["received"] == 1
        assert small_desk.client.get(QUEUE, headers=who).status_code == 403
