"""An evening of the whole bot: its files, a backup, its logs and figures tell of nobody."""

import asyncio
import socket
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from tests.bot_api.bot_process import RUN_BOT, BotProcess, running_bot
from tests.bot_api.people import Person, group
from tests.bot_api.server import BotApi, bot_api
from tests.bot_api.small_town import question, write_town
from tests.bot_api.world import TOKEN
from tests.running.test_stolen import traces_of

PEOPLE = [4_711_000_000 + 7919 * number for number in range(5)]
GROUP = -1_002_233_445_566
SAID = "Meine Nachbarin Frau Musterfrau, 0171 2345678, hat im Quittengarten ein Kamel gesehen"
WORDS = ("nachbarin", "musterfrau", "quitten", "kamel", "2345678", "person 47")
ADMIN = 815_815_001


@pytest_asyncio.fixture
async def api() -> AsyncIterator[BotApi]:
    async with bot_api() as served:
        yield served
    assert served.world.faults == []


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


async def evening(api: BotApi, id_: int) -> None:
    """Let one person do everything that leaves something behind."""
    person = Person(api.world, id_)
    await person.asks("/start")
    unknown = await person.asks(SAID)
    person.presses(unknown, "Frage an die Redaktion")
    await person.turned((await person.sees())[0], "Ja")
    card = await person.asks("Vortrag Nummer 1")
    for label in ("Merken", "Erinnern", "15 Minuten"):
        card = await person.turned(person.chat.messages[card["message_id"]], label)
    await person.asks(SAID)
    person.sends("voice", caption=SAID)
    await person.sees()
    neighbours = Person(api.world, id_, group=group(api.world, GROUP))
    neighbours.says(f"@schwerte_test_bot {question('Turmuhr')}")
    await neighbours.sees()


async def run_command(bot_folder: Path, *arguments: str) -> str:
    """Run one of the operator's commands beside the running bot."""
    process = await asyncio.create_subprocess_exec(
        *RUN_BOT,
        *arguments,
        cwd=bot_folder,
        env={"BOT_DATA": str(bot_folder / "data"), "PATH": ""},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode == 0, said.decode()
    return said.decode()


def files_below(folder: Path) -> bytes:
    """Return everything a thief finds there, but for the key."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    assert folder / "data.key" in paths
    return b"\n".join(path.read_bytes() for path in paths if path.suffix != ".key")


@pytest.mark.parametrize("log", ["human", "json"])
async def test_an_evening_leaves_no_ids_no_words_and_no_token(
    api: BotApi, tmp_path: Path, log: str
) -> None:
    port, folder = free_port(), tmp_path / "run"
    town = write_town(tmp_path / "town", [datetime.now(UTC) + timedelta(hours=3)])
    arguments = ("telegram", "--knowledge", str(town))
    watched: dict[str, str] = {}
    async with running_bot(
        api, folder, arguments, BOT_LOG=log, BOT_PORT=str(port), BOT_ADMINS=str(ADMIN)
    ) as bot:
        await asyncio.gather(*(evening(api, id_) for id_ in PEOPLE))
        (town / "town.yaml").write_text("entries: [")  # somebody saves a slip
        await Person(api.world, ADMIN).sees(seconds=30)
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            for path in ("/healthz", "/readyz", "/metrics"):
                watched[path] = (await client.get(path)).text
        backed_up = await run_command(folder, "backup", str(folder / "copy.db"))
        running = files_below(folder)
        await bot.stop()
    stolen = b"\n".join([running, files_below(folder), bot.words.encode()])
    stolen += "\n".join([*watched.values(), backed_up]).encode()

    _look_at(watched, backed_up, bot)
    ids = [*PEOPLE, GROUP, ADMIN]
    found = [trace for id_ in ids for trace in traces_of(id_) if trace in stolen]
    found += [word.encode() for word in WORDS if word.encode() in stolen.lower()]
    found += [part.encode() for part in (TOKEN, TOKEN.split(":")[1]) if part.encode() in stolen]
    assert found == []


def _look_at(watched: dict[str, str], backed_up: str, bot: BotProcess) -> None:
    """See that there was something to steal."""
    assert watched["/healthz"] == "ok\n"
    assert watched["/readyz"] == '{"knowledge": true, "database": true, "telegram": true}\n'
    assert 'bot_questions_total{outcome="unknown"} 15.0' in watched["/metrics"].splitlines()
    assert 'bot_queue_depth{queue="updates"} 0.0' in watched["/metrics"].splitlines()
    assert 'bot_reloads_total{result="refused"} 1.0' in watched["/metrics"].splitlines()
    assert "Gemerktes: 5, Erinnerungen: 5, offene Fragen: 15" in backed_up
    assert "Der Bot ist bereit" in bot.words
