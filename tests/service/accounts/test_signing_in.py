"""Who is told what, how long it takes (counted in hashes, not by the clock), and how often it may be tried."""

import threading

import pytest
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import select, update

from service import clock
from service.accounts import passwords, signing_in, tries
from service.accounts.tries import Place
from service.errors import ServiceError, TooManyError, WrongPasswordError
from service.models import SignIn, User
from service.words import Role
from tests.service.accounts.browser import Browser, enrol
from tests.service.desk import PASSWORD, SCHOOL, Desk

WRONG = "wrong password"


def attempt(desk: Desk, place: Place, given: str = WRONG, name: str = "lan") -> type[ServiceError] | None:
    try:
        signing_in.sign_in(desk.context, name, given, place, now=clock.now())
    except ServiceError as error:
        return type(error)
    return None


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords that take no time, for tests that try hundreds."""
    monkeypatch.setattr(passwords, "verified", lambda password, kept: (bool(kept) and password == PASSWORD, None))


def test_one_password_is_hashed_whatever_is_wrong(small_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    enrol(small_desk, "hue")
    for name in ("khoa", "ngoai"):
        small_desk.person(name, Role.COUNSELLOR, SCHOOL)
    with small_desk.context.database.write() as session:
        session.execute(update(User).where(User.name == "khoa").values(disabled_at=clock.now()))
        session.execute(update(User).where(User.name == "ngoai").values(password_hash=""))  # by the provider alone
    passwords.verified("warm", "")
    counted: list[str] = []
    verify, make = Argon2Hasher.verify, Argon2Hasher.hash

    def counting_verify(self: Argon2Hasher, password: str | bytes, kept: str | bytes) -> bool:
        counted.append("verify")
        return verify(self, password, kept)

    def counting_hash(self: Argon2Hasher, password: str | bytes, *, salt: bytes | None = None) -> str:
        counted.append("hash")
        return make(self, password, salt=salt)

    monkeypatch.setattr(Argon2Hasher, "verify", counting_verify)
    monkeypatch.setattr(Argon2Hasher, "hash", counting_hash)
    answers = set()
    for name in ("lan", "hue", "khoa", "ngoai", "nobody"):
        counted.clear()
        sent = small_desk.client.post("/v1/sessions", json={"name": name, "password": "wrong password"})
        assert counted == ["verify"], name
        answers.add((sent.status_code, sent.text))
    for name in ("khoa", "ngoai"):  # the right one opens nothing either, and takes as long
        counted.clear()
        sent = small_desk.client.post("/v1/sessions", json={"name": name, "password": PASSWORD})
        assert counted == ["verify"]
        answers.add((sent.status_code, sent.text))
    assert len(answers) == 1


def test_a_hash_of_older_parameters_is_made_anew_at_the_next_sign_in(desk: Desk) -> None:
    weak = Argon2Hasher(time_cost=1, memory_cost=8_192, parallelism=1).hash(PASSWORD)
    with desk.context.database.write() as session:
        session.execute(update(User).where(User.name == "lan").values(password_hash=weak))
    assert attempt(desk, Place("10.0.0.1")) is WrongPasswordError
    assert attempt(desk, Place("10.0.0.1"), PASSWORD) is None
    with desk.context.database.read() as session:
        kept = session.scalars(select(User.password_hash).where(User.name == "lan")).one()
    assert kept != weak
    assert passwords.verified(PASSWORD, kept) == (True, None)


def test_a_password_opens_from_keyboards_that_write_its_letters_otherwise() -> None:
    composed, apart = "mật khẩu của cô Huệ", "m\u00e2\u0323t kh\u00e2\u0309u cu\u0309a co\u0302 Hue\u0302\u0323"
    assert passwords.verified(apart, passwords.hashed(composed))[0]


@pytest.mark.usefixtures("cheap")
def test_many_addresses_get_no_more_tries_than_a_few(small_desk: Desk) -> None:
    answers = [attempt(small_desk, Place(f"10.0.{number}.1")) for number in range(40)]
    assert answers == [WrongPasswordError] * 32 + [TooManyError] * 8
    assert attempt(small_desk, Place("10.1.0.1"), name="hue") is WrongPasswordError


@pytest.mark.usefixtures("cheap")
def test_one_address_does_not_try_a_list_of_names(small_desk: Desk) -> None:
    answers = [attempt(small_desk, Place("10.0.0.1"), name=f"name-{number}") for number in range(70)]
    assert answers == [WrongPasswordError] * 64 + [TooManyError] * 6


@pytest.mark.usefixtures("cheap")
def test_an_attack_does_not_shut_out_who_has_signed_in_from_this_browser_before(small_desk: Desk) -> None:
    done = signing_in.sign_in(small_desk.context, "lan", PASSWORD, Place("10.9.9.9"), now=clock.now())
    for number in range(100):
        attempt(small_desk, Place(f"10.0.{number % 50}.1"))
        attempt(small_desk, Place("10.9.9.9"))  # from the school's own address, too
    assert attempt(small_desk, Place("10.9.9.9"), PASSWORD) is TooManyError
    for mark in ("", "x", "x.y", done.mark[:-1], tries.mark(small_desk.context, "hue")):
        assert attempt(small_desk, Place("10.9.9.9", mark), PASSWORD) is TooManyError
    assert attempt(small_desk, Place("10.9.9.9", done.mark), PASSWORD) is None
    # The mark gives tries of one's own, and no more of them than everybody has.
    stolen = [attempt(small_desk, Place("10.9.9.9", done.mark)) for _ in range(10)]
    assert stolen == [WrongPasswordError] * 8 + [TooManyError] * 2


@pytest.mark.usefixtures("cheap")
def test_a_hundred_at_once_get_no_more_tries_than_one_after_another(small_desk: Desk) -> None:
    answers: list[object] = []
    start = threading.Barrier(30)

    def one() -> None:
        start.wait()
        answers.append(attempt(small_desk, Place("10.0.0.1")))

    threads = [threading.Thread(target=one) for _ in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers.count(WrongPasswordError) == 8


@pytest.mark.usefixtures("cheap")
def test_the_right_password_gives_the_tries_back(small_desk: Desk) -> None:
    here = Place("10.0.0.1")
    for _ in range(3):
        assert [attempt(small_desk, here) for _ in range(7)] == [WrongPasswordError] * 7
        assert attempt(small_desk, here, PASSWORD) is None


def test_a_sign_in_is_always_a_new_one_and_the_browsers_old_one_ends(small_desk: Desk) -> None:
    browser = Browser.at(small_desk)
    planted = small_desk.hue["Authorization"].removeprefix("Bearer ")
    browser.client.cookies.set("lachan_session", planted)
    browser.sign_in()
    assert browser.client.cookies.get("lachan_session", domain="testserver.local") != planted
    assert browser.get("/tai-khoan").status_code == 200
    assert small_desk.client.get("/v1/queue", headers=small_desk.hue).status_code == 401
    with small_desk.context.database.read() as session:
        assert len(session.scalars(select(SignIn).where(SignIn.ended_at.is_not(None))).all()) == 1
