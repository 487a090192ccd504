"""Admins on Telegram, a whole run: the desk's commands, a fault reported with a tap, a reload."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.bot_api.bot_process import running_bot
from tests.bot_api.people import Person, labels
from tests.bot_api.server import bot_api
from tests.bot_api.small_town import answer, question, write_town

EDITOR, CITIZEN = 4711, 4712
CLOCK = "Turmuhr"


def text(message: Mapping[str, Any]) -> str:
    return str(message["text"])


async def test_an_editor_runs_the_desk_from_telegram(tmp_path: Path) -> None:
    folder = write_town(tmp_path / "town")
    town = folder / "town.yaml"
    async with (
        bot_api() as api,
        running_bot(
            api, tmp_path / "bot", ("telegram", "--knowledge", str(folder)), BOT_ADMINS=str(EDITOR)
        ),
    ):
        editor, citizen = Person(api.world, EDITOR), Person(api.world, CITIZEN)

        why = await editor.asks(f"/warum {question(CLOCK)}")
        offered = labels(why)
        reported = editor.presses(why, "Fehler melden")
        await api.world.until(lambda: reported.answer)
        inbox = await editor.asks("/offen")
        editor.says("/zurueckziehen turmuhr")
        withdrawn = await told(editor, "„turmuhr“")
        meanwhile = await citizen.asks(question(CLOCK))
        editor.says("/freigeben turmuhr")
        back = await told(editor, "„turmuhr“")
        again = await citizen.asks(question(CLOCK))
        town.write_text(
            town.read_text(encoding="utf-8").replace("title:", "titel:", 1), encoding="utf-8"
        )
        refused = await told(editor, "abgelehnt")
        stranger = await citizen.asks("/offen")

    assert text(why).startswith("Warum diese Antwort?\nEintrag: turmuhr")
    assert reported.answer is not None
    assert reported.answer["text"] == "Notiert: Fehler in „turmuhr“ (siehe /offen)."
    assert "als falsch gemeldet: turmuhr" in text(inbox)
    assert text(withdrawn).startswith("„turmuhr“ (Turmuhr) ist zurückgezogen – ")
    assert "wird gerade geprüft" in text(meanwhile)
    assert text(back).startswith("„turmuhr“ (Turmuhr) ist wieder freigegeben – ")
    assert answer(CLOCK) in text(again)
    assert text(refused).startswith("abgelehnt, alter Stand läuft weiter:\n")
    assert "„titel“ ist hier unbekannt (Eintrag) – meinten Sie „title“?" in text(refused)
    assert "offene Frage" not in text(stranger)
    assert offered == ["Fehler melden"]


async def told(person: Person, begin: str) -> dict[str, Any]:
    """Return the next message that begins so, whatever comes before it."""
    while True:
        for message in await person.sees(seconds=60.0):
            if str(message.get("text", "")).startswith(begin):
                return message
