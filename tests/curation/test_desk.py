"""The desk: what an admin types, what comes back, and what stands in the files afterwards."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio

from bot.core.nouns import Question
from bot.curation.desk import Desk, reload_text
from bot.stores.journal import Journal
from bot.stores.seal import KeySeal
from bot.stores.watching import Reload
from tests.curation.desk_knowledge import TEXT, live_assistant, write_knowledge

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
ASKED = "welche uhr hängt am turm"


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    folder = write_knowledge(tmp_path / "knowledge")
    journal = await Journal.open(tmp_path / "journal.db", KeySeal(bytes(64)))
    yield Desk(folder, live_assistant(folder), journal, ZoneInfo("Europe/Berlin"))
    await journal.close()


def answer(desk: Desk) -> str:
    return desk.live.reply(Question(ASKED, NOW))[0].text


def content(desk: Desk) -> str:
    return (desk.folder / "stadt.yaml").read_text(encoding="utf-8")


async def test_withdrawing_takes_one_answer_away_at_once_and_in_its_file(desk: Desk) -> None:
    said = await desk.withdraw(" turmuhr ")

    line = f"{desk.folder}/stadt.yaml:4"
    assert said == f"„turmuhr“ (Die Turmuhr) ist zurückgezogen – {line}"
    assert "wird gerade geprüft" in answer(desk)
    assert content(desk) == TEXT.replace("Markt\n", "Markt\n    withdrawn: true\n", 1)


async def test_bringing_back_leaves_no_trace(desk: Desk) -> None:
    await desk.withdraw("turmuhr")

    said = await desk.bring_back("turmuhr")

    assert said.startswith("„turmuhr“ (Die Turmuhr) ist wieder freigegeben")
    assert answer(desk) == "Die Turmuhr zeigt die Zeit."
    assert content(desk) == TEXT


@pytest.mark.parametrize(
    ("command", "id_", "said"),
    [
        ("zurueckziehen", "uhr", "Den Eintrag „uhr“ gibt es nicht – bitte die Kennung prüfen."),
        ("zurueckziehen", "", "Bitte die Kennung dazu schreiben, zum Beispiel: /zurueckziehen turmuhr"),
        ("freigeben", "linde", "„linde“ ist nicht zurückgezogen."),
        ("warum", "", "Bitte die Frage dazu schreiben, zum Beispiel: /warum Die Turmuhr"),
    ],
)  # fmt: skip
async def test_what_cannot_be_done_is_said(command: str, id_: str, said: str, desk: Desk) -> None:
    reply = await desk.commands(lambda: NOW)[command](id_)

    assert reply == (said, None)
    assert content(desk) == TEXT


async def test_a_file_that_cannot_be_changed_withdraws_for_now_and_says_so(desk: Desk) -> None:
    (desk.folder / "stadt.yaml").write_text("entries: [", encoding="utf-8")

    said = await desk.withdraw("turmuhr")

    assert said.startswith("„turmuhr“ ist zurückgezogen, aber nur bis zum nächsten Neustart: ")
    assert "wird gerade geprüft" in answer(desk)


async def test_open_questions_come_grouped_and_masked(desk: Desk) -> None:
    for text in ("wo ist die mail von a@b.de", "wo ist die mail von c@d.de?", "freibad"):
        await desk.pages.keep_question(text, "de", "unknown", None, 0.1, NOW)

    said, _ = await desk.commands(lambda: NOW)["offen"]("")

    head, first, second = said.split("\n")
    assert head == "3 offene Fragen in 2 Gruppen:"
    assert first.startswith("1. 2× wo ist die mail von [E-Mail]")
    assert second.startswith("2. 1× freibad")


async def test_a_reported_fault_comes_up_under_its_entry_with_what_was_asked(desk: Desk) -> None:
    _, about = await desk.why(ASKED, NOW)

    said = await desk.report_fault(about or "", NOW)

    assert said == "Notiert: Fehler in „turmuhr“ (siehe /offen)."
    assert f"1× {ASKED} – " in await desk.open_questions()
    assert "als falsch gemeldet: turmuhr" in await desk.open_questions()


async def test_a_fault_in_what_is_gone_is_not_noted(desk: Desk) -> None:
    said = await desk.report_fault("uhr", NOW)

    assert (said, await desk.open_questions()) == (
        "„uhr“ gibt es nicht mehr.",
        "Keine offenen Fragen.",
    )


async def test_the_reasons_of_an_answer_are_told(desk: Desk) -> None:
    said, about = await desk.commands(lambda: NOW)["warum"](ASKED)

    assert about == "turmuhr"
    lines = said.split("\n")
    assert lines[0] == "Warum diese Antwort?"
    assert lines[1] == f"Eintrag: turmuhr – Die Turmuhr ({desk.folder}/stadt.yaml:3)"
    assert lines[2].startswith("Sicherheit: ")
    assert lines[3].startswith(f"Ähnlichste Frage: „{ASKED}“ (Ähnlichkeit ")
    assert lines[-2:] == ["Stand der Auskunft: 2025", "Nächste Wiedervorlage: 1.3.2027"]


async def test_numbers_are_counted_and_empty_weeks_say_so(desk: Desk) -> None:
    empty = await desk.numbers(NOW)

    assert empty == "24.02.2026 bis 02.03.2026: keine Fragen."


@pytest.mark.parametrize(
    ("reload", "said"),
    [
        (Reload(None, ("a.yaml:1:1: x – y",)), "abgelehnt, alter Stand läuft weiter:\na.yaml:1:1: x – y"),
        (
            Reload(None, tuple("1234567")),
            "abgelehnt, alter Stand läuft weiter:\n1\n2\n3\n4\n5\n… und 2 weitere (alle mit: check)",
        ),
    ],
)  # fmt: skip
def test_a_refused_change_says_why(reload: Reload, said: str) -> None:
    assert reload_text(reload) == said


async def test_an_accepted_change_says_so(desk: Desk) -> None:
    current = desk.live.current

    texts = [reload_text(Reload(current, (), 0.34, learned=each)) for each in (False, True)]

    assert texts == [
        "übernommen: 2 Einträge, 0,3 s",
        "gelernt: neue Fragen werden jetzt auch in anderen Worten verstanden, 0,3 s",
    ]
