"""The wiring of what editors call and what keeps the knowledge live; imported only when needed."""

import asyncio
import logging
import multiprocessing
import sys
import threading
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.core.assistant import Assistant
from bot.core.live import LiveAssistant
from bot.curation.advice import advice_text, notice
from bot.curation.asking import Asking
from bot.curation.check import report
from bot.curation.desk import Desk, reload_text
from bot.curation.inbox import Bundle, bundled
from bot.curation.review import Review
from bot.curation.robustness import robustness, robustness_text
from bot.curation.statistics import Figures, figures, figures_text
from bot.curation.statistics_page import page
from bot.curation.table_import import import_table, plan
from bot.errors import BotError, SettingsError
from bot.settings import Settings
from bot.stores import kept_state
from bot.stores.journal import Journal
from bot.stores.knowledge_files import read_knowledge
from bot.stores.published import publish, published, published_in
from bot.stores.seal import open_seal
from bot.stores.table_files import read_table
from bot.stores.watching import Reload, Watcher
from bot.stores.whole_files import write_whole
from bot.stores.workshop import Workshop, kept_assistant

Build = Callable[[Path, Path], Assistant]
Told = Callable[[str], Awaitable[None]]

Found = TypeVar("Found")

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


@dataclass(frozen=True, slots=True)
class Deep:
    """Say how to ask mutated phrasings: what share of them, and compared with which folder."""

    share: float = 1.0
    against: Path | None = None


def check(place: Place, now: datetime, *, deep: Deep | None, whole: bool) -> int:
    """Report faults, or else advice and, if wanted, the robustness; 1 if the work found faults."""
    place.require_folder()
    if status := report(place.folder, place.shipped, sys.stdout):
        return status
    assistant = place.assistant()
    noticed = notice(assistant, place.folder, now)
    if advice := advice_text(noticed, None if whole else 5):
        print(advice)
    if deep is None:
        return 0
    print(
        "\nSchreibweisen werden gefragt, das dauert Minuten (schneller: --sample 0.1) …", flush=True
    )
    asking = Asking(assistant, now, multiprocessing.cpu_count(), _show_progress)
    found = robustness(asking, _published(place, deep), deep.share)
    print(robustness_text(found))
    return 0 if found.passed else 1


def _show_progress(done: int, of: int) -> None:
    """Draw how far it is, where somebody looks."""
    if sys.stderr.isatty() and (done % 100 == 0 or done == of):
        ends = "\n" if done == of else ""
        print(f"\r{done} von {of}", end=ends, file=sys.stderr, flush=True)


def review(place: Place) -> int:
    """Go through the inbox in the terminal; without one, list it."""

    def settle(ids: Sequence[int]) -> None:
        _with_journal(place.settings, lambda journal: journal.settle_question(ids))

    questions = _with_journal(place.settings, lambda journal: journal.questions())
    bundles = bundled(questions, place.assistant())
    Review(place.folder, place.shipped, settle, sys.stdin, sys.stdout).run(bundles)
    return 0


def stats(place: Place, now: datetime, zone: ZoneInfo, days: int, html: Path | None) -> int:
    """Print the numbers of some days, or write them as one web page."""
    found, bundles = _numbers(place, now, zone, days)
    print(figures_text(found))
    if html is not None:
        text = page(found, bundles, "Was die Menschen fragen")
        try:
            write_whole(html, text.encode("utf-8"))
        except OSError as fault:
            raise SettingsError(
                f"Die Seite {html} lässt sich nicht schreiben ({fault.strerror}) – bitte einen "
                "anderen Pfad nennen."
            ) from None
        print(f"\nGeschrieben: {html}")
    return 0


def take_table(
    place: Place, source: Path, out: Path | None, confirm: Callable[[str], bool] | None
) -> int:
    """Take over a table of questions and answers."""
    place.require_folder()
    knowledge = read_knowledge(place.folder, place.shipped)
    planned = plan(read_table(source), knowledge)
    target = out or place.folder / "entries" / f"{source.stem}.yaml"
    return import_table(planned, place.folder, place.shipped, target, confirm)


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


def _published(place: Place, deep: Deep) -> Assistant | None:
    if deep.against is not None:
        return place.build(deep.against, place.settings.data)
    digest = published(place.states, place.folder)
    same = digest == place.digest()
    return None if same else kept_assistant(published_in(place.states), digest)


def _numbers(
    place: Place, now: datetime, zone: ZoneInfo, days: int
) -> tuple[Figures, list[Bundle]]:
    today = now.astimezone(zone).date()
    since = today - timedelta(days=days)
    assistant = place.assistant()

    async def gather(journal: Journal) -> tuple[Figures, list[Bundle]]:
        found = figures(
            await journal.counts(since),
            await journal.ratings(since),
            await journal.star_counts(),
            assistant.knowledge,
            today=today,
            zone=zone,
            days=days,
        )
        return found, bundled(await journal.questions(), assistant)

    return _with_journal(place.settings, gather)


def _with_journal(settings: Settings, use: Callable[[Journal], Awaitable[Found]]) -> Found:
    async def opened() -> Found:
        journal = await Journal.open(settings.journal, open_seal(settings.key_file))
        try:
            return await use(journal)
        finally:
            await journal.close()

    return asyncio.run(opened())
