"""Faces: an update as one flat noun, whatever kind of message it was; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]

KINDS = (
    ("voice", "voice"),
    ("audio", "voice"),
    ("video", "video"),
    ("video_note", "video"),
    ("animation", "video"),
    ("photo", "photo"),
    ("live_photo", "photo"),
    ("sticker", "sticker"),
    ("document", "document"),
    ("venue", "location"),
    ("location", "location"),
    ("contact", "contact"),
    ("poll", "poll"),
    ("dice", "dice"),
    ("story", "other"),
    ("game", "other"),
    ("invoice", "other"),
    ("paid_media", "other"),
    ("checklist", "other"),
    ("giveaway", "other"),
)
"""What a message can hold beside text, and the sentence it gets."""

NAMELESS = 1087968824
"""The bot that stands for an administrator who writes to a group without a name."""


@dataclass(frozen=True, slots=True)
class Me:
    """Say who the bot is."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """Hold one message that wants a reply.

    `kind` is "text", "command", "own" (an answer of the bot itself), or a kind of content;
    `language` the code the person's app is set to; `sent` seconds since 1970; `update` the identity
    of the update it came with.
    """

    chat: int
    person: int
    message: int
    private: bool
    kind: str
    text: str = ""
    command: str = ""
    argument: str = ""
    thread: int | None = None
    language: str | None = None
    edited: bool = False
    sent: int | None = None
    update: int | None = None


def read_message(message: Json, me: Me, *, edited: bool = False) -> Incoming | None:
    """Return what a message wants of the bot, or None where it wants nothing."""
    person = message.get("from")
    chat = message["chat"]
    if person is None or _is_machine(person) or chat.get("type") == "channel":
        return None
    private = chat.get("type") == "private"
    text = message.get("text") or message.get("caption") or ""
    kind = _kind(message, me)
    command, argument, named = _command(text, me) if kind == "text" else ("", "", True)
    if kind == "" or (command and not named):
        return None
    if not private and not (command or _is_addressed(message, text, me)):
        return None
    return Incoming(
        chat=chat["id"],
        person=person["id"],
        message=message["message_id"],
        private=private,
        kind="command" if command else kind,
        text=text if private else _without_name(text, me),
        command=command,
        argument=argument,
        thread=message.get("message_thread_id") if message.get("is_topic_message") else None,
        language=app_code(person),
        edited=edited,
        sent=message.get("date"),
    )


def app_language(code: str | None) -> str:
    """Return the language for a person whose app is set so: German, else English."""
    return "de" if not code or code.startswith("de") else "en"


def app_code(person: Json) -> str | None:
    """Return the code of the language a person's app is set to."""
    code = person.get("language_code")
    return code.lower() if isinstance(code, str) and code else None


def _is_machine(person: Json) -> bool:
    return bool(person.get("is_bot")) and person.get("id") != NAMELESS


def _kind(message: Json, me: Me) -> str:
    """Return the kind; '' for messages about the chat itself, which want no reply."""
    via = message.get("via_bot")
    if via is not None and via.get("id") == me.id:
        return "own"
    if message.get("text") or message.get("caption"):
        return "text"
    return next((kind for name, kind in KINDS if message.get(name)), "")


def _command(text: str, me: Me) -> tuple[str, str, bool]:
    """Return command and argument, and whether it is for this bot."""
    if not text.startswith("/") or len(text) < 2 or not text[1].isalpha():
        return "", "", True
    word, *argument = text[1:].split(maxsplit=1)
    command, _, name = word.partition("@")
    is_mine = not name or name.lower() == me.name.lower()
    return command.lower()[:64], "".join(argument).strip(), is_mine


def _is_addressed(message: Json, text: str, me: Me) -> bool:
    replied = message.get("reply_to_message") or {}
    if (replied.get("from") or {}).get("id") == me.id:
        return True
    if _place_of_name(text, me) >= 0:
        return True
    entities = (*message.get("entities", ()), *message.get("caption_entities", ()))
    return any((entity.get("user") or {}).get("id") == me.id for entity in entities)


def _without_name(text: str, me: Me) -> str:
    place = _place_of_name(text, me)
    if place < 0:
        return text
    return f"{text[:place]} {text[place + len(me.name) + 1 :]}".strip(" ,:")


def _place_of_name(text: str, me: Me) -> int:
    """Return where the bot's name is mentioned as a whole, or -1."""
    name = f"@{me.name}".lower()
    place = text.lower().find(name) if me.name else -1
    after = text[place + len(name) : place + len(name) + 1]
    return -1 if after.isalnum() or after == "_" else place
