"""A school at work: a service that may die at any step, the two systems it passes cases on to, and everybody who waits.

The service is real and in processes of its own, one after the other on the same database and the same folder. What
its clients were told is kept here, so that it can be held against what is there afterwards.
"""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import httpx
from aiosmtpd.controller import Controller
from sqlalchemy import create_engine, func, select, text, update

from classifier.screenshot.worker import Worker
from service import clock, secret
from service.accounts import service as accounts
from service.database import Database
from service.models import Attachment, Case, Delivery, Report, User
from service.sealing import operator_key
from service.settings import Settings
from service.words import AttachmentState, DeliveryState, Role
from tests.faults.processes import ROOT, free_port
from tests.faults.steps import KILLED
from tests.faults.zygote import CONTROL, COUNTED, UNSCORED
from tests.service.attachments.drawn import picture
from tests.service.deliveries.receiver import Receiver, receiving
from tests.service.desk import SCHOOL, clear, password_hash
from tests.service.own_database import own_database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from classifier.screenshot.looked import Looked

PATIENCE_S = 60.0
_ONE_EACH = httpx.Limits(max_keepalive_connections=0)
KEY = "Idempotency-Key"
_SYLLABLES = """
mai chiều tối sáng bạn cô thầy lớp trường sân bóng vở bút toán văn anh sử địa nhạc vẽ bơi chạy ăn cơm phở bún canh cá
gà xoài ổi mít dừa mưa nắng gió xe đạp buýt đường phố chợ quê ngoại nội chú cháu em chị nhà cửa bàn ghế sách truyện
phim kịch hát múa cờ vua đá cầu thi điểm bài tập nhóm tổ trực nhật quét lau tưới cây hoa lá cỏ
"""


@dataclass(frozen=True)
class Point:
    """Where to die: at which step, of those of a name if one is given; 0: nowhere."""

    at: int = 0
    named: str = ""
    reads: bool = False  # whether statements that change nothing are steps


UNCOUNTED = Point(-1)


class Mailbox:
    """A mail server that keeps the ids of the deliveries it takes."""

    def __init__(self) -> None:
        self.got: list[str] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        head = envelope.content.decode("utf-8", "replace")
        self.got.append(next(line.split(":")[1].strip() for line in head.splitlines() if line.startswith("Lachan-Del")))
        return "250 OK"


