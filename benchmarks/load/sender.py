"""The reporting systems: they send reports over kept connections and write down what came back, in their own process.

    python -m benchmarks.load.sender PLAN ANSWERS

Open loop: each report has the moment at which it should leave, whatever became of those before it, and its time is
counted from that moment, so that a service that falls behind cannot hide it. Without a rate each connection sends as
soon as it has its answer. Plain sockets and the plainest HTTP: whoever measures must not eat what is measured.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.load.reports import Reports

_PATIENCE_S = 60.0
_CREATED = 201


@dataclass(frozen=True)
class Plan:
    """What is to be sent."""

    ports: tuple[int, ...]  # connections are spread over them, as a proxy would
    path: str
    keys: tuple[str, ...]  # API keys, used in turn
    seed: int  # of the texts
    first: int  # number of the first report: it chooses the text and names the Idempotency-Key
    most: int  # reports
    seconds: float  # for so long at most
    connections: int
    rate: float | None = None  # a second; None: as fast as the answers come


@dataclass
class Answers:
    """What came of it."""

    began: int  # number of the first report
    sent: int = 0
    seconds: float = 0.0  # from the first report to the last answer
    processor_s: float = 0.0  # of the sender itself
    times_ms: list[float] = field(default_factory=list)
    ids: dict[int, str] = field(default_factory=dict)  # by the report's number, of those that were acknowledged
    failures: dict[str, int] = field(default_factory=dict)  # other answers, and what broke

    @property
    def rate(self) -> float:
        """Acknowledged reports a second."""
        return len(self.ids) / self.seconds


class Line(asyncio.Protocol):
    """One kept connection: a request out, an answer in."""

    def __init__(self) -> None:
        self._come = b""
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the connection."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Take a piece of the answer; the service always says how long it is."""
        self._come += data
        head, end, body = self._come.partition(b"\r\n\r\n")
        if not end or self._answer is None or self._answer.done():
            return
        status, *lines = head.lower().split(b"\r\n")
        length = next((int(line[15:]) for line in lines if line.startswith(b"content-length:")), 0)
        if len(body) >= length:
            self._come = b""
            self._answer.set_result((int(status[9:12]), body))

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell whoever waits."""
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(exc or ConnectionResetError())

    async def ask(self, request: bytes) -> tuple[int, bytes]:
        """Send a request and wait for its answer; OSError, TimeoutError."""
        if self._transport is None or self._transport.is_closing():
            raise ConnectionResetError
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        async with asyncio.timeout(_PATIENCE_S):
            return await self._answer


class Sender:
    """All connections together."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._reports = Reports(plan.seed)
        self._due: asyncio.Queue[tuple[int, float] | None] = asyncio.Queue()
        self.answers = Answers(began=plan.first)

    async def send(self) -> Answers:
        """Send all of it."""
        plan, answers = self._plan, self.answers
        began, processor = time.perf_counter(), time.process_time()
        work = self._at_once if plan.rate is None else self._when_due
        async with asyncio.TaskGroup() as group:
            for number in range(plan.connections):
                group.create_task(work(plan.ports[number % len(plan.ports)], began + plan.seconds))
            if plan.rate is not None:
                await self._clock(began, plan.rate)
        answers.seconds = time.perf_counter() - began
        answers.processor_s = time.process_time() - processor
        return answers

    async def _clock(self, began: float, rate: float) -> None:
        for number in range(min(self._plan.most, int(rate * self._plan.seconds))):
            moment = began + number / rate
            await asyncio.sleep(max(0.0, moment - time.perf_counter()))
            self._due.put_nowait((number, moment))
        for _ in range(self._plan.connections):
            self._due.put_nowait(None)

    async def _when_due(self, port: int, _until: float) -> None:
        line: Line | None = None
        while (waiting := await self._due.get()) is not None:
            line = await self._file(line, port, *waiting)

    async def _at_once(self, port: int, until: float) -> None:
        line: Line | None = None
        while self.answers.sent < self._plan.most and (now := time.perf_counter()) < until:
            line = await self._file(line, port, self.answers.sent, now)

    async def _file(self, line: Line | None, port: int, place: int, moment: float) -> Line | None:
        self.answers.sent += 1
        number = self._plan.first + place
        try:
            if line is None:
                _, line = await asyncio.get_running_loop().create_connection(Line, "127.0.0.1", port)
            status, body = await line.ask(self._request(number))
        except (OSError, TimeoutError) as error:
            self._failed(type(error).__name__)
            return None
        self.answers.times_ms.append((time.perf_counter() - moment) * 1e3)
        if status == _CREATED:
            self.answers.ids[number] = json.loads(body)["id"]
        else:
            self._failed(str(status))
        return line

    def _request(self, number: int) -> bytes:
        body, keys = self._reports.body(number), self._plan.keys
        lines = (
            f"POST {self._plan.path} HTTP/1.1",
            "Host: 127.0.0.1",
            f"Authorization: Bearer {keys[number % len(keys)]}",
            f"Idempotency-Key: load-{number}",
            "Content-Type: application/json",
            f"Content-Length: {len(body)}",
        )
        return "\r\n".join((*lines, "", "")).encode() + body

    def _failed(self, why: str) -> None:
        self.answers.failures[why] = self.answers.failures.get(why, 0) + 1


def read_answers(path: Path) -> Answers:
    """Read what a sender wrote."""
    written = json.loads(path.read_text("utf-8"))
    return Answers(**written | {"ids": {int(number): name for number, name in written["ids"].items()}})


if __name__ == "__main__":
    planned = Plan(**json.loads(Path(sys.argv[1]).read_text("utf-8")))
    Path(sys.argv[2]).write_text(json.dumps(asdict(asyncio.run(Sender(planned).send()))), "utf-8")
