"""The wiring of the Telegram bot: what it takes to be heard; the rest is imported meanwhile."""

import asyncio
import signal
from argparse import Namespace
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass

from bot.faces.telegram.api import Api
from bot.faces.telegram.hook import Hook
from bot.faces.telegram.incoming import Me
from bot.faces.telegram.polling import Polling
from bot.faces.telegram.running import Run, Service
from bot.faces.telegram.transport import Http
from bot.settings import Settings

SIDE_BY_SIDE = 32
"""Calls of the Bot API at once, beside the one that waits for updates."""


@dataclass(frozen=True, slots=True)
class Given:
    """Hold what there is already when the service is furnished."""

    call: Namespace
    settings: Settings
    api: Api
    door: Polling | Hook
    me: Me


def run(call: Namespace, settings: Settings) -> int:
    """Run the bot until SIGTERM or Ctrl+C."""
    asyncio.run(_run(call, settings))
    return 0


async def _run(call: Namespace, settings: Settings) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    http = Http(settings.token or "", settings.api_url, settings.proxy)
    api = Api(http, SIDE_BY_SIDE)
    door = _door(api, settings)
    async with AsyncExitStack() as rooms:

        async def furnish(me: Me) -> Service:
            furnish = await asyncio.to_thread(_furnishing)
            return await furnish(Given(call, settings, api, door, me), rooms)

        await Run(api, door, furnish).until(stop)


def _furnishing() -> Callable[[Given, AsyncExitStack], Awaitable[Service]]:
    """Import what answers, which takes a while."""
    from bot.wiring_service import furnish  # noqa: PLC0415

    return furnish


def _door(api: Api, settings: Settings) -> Polling | Hook:
    if settings.webhook_url and settings.webhook_secret:
        return Hook(api, settings.webhook_url, settings.webhook_secret)
    return Polling(api)
