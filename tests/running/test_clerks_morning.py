"""A clerk's morning: a new entry with two slips, mended, live, asked, withdrawn and brought back.

The real watcher and the real workers; the clerk reads what the log and the admins' chat say.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.core.live import LiveAssistant
from bot.core.nouns import Question
from bot.curation.check import report
from bot.settings import Settings
from bot.stores.journal import Journal
from bot.stores.seal import KeySeal
from bot.wiring import SHIPPED, build_assistant
from bot.wiring_live import Place, desk, go_live, keep_live
from tests.curation.desk_knowledge import write_knowledge

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
PATIENCE = 60.0
"""Seconds to wait for a message at most: a busy machine may take its time."""

ENTRY = """\
# Rund ums Lesen.
entries:
  - id: bücherbus
    title: {de: Der Bücherbus, en: The mobile library}
    names: {de: [Bibliotheksbus]}
    questons:
      de: [was ist der bücherbus, kommt die bücherei auch zu mir]
      en: [what is the mobile library]
    answer: {de: Der Bücherbus bringt Bücher., en: The mobile library brings books.}
"""
HOW_TO_WRITE_IDS = "so schreiben: Kleinbuchstaben ohne Umlaute, Ziffern, „-“ und „.“, also zum Beispiel „buecherbus“"
MENDED = ENTRY.replace("id: bücherbus", "id: buecherbus").replace("questons", "questions")


@asynccontextmanager
async def kept_live(place: Place) -> AsyncIterator[tuple[LiveAssistant, asyncio.Queue[str]]]:
    live = go_live(place)
    told: asyncio.Queue[str] = asyncio.Queue()
    watching = asyncio.create_task(keep_live(place, live, told.put))
    yield live, told
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)


async def heard(told: asyncio.Queue[str]) -> str:
    return await asyncio.wait_for(told.get(), PATIENCE)


def answers(live: LiveAssistant, *texts: str) -> set[str]:
    return {live.reply(Question(text, NOW))[0].text for text in texts}


@pytest.fixture
def place(tmp_path: Path) -> Place:
    folder = write_knowledge(tmp_path / "knowledge")
    return Place(folder, SHIPPED, Settings(data=tmp_path / "data"), build_assistant)


async def test_a_clerks_morning(place: Place, tmp_path: Path) -> None:
    file = place.folder / "buecher.yaml"
    three_ways = ("Was ist der Bücherbus?", "bibliotheksbus", "kommt die buecherei auch zu mir")
    journal = await Journal.open(tmp_path / "journal.db", KeySeal(bytes(64)))
    async with kept_live(place) as (live, told):
        commands = desk(place, live, journal, BERLIN).commands(lambda: NOW)

        file.write_text(ENTRY, encoding="utf-8")
        refused = await heard(told)
        checked = StringIO()
        status = report(place.folder, SHIPPED, checked)
        file.write_text(MENDED, encoding="utf-8")
        accepted = await heard(told)
        asked = answers(live, *three_ways)
        withdrawn, _ = await commands["zurueckziehen"]("buecherbus")
        meanwhile = answers(live, *three_ways)
        again = await heard(told)
        withdrawn_still = answers(live, *three_ways)
        back, _ = await commands["freigeben"]("buecherbus")
        await heard(told)
        at_last = answers(live, *three_ways)
    await journal.close()

    wrong = [
        "abgelehnt, alter Stand läuft weiter:",
        f"{file}:3:9: „bücherbus“ hat nicht die richtige Form – {HOW_TO_WRITE_IDS}",
        f"{file}:6:5: der Schlüssel „questons“ ist hier unbekannt (Eintrag) – meinten Sie „questions“?",
    ]
    assert refused.split("\n") == wrong
    assert (status, checked.getvalue().split("\n")[:2]) == (1, wrong[1:])
    assert accepted.startswith("übernommen: 3 Einträge, ")
    assert asked == at_last == {"Der Bücherbus bringt Bücher."}
    assert withdrawn == f"„buecherbus“ (Der Bücherbus) ist zurückgezogen – {file}:4"
    assert meanwhile == withdrawn_still
    assert ["gerade geprüft" in text for text in meanwhile] == [True]
    assert again.startswith("übernommen: ")
    assert back.startswith("„buecherbus“ (Der Bücherbus) ist wieder freigegeben – ")
    assert file.read_text(encoding="utf-8") == MENDED


async def test_a_start_with_faulty_content_goes_on_from_the_last_good_state(place: Place) -> None:
    async with kept_live(place):
        pass
    (place.folder / "buecher.yaml").write_text(ENTRY, encoding="utf-8")

    async with kept_live(place) as (live, told):
        asked = answers(live, "welche uhr hängt am turm")
        (place.folder / "buecher.yaml").write_text(MENDED, encoding="utf-8")
        accepted = await heard(told)

    assert asked == {"Die Turmuhr zeigt die Zeit."}
    assert accepted.startswith("übernommen: 3 Einträge, ")


async def test_a_deleted_entry_is_gone_at_once(place: Place) -> None:
    async with kept_live(place) as (live, told):
        file = place.folder / "stadt.yaml"
        file.write_text(
            file.read_text(encoding="utf-8").partition("  - id: linde")[0], encoding="utf-8"
        )
        accepted = await heard(told)

        asked = live.reply(Question("wie alt ist die linde", NOW))[0].text

    assert accepted.startswith("übernommen: 1 Eintrag, ")
    assert "sehr alt" not in asked
