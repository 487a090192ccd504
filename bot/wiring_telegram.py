"""The wiring of the Telegram bot; what takes long to read is read while Telegram is asked."""

import asyncio
import signal
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot.core.live import LiveAssistant
from bot.core.nouns import Talk
from bot.faces.metrics import Metrics
from bot.faces.telegram.api import Api
from bot.faces.telegram.hook import Hook
from bot.faces.telegram.house import House, Outside
from bot.faces.telegram.incoming import Me
from bot.faces.telegram.polling import Polling
from bot.faces.telegram.running import Run
from bot.faces.telegram.transport import Http
from bot.faces.web import Check, Port, Webhook, serve
from bot.stores.calendar_files import calendar_of
from bot.stores.journal import Journal
from bot.stores.seal import open_seal
from bot.wiring_desk import Place, desk, go_live, keep_live

SIDE_BY_SIDE = 16
"""Calls of the Bot API at once, beside the one that waits for updates."""

Clock = Callable[[], datetime]


def run(place: Place, clock: Clock, zone: ZoneInfo) -> int:
    """Run the bot until it is told to stop."""
    asyncio.run(Telegram(place, clock, zone).run())
    return 0


class Telegram:
    """Put the bot together and run it."""

    def __init__(self, place: Place, clock: Clock, zone: ZoneInfo) -> None:
        self._place, self._clock, self._zone = place, clock, zone
        self._settings = place.settings
        token, url = self._settings.token or "", self._settings.api_url
        self._api = Api(Http(token, url, self._settings.proxy), SIDE_BY_SIDE)
        self._door = self._made_door()
        self._metrics = Metrics()
        self._rooms = AsyncExitStack()
        self._live: LiveAssistant | None = None

    async def run(self) -> None:
        """Run until SIGTERM or Ctrl+C."""
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
        async with self._rooms:
            await Run(self._api, self._door, self._furnish, (self._keep_live,)).until(stop)

    def _made_door(self) -> Polling | Hook:
        url, secret = self._settings.webhook_url, self._settings.webhook_secret
        return Hook(self._api, url, secret) if url and secret else Polling(self._api)

    async def _furnish(self, me: Me) -> House:
        settings = self._settings
        live = self._live = await asyncio.to_thread(go_live, self._place)
        journal = await Journal.open(settings.journal, open_seal(settings.key_file))
        self._rooms.push_async_callback(journal.close)
        outside = Outside(
            journal=journal,
            clock=self._clock,
            calendar=self._calendar,
            figures=self._metrics,
            admins=settings.admins,
            admin_commands=desk(self._place, live, journal, self._zone).commands(self._clock),
        )
        house = House(live.current, outside, self._api, me)
        live.follow(house.use)
        await self._open_port(journal)
        return house

    def _calendar(self, talks: Sequence[Talk], made: datetime, language: str) -> bytes:
        assert self._live
        return calendar_of(talks, self._live.knowledge.events, made, language)

    async def _open_port(self, journal: Journal) -> None:
        settings, door = self._settings, self._door
        webhook = None
        if isinstance(door, Hook):
            path = urlsplit(settings.webhook_url or "").path or "/"
            webhook = Webhook(path, settings.webhook_secret or "", door.take)
        elif not settings.port_wanted:
            return
        self._metrics.watch_queue("journal", lambda: journal.waiting)
        checks: dict[str, Check] = {"database": journal.healthy, "telegram": self._reached}
        port = Port(settings.port, checks, self._metrics.text, webhook, settings.address)
        server = await serve(port)
        self._rooms.push_async_callback(server.close_all_connections)
        self._rooms.callback(server.stop)

    async def _reached(self) -> bool:
        return self._door.reached

    async def _keep_live(self, house: House) -> None:
        """Watch the knowledge; the admins are told what came of a change."""
        assert self._live
        before = self._live.current

        async def told(text: str) -> None:
            nonlocal before
            assert self._live
            self._metrics.reloaded(accepted=self._live.current is not before)
            before = self._live.current
            await house.tell_admins(text)

        await keep_live(self._place, self._live, told)
