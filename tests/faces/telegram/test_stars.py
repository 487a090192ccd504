"""Stars, reminders and calendars: set by buttons, told once, gone with a word."""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.core.assistant import Assistant
from bot.faces.telegram.house import House
from bot.faces.telegram.telling import Teller
from bot.stores.journal import Journal
from bot.stores.seal import KeySeal
from tests.bot_api.people import Person
from tests.faces.telegram.in_process import NOON, TALK, InProcess, now_of, shown

START = datetime(2024, 10, 16, 15, 0, tzinfo=ZoneInfo("Europe/Berlin"))
TITLE = "Cooperation is king: So smart macht's Südwestfalen!"
UNTIMED = "sccon-2024.plaza-stage.lang"
STOP = "Solche Nachrichten beendet /stop."
THERE = "Stand 408 (Südwestfalen Agentur), Halle 25"


async def card(bot: InProcess, person: Person, talk: str = TALK) -> dict[str, Any]:
    return await bot.asked(person, f"/start {talk.replace('.', '_')}")


async def reminded(bot: InProcess, person: Person, minutes: int = 15) -> dict[str, Any]:
    """Let a person set a reminder and return the card."""
    message = await card(bot, person)
    await bot.pressed(person, message, shown(message)[0][1])
    lead = next(label for (label, *_) in shown(now_of(person, message)) if str(minutes) in label)
    await bot.pressed(person, now_of(person, message), lead)
    return now_of(person, message)


def texts(person: Person) -> list[str]:
    return [message["text"] for message in person.chat.sent if "text" in message]


async def test_a_star_shows_on_its_button_and_in_my_talks(bot: InProcess) -> None:
    anna = bot.person()
    message = await card(bot, anna)

    said = await bot.pressed(anna, message, "☆ Merken")
    starred = shown(now_of(anna, message))[0]
    mine = await bot.asked(anna, "/meine")
    await bot.pressed(anna, now_of(anna, message), "★ Gemerkt")

    assert said == "Gemerkt. Sie finden es unter /meine."
    assert starred == ["★ Gemerkt", "Erinnern"]
    assert mine["text"] == (
        f"Ihre gemerkten Vorträge:\n\nMittwoch, 16. Oktober 2024\n15:00 Uhr: {TITLE} – {THERE}"
    )
    assert shown(now_of(anna, message))[0] == ["☆ Merken", "Erinnern"]


async def test_an_overlap_is_named_before_it_is_starred(bot: InProcess) -> None:
    bot.change(UNTIMED, start=START + timedelta(minutes=10), end=START + timedelta(minutes=40))
    bot.change(end=START + timedelta(minutes=30))
    anna = bot.person()
    await bot.pressed(anna, await card(bot, anna), "Merken")
    other = await card(bot, anna, UNTIMED)

    said = await bot.pressed(anna, other, "Merken")
    asked = shown(now_of(anna, other))
    await bot.pressed(anna, now_of(anna, other), "Trotzdem merken")
    mine = await bot.asked(anna, "/meine")

    assert said == f"Überschneidet sich mit „{TITLE}“ (15:00–15:30 Uhr)."
    assert asked == [["Trotzdem merken", "Lieber nicht"]]
    assert mine["text"].split("\n")[-1] == said


async def test_all_stars_come_as_one_calendar(bot: InProcess) -> None:
    anna = bot.person()
    for talk in (TALK, UNTIMED):
        await bot.pressed(anna, await card(bot, anna, talk), "Merken")

    await bot.pressed(anna, await bot.asked(anna, "/meine"), "Kalender für alle")

    (file,) = [call["document"] for call in bot.calls("sendDocument")]
    assert file.name == "meine-vortraege.ics"
    assert file.content.count(b"BEGIN:VEVENT") == 2


@pytest.mark.parametrize("minutes", [5, 10, 15, 30, 60])
async def test_a_reminder_comes_in_time_and_once(bot: InProcess, minutes: int) -> None:
    anna = bot.person()
    await reminded(bot, anna, minutes)

    bot.now = START - timedelta(minutes=minutes, seconds=1)
    await bot.told()
    before = len(anna.chat.sent)
    bot.now = START - timedelta(minutes=minutes)
    for _ in range(3):
        await bot.told()

    assert before == 1
    assert texts(anna)[1:] == [f"In {minutes} Minuten beginnt „{TITLE}“.\nOrt: {THERE}\n15:00 Uhr"]


async def test_a_reminder_survives_a_restart(bot: InProcess) -> None:
    anna = bot.person()
    await reminded(bot, anna)
    bot.now = START - timedelta(minutes=15)
    house = House(bot.house.assistant, bot.house.outside, bot.house.sender.api, bot.house.me)

    for _ in range(2):  # the second start finds it sent
        teller = Teller(house)
        await teller.tell()
        await teller.finish(10)

    assert len(texts(anna)) == 2


async def test_a_reminder_comes_late_with_an_excuse_but_not_much_too_late(bot: InProcess) -> None:
    anna, berta = bot.person(), bot.person(8)
    await reminded(bot, anna)

    bot.now = START + timedelta(minutes=4)
    await bot.told()
    await reminded_before(bot, berta)
    bot.now = START + timedelta(minutes=16)
    await bot.told()

    late = f"„{TITLE}“ hat vor 4 Minuten begonnen. Die Erinnerung kommt leider zu spät."
    assert texts(anna)[1].split("\n")[0] == late
    assert texts(berta) == []


async def reminded_before(bot: InProcess, person: Person) -> None:
    await bot.house.journal.star(person.about["id"], TALK, 0, NOON)
    await bot.house.journal.remind(person.about["id"], TALK, 15, NOON)


