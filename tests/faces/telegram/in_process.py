"""The bot within the test's process, in the strict server's world, without HTTP between them."""

import asyncio
import copy
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.core.assistant import Assistant
from bot.core.nouns import Talk
from bot.faces.telegram.api import Api, File, Unreachable
from bot.faces.telegram.house import House, Outside
from bot.faces.telegram.incoming import Me
from bot.faces.telegram.sender import Sender
from bot.faces.telegram.serving import Serving
from bot.faces.telegram.telling import Teller
from bot.stores.calendar_files import calendar_of
from bot.stores.journal import Journal
from tests.bot_api.calling import carry_out
from tests.bot_api.checking import read_call
from tests.bot_api.errors import Refused
from tests.bot_api.people import Person
from tests.bot_api.spec import Upload
from tests.bot_api.world import BOT, Call, World

NOON = datetime(2024, 10, 16, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))
"""In the middle of a fair: a talk of that day begins at 15:00."""

TALK = "sccon-2024.suedwestfalen.cooperation-is-king"


class Line:
    """Carry calls to the world; the next ones may meet `trouble` instead.

    `updates` are what polls get, one after the other; then they wait for ever.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.trouble: list[Refused | None] = []
        self.updates: list[list[dict[str, Any]]] = []

    async def post(
        self, method: str, fields: Mapping[str, Any], file: File | None, seconds: float
    ) -> tuple[int, bytes]:
        call = Call(method, json.loads(json.dumps(fields)), 0.0)
        if file:
            call.parameters[file.field] = Upload(file.name, file.content)
        trouble = self.trouble.pop(0) if self.trouble else None
        try:
            if trouble is not None:
                raise trouble
            call.parameters = read_call(method, call.parameters)
            call.result = await self._done(method, call.parameters)
        except Refused as refused:
            call.refused = refused
        self.world.record(call)
        if call.refused is None:
            return 200, json.dumps({"ok": True, "result": call.result}).encode()
        if call.refused.code == 0:
            raise Unreachable("dropped")
        return call.refused.code, json.dumps(call.refused.body()).encode()

    async def _done(self, method: str, parameters: dict[str, Any]) -> Any:
        if method == "deleteWebhook":
            return True
        if method != "getUpdates":
            return carry_out(self.world, method, parameters)
        if not self.updates:
            await asyncio.Event().wait()
        return self.updates.pop(0)

    async def close(self) -> None:
        """Nothing is open."""


class InProcess:
    """Hold the bot, its world and a clock that stands until it is set."""

    def __init__(self, assistant: Assistant, journal: Journal, **outside: Any) -> None:
        self.world = World()
        self.now = NOON
        self.pauses: list[float] = []
        self.line = Line(self.world)
        self.house = House(
            assistant,
            Outside(journal, lambda: self.now, self._calendar, **outside),
            Api(self.line),
            Me(BOT["id"], BOT["username"]),
        )
        self.house.sender = Sender(self.house.sender.api, self.house.forget, self._pause)
        self.serving = Serving(self.house, ())
        self.teller = Teller(self.house)

    def person(self, id_: int = 7, language: str | None = "de", **more: Any) -> Person:
        """Let a person come along."""
        return Person(self.world, id_, language=language, **more)

    async def settled(self) -> None:
        """Let the bot deal with everything that has happened."""
        for update in [*self.world.waiting.updates.values()]:
            self.serving.intake.take(update)
        await self.serving.intake.shrink(0, 10)
        self.world.waiting.updates.clear()
        await self.house.notes.write()

    async def asked(self, person: Person, text: str, **more: Any) -> dict[str, Any]:
        """Let a person write a text; return the bot's newest message there."""
        person.says(text, **more)
        await self.settled()
        return copy.deepcopy(person.chat.sent[-1])

    async def pressed(self, person: Person, message: Mapping[str, Any], label: str) -> str:
        """Let a person press a button and return what the bot answers to the press."""
        query = person.presses(message, label)
        await self.settled()
        assert query.answer is not None
        return str(query.answer.get("text", ""))

    async def told(self) -> None:
        """Let the bot send what is due."""
        await self.teller.tell()
        await self.teller.finish(10)

    def change(self, id_: str = TALK, **changes: Any) -> None:
        """Let a talk be another from now on; without changes it is gone."""
        knowledge = self.house.assistant.knowledge
        events = {
            event.id: replace(event, talks=[*_changed(event.talks, id_, changes)])
            for event in knowledge.events.values()
        }
        changed = replace(knowledge, events=events)
        self.house.use(Assistant(changed, self.house.assistant.matcher))

    def calls(self, method: str) -> list[dict[str, Any]]:
        """Return the parameters of the calls of a method that were done."""
        return [call.parameters for call in self.world.of(method)]

    def later(self, minutes: float) -> None:
        """Set the clock forward."""
        self.now += timedelta(minutes=minutes)

    def _calendar(self, talks: Any, made: datetime, language: str) -> bytes:
        return calendar_of(talks, self.house.assistant.knowledge.events, made, language)

    async def _pause(self, seconds: float) -> None:
        self.pauses.append(seconds)


def _changed(talks: Any, id_: str, changes: dict[str, Any]) -> list[Talk]:
    if not changes:
        return [talk for talk in talks if talk.id != id_]
    return [replace(talk, **changes) if talk.id == id_ else talk for talk in talks]


def shown(message: Mapping[str, Any]) -> list[list[str]]:
    """Return what stands on the buttons, by rows."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [[button["text"] for button in row] for row in rows]


def now_of(person: Person, message: Mapping[str, Any]) -> dict[str, Any]:
    """Return a message as it is now."""
    return copy.deepcopy(person.chat.messages[message["message_id"]])
