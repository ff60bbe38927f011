"""Server-sent events: an answer that goes on as long as its page is open, and says that the queue changed."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from service import clock, problems
from service.accounts import service as accounts
from service.errors import TooManyError

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from service.context import Context
    from service.principal import Principal
    from service.queue.changes import Feed

MEDIA_TYPE = "text/event-stream"
HEARTBEAT_S = 15.0
_AGAIN_MS = 3_000  # how long a browser waits before it connects again
_FULL_RETRY_S = 60


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who watches, with the token of their sign-in, and the last number that they know."""

    who: Principal
    token: str
    known: int | None = None


class EventStream(Response):
    """Says ``changed`` with the number of the newest audit row as id, and nothing about what changed.

    It ends when the sign-in ends, when the page goes away and when the service stops. Watching is no sign of life: it
    does not keep anybody signed in.
    """

    media_type = MEDIA_TYPE

    def __init__(self, context: Context, watcher: Watcher, *, heartbeat_s: float = HEARTBEAT_S) -> None:
        super().__init__(headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
        del self.headers["content-length"]
        self._context = context
        self._watcher = watcher
        self._heartbeat_s = heartbeat_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer until one of the ends."""
        who = self._watcher.who
        try:
            async with self._context.changes.watching(who.school, who.user_id) as feed:
                await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
                telling = asyncio.create_task(self._tell(feed, send))
                leaving = asyncio.create_task(_gone(receive))
                try:
                    await asyncio.wait((telling, leaving), return_when=asyncio.FIRST_COMPLETED)
                finally:
                    leaving.cancel()
                    telling.cancel()
                    await asyncio.gather(telling, leaving, return_exceptions=True)
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        except TooManyError:
            full = TooManyError(
                "Đã mở quá nhiều trang hàng đợi; hãy đóng bớt một trang.",
                "Too many pages of the queue are open; close one.",
                retry_after_s=_FULL_RETRY_S,
            )
            await problems.answer(full)(scope, receive, send)

    async def _tell(self, feed: Feed, send: Send) -> None:
        async def say(words: str) -> None:
            await send({"type": "http.response.body", "body": words.encode(), "more_body": True})

        changes, turn = self._context.changes, feed.turn
        await say(f"retry: {_AGAIN_MS}\n\n")
        if self._watcher.known is None:
            await say(f"id: {feed.number}\nevent: standing\ndata: {feed.number}\n\n")
        elif self._watcher.known != feed.number:
            await say(f"id: {feed.number}\nevent: changed\ndata: {feed.number}\n\n")
        while not changes.closed:
            await feed.wait(turn, self._heartbeat_s)
            if changes.closed or not await self._signed_in():
                return
            if feed.turn == turn:
                await say(":\n\n")
            else:
                turn = feed.turn
                await say(f"id: {feed.number}\nevent: changed\ndata: {feed.number}\n\n")

    async def _signed_in(self) -> bool:
        return await run_in_threadpool(accounts.signed_in, self._context, self._watcher.token, now=clock.now())


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
