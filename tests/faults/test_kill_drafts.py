import signal
from pathlib import Path

import httpx
from sqlalchemy import select

from service import clock
from service.accounts import service as accounts
from service.database import Database
from service.models import Report, User
from service.settings import Settings
from service.words import Role
from tests.faults.processes import free_port, serving
from tests.service.desk import GROOMING, SCHOOL, password_hash, report


def test_what_was_typed_and_saved_is_there_after_the_process_was_killed(settings: Settings, tmp_path: Path) -> None:
    database = Database(settings.database)
    database.upgrade()
    now = clock.now()
    with database.write() as session:
        key = accounts.add_key(session, "test", SCHOOL, now=now)
        user = User(
            name="lan",
            display_name="Lan",
            role=Role.COUNSELLOR.value,
            school_id=accounts.school(session, SCHOOL, now=now).id,
            password_hash=password_hash(),
            created_at=now,
        )
        session.add(user)
        session.flush()
        token = accounts.begin(session, user, now=now)
    port = free_port()
    environment = {"LACHAN_VAR": str(settings.var), "LACHAN_DATABASE_URL": settings.database}
    command = ["-m", "tests.faults.server", str(tmp_path), str(port)]
    url, lan = f"http://127.0.0.1:{port}/v1", {"Authorization": f"Bearer {token}"}

    with serving(command, port, environment) as process:
        system = {"Authorization": f"Bearer {key}"}
        assert httpx.post(f"{url}/reports", json=report(GROOMING), headers=system, timeout=30).status_code == 201
        with database.read() as session:
            draft = f"{url}/cases/{session.scalars(select(Report.case_id)).one()}/draft"
        for words in ("đã gọi", "đã gọi mẹ em"):
            assert httpx.put(draft, json={"note": words}, headers=lan, timeout=30).status_code == 200
        process.send_signal(signal.SIGKILL)
        process.wait(10)
    with serving(command, port, environment):
        assert httpx.get(draft, headers=lan, timeout=30).json()["typed"]["note"] == "đã gọi mẹ em"
    database.close()
