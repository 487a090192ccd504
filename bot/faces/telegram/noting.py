"""Faces: what is noted by the way – handled updates, counts – written together, a batch at a time.

Nobody waits for it: what a crash loses is a count, or a reply that is given a second time.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime

from bot.errors import StoreError
from bot.faces.telegram.intake import Json
from bot.faces.telegram.journal import Journal

PAUSE = 0.02
"""Seconds in which notes gather before they are written."""

_log = logging.getLogger(__name__)


class Notes:
    """Gather notes and write them."""

    def __init__(self, journal: Journal, clock: Callable[[], datetime]) -> None:
        self._journal = journal
        self._clock = clock
        self._handled: list[int] = []
        self._counts: Counter[tuple[str, str]] = Counter()
        self._something = asyncio.Event()

    def handled(self, update: int) -> None:
        """Note that an update has been dealt with."""
        self._handled.append(update)
        self._something.set()

    def count(self, outcome: str, answer: str | None) -> None:
        """Count a question."""
        self._counts[outcome, answer or ""] += 1

    async def keep_aside(self, updates: Mapping[int, Json]) -> bool:
        """Keep updates until they are handled; return whether they are safe."""
        try:
            await self._journal.put_aside(updates, self._clock())
        except StoreError as fault:
            _log.warning("%s", fault)
            return False
        return True

    async def keep_writing(self) -> None:
        """Write what gathers, until cancelled."""
        while True:
            await self._something.wait()
            await self.write()
            await asyncio.sleep(PAUSE)

    async def write(self) -> None:
        """Write what has gathered; where that fails it is tried again with the next."""
        self._something.clear()
        handled, self._handled = self._handled, []
        counts, self._counts = self._counts, Counter()
        if not handled and not counts:
            return
        try:
            await self._journal.note(handled, counts, self._clock())
        except StoreError as fault:
            _log.warning("%s", fault)
            self._counts.update(counts)
            self._handled = [*handled, *self._handled][-10_000:]
