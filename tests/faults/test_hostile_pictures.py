"""A hostile picture costs its own process, never the service's."""

import os
import signal
import threading
import time
from collections.abc import Iterator

import pytest

from classifier.screenshot.looked import Looked, PictureUnreadError
from classifier.screenshot.refusal import PictureRefusedError, Refusal
from classifier.screenshot.worker import Worker, WorkerSettings
from tests.classifier.screenshot.made import encoded, photo

READERS = "tests.classifier.screenshot.strange_readers"
SETTINGS = WorkerSettings(reader=f"{READERS}:Strange", timeout_s=3.0, memory_mb=600)


def _wide(width: int) -> bytes:
    return encoded(photo(1, width, 90))


def _said(looked: Looked) -> str:
    return looked.pages[0].messages[0].text


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker(SETTINGS)
    yield made
    made.close()


@pytest.mark.parametrize("width", [101, 102, 103, 104], ids=["hangs", "eats memory", "crashes", "raises"])
def test_a_picture_that_kills_its_process_is_unread_and_the_next_one_is_read(worker: Worker, width: int) -> None:
    began = time.monotonic()
    with pytest.raises(PictureUnreadError) as caught:
        worker.look(_wide(width))
    assert time.monotonic() - began < 60
    assert "word" not in repr(caught.value)
    assert _said(worker.look(_wide(200))) == "200 × 90"


def test_what_a_library_prints_does_not_reach_the_answer(worker: Worker) -> None:
    assert _said(worker.look(_wide(105))) == "105 × 90"


def test_a_process_that_was_killed_from_outside_is_replaced(worker: Worker) -> None:
    worker.look(_wide(200))
    process = worker._process
    assert process is not None
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert _said(worker.look(_wide(201))) == "201 × 90"


def test_a_refusal_comes_back_by_its_name(worker: Worker) -> None:
    for data, refusal in [(b"", Refusal.EMPTY), (b"hello", Refusal.UNKNOWN_KIND), (_wide(200)[:90], Refusal.BROKEN)]:
        with pytest.raises(PictureRefusedError) as caught:
            worker.look(data)
        assert caught.value.refusal is refusal


def test_threads_share_one_process_and_each_gets_its_own_answer(worker: Worker) -> None:
    found: dict[int, str] = {}

    def look(width: int) -> None:
        found[width] = _said(worker.look(_wide(width)))

    threads = [threading.Thread(target=look, args=(width,)) for width in range(200, 212)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {width: f"{width} × 90" for width in range(200, 212)}


def test_closing_ends_the_process_even_while_it_reads() -> None:
    worker = Worker(SETTINGS)
    worker.look(_wide(200))
    process = worker._process
    assert process is not None

    def ask() -> None:
        with pytest.raises(PictureUnreadError):
            worker.look(_wide(101))

    asking = threading.Thread(target=ask)
    asking.start()
    time.sleep(0.3)
    worker.close()
    asking.join(10)
    assert process.poll() is not None
    with pytest.raises(PictureUnreadError):
        worker.look(_wide(200))
