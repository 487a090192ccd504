"""Faces: updates come in, by polling or webhook, and are handled in order within a chat.

Telegram keeps an update until it is confirmed. By polling, only those before the oldest one in
hand are confirmed, so a crash loses none; what was handled but not confirmed is known from the
journal. While some are in hand (one chat may wait for minutes after a flood), Telegram is asked
again in short steps and names those as well; they are known and skipped.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

REMEMBERED = 10_000
"""Handled updates that are known, should Telegram send them again."""

KINDS = ["message", "edited_message", "callback_query", "inline_query", "my_chat_member"]
"""The kinds of update the bot asks Telegram for."""

Json = Mapping[str, Any]
Handle = Callable[[], Awaitable[None]]
Find = Callable[[Json], Handle | None]
"""Return what is to be done with an update, or None for nothing."""


class Intake:
    """Take updates and hand each on once: those of one chat in order, chats side by side."""

    def __init__(
        self, find: Find, note: Callable[[int], None], handled: Iterable[int] = ()
    ) -> None:
        self._find = find
        self._note = note
        self._handled = dict.fromkeys(handled)
        self._in_hand: dict[int, asyncio.Future[None]] = {}
        self._lanes: dict[int, deque[tuple[int, Handle]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._finished = asyncio.Event()
        self._newest = -1

    def take(self, update: Json) -> asyncio.Future[None] | None:
        """Take an update; return what is done when it has been handled, None where it has been."""
        id_ = int(update["update_id"])
        if id_ in self._handled or id_ in self._in_hand:
            return self._in_hand.get(id_)
        self._newest = max(self._newest, id_)
        done = self._in_hand[id_] = asyncio.get_running_loop().create_future()
        handle = self._find(update)
        if handle is None:
            self._finish(id_)
        else:
            self._queue(lane_of(update), (id_, handle))
        return done

    @property
    def offset(self) -> int | None:
        """Return the first update not handled yet; None before the first one came."""
        if self._in_hand:
            return min(self._in_hand)
        return self._newest + 1 if self._newest >= 0 else None

    @property
    def in_hand(self) -> int:
        """Return how many updates are being handled or wait their turn."""
        return len(self._in_hand)

    async def shrink(self, most: int, seconds: float) -> None:
        """Wait until at most so many are in hand, at most so long."""
        try:
            async with asyncio.timeout(seconds):
                while self.in_hand > most:
                    self._finished.clear()
                    await self._finished.wait()
        except TimeoutError:
            return

    async def settle(self, seconds: float) -> None:
        """Wait until all in hand is handled, at most so long; what is left then is given up."""
        await self.shrink(0, seconds)
        tasks = [*self._tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _queue(self, lane: int, work: tuple[int, Handle]) -> None:
        if lane in self._lanes:
            self._lanes[lane].append(work)
            return
        self._lanes[lane] = deque([work])
        task = asyncio.create_task(self._work_off(lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work_off(self, lane: int) -> None:
        waiting = self._lanes[lane]
        try:
            while waiting:
                id_, handle = waiting.popleft()
                await handle()
                self._finish(id_)
        finally:
            del self._lanes[lane]

    def _finish(self, id_: int) -> None:
        self._note(id_)
        self._handled[id_] = None
        if len(self._handled) > REMEMBERED:
            del self._handled[next(iter(self._handled))]
        self._in_hand.pop(id_).set_result(None)
        self._finished.set()


def lane_of(update: Json) -> int:
    """Return what must be handled in order: the chat, or the person who searches inline."""
    for kind in KINDS:
        if found := update.get(kind):
            message = found.get("message") if kind == "callback_query" else found
            chat = (message or {}).get("chat") or found.get("from") or {}
            return int(chat.get("id", 0))
    return 0
