"""Stores: watches a knowledge folder; what was saved goes live whole, or not at all.

Saving comes in many shapes: a file written half, an editor's swap file, a `git pull` of forty
files. So a change is only looked at once the folder has come to rest, and what was read counts
only if the folder was the same before and after. Everything slow happens off the event loop.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.core.assistant import Assistant
from bot.errors import BotError, KnowledgeError
from bot.stores.knowledge_folder import digest_of_files, files_in, ignored_in

TRIES = 5
"""How often a folder that changes while it is read is read again before waiting for rest."""

Stamp = tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class Pace:
    """Say, in seconds, how often to look and how long a folder must rest before it is read.

    A folder that never rests is read after `longest` all the same. `content` is how often the
    contents are compared, for file systems whose times are too coarse to tell.
    """

    every: float = 0.1
    rest: float = 0.1
    longest: float = 2.0
    content: float = 5.0


@dataclass(frozen=True, slots=True)
class Reload:
    """Say what came of a change: the new assistant, or why the old one goes on.

    `learned`: nothing new was saved, but what was saved before has now been learned too.
    """

    assistant: Assistant | None
    reasons: tuple[str, ...] = ()
    seconds: float = 0.0
    learned: bool = False

    @property
    def accepted(self) -> bool:
        """Tell whether the change went live."""
        return self.assistant is not None


Build = Callable[[], Assistant]
Learn = Callable[[], Assistant | None]
Tell = Callable[[Reload], Awaitable[None]]


@dataclass(slots=True)
class Watcher:
    """Build a new assistant whenever the folder has changed, and tell what came of it.

    `build` runs in a thread and raises BotError where the content has faults. `learn`, if given,
    takes its time afterwards and returns a better assistant of the same content. `seen` is the
    digest of the content that answers at the moment.
    """

    folder: Path
    build: Build
    seen: str
    pace: Pace = field(default_factory=Pace)
    learn: Learn | None = None
    _rejected: str = ""
    _learning: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self, tell: Tell) -> None:
        """Watch until cancelled."""
        learner = asyncio.create_task(self._keep_learning(tell))
        try:
            await self._keep_watching(tell)
        finally:
            learner.cancel()

    async def _keep_learning(self, tell: Tell) -> None:
        """Learn the newest content whenever there is one; what became stale meanwhile is dropped."""
        while self.learn is not None:
            await self._learning.wait()
            self._learning.clear()
            start = time.monotonic()
            assistant = await asyncio.to_thread(self.learn)
            if assistant is not None and assistant.knowledge.digest == self.seen:
                await tell(Reload(assistant, (), time.monotonic() - start, learned=True))

    async def _keep_watching(self, tell: Tell) -> None:
        stamp = await asyncio.to_thread(stamp_of, self.folder)
        if await asyncio.to_thread(self._differs):
            stamp = await self._rested(stamp)
            await self._reload(tell)
        compared = time.monotonic()
        while True:
            await asyncio.sleep(self.pace.every)
            now = await asyncio.to_thread(stamp_of, self.folder)
            due = time.monotonic() - compared > self.pace.content
            if now != stamp or (due and await asyncio.to_thread(self._differs)):
                stamp = await self._rested(now)
                await self._reload(tell)
            if due:
                compared = time.monotonic()

    async def _rested(self, stamp: Stamp) -> Stamp:
        """Wait until nothing has changed for a while, and return how the folder looks then."""
        began = changed = time.monotonic()
        while True:
            await asyncio.sleep(self.pace.every / 2)
            looked = await asyncio.to_thread(stamp_of, self.folder)
            moment = time.monotonic()
            if looked != stamp:
                stamp, changed = looked, moment
            if moment - changed >= self.pace.rest or moment - began >= self.pace.longest:
                return stamp

    async def _reload(self, tell: Tell) -> None:
        outcome = await asyncio.to_thread(self._attempt)
        if outcome is not None:
            await tell(outcome)
            if outcome.accepted:
                self._learning.set()

    def _differs(self) -> bool:
        return _digest(self.folder) not in {self.seen, self._rejected}

    def _attempt(self) -> Reload | None:
        """Return what came of the folder as it is now; None if nothing new can be said."""
        start = time.monotonic()
        for _ in range(TRIES):
            before = _digest(self.folder)
            if before == self._rejected or (before == self.seen and not self._rejected):
                return None
            outcome = self._built(before, start)
            if outcome is not None:
                return outcome
        return None

    def _built(self, before: str, start: float) -> Reload | None:
        try:
            assistant = self.build()
        except (BotError, OSError) as fault:
            if _digest(self.folder) != before:
                return None
            self._rejected = before
            return Reload(None, _reasons(fault), time.monotonic() - start)
        if assistant.knowledge.digest != before:
            return None
        self.seen, self._rejected = before, ""
        return Reload(assistant, (), time.monotonic() - start)


def stamp_of(folder: Path) -> Stamp:
    """Return names, times, sizes and numbers of the files that count, and of those that don't."""
    return tuple(_stamps(folder))


def _stamps(folder: Path) -> Iterator[tuple[object, ...]]:
    for path in files_in(folder):
        try:
            stat = path.stat()
        except OSError:  # gone since it was listed
            continue
        yield str(path), stat.st_mtime_ns, stat.st_size, stat.st_ino
    yield from ((fault.file, fault.problem) for fault in ignored_in(folder))


def _digest(folder: Path) -> str:
    """Return the digest of what is read, and the names of files that would be ignored."""
    for _ in range(TRIES):
        try:
            ignored = (f" {fault.file}" for fault in ignored_in(folder))
            return digest_of_files(folder).hex() + "".join(ignored)
        except OSError:  # a file went while it was read
            time.sleep(0.01)
    return ""


def _reasons(fault: BaseException) -> tuple[str, ...]:
    if isinstance(fault, KnowledgeError):
        return tuple(str(each) for each in fault.faults)
    return (str(fault),)
