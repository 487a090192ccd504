"""Faces: one run of the bot on Telegram, from start to stop."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol

from bot.errors import SettingsError, StoreError
from bot.faces.telegram.api import Api, ApiError, BadToken, TooFast
from bot.faces.telegram.house import House
from bot.faces.telegram.incoming import Me
from bot.faces.telegram.intake import Intake
from bot.faces.telegram.introducing import introduce
from bot.faces.telegram.routing import find
from bot.faces.telegram.telling import Teller

GRACE = 8.0
"""Seconds that replies in hand get when the bot is told to stop."""

A_WHILE = 5.0
A_DAY = 24 * 3600.0

_log = logging.getLogger(__name__)

Beside = Callable[[House], Coroutine[Any, Any, None]]
"""Do something beside the bot until cancelled, such as watching the knowledge."""


class Door(Protocol):
    """Let updates in."""

    async def run(self, ready: Awaitable[Intake]) -> None:
        """Let them in until cancelled."""

    async def confirm(self, intake: Intake) -> None:
        """Tell Telegram what has been handled."""


@dataclass(frozen=True, slots=True)
class Run:
    """Hold what one run needs; `furnish` makes the house, slowly, once the bot's name is known."""

    api: Api
    door: Door
    furnish: Callable[[Me], Awaitable[House]]
    beside: tuple[Beside, ...] = field(default=())

    async def until(self, stop: asyncio.Event) -> None:
        """Run until told to stop, then finish what is in hand; raise SettingsError, StoreError."""
        try:
            me = await who_am_i(self.api)
            await self._run(me, stop)
        except BadToken:
            raise SettingsError(
                "Telegram kennt dieses Token nicht – bitte TELEGRAM_BOT_TOKEN mit dem von "
                "@BotFather vergleichen."
            ) from None
        finally:
            await self.api.close()

    async def _run(self, me: Me, stop: asyncio.Event) -> None:
        ready: asyncio.Future[Intake] = asyncio.get_running_loop().create_future()
        opened = asyncio.create_task(self.door.run(ready))
        stopped = asyncio.create_task(stop.wait())
        try:
            house = await self.furnish(me)
            intake = Intake(partial(find, house), house.notes.handled, await _handled(house))
            ready.set_result(intake)
            await self._serve(house, intake, {opened, stopped})
        finally:
            await _cancel(opened, stopped)

    async def _serve(self, house: House, intake: Intake, first: set[asyncio.Task[Any]]) -> None:
        """Serve until one of the first tasks ends, then end everything in order."""
        teller = Teller(house)
        notes = house.notes
        works = [introduce, lambda _: teller.run(), lambda _: notes.keep_writing(), _tidy]
        tasks = [asyncio.create_task(_lasting(work, house)) for work in (*works, *self.beside)]
        _log.info("Der Bot ist bereit")
        ended, _ = await asyncio.wait(first, return_when=asyncio.FIRST_COMPLETED)
        await _cancel(*first - ended)
        await intake.settle(GRACE)
        await _cancel(*tasks)
        await teller.finish(GRACE)
        await house.notes.write()
        await self.door.confirm(intake)
        _log.info("Der Bot ist beendet")
        for task in ended:
            task.result()


async def _lasting(work: Beside, house: House) -> None:
    """Do some work beside the bot; a fault in it is logged and it begins anew."""
    while True:
        try:
            return await work(house)
        except Exception:  # noqa: BLE001 - the bot goes on, whatever it was
            _log.exception("Eine Arbeit neben dem Bot brach ab und beginnt neu")
            await asyncio.sleep(A_WHILE)


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


async def _handled(house: House) -> set[int]:
    try:
        return await house.journal.handled_lately()
    except StoreError as fault:
        _log.warning("%s", fault)
        return set()


async def _tidy(house: House) -> None:
    """Let go of what has been kept long enough, at start and once a day."""
    while True:
        try:
            await house.journal.expire(house.now())
        except StoreError as fault:
            _log.warning("%s", fault)
        await asyncio.sleep(A_DAY)


async def _cancel(*tasks: asyncio.Task[Any]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
