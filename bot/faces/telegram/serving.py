"""Faces: what goes on while the bot runs: updates are handled, and what is due is told."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterable, Sequence
from functools import partial
from typing import Any, Self

from bot.errors import StoreError
from bot.faces.telegram.house import House
from bot.faces.telegram.intake import Intake, Json
from bot.faces.telegram.introducing import introduce
from bot.faces.telegram.routing import find
from bot.faces.telegram.running import cancelled
from bot.faces.telegram.telling import Teller

A_WHILE = 5.0
A_MINUTE = 60.0
A_DAY = 24 * 3600.0

Work = Callable[[House], Coroutine[Any, Any, None]]
"""Do something beside the updates until cancelled, such as watching the knowledge."""

_log = logging.getLogger(__name__)


class Serving:
    """Serve from one house."""

    def __init__(self, house: House, handled: Iterable[int], beside: Iterable[Work] = ()) -> None:
        self._house = house
        self._teller = Teller(house)
        self._beside = tuple(beside)
        self._tasks: list[asyncio.Task[None]] = []
        notes = house.notes
        self.intake = Intake(partial(find, house), notes.handled, handled, notes.keep_aside)

    @classmethod
    async def of(cls, house: House, beside: Iterable[Work] = ()) -> Self:
        """Return what serves from a house, knowing what was handled before and what was not."""
        handled: set[int] = set()
        aside: Sequence[Json] = ()
        try:
            handled = await house.journal.handled_lately()
            aside = await house.journal.aside()
        except StoreError as fault:
            _log.warning("%s", fault)
        serving = cls(house, handled, beside)
        for update in aside:
            serving.intake.take(update, aside=True)
        return serving

    def begin(self) -> None:
        """Begin what goes on beside the updates."""
        works: list[Work] = [
            introduce,
            lambda _: self._teller.run(),
            lambda house: house.notes.keep_writing(),
            _tidy,
            _fade,
            *self._beside,
        ]
        self._tasks = [asyncio.create_task(_lasting(work, self._house)) for work in works]

    async def end(self, seconds: float) -> None:
        """End it, with all it has in hand, in so many seconds."""
        await cancelled(*self._tasks)
        await self._teller.finish(seconds)
        await self._house.notes.write()


async def _lasting(work: Work, house: House) -> None:
    """Do some work beside the updates; a fault in it is logged and it begins anew."""
    while True:
        try:
            return await work(house)
        except Exception:  # noqa: BLE001 - the bot goes on, whatever it was
            _log.exception("Eine Arbeit neben dem Bot brach ab und beginnt neu")
            await asyncio.sleep(A_WHILE)


async def _tidy(house: House) -> None:
    """Let go of what has been kept long enough, at start and once a day."""
    while True:
        try:
            await house.journal.expire(house.now())
        except StoreError as fault:
            _log.warning("%s", fault)
        await asyncio.sleep(A_DAY)


async def _fade(house: House) -> None:
    """Let conversations fade also while nobody writes."""
    while True:
        await asyncio.sleep(A_MINUTE)
        house.sessions.fade()
