"""A school's accounts, for the lead and the administrator."""

import pytest
from sqlalchemy import select, update

from service.models import AuditRow, User
from service.words import Role
from tests.service.accounts.browser import Browser, enrol
from tests.service.desk import PASSWORD, SCHOOL, Desk


def id_of(desk: Desk, name: str) -> str:
    with desk.context.database.read() as session:
        return session.scalars(select(User.id).where(User.name == name)).one()


def keeper(desk: Desk, name: str) -> Browser:
    browser = Browser.at(desk)
    browser.sign_in(name)
    browser.get("/nguoi-dung")
    return browser


@pytest.fixture
def peopled(small_desk: Desk) -> Desk:
    small_desk.person("quan", Role.ADMIN, SCHOOL)
    return small_desk


def do(desk: Desk, browser: Browser, name: str, deed: str) -> int:
    browser.get("/nguoi-dung")
    return browser.post(f"/nguoi-dung/{id_of(desk, name)}/{deed}").status_code


@pytest.mark.parametrize("who", ["hue", "quan"])
def test_a_keeper_disables_enables_and_helps_whoever_lost_a_telephone(peopled: Desk, who: str) -> None:
    enrol(peopled, "lan")
    browser = keeper(peopled, who)
    assert browser.says("Mất điện thoại")
    assert do(peopled, browser, "lan", "go-buoc-hai") == 303
    assert do(peopled, browser, "lan", "go-buoc-hai") == 409
    assert peopled.client.get("/v1/queue", headers=peopled.lan).status_code == 401
    signed = peopled.client.post("/v1/sessions", json={"name": "lan", "password": PASSWORD})
    lan = {"Authorization": f"Bearer {signed.json()['token']}"}
    assert peopled.client.get("/v1/queue", headers=lan).status_code == 200
    assert do(peopled, browser, "lan", "dang-xuat") == 303
    assert peopled.client.get("/v1/queue", headers=lan).status_code == 401
    assert do(peopled, browser, "lan", "khoa") == 303
    assert peopled.client.post("/v1/sessions", json={"name": "lan", "password": PASSWORD}).status_code == 401
    assert browser.get("/nguoi-dung").text.count("đang khóa") == 1
    assert do(peopled, browser, "lan", "mo-lai") == 303
    assert peopled.client.post("/v1/sessions", json={"name": "lan", "password": PASSWORD}).status_code == 201
    with peopled.context.database.read() as session:
        rows = session.execute(
            select(AuditRow.verb, AuditRow.object_id).where(AuditRow.actor_id == id_of(peopled, who))
        ).all()
    done = ["reset_second_factor", "sign_out_user", "disable_user", "enable_user"]
    assert [(verb, object_id) for verb, object_id in rows if verb != "sign_in"] == [
        (verb, id_of(peopled, "lan")) for verb in done
    ]


def test_another_schools_people_are_not_there(peopled: Desk) -> None:
    browser = keeper(peopled, "hue")
    assert not browser.says("La ·")
    with peopled.context.database.write() as session:
        session.execute(update(User).where(User.name == "la").values(display_name="Cô Lạ"))
    browser.get("/nguoi-dung")
    assert not browser.says("Cô Lạ")
    for deed in ("khoa", "mo-lai", "dang-xuat", "go-buoc-hai"):
        assert do(peopled, browser, "la", deed) == 404
    assert peopled.client.get("/v1/queue", headers=peopled.stranger).status_code == 200


def test_a_lead_reaches_no_administrator_and_nobody_shuts_themself_out(peopled: Desk) -> None:
    assert do(peopled, keeper(peopled, "hue"), "quan", "khoa") == 403
    assert do(peopled, keeper(peopled, "hue"), "hue", "khoa") == 403
    assert do(peopled, keeper(peopled, "quan"), "quan", "khoa") == 403
    assert do(peopled, keeper(peopled, "quan"), "hue", "dang-xuat") == 303


def test_counsellors_and_data_staff_do_not_see_it(peopled: Desk) -> None:
    peopled.person("du", Role.DATA, SCHOOL)
    for name in ("lan", "du"):
        browser = keeper(peopled, name)
        assert browser.get("/nguoi-dung").status_code == 403
        assert do(peopled, browser, "hue", "khoa") == 403
        assert "/nguoi-dung" not in browser.get("/tai-khoan").text


def test_an_administrator_sees_accounts_and_no_case(peopled: Desk) -> None:
    peopled.file()
    browser = keeper(peopled, "quan")
    for path in ("/", "/cua-toi", f"/ho-so/{'0' * 32}"):
        assert browser.get(path).status_code == 403
    assert browser.get("/nguoi-dung").status_code == 200


def test_an_administrator_of_no_school_uses_the_command_line(small_desk: Desk) -> None:
    small_desk.person("tong", Role.ADMIN, None)
    browser = keeper(small_desk, "tong")
    assert browser.get("/nguoi-dung").status_code == 403
    assert browser.get("/tai-khoan").status_code == 200


def test_a_form_from_elsewhere_changes_nothing(small_desk: Desk) -> None:
    browser = keeper(small_desk, "hue")
    path = f"/nguoi-dung/{id_of(small_desk, 'lan')}/khoa"
    assert browser.client.post(path, data={"csrf": "0" * 64}).status_code == 403
    token = browser.last.split('name="csrf" value="')[1].split('"')[0]
    foreign = {"Origin": "https://evil.example"}
    assert browser.client.post(path, data={"csrf": token}, headers=foreign).status_code == 403
    assert small_desk.client.get("/v1/queue", headers=small_desk.lan).status_code == 200
