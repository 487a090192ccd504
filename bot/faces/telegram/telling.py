"""Faces: messages somebody asked for: reminders before a talk, and changes of a starred one.

What was sent is remembered right after it; a crash between the two repeats one message, which is
better than one that never comes.
"""

import asyncio
import logging
from collections.abc import Coroutine, Mapping
from dataclasses import replace

from bot.core.assistant import Assistant
from bot.core.nouns import Talk
from bot.core.reminding import (
    GONE,
    MUTED,
    Due,
    Told,
    due,
    fingerprint,
    is_over,
    next_due,
    read_fingerprint,
    told_of,
)
from bot.errors import StoreError
from bot.faces.telegram.api import ApiError
from bot.faces.telegram.house import House
from bot.faces.telegram.journal import Star
from bot.faces.telegram.pages import Page
from bot.faces.telegram.sender import Where

A_SECOND = 25.0
"""Messages begun a second: Telegram takes some 30, and people who ask go before thousands told."""

LONGEST_NAP = 30.0
"""Seconds after which the clock is looked at again, whatever it said before."""

_log = logging.getLogger(__name__)


class Teller:
    """Send what is due; one chat that must wait holds up no other."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._announced_for: Assistant | None = None
        self._next = 0.0
        self._under_way: dict[tuple[int, str], asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Tell until cancelled."""
        while True:
            self._house.stirred.clear()
            nap = await self.tell()
            try:
                async with asyncio.timeout(nap):
                    await self._house.stirred.wait()
            except TimeoutError:
                continue

    async def tell(self) -> float:
        """Send what is due now and return how many seconds to wait for the next."""
        try:
            await self._announce()
            return await self._remind()
        except StoreError as fault:
            _log.warning("%s", fault)
            return LONGEST_NAP

    async def finish(self, seconds: float) -> None:
        """Wait for what is being sent, at most so long."""
        if self._under_way:
            await asyncio.wait(self._under_way.values(), timeout=seconds)

    async def _remind(self) -> float:
        now, talks = self._house.now(), self._house.talks
        wishes = await self._house.journal.reminders()
        for each in due(wishes, talks, now):
            self._start(each.chat, each.talk.id, self._reminded(each))
        coming = next_due(wishes, talks, now)
        wait = (coming - now).total_seconds() if coming else LONGEST_NAP
        return min(max(wait, 0.05), LONGEST_NAP)

    async def _reminded(self, each: Due) -> None:
        language = await self._language(each.chat)
        page = self._house.notices.reminder(each, language)
        await self._send(each.chat, page)
        await self._house.journal.mark_fired(each.chat, each.talk.id, each.start)

    async def _announce(self) -> None:
        """Tell those who starred a talk what changed; after a change of the knowledge only."""
        if self._announced_for is self._house.assistant:
            return
        self._announced_for = self._house.assistant
        for star in await self._house.journal.starred():
            now = fingerprint(self._house.talks.get(star.talk))
            if star.fingerprint not in {now, MUTED}:
                self._start(star.chat, star.talk, self._announced(star, now))

    async def _announced(self, star: Star, now: str) -> None:
        house = self._house
        talk, told = house.talks.get(star.talk), _told(star, house.talks)
        if star.fingerprint and not is_over(talk, told, house.now()):
            language = await self._language(star.chat)
            page = (
                house.notices.change(talk, told, language)
                if talk
                else house.notices.gone(house.former_title(star.talk, language), language)
            )
            await self._send(star.chat, page)
        await house.journal.mark_told(star.chat, star.talk, now)

    async def _send(self, chat: int, page: Page) -> None:
        await self._house.sender.send(Where(chat), page)

    async def _language(self, chat: int) -> str:
        session = await self._house.session(chat, chat, None)
        return session.language

    def _start(self, chat: int, talk: str, telling: Coroutine[None, None, None]) -> None:
        """Begin to tell, unless the same is under way already."""
        key = (chat, talk)
        if key in self._under_way:
            telling.close()
            return
        self._next = max(self._next + 1 / A_SECOND, asyncio.get_running_loop().time())
        task = self._under_way[key] = asyncio.create_task(self._quietly(telling, self._next))
        task.add_done_callback(lambda _: self._under_way.pop(key))

    async def _quietly(self, telling: Coroutine[None, None, None], at: float) -> None:
        try:
            await asyncio.sleep(at - asyncio.get_running_loop().time())
            await telling
        except (ApiError, StoreError) as fault:
            self._announced_for = None  # what was not told is looked for again
            _log.warning("Eine bestellte Nachricht ging nicht hinaus: %s", type(fault).__name__)
        finally:
            telling.close()


def _told(star: Star, talks: Mapping[str, Talk]) -> Told:
    """Return what was told last; a talk that was gone and is back had been called off."""
    talk = talks.get(star.talk)
    if star.fingerprint == GONE and talk is not None:
        return replace(told_of(talk), status="cancelled")
    return read_fingerprint(star.fingerprint)
