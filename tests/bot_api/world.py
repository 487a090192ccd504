"""Fake Bot API: the chats, messages and button presses as Telegram's servers hold them."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.bot_api.checking import check_value
from tests.bot_api.errors import Refused, forbidden, refusal
from tests.bot_api.updates import Waiting

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
BOT = {
    "id": 123456789,
    "is_bot": True,
    "first_name": "Bürgerbot",
    "username": "schwerte_test_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": True,
}
QUERY_LIFE = 30.0
"""Seconds in which a button press or an inline query can be answered."""


@dataclass(slots=True)
class Chat:
    """Hold one chat; `closed` says why the bot can't write there."""

    about: dict[str, Any]
    messages: dict[int, dict[str, Any]] = field(default_factory=dict)
    closed: str = ""
    flood_until: float = 0.0

    @property
    def sent(self) -> list[dict[str, Any]]:
        """Return what the bot wrote and has not been deleted."""
        return [each for each in self.messages.values() if each["from"]["id"] == BOT["id"]]


@dataclass(slots=True)
class Query:
    """Hold a button press or an inline query that waits for its answer."""

    about: dict[str, Any]
    asked: float
    answer: dict[str, Any] | None = None
    told: bool = False


@dataclass(slots=True)
class Call:
    """Hold one call of the bot: `refused` is None where it was done."""

    method: str
    parameters: dict[str, Any]
    at: float
    refused: Refused | None = None
    result: Any = None
    trouble: str | None = None

    @property
    def chat(self) -> int:
        """Return the chat it is about, 0 if none."""
        chat = self.parameters.get("chat_id", 0)
        return chat if isinstance(chat, int) else 0


def chat_of(update: dict[str, Any]) -> int:
    """Return what keeps an update in order with others: its chat, else its person."""
    content = next(value for key, value in update.items() if key != "update_id")
    chat = content.get("chat") or content.get("message", {}).get("chat") or content.get("from", {})
    return int(chat.get("id", 0))


class World:
    """Hold everything there is; `careful` checks what the server itself says as well."""

    def __init__(self, *, careful: bool = True) -> None:
        self.careful = careful
        self.chats: dict[int, Chat] = {}
        self.waiting = Waiting()
        self.queries: dict[str, Query] = {}
        self.inline: dict[str, Query] = {}
        self.calls: list[Call] = []
        self.settings: dict[tuple[str, ...], Any] = {}
        self.files: dict[str, bytes] = {}
        self.webhook: dict[str, Any] = {}
        self.chat_of: dict[int, int] = {}
        self.changed = asyncio.Event()
        self.faults: list[str] = []
        self._number = 1000

    def number(self) -> int:
        """Return a fresh number for a message, a query or a file."""
        self._number += 1
        return self._number

    def record(self, call: Call) -> None:
        """Remember a call; what is against the specification is a fault."""
        self.calls.append(call)
        if call.refused and call.refused.strict:
            self.faults.append(f"{call.method}: {call.refused.words}")
        self.wake()

    def wake(self) -> None:
        """Let everybody look who waits for something."""
        self.changed.set()

    async def until(self, holds: Callable[[], Any], seconds: float = 10.0) -> Any:
        """Wait until something holds and return it; raise TimeoutError with the last calls."""
        end = time.monotonic() + seconds
        while not (found := holds()):
            self.changed.clear()
            left = end - time.monotonic()
            if left <= 0:
                last = [(call.method, str(call.refused)) for call in self.calls[-5:]]
                raise TimeoutError(f"nothing came in {seconds} s; last calls: {last}")
            try:
                await asyncio.wait_for(self.changed.wait(), min(left, 0.5))
            except TimeoutError:
                continue
        return found

    def emit(self, kind: str, content: dict[str, Any]) -> dict[str, Any] | None:
        """Let something happen that the bot is told."""
        update = self.waiting.add(kind, content)
        if update:
            self.chat_of[update["update_id"]] = chat_of(update)
        if update and self.careful:
            check_value("Update", update)
        self.wake()
        return update

    def chat(self, id_: Any) -> Chat:
        """Return a chat the bot can write to, or raise what Telegram would say."""
        chat = self.chats.get(id_) if isinstance(id_, int) else None
        if chat is None:
            raise refusal("chat not found")
        if chat.closed:
            raise forbidden(chat.closed)
        return chat

    def message(self, chat: Chat, number: int, missing: str) -> dict[str, Any]:
        """Return a message of the bot in a chat."""
        message = chat.messages.get(number)
        if message is None:
            raise refusal(missing)
        if message["from"]["id"] != BOT["id"]:
            raise refusal("message can't be edited")
        return message

    def of(self, method: str) -> list[Call]:
        """Return the calls of a method that were done."""
        return [call for call in self.calls if call.method == method and not call.refused]
