"""The wiring of what keeps the knowledge live, and of the desk that admins have on Telegram."""

import asyncio
import logging
import sys
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.core.assistant import Assistant
from bot.core.live import LiveAssistant
from bot.curation.desk import Desk, reload_text
from bot.errors import BotError, SettingsError
from bot.settings import Settings
from bot.stores import kept_state
from bot.stores.journal import Journal
from bot.stores.published import publish, published, published_in
from bot.stores.watching import Reload, Watcher
from bot.stores.workshop import Workshop, kept_assistant

Build = Callable[[Path, Path], Assistant]
Told = Callable[[str], Awaitable[None]]

SWITCH = 0.0005
"""Seconds after which a thread that builds must let a reply go on (Python's default: 0.005).

A reply gives way dozens of times, in every larger sum; each time it would wait that long.
"""

_log = logging.getLogger("bot.knowledge")


@dataclass(frozen=True, slots=True)
class Place:
    """Say where the knowledge is, where states are kept, and how an assistant is built of it.

    `build` takes the folder and the data folder.
    """

    folder: Path
    shipped: Path
    settings: Settings
    build: Build

    @property
    def states(self) -> Path:
        """Return the folder of kept states."""
        return self.settings.data / "state"

    def require_folder(self) -> None:
        """Raise SettingsError where the folder is not there."""
        if not self.folder.is_dir():
            raise SettingsError(
                f"Den Ordner {self.folder} gibt es nicht – bitte --knowledge prüfen."
            )

    def assistant(self) -> Assistant:
        """Build the assistant of the folder as it is now."""
        return self.build(self.folder, self.settings.data)

    def digest(self) -> str:
        """Return the digest of the folder's state as it is now."""
        return kept_state.digest_of(self.folder, self.shipped)


def go_live(place: Place) -> LiveAssistant:
    """Return the assistant people talk to.

    Where the content is faulty or its folder gone, that is the last good state.
    """
    try:
        assistant = place.assistant()
    except BotError as fault:
        former = kept_assistant(published_in(place.states), published(place.states, place.folder))
        if former is None:
            raise
        _log.warning("%s", reload_text(Reload(None, tuple(str(fault).splitlines()))))
        return LiveAssistant(former)
    publish(place.states, place.folder, place.digest())
    return LiveAssistant(assistant)


async def keep_live(place: Place, live: LiveAssistant, tell: Told | None = None) -> None:
    """Watch the folder until cancelled: what is sound goes live, what came of it is told."""

    async def told(reload: Reload) -> None:
        if reload.assistant:
            live.replace(reload.assistant)
        text = reload_text(reload)
        for line in f"Wissen {text}".split("\n"):
            _log.log(logging.INFO if reload.accepted else logging.WARNING, "%s", line)
        if reload.learned:
            await asyncio.to_thread(publish, place.states, place.folder, place.digest())
        elif tell is not None:
            await tell(text)

    sys.setswitchinterval(SWITCH)
    shop = Workshop(place.folder, place.shipped, place.states)
    watcher = Watcher(
        place.folder, lambda: shop.read(live.current), live.knowledge.digest, learn=shop.learned
    )
    try:
        await watcher.run(told)
    finally:
        shop.close()


def keep_live_beside(place: Place, live: LiveAssistant) -> None:
    """Watch in a thread of its own, for a face without an event loop; it ends with the program."""
    threading.Thread(target=lambda: asyncio.run(keep_live(place, live)), daemon=True).start()


def desk(place: Place, live: LiveAssistant, journal: Journal, zone: ZoneInfo) -> Desk:
    """Return the editor's desk for a face that has admins."""
    return Desk(place.folder, live, journal, zone)
