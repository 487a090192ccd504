"""Ten minutes without the Bot API, on a clock that leaps: all is answered once, in order, after."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.core.assistant import Assistant
from bot.faces.telegram.api import Api, File, Unreachable
from bot.faces.telegram.polling import Polling
from bot.faces.telegram.running import Run, Service
from bot.faces.telegram.sender import Sender
from bot.stores.journal import Journal
from bot.stores.seal import KeySeal
from tests.bot_api.people import Person
from tests.faces.telegram.in_process import NOON, TALK, InProcess
from tests.running.leaping_loop import run_leaping

BEGIN = NOON.replace(hour=14, minute=40)
"""The talk begins at 15:00; who wants to know 15 minutes before is told at 14:45."""

OUTAGE = timedelta(minutes=10)
FREE, FACTORY = "gibts freies wlan", "was ist factory 4"


class Net:
    """Carry calls to the bot's world, unless the Bot API is gone."""

    def __init__(self, bot: InProcess) -> None:
        self.bot = bot
        self.is_gone = False
        self.goes_with = ""

    async def post(
        self, method: str, fields: Mapping[str, Any], file: File | None, seconds: float
    ) -> tuple[int, bytes]:
        self.is_gone |= method == self.goes_with
        if self.is_gone:
            raise Unreachable("ConnectionRefusedError")
        if method != "getUpdates":
            return await self.bot.line.post(method, fields, file, seconds)
        waiting = self.bot.world.waiting
        updates = await waiting.poll(fields.get("offset", 0), 100, fields["timeout"])
        return 200, json.dumps({"ok": True, "result": updates}).encode()

    async def close(self) -> None:
        """Nothing is open."""


class Moving(InProcess):
    """Let the bot's clock go with the loop's."""

    def __init__(self, assistant: Assistant, journal: Journal) -> None:
        self._began = asyncio.get_running_loop().time()
        super().__init__(assistant, journal)
        self.net = Net(self)
        self.api = Api(self.net)
        self.door = Polling(self.api)
        self.house.sender = Sender(self.api, self.house.forget)

    @property
    def now(self) -> datetime:  # type: ignore[override]
        """Return the time."""
        return BEGIN + timedelta(seconds=asyncio.get_running_loop().time() - self._began)

    @now.setter
    def now(self, moment: datetime) -> None:
        """Let nobody set it."""

    async def until(self, moment: datetime) -> None:
        """Wait for a moment."""
        await asyncio.sleep((moment - self.now).total_seconds())

    async def answered(self, person: Person, number: int) -> None:
        """Wait until a person has so many messages; raise TimeoutError after a minute."""
        async with asyncio.timeout(60):
            while len(person.chat.sent) < number:  # noqa: ASYNC110 - the clock leaps
                await asyncio.sleep(0.1)


@asynccontextmanager
async def running(assistant: Assistant, folder: Path) -> AsyncIterator[Moving]:
    journal = await Journal.open(folder / "journal.db", KeySeal(bytes(64)))
    bot, stop = Moving(assistant, journal), asyncio.Event()

    async def furnish(_: object) -> Service:
        return bot.serving

    run = asyncio.create_task(Run(bot.api, bot.door, furnish).until(stop))
    try:
        yield bot
    finally:
        stop.set()
        await run
        await journal.close()
    assert bot.world.faults == []


def titles(person: Person) -> list[str]:
    return [message["text"].split("\n")[0] for message in person.chat.sent]


def test_ten_minutes_without_the_bot_api_lose_and_double_nothing(
    assistant: Assistant, tmp_path: Path
) -> None:
    anna_saw: list[str] = []
    berta_saw: list[str] = []
    seen: dict[str, object] = {}

    async def story() -> None:
        async with running(assistant, tmp_path) as bot:
            anna, berta = bot.person(7), bot.person(8)
            anna.says(FREE)
            await bot.answered(anna, 1)
            await bot.house.journal.remind(8, TALK, 15, bot.now)
            bot.house.stirred.set()
            bot.net.goes_with = "sendMessage"
            anna.says(FACTORY)  # its answer is the first call that fails
            await bot.until(BEGIN + timedelta(minutes=2))
            anna.says(FREE)
            anna.says(FACTORY)
            seen["reached"] = bot.door.reached
            await bot.until(BEGIN + OUTAGE)
            seen["meanwhile"] = len(anna.chat.sent), len(berta.chat.sent)
            bot.net.goes_with, bot.net.is_gone = "", False
            came_back = bot.now
            await bot.answered(anna, 4)
            await bot.answered(berta, 1)
            seen["late"] = bot.now - came_back < timedelta(minutes=1)
            seen["again"] = bot.door.reached
            await bot.until(bot.now + timedelta(minutes=5))
            anna_saw.extend(titles(anna))
            berta_saw.extend(titles(berta))

    run_leaping(story())

    assert seen == {"reached": False, "meanwhile": (1, 0), "late": True, "again": True}
    assert len(anna_saw) == 4
    assert anna_saw[0::2] == anna_saw[0:1] * 2
    assert anna_saw[1::2] == anna_saw[1:2] * 2
    assert len(berta_saw) == 1
