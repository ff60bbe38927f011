"""The strip that says who holds a case, as it is asked for again and again while somebody works."""

from service.console import door
from service.words import Role
from tests.service.desk import SCHOOL, Desk


def test_who_lost_the_case_to_a_colleague_is_told_whose_it_is(desk: Desk) -> None:
    desk.file()
    taken = desk.take()
    desk.post(f"/v1/cases/{taken['id']}/release", {"fence": taken["fence"]})
    assert desk.take(desk.hue)["id"] == taken["id"]
    for who, may_take_over in ((desk.lan, False), (desk.person("mai", Role.LEAD, SCHOOL), True)):
        token = who["Authorization"].removeprefix("Bearer ")
        strip = desk.client.post(
            f"/ho-so/{taken['id']}/nhip",
            data={"fence": taken["fence"], "csrf": door.csrf(desk.context, token)},
            headers={"Cookie": f"{door.SESSION}={token}"},
        )
        assert strip.status_code == 200
        assert "Hue" in strip.text
        assert ("tiep-quan" in strip.text) is may_take_over
