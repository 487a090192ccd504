"""The bot as operators run it, on the strict fake server: stopped in mid-reply, robbed of its files.

Each test is one run of `run_bot.py telegram` against a small town's knowledge.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.bot_api.bot_process import BotProcess, ready, running_bot, start_bot
from tests.bot_api.faults import FLOOD
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi, bot_api
from tests.bot_api.small_town import answer, question, write_town

FOUNTAIN, CLOCK, BUS = "Springbrunnen", "Turmuhr", "Bücherbus"


@pytest_asyncio.fixture
async def api() -> AsyncIterator[BotApi]:
    async with bot_api() as served:
        yield served
    assert served.world.faults == []


def town(folder: Path) -> tuple[str, ...]:
    return ("telegram", "--knowledge", str(write_town(folder / "town")))


def texts(person: Person) -> list[str]:
    return [message["text"] for message in person.chat.sent]


async def started(api: BotApi, folder: Path, arguments: tuple[str, ...]) -> BotProcess:
    bot = await start_bot(api, folder / "run", arguments)
    await ready(api, bot)
    return bot


async def test_told_to_stop_in_mid_reply_it_finishes_and_repeats_nothing(
    api: BotApi, tmp_path: Path
) -> None:
    arguments, anna, berta = town(tmp_path), Person(api.world, 7), Person(api.world, 8)
    bot = await started(api, tmp_path, arguments)
    api.plan.next_ones["sendMessage"] = [FLOOD]  # one of both replies has to wait a second
    api.latency = 0.3
    anna.says(question(FOUNTAIN))
    berta.says(question(CLOCK))
    await api.world.until(lambda: len(api.world.waiting.served) == 2)

    status = await bot.stop()
    waiting = len(api.world.waiting.updates)
    again = await started(api, tmp_path, arguments)
    await anna.sees()
    told = await anna.asks(question(BUS))
    await again.stop()

    assert (status, waiting) == (0, 0)
    assert [answer(FOUNTAIN) in text for text in texts(anna)] == [True, False]
    assert [answer(CLOCK) in text for text in texts(berta)] == [True]
    assert answer(BUS) in told["text"]


async def test_what_comes_while_it_stops_is_answered_by_the_next_start(
    api: BotApi, tmp_path: Path
) -> None:
    arguments, people = town(tmp_path), [Person(api.world, number) for number in range(7, 47)]
    bot = await started(api, tmp_path, arguments)
    api.latency = 0.2
    for person in people[:20]:
        person.says(question(FOUNTAIN))
    await api.world.until(lambda: api.world.of("sendMessage"))

    stopping = asyncio.create_task(bot.stop())
    for person in people:
        person.says(question(CLOCK))
    status = await stopping
    again = await started(api, tmp_path, arguments)
    for number, person in enumerate(people):
        await api.world.until(lambda p=person, n=number: len(p.chat.sent) >= 1 + (n < 20))
    await again.stop()

    assert status == 0
    for number, person in enumerate(people):
        asked = [answer(FOUNTAIN), answer(CLOCK)] if number < 20 else [answer(CLOCK)]
        assert [text.splitlines()[-1] for text in texts(person)] == asked


async def test_without_its_knowledge_folder_it_goes_on_and_takes_the_new_one(
    api: BotApi, tmp_path: Path
) -> None:
    arguments, anna, editor = town(tmp_path), Person(api.world, 7), Person(api.world, 99)
    async with running_bot(api, tmp_path / "run", arguments, BOT_ADMINS="99") as bot:
        await anna.asks(question(BUS))  # so it has been read
        shutil.rmtree(tmp_path / "town")
        refused = (await editor.sees(seconds=30))[0]["text"]
        meanwhile = (await anna.asks(question(FOUNTAIN)))["text"]
        await bot.stop()
    async with running_bot(api, tmp_path / "run", arguments, BOT_ADMINS="99") as bot:
        after_a_restart = (await anna.asks(question(CLOCK)))["text"]
        write_town(tmp_path / "town")
        (tmp_path / "town" / "more.yaml").write_text(
            "entries:\n  - {id: galgen, questions: [Wo ist der Galgen?], answer: Nirgends mehr.}\n"
        )
        await editor.sees(seconds=30)
        new = (await anna.asks("Wo ist der Galgen?"))["text"]
        await bot.stop()

    assert refused.startswith("abgelehnt, alter Stand läuft weiter:")
    assert answer(FOUNTAIN) in meanwhile
    assert answer(CLOCK) in after_a_restart
    assert "Nirgends mehr." in new
    assert "Traceback" not in bot.words
