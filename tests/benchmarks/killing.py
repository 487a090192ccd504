"""The whole bot killed fifty times while people star, set reminders and pass on questions.

`python -m tests.benchmarks.killing [KILLS]`. In each life some people look up talks, star them,
want to be reminded, and ask what nobody can answer; at a random moment the bot is killed (SIGKILL).
At the end, what Telegram's server saw acknowledged must be in the journal, and nothing twice.
"""

import asyncio
import contextlib
import random
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path

from bot.stores.journal import Journal
from bot.stores.seal import open_seal
from tests.bot_api.bot_process import ready, start_bot
from tests.bot_api.people import Person, buttons
from tests.bot_api.server import BotApi, bot_api
from tests.bot_api.small_town import write_town

PEOPLE = 6
TALKS = 60
LONGEST_LIFE = 2.0

names = (
    "".join(letters)
    for letters in product("bdfgklmnprst", "aeiou", "bdfgklmnprst", "aeiou", "lmnr")
)
"""No two questions are alike, so what is kept twice shows."""


async def visit(person: Person, number: int) -> None:
    """Star one talk after the other, with a reminder; between them, ask what nobody knows."""
    while True:
        number = number % TALKS + 1
        person.says(f"/start fair_talk-{number}")
        card = (await person.sees(seconds=60))[-1]
        for label in ("Merken", "Erinnern", "15 Minuten"):
            now = person.chat.messages[card["message_id"]]
            if any(label in each["text"] for each in buttons(now)):
                await person.turned(now, label)
        person.says(f"Wo wohnt das Kamel mit dem Namen {next(names)}?")
        for said in await person.sees(seconds=60):
            if any("Redaktion" in each["text"] for each in buttons(said)):
                person.presses(said, "Redaktion")
                await person.turned((await person.sees(seconds=60))[-1], "Ja")


async def live(api: BotApi, folder: Path, life: int, seconds: float) -> None:
    """Let the bot live so long while people visit, then kill it."""
    bot = await start_bot(api, folder / "run", ("telegram", "--knowledge", str(folder / "town")))
    await ready(api, bot)
    people = [Person(api.world, 1000 + number) for number in range(PEOPLE)]
    for person in people:
        person.new()
    visits = [asyncio.create_task(visit(person, life)) for person in people]
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(api.world.until(lambda: bool(api.world.of("sendMessage")), 60), 60)
    await asyncio.sleep(seconds)
    await bot.kill()
    for each in visits:
        each.cancel()
    await asyncio.gather(*visits, return_exceptions=True)


def acknowledged(api: BotApi) -> tuple[set[tuple[int, str]], set[tuple[int, str]]]:
    """Return the stars and the reminders that people saw on their buttons."""
    stars, reminders = set(), set()
    for call in api.world.of("editMessageReplyMarkup"):
        rows = call.parameters.get("reply_markup", {}).get("inline_keyboard", [])
        for button in (each for row in rows for each in row):
            talk = button.get("callback_data", "")[2:]
            if "Gemerkt" in button["text"]:
                stars.add((call.chat, talk))
            if "Erinnerung:" in button["text"]:
                reminders.add((call.chat, talk))
    return stars, reminders


async def main(kills: int) -> int:
    """Kill, look, and say what was lost or doubled; 1 if anything was."""
    chance = random.Random()
    with tempfile.TemporaryDirectory(dir="/var/tmp") as name:
        folder = Path(name)
        starts = [datetime.now(UTC) + timedelta(hours=3 + number) for number in range(TALKS)]
        write_town(folder / "town", starts)
        async with bot_api(careful=False) as api:
            for life in range(kills):
                await live(api, folder, life, chance.uniform(0, LONGEST_LIFE))
            stars, reminders = acknowledged(api)
        journal = await Journal.open(
            folder / "run/data/journal.db", open_seal(folder / "run/data.key")
        )
        kept = {(each.chat, each.talk) for each in await journal.starred()}
        wished = {(each.chat, each.talk) for each in await journal.reminders()}
        questions = Counter(each.text for each in await journal.questions())
        await journal.close()
    doubled = {text: number for text, number in questions.items() if number > 1}
    print(f"{kills} kills; acknowledged: {len(stars)} stars, {len(reminders)} reminders")
    print(f"kept: {len(kept)} stars, {len(wished)} reminders, {questions.total()} questions")
    print(f"lost: {len(stars - kept)} stars, {len(reminders - wished)} reminders")
    print(f"doubled: {len(doubled)} questions; {sorted(doubled)[:3]}")
    return int(bool(stars - kept or reminders - wished or doubled))


if __name__ == "__main__":
    sys.exit(asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)))
