"""The wiring of what editors call; imported only when needed."""

import asyncio
import multiprocessing
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.core.assistant import Assistant
from bot.curation.advice import SHOWN_OF_A_KIND, advice_text, notice, notice_by_asking
from bot.curation.asking import Asking
from bot.curation.check import report
from bot.curation.inbox import Bundle, bundled
from bot.curation.review import Review
from bot.curation.robustness import robustness
from bot.curation.robustness_text import robustness_text
from bot.curation.statistics import Figures, figures, figures_text
from bot.curation.statistics_page import page
from bot.curation.table_import import import_table, plan
from bot.errors import SettingsError
from bot.settings import Settings
from bot.stores.journal import Journal
from bot.stores.knowledge_files import read_knowledge
from bot.stores.published import published, published_in
from bot.stores.seal import open_seal
from bot.stores.table_files import read_table
from bot.stores.whole_files import write_whole
from bot.stores.workshop import kept_assistant
from bot.wiring_live import Place

Found = TypeVar("Found")


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
    most = None if whole else SHOWN_OF_A_KIND
    quick = notice(read_knowledge(place.folder, place.shipped), place.folder, now.date())
    _show(advice_text(quick, most))
    assistant = place.assistant()  # learns, which takes a while after a change
    _show(advice_text(notice_by_asking(assistant, place.folder, now), most))
    return _gate(place, assistant, now, deep) if deep else 0


def _gate(place: Place, assistant: Assistant, now: datetime, deep: Deep) -> int:
    wait = "Schreibweisen werden gefragt, das dauert Minuten (schneller: --sample 0.1) …"
    print(f"\n{wait}", flush=True)
    asking = Asking(assistant, now, multiprocessing.cpu_count(), _show_progress)
    found = robustness(asking, _published(place, deep), deep.share)
    print(robustness_text(found))
    return 0 if found.passed else 1


def _show(advice: str) -> None:
    if advice:
        print(advice, flush=True)


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
