"""Faces: one run of the bot on Telegram, from start to stop.

Telegram is asked for updates at once; the knowledge is read, and all that answers is imported,
while that question is on its way.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Protocol

from bot.errors import SettingsError
from bot.faces.telegram.api import Api, ApiError, BadToken, TooFast
from bot.faces.telegram.incoming import Me
from bot.faces.telegram.intake import Intake

HEAD_START = 0.01
"""Seconds in which the first question goes out before the machine is busy with the knowledge."""

GRACE = 8.0
"""Seconds that replies in hand get when the bot is told to stop."""

_log = logging.getLogger(__name__)


class Door(Protocol):
    """Let updates in."""

    async def run(self, ready: Awaitable[Intake]) -> None:
        """Let them in until cancelled."""

    async def confirm(self, intake: Intake) -> None:
        """Tell Telegram what has been handled."""


class Service(Protocol):
    """Handle updates, and do what goes on beside them."""

    @property
    def intake(self) -> Intake:
        """Return what takes updates."""

    def begin(self) -> None:
        """Begin what goes on beside the updates."""

    async def end(self, seconds: float) -> None:
        """End it, with all it has in hand, in so many seconds."""


@dataclass(frozen=True, slots=True)
class Run:
    """Hold what one run needs; `furnish` makes the service, slowly, once the bot's name is known."""

    api: Api
    door: Door
    furnish: Callable[[Me], Awaitable[Service]]

    async def until(self, stop: asyncio.Event) -> None:
        """Run until told to stop, then finish what is in hand; raise BotError."""
        try:
            if me := await self._introduced(stop):
                await self._run(me, stop)
        except BadToken:
            raise SettingsError(
                "Telegram kennt dieses Token nicht – bitte TELEGRAM_BOT_TOKEN mit dem von "
                "@BotFather vergleichen."
            ) from None
        finally:
            await self.api.close()

    async def _introduced(self, stop: asyncio.Event) -> Me | None:
        """Return who the bot is; None if told to stop before Telegram could say so."""
        asking = asyncio.create_task(who_am_i(self.api))
        stopped = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({asking, stopped}, return_when=asyncio.FIRST_COMPLETED)
            return asking.result() if asking.done() else None
        finally:
            await cancelled(asking, stopped)

    async def _run(self, me: Me, stop: asyncio.Event) -> None:
        ready: asyncio.Future[Intake] = asyncio.get_running_loop().create_future()
        opened = asyncio.create_task(self.door.run(ready))
        stopped = asyncio.create_task(stop.wait())
        try:
            await asyncio.sleep(HEAD_START)
            service = await self.furnish(me)
            ready.set_result(service.intake)
            service.begin()
            _log.info("Der Bot ist bereit")
            await asyncio.wait({opened, stopped}, return_when=asyncio.FIRST_COMPLETED)
            await self._finish(service, opened)
        finally:
            await cancelled(opened, stopped)

    async def _finish(self, service: Service, opened: asyncio.Task[None]) -> None:
        """Let nothing more in, finish what is in hand, and say so to Telegram."""
        failed = opened.done()
        if not failed:
            await cancelled(opened)
        await service.intake.settle(GRACE)
        await service.end(GRACE)
        await self.door.confirm(service.intake)
        _log.info("Der Bot ist beendet")
        if failed:
            opened.result()


async def who_am_i(api: Api) -> Me:
    """Return who the bot is; wait for Telegram where it can't be reached. Raise BadToken."""
    pause = 0.5
    while True:
        try:
            me = await api.call("getMe")
            return Me(int(me["id"]), str(me.get("username", "")))
        except BadToken:
            raise
        except ApiError as fault:
            pause = fault.seconds if isinstance(fault, TooFast) else min(pause * 2, 20.0)
            _log.warning("Telegram ist nicht zu erreichen, neuer Versuch in %.0f s", pause)
            await asyncio.sleep(pause)


async def cancelled(*tasks: asyncio.Task[Any]) -> None:
    """Cancel tasks and wait until they have ended."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
