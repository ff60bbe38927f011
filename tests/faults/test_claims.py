import threading
from datetime import timedelta

from sqlalchemy import func, select

from classifier.taxonomy import Tier
from service import clock
from service.database import Database
from service.models import AuditRow, Case, School, User
from service.principal import Principal
from service.queue import service as queue
from service.words import Role

CLAIMANTS, CASES = 50, 200


def test_fifty_people_take_two_hundred_cases_and_each_case_is_given_once(database: Database) -> None:
    now = clock.now()
    with database.write() as session:
        school = School(name="THCS Hoa Sen", created_at=now)
        session.add(school)
        session.flush()
        users = [
            User(
                name=f"u{i}",
                display_name=f"U{i}",
                role="counsellor",
                password_hash="-",
                created_at=now,
                school_id=school.id,
            )
            for i in range(CLAIMANTS)
        ]
        session.add_all(users)
        session.add_all(
            Case(
                school_id=school.id,
                state="open",
                tier=list(Tier)[i % 4].value,
                risk=i / CASES,
                due_at=now + timedelta(minutes=i % 7),
                received_at=now,
                assessed=True,
                abstained=False,
                categories=[],
                reasons=[],
                fence=0,
            )
            for i in range(CASES)
        )
    given: list[tuple[str, str]] = []
    failures: list[BaseException] = []
    begin = threading.Barrier(CLAIMANTS)

    def work(user: User) -> None:
        who = Principal(user.id, Role.COUNSELLOR, school.id, user.display_name)
        begin.wait()
        try:
            while True:
                with database.write() as session:
                    entry = queue.take_next(session, who, now=clock.now(), lease=timedelta(minutes=15))
                if entry is None:
                    return
                given.append((entry.case_id, user.id))
        except BaseException as error:  # noqa: BLE001 - a thread's failure must fail the test
            failures.append(error)

    threads = [threading.Thread(target=work, args=(user,)) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(given) == len({case for case, _ in given}) == CASES
    with database.read() as session:
        held = {case.id: (case.claimed_by, case.fence) for case in session.scalars(select(Case))}
        audited = session.scalar(select(func.count()).select_from(AuditRow).where(AuditRow.verb == "claim_case"))
    assert held == {case: (user, 1) for case, user in given}
    assert audited == CASES
