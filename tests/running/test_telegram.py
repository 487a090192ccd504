"""The bot as operators run it, against a strict server: by polling, by webhook, stopped, reloaded."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest_asyncio

from tests.bot_api.bot_process import BotProcess, ready, start_bot
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi, bot_api
from tests.bot_api.small_town import THINGS, answer, question, write_town
from tests.bot_api.webhook import SECRET_HEADER
from tests.bot_api.world import TOKEN

ADMIN, ANNA = 70_000_001, 70_000_002
FIRST = THINGS[0][0]
SECRET = "s3cret-of-a-test"


@pytest_asyncio.fixture
async def api() -> AsyncIterator[BotApi]:
    async with bot_api() as running:
        yield running
        assert running.world.faults == []


Starting = Callable[..., Awaitable[BotProcess]]


@pytest_asyncio.fixture
async def start(api: BotApi, tmp_path: Path) -> AsyncIterator[Starting]:
    """Start bots of one folder; whatever a test leaves running is killed."""
    started = []

    async def begin(**environment: str) -> BotProcess:
        started.append(await start_bot(api, tmp_path, town(tmp_path), **environment))
        return started[-1]

    yield begin
    for bot in started:
        await bot.kill()


def town(folder: Path) -> tuple[str, ...]:
    knowledge = folder / "town"
    if not knowledge.exists():
        write_town(knowledge)
    return "telegram", "--knowledge", str(knowledge)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


async def first_answer(person: Person) -> dict[str, Any]:
    """Ask while the bot may still be learning."""
    person.says(question(FIRST))
    return (await person.sees(seconds=60))[0]


async def status(url: str, **more: str) -> int:
    async with aiohttp.ClientSession() as session, session.get(url, **more) as response:
        return response.status


async def test_it_answers_stops_when_told_and_leaves_nothing_half_done(
    api: BotApi, start: Starting
) -> None:
    bot = await start()
    await ready(api, bot)
    people = [Person(api.world, ANNA + number) for number in range(40)]
    await first_answer(people[0])

    for person in people:
        person.says(question(FIRST))
    await api.world.until(people[9].new, 30)
    ended = await bot.stop()

    left = {update["message"]["chat"]["id"] for update in api.world.waiting.updates.values()}
    told = {person.about["id"] for person in people[1:] if person.new()}
    assert ended == 0
    assert left.isdisjoint(told)
    assert left | told == {person.about["id"] for person in people[1:]}
    for secret in (TOKEN, str(ANNA), FIRST):
        assert secret not in bot.words


async def test_it_introduces_itself_in_both_languages(api: BotApi, start: Starting) -> None:
    bot = await start(BOT_ADMINS=str(ADMIN))
    await ready(api, bot)
    await api.world.until(lambda: len(api.world.of("setMyCommands")) == 4, 60)
    await bot.stop()

    shown = {
        call.parameters.get("language_code", "admin" if "scope" in call.parameters else ""): [
            each["command"] for each in call.parameters["commands"]
        ]
        for call in api.world.of("setMyCommands")
    }
    english = ["start", "help", "topics", "now", "programme", "mine", "language", "contact"]
    german = ["start", "hilfe", "themen", "jetzt", "programm", "meine", "sprache", "kontakt"]
    desk = ["offen", "zahlen", "zurueckziehen", "freigeben", "warum"]
    assert len(api.world.of("setMyShortDescription")) == 3
    assert shown == {
        "": [*english, "privacy", "delete", "stop"],
        "en": [*english, "privacy", "delete", "stop"],
        "de": [*german, "datenschutz", "loeschen", "stop"],
        "admin": [*desk, *german, "datenschutz", "loeschen", "stop"],
    }


async def test_a_webhook_takes_only_calls_with_the_secret(api: BotApi, start: Starting) -> None:
    port = free_port()
    at = f"http://127.0.0.1:{port}"
    bot = await start(
        BOT_WEBHOOK_URL=f"{at}/hook",
        BOT_WEBHOOK_SECRET=SECRET,
        BOT_PORT=str(port),
    )
    await api.world.until(lambda: api.world.webhook, 60)
    anna = Person(api.world, ANNA)

    message = await first_answer(anna)
    async with aiohttp.ClientSession() as session:
        for headers in ({}, {SECRET_HEADER: "wrong"}):
            update = {"update_id": 1}
            async with session.post(f"{at}/hook", json=update, headers=headers) as response:
                assert response.status == 403
    watched = [await status(f"{at}/{page}") for page in ("healthz", "readyz", "metrics")]
    ended = await bot.stop()

    assert answer(FIRST) in message["text"]
    assert (watched, ended) == ([200, 200, 200], 0)
    assert api.world.webhook["url"] == f"{at}/hook"
    assert SECRET not in bot.words


async def test_a_webhook_of_an_earlier_run_gives_way_to_polling(
    api: BotApi, start: Starting
) -> None:
    api.world.webhook = {"url": "http://127.0.0.1:9/old"}
    bot = await start()

    await api.world.until(lambda: not api.world.webhook, 60)
    message = await first_answer(Person(api.world, ANNA))
    await bot.stop()

    assert answer(FIRST) in message["text"]


async def test_what_is_saved_goes_live_and_admins_are_told(
    api: BotApi, start: Starting, tmp_path: Path
) -> None:
    bot = await start(BOT_ADMINS=str(ADMIN))
    await ready(api, bot)
    admin, anna = Person(api.world, ADMIN), Person(api.world, ANNA)
    file = tmp_path / "town" / "town.yaml"
    sound = file.read_text(encoding="utf-8")
    await first_answer(anna)

    file.write_text(sound.replace("im Rathaus", "im Rathaus, Zimmer 3"), encoding="utf-8")
    taken = (await admin.sees(seconds=60))[0]["text"]
    new = await anna.asks(question(FIRST))
    file.write_text(sound.replace("answer:", "anwser:"), encoding="utf-8")
    refused = (await admin.sees(seconds=60))[0]["text"]
    still = await anna.asks(question(FIRST))
    await bot.stop()

    assert taken.startswith(f"übernommen: {len(THINGS)} Einträge")
    assert "im Rathaus, Zimmer 3" in new["text"]
    assert refused.startswith("abgelehnt, alter Stand läuft weiter:")
    assert "town.yaml:" in refused
    assert still["text"] == new["text"]


async def test_a_wrong_token_is_one_sentence(start: Starting) -> None:
    wrong = "987654321:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
    bot = await start(TELEGRAM_BOT_TOKEN=wrong)

    ended = await bot.process.wait()

    assert ended == 2
    assert bot.words.startswith("Telegram kennt dieses Token nicht – bitte TELEGRAM_BOT_TOKEN")
    assert wrong not in bot.words


async def test_it_stops_though_telegram_was_never_reached(start: Starting) -> None:
    bot = await start(TELEGRAM_API_URL=f"http://127.0.0.1:{free_port()}")
    async with asyncio.timeout(20):
        while "nicht zu erreichen" not in bot.words:  # noqa: ASYNC110 - nothing else tells
            await asyncio.sleep(0.02)

    assert await bot.stop() == 0


async def test_a_kill_loses_no_question(api: BotApi, start: Starting) -> None:
    bot = await start()
    await ready(api, bot)
    people = [Person(api.world, ANNA + number) for number in range(30)]
    await first_answer(people[0])

    for person in people:
        person.says(question(FIRST))
    await api.world.until(people[4].new, 30)
    await bot.kill()
    again = await start()
    for person in people[1:]:
        await api.world.until(person.new, 30)
    await asyncio.sleep(0.3)
    await again.stop()

    numbers = [len(person.new()) for person in people[1:]]
    assert set(numbers) <= {1, 2}  # twice only what was under way when it was killed
