"""Targets of the network: the bot behind its real HTTP port, and the client of the Bot API.

The bot runs in process against the strict fake server's world: an exception a handler had to catch,
or a call against Telegram's specification, is a crash even where the bot lives on.
"""

import asyncio
import json
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bot.core.assistant import Assistant
from bot.faces.limits import Limits
from bot.faces.telegram.api import Api, ApiError
from bot.faces.telegram.hook import Hook
from bot.faces.telegram.house import UNLIMITED
from bot.faces.telegram.journal import NoFigures
from bot.faces.telegram.transport import Http
from bot.faces.web import SECRET_HEADER, Port, Webhook, serve
from bot.stores.journal import Journal
from bot.stores.seal import KeySeal
from tests.bot_api.world import Query
from tests.faces.telegram.in_process import InProcess
from tests.fuzz.seeds import SECRET
from tests.fuzz.update_seeds import updates

PATIENCE = 20.0


class Failures(NoFigures):
    """Keep the exceptions that handlers had to catch."""

    def __init__(self) -> None:
        self.caught: list[BaseException] = []

    def failed(self, kind: str) -> None:
        """Keep the one that is being handled."""
        self.caught.append(sys.exc_info()[1] or RuntimeError(kind))


class ServedBot:
    """Feed a bot through its handlers, its webhook and its bare port."""

    def __init__(self, bot: InProcess, failures: Failures, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.updates: list[bytes] = []
        self._bot, self._failures = bot, failures
        self._kept: dict[int, list[int]] = {}
        self._port = 0

    async def begin(self) -> Any:
        """Gather what people do, and listen; return the server."""
        self.updates = await updates(self._bot)
        self._kept = {id_: [*chat.messages] for id_, chat in self._bot.world.chats.items()}
        hook = Hook(self._bot.house.sender.api, "https://bot.example/hook", SECRET)
        hook._intake = self._bot.serving.intake  # noqa: SLF001 - without asking Telegram first
        server = await serve(Port(0, webhook=Webhook("/hook", SECRET, hook.take)))
        [listening] = server._sockets.values()  # noqa: SLF001 - a free port's number
        self._port = listening.getsockname()[1]
        return server

    def take(self, given: bytes) -> None:
        """Handle an update of Telegram; what a person did must not go wrong anywhere."""
        self.loop.run_until_complete(self._taken(json.loads(given)))
        caught, self._failures.caught = self._failures.caught, []
        faults, self._bot.world.faults = self._bot.world.faults, []
        self._tidy()
        if caught:
            raise caught[0]
        assert not faults, faults

    def post(self, given: bytes) -> None:
        """Bring a body to the webhook; it is taken or refused, and nothing else."""
        head = (
            f"POST /hook HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{SECRET_HEADER}: {SECRET}\r\n"
            f"Content-Length: {len(given)}\r\n\r\n"
        )
        whole = head.encode() + given
        answer = self.loop.run_until_complete(self._exchanged(whole, ends=False))
        self._failures.caught.clear()
        self._bot.world.faults.clear()
        self._tidy()
        assert answer[:13] in {b"HTTP/1.1 200 ", b"HTTP/1.1 400 "}, answer[:100]

    def request(self, given: bytes) -> None:
        """Send anything to the port; the fault is never ours."""
        answer = self.loop.run_until_complete(self._exchanged(given))
        assert b"Traceback" not in answer
        assert not answer.startswith(b"HTTP/1.1 5"), answer[:100]

    async def _taken(self, update: dict[str, Any]) -> None:
        for kind, queries in (
            ("callback_query", self._bot.world.queries),
            ("inline_query", self._bot.world.inline),
        ):
            if kind in update:
                queries[update[kind]["id"]] = Query(update[kind], time.monotonic())
        self._bot.serving.intake.take(update)
        await self._bot.serving.intake.shrink(0, PATIENCE)
        assert self._bot.serving.intake.in_hand == 0

    async def _exchanged(self, given: bytes, *, ends: bool = True) -> bytes:
        async with asyncio.timeout(PATIENCE):
            reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
            try:
                writer.write(given)
                if ends:
                    writer.write_eof()
                return await reader.read()
            except ConnectionError:  # the door was shut while we were still talking
                return b""
            finally:
                writer.close()

    def _tidy(self) -> None:
        world = self._bot.world
        world.calls.clear()
        world.queries.clear()
        world.inline.clear()
        for id_, kept in self._kept.items():
            messages = world.chats[id_].messages
            for number in set(messages) - set(kept):
                del messages[number]


def served_bot(assistant: Assistant, folder: Path, rooms: ExitStack) -> ServedBot:
    """Return a bot that listens until the rooms are left."""
    loop = asyncio.new_event_loop()
    rooms.callback(loop.close)
    opening = Journal.open(folder / "journal.db", KeySeal(bytes(64)))
    journal = loop.run_until_complete(opening)
    rooms.callback(lambda: loop.run_until_complete(journal.close()))
    failures = Failures()
    limits = Limits(UNLIMITED, UNLIMITED)
    bot = loop.run_until_complete(_made(assistant, journal, figures=failures, limits=limits))
    served = ServedBot(bot, failures, loop)
    server = loop.run_until_complete(served.begin())
    rooms.callback(lambda: loop.run_until_complete(server.close_all_connections()))
    rooms.callback(server.stop)
    failures.caught.clear()
    return served


async def _made(assistant: Assistant, journal: Journal, **outside: Any) -> InProcess:
    return InProcess(assistant, journal, **outside)


class Answering:
    """Let a server say anything to the client of the Bot API."""

    refusals = (ApiError,)

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self._said = b""
        self._url = ""

    def __call__(self, given: bytes) -> None:
        """Call the Bot API once and hear the given answer."""
        self._said = given
        self.loop.run_until_complete(self._called())

    async def begin(self) -> asyncio.Server:
        """Listen on a free port."""
        server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        self._url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        return server

    async def _called(self) -> None:
        api = Api(Http("1:token", self._url))
        try:
            async with asyncio.timeout(PATIENCE):
                for update in await api.updates(None, 0, []):
                    assert isinstance(update, dict)
        finally:
            await api.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(self._said)
        try:
            await writer.drain()
        except ConnectionError:
            return
        finally:
            writer.close()


def answering(bot: ServedBot, rooms: ExitStack) -> Answering:
    """Return a server that says anything, until the rooms are left."""
    answers = Answering(bot.loop)
    server = bot.loop.run_until_complete(answers.begin())
    rooms.callback(server.close)
    return answers
