"""Fake Bot API: what waits for the bot, and long polling with offsets."""

import asyncio
import time
from itertools import islice
from typing import Any

from tests.bot_api.errors import conflict

KEPT_OUT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds a bot gets only when it asks for them."""


class Waiting:
    """Hold updates until the bot has confirmed them."""

    def __init__(self) -> None:
        self.updates: dict[int, dict[str, Any]] = {}
        self.allowed: list[str] | None = None
        self.next_id = time.time_ns() // 1_000_000 % 1_000_000_000  # no two servers share ids
        self.confirmed = 0
        self.served: dict[int, int] = {}
        self._come = asyncio.Event()
        self._poller: asyncio.Event | None = None

    def add(self, kind: str, content: dict[str, Any]) -> dict[str, Any] | None:
        """Let an update wait and return it; None where the bot does not want the kind."""
        wanted = self.allowed or None
        if (kind not in wanted) if wanted else (kind in KEPT_OUT):
            return None
        update = {"update_id": self.next_id, kind: content}
        self.updates[self.next_id] = update
        self.next_id += 1
        self._come.set()
        return update

    def confirm(self, offset: int) -> None:
        """Let go of everything before an offset; a negative one counts from the end."""
        if offset < 0:
            offset = max(self.next_id + offset, 0)
        while self.updates and (first := next(iter(self.updates))) < offset:
            del self.updates[first]
            self.confirmed += 1

    async def poll(self, offset: int, limit: int, patience: float) -> list[dict[str, Any]]:
        """Wait some seconds for updates as `getUpdates` does; who asked before gets a conflict."""
        self.stop_polling()
        mine = self._poller = asyncio.Event()
        if offset:
            self.confirm(offset)
        try:
            async with asyncio.timeout(patience):
                while not self.updates and not mine.is_set():
                    self._come.clear()
                    await self._come.wait()
        except TimeoutError:
            pass
        if mine.is_set():
            raise conflict(
                "terminated by other getUpdates request; make sure that only one bot instance is "
                "running"
            )
        self._poller = None
        batch = list(islice(self.updates.values(), limit))
        for update in batch:
            self.served[update["update_id"]] = self.served.get(update["update_id"], 0) + 1
        return batch

    def stop_polling(self) -> None:
        """Send whoever waits away, as when a webhook is set."""
        if self._poller:
            self._poller.set()
            self._come.set()
