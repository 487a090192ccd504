"""Fake Bot API: updates are brought to the bot's webhook, in order within a chat, until taken."""

import asyncio
from collections import Counter
from contextlib import suppress
from typing import Any

import aiohttp

from tests.bot_api.world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
FIRST_PAUSE = 0.1
LONGEST_PAUSE = 2.0
PATIENCE = 20.0


class Delivery:
    """Bring updates to a webhook, up to `max_connections` at once; failures are tried again."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._task: asyncio.Task[None] | None = None
        self._busy: set[int] = set()
        self._running: set[asyncio.Task[None]] = set()
        self.statuses: Counter[int | str] = Counter()

    async def restart(self) -> None:
        """Follow what the webhook is set to now."""
        await self.stop()
        if self._world.webhook.get("url"):
            self._task = asyncio.create_task(self._deliver())

    async def stop(self) -> None:
        """Bring nothing any more."""
        tasks = [*self._running, *([self._task] if self._task else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._task = None
        self._busy.clear()

    async def _deliver(self) -> None:
        most = self._world.webhook.get("max_connections", 40)
        connector = aiohttp.TCPConnector(limit=most)
        timeout = aiohttp.ClientTimeout(total=PATIENCE)
        async with aiohttp.ClientSession(connector=connector, timeout=timeout) as session:
            while True:
                self._start_what_can(session, most)
                self._world.changed.clear()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._world.changed.wait(), 0.5)

    def _start_what_can(self, session: aiohttp.ClientSession, most: int) -> None:
        for number, update in list(self._world.waiting.updates.items()):
            chat = self._world.chat_of[update["update_id"]]
            if len(self._busy) >= most:
                return
            if chat not in self._busy:
                self._busy.add(chat)
                task = asyncio.create_task(self._bring(session, number, update))
                self._running.add(task)
                task.add_done_callback(self._running.discard)

    async def _bring(
        self, session: aiohttp.ClientSession, number: int, update: dict[str, Any]
    ) -> None:
        served = self._world.waiting.served
        pause = FIRST_PAUSE
        try:
            while not await self._taken(session, update):
                served[number] = served.get(number, 0) + 1
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            served[number] = served.get(number, 0) + 1
            self._world.waiting.updates.pop(number, None)
            self._world.waiting.confirmed += 1
        finally:
            self._busy.discard(self._world.chat_of[update["update_id"]])
            self._world.wake()

    async def _taken(self, session: aiohttp.ClientSession, update: dict[str, Any]) -> bool:
        hook = self._world.webhook
        headers = {SECRET_HEADER: hook["secret_token"]} if hook.get("secret_token") else {}
        try:
            async with session.post(hook["url"], json=update, headers=headers) as response:
                self.statuses[response.status] += 1
                return 200 <= response.status < 300
        except (aiohttp.ClientError, TimeoutError) as fault:
            self.statuses[type(fault).__name__] += 1
            return False
