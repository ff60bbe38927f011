import threading
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select, update

from service import clock
from service.accounts import signing_in
from service.accounts.errors import WrongCodeError
from service.accounts.tries import Place
from service.models import AuditRow, RecoveryCode, SecondFactor, SignIn, User
from service.words import Role
from tests.service.accounts.browser import Browser, Enrolled, enrol
from tests.service.desk import PASSWORD, SCHOOL, Desk

HERE = Place("10.0.0.1")


def sign_in(desk: Desk, code: str | None = None, password: str = PASSWORD, name: str = "lan") -> tuple[int, str]:
    body = {"name": name, "password": password} | ({"code": code} if code is not None else {})
    sent = desk.client.post("/v1/sessions", json=body)
    return sent.status_code, sent.json().get("type", "").rpartition(":")[2]


def test_a_code_is_asked_for_only_after_the_right_password_and_each_works_once(desk: Desk) -> None:
    app = enrol(desk, "lan")
    assert sign_in(desk, password="wrong password") == (401, "wrong-password")
    assert sign_in(desk, app.code(), password="wrong password") == (401, "wrong-password")
    assert sign_in(desk) == (401, "code-needed")
    assert sign_in(desk, "000000") == (401, "wrong-code")
    code = app.code()
    assert sign_in(desk, f"{code[:3]} {code[3:]}") == (201, "")
    assert sign_in(desk, code) == (401, "wrong-code")
    assert sign_in(desk, app.codes[0].lower()) == (201, "")
    assert sign_in(desk, app.codes[0]) == (401, "wrong-code")
    assert sign_in(desk, app.codes[1].replace("-", "")) == (201, "")
    assert sign_in(desk, name="hue") == (201, "")
    with desk.context.database.read() as session:
        assert len(session.scalars(select(AuditRow).where(AuditRow.verb == "use_recovery_code")).all()) == 2


def test_the_code_that_enrolled_does_not_sign_in(small_desk: Desk) -> None:
    app = enrol(small_desk, "lan")
    assert sign_in(small_desk, app.code(0)) == (401, "wrong-code")