@dataclass
class World:
    """One engine's database and folder, whoever works there, and what they were told."""

    settings: Settings
    database: Database
    zygote: subprocess.Popen[str]
    log: Path
    url: str
    receiver: Receiver
    mailbox: Mailbox
    looked: Looked
    client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=20, limits=_ONE_EACH))
    people: dict[str, dict[str, str]] = field(default_factory=dict)  # headers by name
    ids: dict[str, str] = field(default_factory=dict)  # of the people
    acknowledged: set[str] = field(default_factory=set)  # reports
    sent: int = 0  # reports that were sent until they were acknowledged
    stack: ExitStack = field(default_factory=ExitStack)  # what is taken away in the end
    empty: str = ""  # address of another database
    erased_assessments: int = 0
    process: int = 0
    counted_from: int = 0  # where in the log of steps
    chance: Random = field(default_factory=lambda: Random(7))  # noqa: S311 - words, no secret
    numbers: count[int] = field(default_factory=count)
    orphans: set[str] = field(default_factory=set)  # files that no row names, for the sweep

    # --- the service

    def serve(self, **order: Any) -> None:
        """Start the service, behind whatever was there before."""
        self.process = self._ordered({"do": "serve", **order})
        with httpx.Client(timeout=PATIENCE_S) as client:
            assert client.get(f"{self.url}/healthz").status_code == 200

    def run(self, errand: str, point: Point, environment: Mapping[str, str] | None = None) -> bool:
        """Have a command's work done in a process of its own; tells whether it came to its end."""
        if point.at >= 0:
            self.counted_from = len(self.log.read_text())
        done = self.log.parent / f"done-{next(self.numbers)}"
        order = {"do": "run", "errand": errand, "done": str(done), **asdict(point)}
        process = self._ordered(order | {"environment": dict(environment or {})})
        self.until(lambda: not _lives(process))
        return done.exists()

    def _ordered(self, order: dict[str, Any]) -> int:
        assert self.zygote.stdin is not None
        assert self.zygote.stdout is not None
        self.zygote.stdin.write(json.dumps(order) + "\n")
        self.zygote.stdin.flush()
        process: int = json.loads(self.zygote.stdout.readline())["process"]
        return process

    def count_steps(self, work: str | None, point: Point) -> None:
        """Begin to count the steps of marked requests, or of a kind of background work; die at one."""
        self.counted_from = len(self.log.read_text())
        self._control(work=work, **asdict(point))

    def hold(self, work: str, **more: Any) -> None:
        """Have a kind of background work not begun before something else is said."""
        self._control(held=work, **more)

    def _control(self, *, seconds: float = PATIENCE_S, **order: Any) -> None:
        said = {"work": None, **asdict(UNCOUNTED), "held": None} | order
        assert self.client.post(self.url + CONTROL, json=said, timeout=seconds).status_code == 204

    def jump(self, seconds: float) -> None:
        """Put the service's clock ahead of the true time, from now on."""
        self._control(ahead_s=seconds)

    def died(self) -> bool:
        """Whether the service is gone; if it is not, no step kills it any more."""
        while not self.dead():
            if self.steps()[-1:] and self.steps()[-1].startswith(KILLED):
                self.until(self.dead)
                break
            with suppress(httpx.TransportError):
                self._control(seconds=0.5)  # one that died meanwhile never answers
                return False
        return True

    def dead(self) -> bool:
        return not _lives(self.process)

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.process, 9)
        self.until(self.dead)

    def last_step(self) -> str:
        """The name of the step at which it died."""
        *_, last = self.steps()
        assert last.startswith(KILLED), last
        return last.removeprefix(KILLED)

    def steps(self) -> list[str]:
        """Name the steps that were counted last."""
        return self.log.read_text()[self.counted_from :].splitlines()

    def ready(self) -> dict[str, Any]:
        """What ``/readyz`` says; the status must say the same."""
        answer = self.client.get(f"{self.url}/readyz", timeout=10)
        told: dict[str, Any] = answer.json()
        assert answer.status_code == (200 if told["ready"] else 503)
        return told

    def takes(self) -> tuple[int, int]:
        """How many threads and open files the service has."""
        of_process = Path(f"/proc/{self.process}")
        threads, files = (list((of_process / kind).iterdir()) for kind in ("task", "fd"))
        return len(threads), len(files)

    # --- what its clients do

    def sign_in(self) -> None:
        """Have everybody sign in anew."""
        now = clock.now()
        with self.database.write() as session:
            for name in ("lan", "minh", "hue"):
                token = accounts.begin(session, session.get_one(User, self.ids[name]), now=now)
                self.people[name] = {"Authorization": f"Bearer {token}"}

    def words(self) -> str:
        """A report's text that is like no other."""
        return " ".join([*self.chance.choices(_SYLLABLES.split(), k=14), f"số {next(self.numbers)}"])

    def ask(self, method: str, path: str, who: str, body: Any = None, **more: Any) -> httpx.Response:
        """A request that is no step."""
        headers = self.people[who] | more.pop("headers", {})
        return self.client.request(method, self.url + path, json=body, headers=headers, **more)

    def counted(self, method: str, path: str, who: str, body: Any = None, **more: Any) -> httpx.Response | None:
        """A request whose steps are counted; ``None``: it got no answer."""
        headers = {COUNTED: "1"} | more.pop("headers", {})
        try:
            return self.ask(method, path, who, body, headers=headers, **more)
        except httpx.TransportError:
            return None

    def file(self, text: str | None = None, *, scored: bool = True, **more: Any) -> dict[str, Any]:
        """File a report that is taken in."""
        key = f"k{next(self.numbers)}"
        headers = {KEY: key} | ({} if scored else {UNSCORED: "1"})
        body = {"messages": [{"speaker": "other", "text": text or self.words()}], **more}
        answer = self.ask("POST", "/v1/reports", "system", body, headers=headers)
        return self.taken_in(answer)

    def taken_in(self, answer: httpx.Response) -> dict[str, Any]:
        """Remember a report that was acknowledged."""
        assert answer.status_code == 201, answer.text
        told: dict[str, Any] = answer.json()
        self.acknowledged.add(told["id"])
        self.sent += 1
        return told

    def case_of(self, report: Mapping[str, Any]) -> str:
        with self.database.read() as session:
            return session.scalars(select(Report.case_id).where(Report.id == report["id"])).one()

    def claim(self, case_id: str, who: str = "lan") -> int:
        answer = self.ask("POST", f"/v1/cases/{case_id}/claim", who)
        assert answer.status_code == 200, answer.text
        fence: int = answer.json()["fence"]
        return fence

    def opened(self, case_id: str, who: str = "lan") -> dict[str, Any]:
        answer = self.ask("GET", f"/v1/cases/{case_id}", who)
        assert answer.status_code == 200, answer.text
        case: dict[str, Any] = answer.json()
        return case

    def empty_database(self, folder: Path) -> str:
        """Address of a database without tables."""
        if self.database.sqlite:
            return f"sqlite:///{folder / 'lachan.db'}"
        if not self.empty:
            self.empty = self.stack.enter_context(own_database(self.settings.database))
        engine = create_engine(self.empty, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        engine.dispose()
        return self.empty

    # --- time

    def time_passes(self) -> None:
        """Let the turn of everything come that waits for it: as if minutes had passed."""
        now = clock.now()
        to_read = Attachment.state == AttachmentState.STORED.value
        to_send = (Delivery.state == DeliveryState.QUEUED.value) & Delivery.next_try_at.is_not(None)
        for turn in (
            update(Report).where(Report.assessed_at.is_(None)).values(next_try_at=now),
            update(Attachment).where(to_read).values(next_try_at=now),
            update(Delivery).where(to_send).values(next_try_at=now - timedelta(seconds=1), taken_until=None),
        ):
            with self.database.write() as session:  # one each: the service locks these rows in another order
                session.execute(turn)

    def waits(self) -> int:
        """What is left to do in the background; a picture leads to a report, so it is asked for first."""
        to_send = Delivery.next_try_at.is_not(None) | Delivery.taken_until.is_not(None)
        with self.database.read() as session:
            return sum(
                session.scalar(select(func.count()).select_from(table).where(condition)) or 0
                for table, condition in (
                    (Attachment, Attachment.state == AttachmentState.STORED.value),
                    (Report, Report.assessed_at.is_(None)),
                    (Delivery, (Delivery.state == DeliveryState.QUEUED.value) & to_send),
                    (Case, Case.lifts_at < clock.now()),
                )
            )

    def settle(self) -> None:
        """Let the background work come to its end."""
        self.time_passes()
        self.until(lambda: not self.waits())

    def until(self, done: Callable[[], Any], seconds: float = PATIENCE_S) -> None:
        end = time.monotonic() + seconds
        while not done():
            assert time.monotonic() < end, "it died" if self.dead() else f"{self.waits()} left to do"
            time.sleep(0.01)

    def until_dead_or(self, done: Callable[[], bool]) -> None:
        self.until(lambda: self.dead() or done())

    @property
    def got(self) -> Counter[str]:
        """How often each delivery came, by its id."""
        return Counter(headers["lachan-delivery"] for headers, _ in self.receiver.got) + Counter(self.mailbox.got)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@contextmanager
def world(settings: Settings, folder: Path, **more: str) -> Iterator[World]:
    """Make one on the database and the folder of these settings, with its service running.

    ``more``: settings of the service alone, as in its environment.
    """
    with ExitStack() as stack:
        receiver = stack.enter_context(receiving())
        receiver.body = b'{"acknowledged": true, "reference": "A-1"}'
        mailbox, mail_port = Mailbox(), free_port()
        controller = Controller(mailbox, hostname="127.0.0.1", port=mail_port)
        controller.start()
        stack.callback(controller.stop)
        own = secret.load(settings.keys)
        database = Database(settings.database, operator_key=operator_key.load(settings), secret=own)
        stack.callback(database.close)
        database.upgrade()
        if not database.sqlite:
            clear(database)
        looked = _looked_at(picture("dung noi voi bo me nhe"))
        (folder / "looked").write_bytes(pickle.dumps(looked))
        log = folder / "steps"
        zygote = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", "tests.faults.zygote", str(log), str(folder / "looked")],
            cwd=ROOT,
            env=os.environ | _environment(settings, mail_port) | more,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        stack.callback(_end, zygote)
        assert zygote.stdout is not None
        port = json.loads(zygote.stdout.readline())["port"]
        made = World(settings, database, zygote, log, f"http://127.0.0.1:{port}", receiver, mailbox, looked)
        stack.callback(made.client.close)
        made.stack = stack
        _people(made)
        made.serve()
        _recipients(made)
        yield made
        made.kill()


def _end(zygote: subprocess.Popen[str]) -> None:
    zygote.kill()
    zygote.communicate()


def _environment(settings: Settings, mail_port: int) -> dict[str, str]:
    return {
        "PYTHONPATH": str(ROOT),
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",  # threads of theirs would not live on in a forked process
        "LACHAN_VAR": str(settings.var),
        "LACHAN_DATABASE_URL": settings.database,
        "LACHAN_POLL_S": "0.05",
        "LACHAN_RETRY_S": "0.1",
        "LACHAN_RETRY_MOST_S": "0.2",
        "LACHAN_UNDO_SECONDS": "600",
        "LACHAN_ON_CALL_MINUTES": "1",
        "LACHAN_BLIND_SHARE": "0",
        "LACHAN_PUBLIC_PAUSE_S": "0",
        "LACHAN_PUBLIC_TRIES": "100000",
        "LACHAN_PUBLIC_PER_MINUTE": "100000",
        "LACHAN_RECEIPT_TRIES": "100000",
        "LACHAN_PRIVATE_RECIPIENTS": "true",
        "LACHAN_SMTP_HOST": "127.0.0.1",
        "LACHAN_SMTP_PORT": str(mail_port),
        "LACHAN_SMTP_TLS": "none",
        "LACHAN_SMTP_FROM": "la-chan@truong.example",
        "LACHAN_LOG_LEVEL": "error",
        "LACHAN_DELIVERY_WORKERS": "2",
        "LACHAN_DISK_RESERVE_MB": "1",
    }


def _looked_at(content: bytes) -> Looked:
    """What the real reader makes of a picture, once: its process takes seconds to start."""
    worker = Worker()
    try:
        return worker.look(content)
    finally:
        worker.close()


def _people(made: World) -> None:
    now = clock.now()
    with made.database.write() as session:
        made.people["system"] = {"Authorization": f"Bearer {accounts.add_key(session, 'test', SCHOOL, now=now)}"}
        made.people["anyone"] = {}
        school_id = accounts.school(session, SCHOOL, now=now).id
        for name, role in (("lan", Role.COUNSELLOR), ("minh", Role.COUNSELLOR), ("hue", Role.LEAD)):
            user = User(
                name=name,
                display_name=name.title(),
                role=role.value,
                school_id=school_id,
                password_hash=password_hash(),
                created_at=now,
            )
            session.add(user)
            session.flush()
            made.ids[name] = user.id
    made.sign_in()


def _recipients(made: World) -> None:
    for target, channel, address in (
        ("hotline_111", "webhook", made.receiver.url),
        ("head", "email", "hieu-truong@truong.example"),
        ("on_call", "webhook", made.receiver.url),
    ):
        body = {"target": target, "channel": channel, "name": target, "address": address}
        answer = made.ask("POST", "/v1/recipients", "hue", body)
        assert answer.status_code == 201, answer.text
        made.ids[target] = answer.json()["recipient"]["id"]