async def test_it_is_too_late_for_a_reminder_of_the_past(bot: InProcess) -> None:
    anna = bot.person()
    message = await card(bot, anna)
    await bot.pressed(anna, message, "Erinnern")
    bot.now = START - timedelta(minutes=20)

    said = await bot.pressed(anna, now_of(anna, message), "30 Minuten")

    assert said == "Dafür ist es zu spät."


async def test_a_reminder_moves_with_its_talk_and_the_change_is_told_once(bot: InProcess) -> None:
    anna, berta = bot.person(), bot.person(8)
    await reminded(bot, anna)
    await card(bot, berta)

    bot.change(start=START + timedelta(hours=1), hall="Halle 27")
    for _ in range(2):
        await bot.told()
    bot.now = START - timedelta(minutes=15)
    await bot.told()
    bot.now = START + timedelta(minutes=45)
    await bot.told()

    changed = (
        f"Geändert: „{TITLE}“\nMittwoch, 16. Oktober, 15:00 Uhr → Mittwoch, 16. Oktober, 16:00 Uhr\n"
        f"Halle 27 statt Halle 25\n{STOP}"
    )
    reminder = (
        f"In 15 Minuten beginnt „{TITLE}“.\n"
        "Ort: Stand 408 (Südwestfalen Agentur), Halle 27\n16:00 Uhr"
    )
    assert texts(anna)[1:] == [changed, reminder]
    assert len(texts(berta)) == 1


async def test_a_cancelled_talk_is_told_and_calls_its_reminder_off(bot: InProcess) -> None:
    anna = bot.person()
    await reminded(bot, anna)

    bot.change(status="cancelled")
    await bot.told()
    bot.now = START - timedelta(minutes=15)
    await bot.told()
    bot.change(status=None)
    await bot.told()
    await bot.told()

    assert texts(anna)[1:] == [
        f"Abgesagt: „{TITLE}“ fällt leider aus. Eine Erinnerung dazu entfällt.\n{STOP}",
        f"Findet doch statt: „{TITLE}“\n{STOP}",
        f"In 15 Minuten beginnt „{TITLE}“.\nOrt: {THERE}\n15:00 Uhr",
    ]


async def test_a_talk_that_went_is_told_by_its_title_and_may_come_back(bot: InProcess) -> None:
    anna = bot.person()
    await bot.pressed(anna, await card(bot, anna), "Merken")
    knowledge = bot.house.assistant

    bot.change()
    await bot.told()
    bot.house.use(knowledge)
    await bot.told()

    assert texts(anna)[1:] == [
        f"„{TITLE}“ steht nicht mehr im Programm.\n{STOP}",
        f"Findet doch statt: „{TITLE}“\n{STOP}",
    ]


async def test_changes_of_what_is_over_are_not_told(bot: InProcess) -> None:
    anna = bot.person()
    await bot.pressed(anna, await card(bot, anna), "Merken")
    bot.now = START + timedelta(days=1)

    bot.change(hall="Halle 1")
    await bot.told()

    assert len(texts(anna)) == 1


async def test_messages_come_in_the_language_of_the_one_who_asked(bot: InProcess) -> None:
    anna = bot.person(language="en")
    await reminded(bot, anna)
    bot.house.sessions.forget(7)  # as after a restart
    bot.now = START - timedelta(minutes=15)

    await bot.told()

    assert texts(anna)[1].startswith("“Cooperation is king")


async def test_stop_ends_all_messages_and_keeps_the_stars(bot: InProcess) -> None:
    anna = bot.person()
    await reminded(bot, anna)
    await bot.asked(anna, "/stop")

    bot.change(hall="Halle 27")
    await bot.told()
    bot.now = START - timedelta(minutes=15)
    await bot.told()
    mine = await bot.asked(anna, "/meine")

    assert len(texts(anna)) == 3
    assert TITLE in mine["text"]


async def test_delete_says_what_it_deleted(bot: InProcess, journal: Journal) -> None:
    anna = bot.person()
    await reminded(bot, anna)

    said = await bot.asked(anna, "/loeschen")

    assert said["text"] == (
        "Gelöscht: gemerkte Vorträge (1), Erinnerungen (1). Mehr war von Ihnen nicht gespeichert."
    )
    assert (await journal.stars(7), await journal.reminders(7)) == ([], [])


async def test_who_blocks_the_bot_is_forgotten(bot: InProcess, journal: Journal) -> None:
    anna, berta = bot.person(), bot.person(8)
    await reminded(bot, anna)
    await reminded(bot, berta)

    anna.blocks()
    await bot.settled()
    berta.chat.closed = "bot was blocked by the user"
    bot.now = START - timedelta(minutes=15)
    await bot.told()

    assert (await journal.stars(7), await journal.stars(8)) == ([], [])


async def test_a_locked_database_says_so_and_questions_are_answered(
    assistant: Assistant, tmp_path: Path
) -> None:
    path = tmp_path / "journal.db"
    journal = await Journal.open(path, KeySeal(bytes(64)), patience=0.05)
    bot = InProcess(assistant, journal)
    anna = bot.person()
    message = await card(bot, anna)

    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        said = await bot.pressed(anna, message, "Merken")
        answer = await bot.asked(anna, "gibts freies wlan")
        deleted = await bot.asked(anna, "/loeschen")
    starred = await bot.pressed(anna, message, "Merken")
    await journal.close()

    assert said.startswith("Ich kann mir gerade nichts merken.")
    assert answer["text"].startswith("Freies WLAN in der Innenstadt")
    assert deleted["text"].startswith("Ich kann mir gerade nichts merken.")
    assert starred == "Gemerkt. Sie finden es unter /meine."
