from sqlalchemy import select, update

from service import clock
from service.accounts import people
from service.accounts.service import principal
from service.models import AuditRow, User
from tests.service.accounts.browser import Browser
from tests.service.desk import PASSWORD, Desk

SESSIONS, NEW = "/v1/sessions", "mot mat khau khac han"


def begin(desk: Desk, name: str = "lan", password: str = PASSWORD) -> dict[str, str]:
    sent = desk.client.post(SESSIONS, json={"name": name, "password": password})
    assert sent.status_code == 201, sent.text
    return {"Authorization": f"Bearer {sent.json()['token']}"}


def listed(desk: Desk, who: dict[str, str]) -> list[dict[str, object]]:
    found: list[dict[str, object]] = desk.client.get(SESSIONS, headers=who).json()["sessions"]
    return found


def test_ones_own_sign_ins_are_told_without_address_or_device_and_can_be_ended(desk: Desk) -> None:
    second = begin(desk)
    found = listed(desk, second)
    assert [one["current"] for one in found] == [True, False]
    assert all(set(one) == {"id", "begun_at", "seen_at", "current"} for one in found)
    other = found[1]["id"]
    assert desk.client.delete(f"{SESSIONS}/{other}", headers=desk.hue).status_code == 404
    assert desk.client.get("/v1/queue", headers=desk.lan).status_code == 200
    assert desk.client.delete(f"{SESSIONS}/{other}", headers=second).status_code == 204
    assert desk.client.get("/v1/queue", headers=desk.lan).status_code == 401
    assert desk.client.delete(f"{SESSIONS}/{other}", headers=second).status_code == 404
    assert len(listed(desk, second)) == 1


def test_logging_out_everywhere_ends_every_sign_in_of_that_person_alone(desk: Desk) -> None:
    second = begin(desk)
    assert desk.client.delete(SESSIONS, headers=second).status_code == 204
    assert [desk.client.get("/v1/queue", headers=who).status_code for who in (desk.lan, second)] == [401, 401]
    assert desk.client.get("/v1/queue", headers=desk.hue).status_code == 200


def test_a_new_password_needs_the_old_one_and_ends_the_other_sign_ins(desk: Desk) -> None:
    second = begin(desk)

    def change(old: str, new: str) -> tuple[int, list[str]]:
        sent = desk.client.put("/v1/password", json={"password": old, "new_password": new}, headers=second)
        return sent.status_code, [wrong["field"] for wrong in sent.json()["errors"]] if sent.content else []

    assert change("wrong password", NEW) == (422, ["password"])
    assert change(PASSWORD, "short") == (422, ["new_password"])
    assert desk.client.get("/v1/queue", headers=desk.lan).status_code == 200
    assert change(PASSWORD, NEW) == (204, [])
    assert desk.client.get("/v1/queue", headers=second).status_code == 200
    assert desk.client.get("/v1/queue", headers=desk.lan).status_code == 401
    assert desk.client.post(SESSIONS, json={"name": "lan", "password": PASSWORD}).status_code == 401
    begin(desk, password=NEW)
    with desk.context.database.read() as session:
        assert session.scalars(select(AuditRow.actor_id).where(AuditRow.verb == "change_password")).one()


def test_the_old_password_cannot_be_tried_out_from_a_desk_left_open(small_desk: Desk) -> None:
    body = {"password": "wrong password", "new_password": NEW}
    told = [small_desk.client.put("/v1/password", json=body, headers=small_desk.lan).status_code for _ in range(10)]
    assert told == [422] * 8 + [429] * 2
    begin(small_desk)  # signing in is another count: nobody who sits at an open desk shuts its owner out


def test_disabling_an_account_ends_its_sign_ins_for_good(desk: Desk) -> None:
    with desk.context.database.write() as session:
        lan = session.scalars(select(User).where(User.name == "lan")).one()
        people.disable(session, principal(lan), lan, now=clock.now())
    assert desk.client.get("/v1/queue", headers=desk.lan).status_code == 401
    assert desk.client.post(SESSIONS, json={"name": "lan", "password": PASSWORD}).status_code == 401
    with desk.context.database.write() as session:
        session.execute(update(User).values(disabled_at=None))
    assert desk.client.get("/v1/queue", headers=desk.lan).status_code == 401
    begin(desk)


def test_the_page_does_the_same(small_desk: Desk) -> None:
    other, browser = Browser.at(small_desk), Browser.at(small_desk)
    other.sign_in()
    browser.sign_in()
    browser.get("/tai-khoan")
    assert browser.last.count("/ket-thuc") == 2  # the other browser's, and the desk's own
    two = {"password": PASSWORD, "new_password": NEW, "again": NEW}
    assert browser.post("/tai-khoan/mat-khau", **(two | {"again": "another"})).status_code == 422
    assert browser.says("chưa giống nhau")
    assert browser.post("/tai-khoan/mat-khau", **(two | {"password": "wrong password"})).status_code == 422
    assert browser.says("Mật khẩu hiện tại chưa đúng")
    assert browser.post("/tai-khoan/mat-khau", **two).headers["location"] == "/tai-khoan?tin=da-doi-mat-khau"
    assert other.get("/tai-khoan").status_code == 303
    other.sign_in(password=NEW)
    browser.get("/tai-khoan")
    ending = browser.last.split('action="/tai-khoan/phien/')[1].split('"')[0]
    assert browser.post(f"/tai-khoan/phien/{ending}").status_code == 303
    assert other.get("/tai-khoan").status_code == 303
    other.sign_in(password=NEW)
    assert browser.post("/tai-khoan/dang-xuat-het").headers["location"] == "/dang-nhap?tin=da-dang-xuat-het"
    assert [one.get("/tai-khoan").status_code for one in (browser, other)] == [303, 303]
