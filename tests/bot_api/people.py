"""Fake Bot API: people who write to the bot, press its buttons and read what comes."""

import time
from collections.abc import Mapping
from typing import Any

from tests.bot_api.world import BOT, Chat, Query, World

_FILE = {"file_id": "given", "file_unique_id": "given-once"}
_PICTURE = {**_FILE, "width": 90, "height": 90}
_POINT = {"latitude": 51.44, "longitude": 7.56}
CONTENTS: Mapping[str, Mapping[str, Any]] = {
    "voice": {"voice": {**_FILE, "duration": 3}},
    "audio": {"audio": {**_FILE, "duration": 3}},
    "video": {"video": {**_PICTURE, "duration": 3}},
    "video_note": {"video_note": {**_FILE, "length": 240, "duration": 3}},
    "animation": {
        "animation": {**_PICTURE, "duration": 3},
        "document": {**_FILE, "file_name": "a.mp4"},
    },
    "photo": {"photo": [_PICTURE]},
    "sticker": {
        "sticker": {**_PICTURE, "type": "regular", "is_animated": False, "is_video": False}
    },
    "document": {"document": {**_FILE, "file_name": "a.pdf"}},
    "location": {"location": _POINT},
    "venue": {"venue": {"location": _POINT, "title": "Markt", "address": "Markt 1"}},
    "contact": {"contact": {"phone_number": "+49230412345", "first_name": "Amt"}},
    "dice": {"dice": {"emoji": "🎲", "value": 4}},
    "poll": {
        "poll": {
            "id": "1",
            "question": "Ja?",
            "options": [{"persistent_id": "1", "text": "Ja", "voter_count": 0}],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": False,
            "members_only": False,
        }
    },
}
"""What messages can hold beside text."""


class Person:
    """Be one person, in the private chat with the bot or in a group."""

    def __init__(
        self, world: World, id_: int, *, language: str | None = "de", group: Chat | None = None
    ) -> None:
        self.world = world
        self.about: dict[str, Any] = {"id": id_, "is_bot": False, "first_name": f"Person {id_}"}
        if language:
            self.about["language_code"] = language
        private = {"id": id_, "type": "private", "first_name": f"Person {id_}"}
        self.chat = group or world.chats.setdefault(id_, Chat(private))
        self._seen = 0

    def says(self, text: str, **more: Any) -> dict[str, Any]:
        """Write a text and return the message."""
        content: dict[str, Any] = {"text": text}
        if text.startswith("/"):
            length = len(text.split(maxsplit=1)[0])
            content["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return self.sends(**content, **more)

    def sends(self, kind: str = "", **content: Any) -> dict[str, Any]:
        """Send a message of a kind in CONTENTS, or with any content."""
        message = {
            "message_id": self.world.number(),
            "date": int(time.time()),
            "chat": self.chat.about,
            "from": self.about,
            **CONTENTS.get(kind, {}),
            **content,
        }
        self.chat.messages[message["message_id"]] = message
        self.world.emit("message", message)
        return message

    def edits(self, message: Mapping[str, Any], text: str) -> dict[str, Any]:
        """Change the text of an own message."""
        edited = {**message, "text": text, "edit_date": int(time.time())}
        self.chat.messages[message["message_id"]] = edited
        self.world.emit("edited_message", edited)
        return edited

    def presses(self, message: Mapping[str, Any], label: str) -> Query:
        """Press the first button whose label has these words, and return the query."""
        button = next(each for each in buttons(message) if label in each["text"])
        return self.carries(message, button["callback_data"])

    def carries(self, message: Mapping[str, Any], data: str) -> Query:
        """Press a button that carries something, be it still there or not."""
        query: dict[str, Any] = {
            "id": str(self.world.number()),
            "from": self.about,
            "message": dict(message),
            "chat_instance": "1",
            "data": data,
        }
        asked = self.world.queries[query["id"]] = Query(query, time.monotonic())
        self.world.emit("callback_query", query)
        return asked

    def looks_up(self, words: str, offset: str = "") -> Query:
        """Type `@bot words` in some chat, and return the query."""
        query: dict[str, Any] = {
            "id": str(self.world.number()),
            "from": self.about,
            "query": words,
            "offset": offset,
            "chat_type": "private",
        }
        asked = self.world.inline[query["id"]] = Query(query, time.monotonic())
        self.world.emit("inline_query", query)
        return asked

    def blocks(self, *, blocked: bool = True) -> None:
        """Block the bot, or let it in again."""
        self.chat.closed = "bot was blocked by the user" if blocked else ""
        states: list[dict[str, Any]] = [{"status": "kicked", "until_date": 0}, {"status": "member"}]
        new, old = states if blocked else states[::-1]
        user = {key: BOT[key] for key in ("id", "is_bot", "first_name", "username")}
        self.world.emit(
            "my_chat_member",
            {
                "chat": self.chat.about,
                "from": self.about,
                "date": int(time.time()),
                "old_chat_member": {**old, "user": user},
                "new_chat_member": {**new, "user": user},
            },
        )

    async def sees(self, number: int = 1, seconds: float = 10.0) -> list[dict[str, Any]]:
        """Wait for so many more messages of the bot and return those not seen before."""
        sent = await self.world.until(
            lambda: found if len(found := self.new()) >= number else None, seconds
        )
        self._seen = max(each["message_id"] for each in sent)
        return list(sent)

    async def asks(self, text: str, **more: Any) -> dict[str, Any]:
        """Write a text and return the bot's next message."""
        self.says(text, **more)
        return (await self.sees())[0]

    async def turned(self, message: Mapping[str, Any], label: str) -> dict[str, Any]:
        """Press a button that changes its message, and return it once that has happened."""
        before = len(self._edits(message))
        self.presses(message, label)
        await self.world.until(lambda: len(self._edits(message)) > before)
        return self.chat.messages[message["message_id"]]

    def new(self) -> list[dict[str, Any]]:
        """Return the bot's messages not seen yet."""
        return [each for each in self.chat.sent if each["message_id"] > self._seen]

    def _edits(self, message: Mapping[str, Any]) -> list[Any]:
        number = message["message_id"]
        methods = ("editMessageText", "editMessageReplyMarkup")
        return [
            call
            for method in methods
            for call in self.world.of(method)
            if (call.chat, call.parameters.get("message_id")) == (self.chat.about["id"], number)
        ]


def buttons(message: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return all buttons under a message."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


def labels(message: Mapping[str, Any]) -> list[str]:
    """Return what stands on the buttons under a message."""
    return [button["text"] for button in buttons(message)]


def group(world: World, id_: int = -1001, *, forum: bool = False) -> Chat:
    """Open a group."""
    about: dict[str, Any] = {"id": id_, "type": "supergroup", "title": "Nachbarschaft"}
    if forum:
        about["is_forum"] = True
    return world.chats.setdefault(id_, Chat(about))
