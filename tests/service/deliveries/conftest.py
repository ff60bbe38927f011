"""A desk that sends nothing by itself, so that a test can say when; webhooks may lead to this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from service.settings import Settings
from tests.service.deliveries.receiver import Receiver, receiving
from tests.service.desk import Desk, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

STILL = {
    "delivery_workers": 0,
    "private_recipients": True,
    "public_url": "https://la-chan.truong.example/",
    "allowed_hosts": ("testserver",),  # what the test's client calls it
}


@pytest.fixture
def still_desk(settings: Settings) -> Iterator[Desk]:
    yield from opened(settings.model_copy(update=STILL))


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver
