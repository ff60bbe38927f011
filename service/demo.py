"""``lachan demo``: a desk with something in it, so that a newcomer sees in a minute what the product does.

It makes a school, a counsellor and an API key of its own, files the sample reports of ``datasets/demo`` through the
same HTTP door as everybody, and says where to look. Run again, it finds all of that and files nothing twice.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

import httpx
import typer

from service import clock
from service.accounts import repository
from service.accounts import service as accounts
from service.accounts.service import NewUser
from service.app import create_app
from service.edge.server import server
from service.errors import SignInError
from service.words import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    import uvicorn

    from service.context import Context
    from service.settings import Settings

REPORTS = Path(__file__).resolve().parent.parent / "datasets" / "demo" / "reports.jsonl"
NAME = "co-mai"
SCHOOL = "Trường thử nghiệm Lá Chắn"
_OWN_FIELDS = ("id", "expected")  # what a sample has beside a report's body
_PATIENCE_S = 60.0
_LOOK_EVERY_S = 0.05
_WELCOME = """
  Lá Chắn đang chạy với {count} phản ánh mẫu.  ·  It runs with {count} sample reports.

    Hàng đợi · queue      {address}/
    Tên đăng nhập · name  {name}
    Mật khẩu · password   {password}
    Khóa API · API key    {api_key}

  Dừng bằng Ctrl+C; lần sau mở lại trong vài giây.  ·  Stop with Ctrl+C; the next start takes seconds.
"""


@dataclass(frozen=True, slots=True)
class Access:
    """How to get in; kept in ``var/demo.json``, which only the service's user may read."""

    name: str
    password: str
    api_key: str


def run(settings: Settings, host: str, port: int) -> None:
    """Serve at ``host:port`` until interrupted, and fill the desk as soon as it answers."""
    app = create_app(settings.model_copy(update={"log_level": "warning"}))  # a newcomer reads the welcome, not a log
    serving = server(app, host, port)
    thread = Thread(target=_fill, args=(app.state.context, serving, f"http://{host}:{port}"), daemon=True)
    thread.start()
    serving.run()


def _fill(context: Context, serving: uvicorn.Server, address: str) -> None:
    until = monotonic() + _PATIENCE_S
    while not serving.started:
        if serving.should_exit or monotonic() > until:
            return
        sleep(_LOOK_EVERY_S)
    access = prepare(context)
    try:
        count = file_samples(address, access.api_key)
    except httpx.HTTPError as error:
        why = type(error).__name__
        typer.echo(f"Chưa gửi được phản ánh mẫu ({why}). / The samples could not be filed ({why}).", err=True)
        return
    typer.echo(
        _WELCOME.format(
            address=address, count=count, name=access.name, password=access.password, api_key=access.api_key
        )
    )


def prepare(context: Context) -> Access:
    """Make the demo's school, counsellor and API key, or find what an earlier run made."""
    kept = context.settings.var / "demo.json"
    if kept.is_file():
        access = Access(**json.loads(kept.read_text("utf-8")))
        if _opens(context, access.api_key):
            return access
    password = "-".join(secrets.token_hex(2) for _ in range(3))
    with context.database.write() as session:
        name = NAME if repository.user_named(session, NAME) is None else f"{NAME}-{secrets.token_hex(2)}"
        accounts.add_user(session, NewUser(name, password, Role.COUNSELLOR, SCHOOL, "Cô Mai"), now=clock.now())
        access = Access(name, password, accounts.add_key(session, "demo", SCHOOL, now=clock.now()))
        # Before the commit: a run that is cut off here leaves a key that opens nothing, and the next makes a new one.
        kept.touch(mode=0o600)
        kept.write_text(json.dumps(asdict(access)), "utf-8")
    return access


def _opens(context: Context, api_key: str) -> bool:
    try:
        accounts.principal_of(context, api_key, now=clock.now())
    except SignInError:
        return False
    return True


def samples() -> Iterator[tuple[str, dict[str, Any]]]:
    """Give each sample's id and its body as ``POST /v1/reports`` takes it."""
    for line in REPORTS.read_text("utf-8").splitlines():
        sample = json.loads(line)
        yield sample["id"], {key: value for key, value in sample.items() if key not in _OWN_FIELDS}


def file_samples(address: str, api_key: str) -> int:
    """File every sample at the service at ``address`` and tell how many are there; one sent before is not doubled.

    Raises ``httpx.HTTPError`` if the service does not take them.
    """
    count = 0
    with httpx.Client(base_url=address, timeout=_PATIENCE_S, headers={"Authorization": f"Bearer {api_key}"}) as client:
        for name, body in samples():
            client.post("/v1/reports", json=body, headers={"Idempotency-Key": name}).raise_for_status()
            count += 1
    return count