@pytest.mark.parametrize(("steps", "lets_in"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_telephones_clock_may_be_half_a_minute_off(small_desk: Desk, steps: int, lets_in: bool) -> None:
    app = enrol(small_desk, "lan")
    later = clock.now() + timedelta(minutes=10)
    code = pyotp.TOTP(app.secret).at(later, counter_offset=steps)

    def attempt() -> bool:
        try:
            signing_in.sign_in(small_desk.context, "lan", PASSWORD, HERE, code=code, now=later)
        except WrongCodeError:
            return False
        return True

    assert attempt() is lets_in
    assert not attempt()


def test_an_earlier_code_does_not_work_after_a_later_one(small_desk: Desk) -> None:
    app = enrol(small_desk, "lan")
    later = clock.now() + timedelta(minutes=10)
    totp = pyotp.TOTP(app.secret)
    signing_in.sign_in(small_desk.context, "lan", PASSWORD, HERE, code=totp.at(later, counter_offset=1), now=later)
    with pytest.raises(WrongCodeError):
        signing_in.sign_in(small_desk.context, "lan", PASSWORD, HERE, code=totp.at(later), now=later)


@pytest.mark.parametrize("kind", ["app", "paper"])
def test_of_many_who_send_one_code_at_once_one_is_let_in(desk: Desk, kind: str) -> None:
    app = enrol(desk, "lan")
    code = app.code() if kind == "app" else app.codes[0]
    statuses: list[int] = []
    threads = [threading.Thread(target=lambda: statuses.append(sign_in(desk, code)[0])) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [201, 401, 401, 401, 401]


def test_wrong_codes_are_throttled_as_wrong_passwords_are(small_desk: Desk) -> None:
    app = enrol(small_desk, "lan")
    told = [sign_in(small_desk, password="wrong password") for _ in range(3)]
    told += [sign_in(small_desk, f"{number:06}") for number in range(7)]
    assert [status for status, _ in told] == [401] * 8 + [429] * 2
    assert sign_in(small_desk, app.code())[0] == 429


def test_the_secret_and_the_codes_are_not_in_the_database(small_desk: Desk) -> None:
    app = enrol(small_desk, "lan")
    other = enrol(small_desk, "hue")
    with small_desk.context.database.write() as session:
        rows = session.scalars(select(SecondFactor)).all()
        kept = b"".join(row.secret or b"" for row in rows) + b"".join(session.scalars(select(RecoveryCode.code_hash)))
        assert app.secret.encode() not in kept
        assert not any(code.replace("-", "").encode() in kept for code in app.codes)
        # Another person's sealed secret in one's own row opens nothing.
        by_user = {row.user_id: row.secret for row in rows}
        lan, hue = (session.scalars(select(User.id).where(User.name == name)).one() for name in ("lan", "hue"))
        session.execute(update(SecondFactor).where(SecondFactor.user_id == lan).values(secret=by_user[hue]))
    assert sign_in(small_desk, other.code()) == (401, "wrong-code")
    assert sign_in(small_desk, app.codes[3]) == (201, "")


def paged(browser: Browser) -> Enrolled:
    """Set a second factor up on the page."""
    browser.get("/tai-khoan/buoc-hai")
    assert browser.post("/tai-khoan/buoc-hai/bat-dau").headers["location"] == "/tai-khoan/buoc-hai"
    page = browser.get("/tai-khoan/buoc-hai")
    assert 'src="data:image/svg+xml' in page.text
    secret = "".join(part for part in page.text.split('class="secret">')[1].split("</p>")[0].split() if part)
    secret = secret.replace("<span>", "").replace("</span>", "")
    assert browser.post("/tai-khoan/buoc-hai", code="12").status_code == 422
    done = browser.post("/tai-khoan/buoc-hai", code=pyotp.TOTP(secret).at(clock.now()))
    assert done.status_code == 200
    return Enrolled(secret, tuple(browser.codes()))


def test_the_page_sets_it_up_and_asks_for_it_from_then_on(desk: Desk) -> None:
    other, browser = Browser.at(desk), Browser.at(desk)
    other.sign_in()
    browser.sign_in()
    app = paged(browser)
    assert len(set(app.codes)) == 10
    assert browser.get("/tai-khoan/buoc-hai").status_code == 200
    assert browser.codes() == []  # shown once
    assert other.get("/tai-khoan").status_code == 303  # signed in by the password alone
    assert desk.client.get("/v1/queue", headers=desk.lan).status_code == 401

    new = Browser.at(desk)
    assert new.sign_in().status_code == 200
    assert "lachan_session" not in new.client.cookies
    assert new.get("/").status_code == 303
    new.sign_in()
    assert new.post("/dang-nhap/ma", code="999999").status_code == 401
    assert new.post("/dang-nhap/ma", code=app.code(), next="/thong-ke").headers["location"] == "/thong-ke"
    assert new.get("/tai-khoan").status_code == 200


def test_the_second_step_cannot_be_taken_without_the_first_or_too_late(small_desk: Desk) -> None:
    app = enrol(small_desk, "lan")
    browser = Browser.at(small_desk)
    browser.get("/dang-nhap")
    assert browser.post("/dang-nhap/ma", code=app.code()).status_code == 401
    with small_desk.context.database.read() as session:
        lan = session.scalars(select(User).where(User.name == "lan")).one()
    before = clock.now() - timedelta(minutes=6)
    for ticket in (
        signing_in.halfway(small_desk.context, lan, now=before),
        f"{lan.id}.{'9' * 11}.x",
        f"{lan.id}..",
        "ế",
    ):
        browser.client.cookies.set("lachan_halfway", ticket.encode("ascii", "ignore").decode())
        assert browser.post("/dang-nhap/ma", code=app.code()).status_code == 401
        assert browser.says("Đã quá lâu")
    fresh = signing_in.halfway(small_desk.context, lan, now=clock.now())
    with small_desk.context.database.write() as session:
        session.execute(update(User).where(User.name == "lan").values(password_hash="another"))
    browser.client.cookies.set("lachan_halfway", fresh)
    assert browser.post("/dang-nhap/ma", code=app.code()).status_code == 401


def test_changing_it_needs_the_password_again(small_desk: Desk) -> None:
    browser = Browser.at(small_desk)
    browser.sign_in()
    app = paged(browser)
    browser.get("/tai-khoan")
    for path in ("/tai-khoan/buoc-hai/bat-dau", "/tai-khoan/buoc-hai/tat", "/tai-khoan/ma-du-phong"):
        assert browser.post(path, password="wrong password").status_code == 422
        assert browser.says("Mật khẩu hiện tại chưa đúng")
    assert sign_in(small_desk, app.code())[0] == 201
    browser.get("/tai-khoan")
    assert browser.post("/tai-khoan/ma-du-phong", password=PASSWORD).status_code == 200
    assert len(browser.codes()) == 10
    assert sign_in(small_desk, app.codes[0])[0] == 401
    assert sign_in(small_desk, browser.codes()[0])[0] == 201
    assert browser.post("/tai-khoan/buoc-hai/tat", password=PASSWORD).status_code == 303
    assert sign_in(small_desk)[0] == 201


def test_a_draft_locks_nobody_out_and_grows_old(small_desk: Desk) -> None:
    browser = Browser.at(small_desk)
    browser.sign_in()
    browser.get("/tai-khoan/buoc-hai")
    browser.post("/tai-khoan/buoc-hai/bat-dau")
    assert sign_in(small_desk)[0] == 201
    with small_desk.context.database.write() as session:
        session.execute(update(SecondFactor).values(drafted_at=clock.now() - timedelta(minutes=21)))
    assert "data:image" not in browser.get("/tai-khoan/buoc-hai").text
    assert browser.post("/tai-khoan/buoc-hai", code="123456").status_code == 409


@pytest.fixture
def strict_desk(small_desk: Desk) -> Desk:
    """A service whose leads must have a second factor."""
    settings = small_desk.context.settings.model_copy(update={"require_second_factor": ("lead",)})
    object.__setattr__(small_desk.context, "settings", settings)
    return small_desk


def test_who_must_have_one_is_led_to_it_before_anything_else(strict_desk: Desk) -> None:
    refused = strict_desk.client.get("/v1/queue", headers=strict_desk.hue)
    assert (refused.status_code, refused.json()["type"]) == (403, "urn:lachan:problem:second-factor-needed")
    assert refused.json()["detail_en"].startswith("Your role must have a second factor")
    assert strict_desk.client.get("/v1/queue", headers=strict_desk.lan).status_code == 200
    browser = Browser.at(strict_desk)
    browser.sign_in("hue")
    for path in ("/", "/thong-ke", "/cua-toi", "/tai-khoan", "/nguoi-dung", f"/ho-so/{'0' * 32}"):
        assert browser.get(path).headers["location"] == "/tai-khoan/buoc-hai"
    part = browser.client.get("/hang-doi", headers={"HX-Request": "true"})
    assert part.headers["hx-redirect"] == "/tai-khoan/buoc-hai"
    paged(browser)
    assert browser.get("/").status_code == 200
    browser.get("/tai-khoan")
    assert browser.post("/tai-khoan/buoc-hai/tat", password=PASSWORD).status_code == 403
    assert browser.says("không tắt được")


def test_who_must_have_one_can_still_sign_out(strict_desk: Desk) -> None:
    assert strict_desk.client.delete("/v1/sessions/current", headers=strict_desk.hue).status_code == 204
    browser = Browser.at(strict_desk)
    browser.sign_in("hue")
    browser.get("/tai-khoan/buoc-hai")
    assert browser.post("/dang-xuat").headers["location"].startswith("/dang-nhap")
    with strict_desk.context.database.read() as session:
        assert session.scalars(select(SignIn).where(SignIn.ended_at.is_(None), SignIn.user.has(name="hue"))).all() == []


def test_everybody_can_sign_out_whatever_their_role(small_desk: Desk) -> None:
    small_desk.person("du", Role.DATA, SCHOOL)
    browser = Browser.at(small_desk)
    browser.sign_in("du")
    browser.get("/tai-khoan")
    assert browser.post("/dang-xuat").status_code == 303
