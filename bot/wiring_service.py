"""The wiring of what answers on Telegram: knowledge, journal, figures, the editors' desk."""

import asyncio
import gc
import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from datetime import datetime
from urllib.parse import urlsplit

from bot.call import ZONE
from bot.core.live import LiveAssistant
from bot.core.nouns import Talk
from bot.faces.telegram.hook import Hook
from bot.faces.telegram.house import Calendar, House, Outside
from bot.faces.telegram.journal import Figures, NoFigures
from bot.faces.telegram.serving import Serving, Work
from bot.stores.journal import Journal
from bot.stores.seal import open_seal
from bot.wiring import SHIPPED, build_assistant, clock_of, folder_of
from bot.wiring_live import Place, desk, go_live, keep_live
from bot.wiring_telegram import Given

Watch = Callable[[str, Callable[[], float]], None]
"""Show the depth of a queue, by name."""

_log = logging.getLogger(__name__)


async def furnish(given: Given, rooms: AsyncExitStack) -> Serving:
    """Return what answers; what is opened for it is closed with the rooms."""
    settings, clock = given.settings, clock_of(given.call)
    place = Place(folder_of(given.call), SHIPPED, settings, build_assistant)
    journal = await Journal.open(settings.journal, open_seal(settings.key_file))
    rooms.push_async_callback(journal.close)
    is_read = asyncio.Event()
    figures, watch = await _watched(given, journal, is_read, rooms)
    _log.info("Das Wissen wird gelesen")
    live = await asyncio.to_thread(go_live, place)
    is_read.set()
    editors = desk(place, live, journal, ZONE)
    outside = Outside(
        journal=journal,
        clock=clock,
        calendar=_calendar(live),
        figures=figures,
        admins=settings.admins,
        admin_commands=editors.commands(clock),
        report_fault=lambda about: editors.report_fault(about, clock()),
    )
    house = House(live.current, outside, given.api, given.me)
    live.follow(house.use)
    gc.freeze()  # the knowledge stays: nobody waits while it is searched for garbage
    serving = await Serving.of(house, [_keeping_live(place, live)])
    watch("updates", lambda: serving.intake.in_hand)
    return serving


async def _watched(
    given: Given, journal: Journal, is_read: asyncio.Event, rooms: AsyncExitStack
) -> tuple[Figures, Watch]:
    """Open the HTTP port where it is wanted; return what counts and what watches queues for it."""
    settings, door = given.settings, given.door
    if not isinstance(door, Hook) and not settings.port_wanted:
        return NoFigures(), lambda _name, _depth: None
    from bot.faces.metrics import Metrics  # noqa: PLC0415 - only where somebody watches
    from bot.faces.web import Check, Port, Webhook, serve  # noqa: PLC0415

    async def known() -> bool:
        return is_read.is_set()

    async def reached() -> bool:
        return door.reached

    metrics = Metrics()
    metrics.watch_queue("journal", lambda: journal.waiting)
    checks: Mapping[str, Check] = {
        "knowledge": known,
        "database": journal.healthy,
        "telegram": reached,
    }
    webhook = None
    if isinstance(door, Hook):
        path = urlsplit(settings.webhook_url or "").path or "/"
        webhook = Webhook(path, settings.webhook_secret or "", door.take)
    port = Port(settings.port, checks, metrics.text, webhook, settings.address)
    server = await serve(port)
    rooms.push_async_callback(server.close_all_connections)
    rooms.callback(server.stop)
    return metrics, metrics.watch_queue


def _calendar(live: LiveAssistant) -> Calendar:
    def calendar(talks: Sequence[Talk], made: datetime, language: str) -> bytes:
        from bot.stores.calendar_files import calendar_of  # noqa: PLC0415 - when first pressed

        return calendar_of(talks, live.knowledge.events, made, language)

    return calendar


def _keeping_live(place: Place, live: LiveAssistant) -> Work:
    """Return what watches the knowledge; the admins are told what came of a change."""

    async def work(house: House) -> None:
        before = live.current

        async def told(text: str) -> None:
            nonlocal before
            house.outside.figures.reloaded(accepted=live.current is not before)
            before = live.current
            await house.tell_admins(text)

        await keep_live(place, live, told)

    return work
