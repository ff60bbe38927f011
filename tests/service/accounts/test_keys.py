from datetime import timedelta

import pytest
from sqlalchemy import select

from service import clock
from service.accounts import keys
from service.accounts import service as accounts
from service.clock import VIETNAM
from service.errors import DoneError, InvalidError
from service.models import ApiKey, AuditRow
from service.words import Verb
from tests.service.desk import OTHER_SCHOOL, SCHOOL, Desk, report

NAME = "ung dung"
WEEK = timedelta(days=7)


def made(desk: Desk, *, name: str = NAME, school: str = SCHOOL, scope: list[Verb] | None = None) -> str:
    with desk.context.database.write() as session:
        key = accounts.add_key(session, name, school, now=clock.now(), scope=scope)
        keys.made(session, name, school, now=clock.now())
        return key


def statuses(desk: Desk, key: str) -> list[int]:
    """What a key may do: score, file, read a state."""
    headers = {"Authorization": f"Bearer {key}"}
    filed = desk.client.post("/v1/reports", json=report(), headers=headers)
    return [
        desk.client.post("/v1/score", json=report(), headers=headers).status_code,
        filed.status_code,
        desk.client.get(f"/v1/reports/{'0' * 32}", headers=headers).status_code,
    ]


@pytest.mark.parametrize(
    ("scope", "told"),
    [
        (None, [200, 201, 404]),
        ([Verb.SCORE], [200, 403, 403]),
        ([Verb.FILE_REPORT, Verb.READ_REPORT_STATE], [403, 201, 404]),
        ([], [403, 403, 403]),
    ],
)
def test_a_key_does_what_its_scope_says(desk: Desk, scope: list[Verb] | None, told: list[int]) -> None:
    assert statuses(desk, made(desk, scope=scope)) == told


def test_a_scope_in_the_way_is_said_in_both_languages_and_holds_for_files_too(small_desk: Desk) -> None:
    headers = {"Authorization": f"Bearer {made(small_desk, scope=[Verb.SCORE])}"}
    refused = small_desk.client.post("/v1/reports", json=report(), headers=headers).json()
    assert "gửi phản ánh" in refused["detail"]
    assert refused["detail_en"] == "This API key's scope does not include “file a report”."
    files = {"report": ("", b"{}", "application/json"), "files": ("a.png", b"x", "image/png")}
    assert small_desk.client.post("/v1/reports", files=files, headers=headers).status_code == 403


def test_a_rotated_key_works_beside_the_new_one_until_the_overlap_is_over(desk: Desk) -> None:
    old = made(desk, scope=[Verb.SCORE])
    with desk.context.database.write() as session:
        new = keys.rotate(session, NAME, None, WEEK, now=clock.now())
    assert new != old
    assert statuses(desk, new) == statuses(desk, old) == [200, 403, 403]
    later = clock.now() + WEEK + timedelta(minutes=1)
    assert accounts.principal_of(desk.context, new, now=later).name == NAME
    with pytest.raises(Exception, match="not-signed-in"):
        accounts.principal_of(desk.context, old, now=later)
    with desk.context.database.read() as session:
        found = [key for key in keys.listed(session, SCHOOL, now=clock.now()) if key.name == NAME]
        assert [key.replaced for key in found] == [True, False]
        verbs = session.scalars(select(AuditRow.verb).where(AuditRow.object_kind == "api_key")).all()
    assert verbs == ["add_key", "rotate_key"]


def test_rotating_again_ends_nothing_early_and_a_key_that_expires_goes_on_expiring(small_desk: Desk) -> None:
    now = clock.now()
    with small_desk.context.database.write() as session:
        accounts.add_key(session, NAME, SCHOOL, now=now, expires_at=now + timedelta(days=30))
        session.flush()
        keys.rotate(session, NAME, SCHOOL, timedelta(days=60), now=now + timedelta(days=10))
        keys.rotate(session, NAME, SCHOOL, WEEK, now=now + timedelta(days=20))
        session.flush()
        rows = session.scalars(select(ApiKey).where(ApiKey.name == NAME).order_by(ApiKey.created_at)).all()
        days = [(row.expires_at - now).days for row in rows if row.expires_at is not None]
    assert days == [30, 27, 50]  # the first keeps its own end; the second's is the overlap's; the third lives 30 days


def test_revoking_ends_every_key_of_the_name_or_the_old_ones_alone(desk: Desk) -> None:
    first = made(desk)
    with desk.context.database.write() as session:
        second = keys.rotate(session, NAME, None, WEEK, now=clock.now())
    with desk.context.database.write() as session:
        assert keys.revoke(session, NAME, None, old_only=True, now=clock.now()) == 1
    assert (statuses(desk, first), statuses(desk, second)) == ([401] * 3, [200, 201, 404])
    with desk.context.database.write() as session:
        assert keys.revoke(session, NAME, SCHOOL, now=clock.now()) == 1
    assert statuses(desk, second) == [401] * 3


def test_a_name_is_one_key_at_a_school_and_says_which_of_two_schools(small_desk: Desk) -> None:
    made(small_desk)
    with pytest.raises(DoneError):
        made(small_desk)
    made(small_desk, school=OTHER_SCHOOL)
    with small_desk.context.database.write() as session:
        for name, school, field in ((NAME, None, "school"), ("khong co", None, "name"), (NAME, "khong co", "name")):
            with pytest.raises(InvalidError) as refused:
                keys.rotate(session, name, school, WEEK, now=clock.now())
            assert refused.value.errors[0].field == field
        for overlap in (timedelta(days=-1), timedelta(days=91)):
            with pytest.raises(InvalidError) as refused:
                keys.rotate(session, NAME, SCHOOL, overlap, now=clock.now())
            assert refused.value.errors[0].field == "overlap"


def test_the_day_of_its_last_use_is_kept_and_nothing_else_about_it(desk: Desk) -> None:
    key = made(desk)
    with desk.context.database.read() as session:
        assert session.scalars(select(ApiKey.used_on).where(ApiKey.name == NAME)).one() is None
    statuses(desk, key)
    with desk.context.database.read() as session:
        row = session.scalars(select(ApiKey).where(ApiKey.name == NAME)).one()
    assert row.used_on == clock.now().astimezone(VIETNAM).date()
    assert key.encode() not in row.key_hash
