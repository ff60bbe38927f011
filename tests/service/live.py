"""A service behind a real port, in a thread of the tests' own process."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvicorn

from service.app import create_app
from service.edge.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from service.settings import Settings


@contextmanager
def live(settings: Settings) -> Iterator[str]:
    """Serve until the end of the block; gives the address."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        config = uvicorn.Config(create_app(settings), access_log=False, log_level="error")
        server = Server(config)
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        for _ in range(600):
            if server.started:
                break
            time.sleep(0.05)
        assert server.started, "the server did not start within 30 seconds"
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(30)
