"""Faces: updates come in, by polling or webhook, and are handled in order within a chat.

Telegram keeps an update until it is confirmed. By polling, only those before the oldest one in
hand are confirmed, so a crash loses none; what was handled but not confirmed is known from the
journal. While some are in hand, Telegram is asked again in short steps and names those as well;
they are known and skipped. It names a hundred at most, so one chat that waits for minutes after a
flood would hold up all others: what waits so long is put aside (into the journal) and confirmed.
"""

import asyncio
import json
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

REMEMBERED = 10_000
"""Handled updates that are known, should Telegram send them again."""

MOST_ASIDE = 1000

KINDS = ["message", "edited_message", "callback_query", "inline_query", "my_chat_member"]
"""The kinds of update the bot asks Telegram for."""

_log = logging.getLogger(__name__)

Json = Mapping[str, Any]
Handle = Callable[[], Awaitable[None]]
Find = Callable[[Json], Handle | None]
"""Return what is to be done with an update, or None for nothing."""

Keep = Callable[[Mapping[int, Json]], Awaitable[bool]]
"""Keep updates, by identity, until they are handled; return whether they are safe."""


@dataclass(slots=True)
class _Work:
    """Hold an update in hand."""

    update: Json
    done: asyncio.Future[None]
    aside: bool = False


class Intake:
    """Take updates and hand each on once: those of one chat in order, chats side by side.

    Updates are known by their `identity`; `note` is told of each that has been handled.
    """

    def __init__(
        self,
        find: Find,
        note: Callable[[int], None],
        handled: Iterable[int] = (),
        keep: Keep | None = None,
    ) -> None:
        self._find = find
        self._note = note
        self._keep = keep
        self._handled = dict.fromkeys(handled)
        self._in_hand: dict[int, _Work] = {}
        self._lanes: dict[int, deque[tuple[int, Handle]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._finished = asyncio.Event()
        self._newest = -1

    def take(self, update: Json, *, aside: bool = False) -> asyncio.Future[None] | None:
        """Take an update; return what is done when it has been handled, None where it has been.

        `aside`: it was put aside before, and Telegram no longer has it.
        """
        key = identity(update)
        if not aside:
            self._newest = int(update["update_id"])
        if key in self._handled or key in self._in_hand:
            return self._in_hand[key].done if key in self._in_hand else None
        done = asyncio.get_running_loop().create_future()
        self._in_hand[key] = _Work(update, done, aside)
        handle = self._find(update)
        if handle is None:
            self._finish(key)
        else:
            self._queue(lane_of(update), (key, handle))
        return done

    @property
    def offset(self) -> int | None:
        """Return the first update that Telegram is to keep; None before the first one came."""
        if self.kept:
            return min(int(update["update_id"]) for update in self.kept.values())
        return self._newest + 1 if self._newest >= 0 else None

    @property
    def kept(self) -> dict[int, Json]:
        """Return the updates in hand that Telegram still has, by identity."""
        return {key: work.update for key, work in self._in_hand.items() if not work.aside}

    async def make_way(self, updates: Mapping[int, Json]) -> bool:
        """Put aside those of the updates that are in hand; return whether Telegram may forget them.

        Where a great many have been put aside already, sending fails altogether: no more then.
        """
        aside = len(self._in_hand) - len(self.kept)
        waiting = {key: each for key, each in updates.items() if key in self._in_hand}
        if self._keep is None or aside > MOST_ASIDE or not await self._keep(waiting):
            return False
        for key in waiting.keys() & self._in_hand.keys():
            self._in_hand[key].aside = True
        return True

    @property
    def in_hand(self) -> int:
        """Return how many updates are being handled or wait their turn."""
        return len(self._in_hand)

    async def shrink(self, most: int, seconds: float) -> None:
        """Wait until at most so many are in hand, at most so long."""
        try:
            async with asyncio.timeout(seconds):
                while self.in_hand > most:
                    self._finished.clear()
                    await self._finished.wait()
        except TimeoutError:
            return

    async def settle(self, seconds: float) -> None:
        """Wait until all in hand is handled, at most so long; what is left then is given up."""
        await self.shrink(0, seconds)
        tasks = [*self._tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _queue(self, lane: int, work: tuple[int, Handle]) -> None:
        if lane in self._lanes:
            self._lanes[lane].append(work)
            return
        self._lanes[lane] = deque([work])
        task = asyncio.create_task(self._work_off(lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work_off(self, lane: int) -> None:
        waiting = self._lanes[lane]
        try:
            while waiting:
                key, handle = waiting.popleft()
                try:
                    await handle()
                except Exception:  # noqa: BLE001 - else it would stay in hand for ever
                    _log.exception("Ein Update ließ sich nicht bearbeiten")
                self._finish(key)
        finally:
            del self._lanes[lane]

    def _finish(self, key: int) -> None:
        self._note(key)
        self._handled[key] = None
        if len(self._handled) > REMEMBERED:
            del self._handled[next(iter(self._handled))]
        self._in_hand.pop(key).done.set_result(None)
        self._finished.set()


def identity(update: Json) -> int:
    """Return what an update is known by: its number and, below that, 24 bits of its moment.

    Numbers alone would do for Telegram's own server; another one may begin again at 1. The journal
    keeps this, so nothing of a person goes in: the date of a message, the id of a press or query.
    """
    mark = int.from_bytes(blake2b(json.dumps(_moment(update)).encode(), digest_size=3).digest())
    return int(update["update_id"]) % 2**38 << 24 | mark


def _moment(update: Json) -> list[object]:
    for kind in KINDS:
        found = update.get(kind)
        if isinstance(found, Mapping):
            return [kind, *(found.get(name) for name in ("id", "date", "edit_date"))]
    return []


def lane_of(update: Json) -> int:
    """Return what must be handled in order: the chat, or the person who searches inline."""
    try:
        return _lane(update)
    except (AttributeError, TypeError, ValueError, OverflowError):  # nothing Telegram sends
        return 0


def _lane(update: Json) -> int:
    for kind in KINDS:
        if found := update.get(kind):
            message = found.get("message") if kind == "callback_query" else found
            chat = (message or {}).get("chat") or found.get("from") or {}
            return int(chat.get("id", 0))
    return 0
