"""The web server around the application, set up once for ``lachan serve`` and ``lachan demo``."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import uvicorn

if TYPE_CHECKING:
    from fastapi import FastAPI


def server(app: FastAPI, host: str, port: int) -> uvicorn.Server:
    """Make the server; nothing listens before it is run."""
    return uvicorn.Server(
        uvicorn.Config(
            app,
            host=host,
            port=port,
            access_log=False,  # it would write addresses; the service writes its own lines without them
            server_header=False,
            log_level="warning",
            timeout_keep_alive=15,
            timeout_graceful_shutdown=20,
            limit_concurrency=200,
        )
    )


def taken(host: str, port: int) -> bool:
    """Whether somebody listens at that port already, so that this can be said in words before anything starts."""
    with socket.socket() as probe:
        return probe.connect_ex((host, port)) == 0
