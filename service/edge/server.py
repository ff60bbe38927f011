"""The web server around the application, set up once for ``lachan serve`` and ``lachan demo``."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import uvicorn

from service.edge.connections import Listening

if TYPE_CHECKING:
    from fastapi import FastAPI


class Server(uvicorn.Server):
    """Ends the answers that never end by themselves before it waits for the open ones."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop."""
        app: FastAPI = self.config.app  # type: ignore[assignment]  # that is what it is made with here
        app.state.context.changes.close()
        await super().shutdown(sockets)


def server(app: FastAPI, host: str, port: int) -> Server:
    """Make the server; nothing listens before it is run."""
    return Server(Listening(app, host, port))


def taken(host: str, port: int) -> bool:
    """Whether somebody listens at that port already, so that this can be said in words before anything starts."""
    with socket.socket() as probe:
        return probe.connect_ex((host, port)) == 0
