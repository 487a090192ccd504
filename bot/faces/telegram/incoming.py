"""Faces: an update as one flat noun, whatever kind of message it was; pure."""

from dataclasses import dataclass
from datetime import datetime

from telegram import Message, MessageEntity, User
from telegram.constants import ChatType

KINDS = (
    ("voice", "voice"),
    ("audio", "voice"),
    ("video", "video"),
    ("video_note", "video"),
    ("animation", "video"),
    ("photo", "photo"),
    ("sticker", "sticker"),
    ("document", "document"),
    ("venue", "location"),
    ("location", "location"),
    ("contact", "contact"),
    ("poll", "poll"),
    ("dice", "dice"),
    ("story", "other"),
    ("game", "other"),
    ("paid_media", "other"),
    ("checklist", "other"),
    ("giveaway", "other"),
)
"""What a message can hold beside text, and the sentence it gets."""


@dataclass(frozen=True, slots=True)
class Me:
    """Say who the bot is."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """Hold one message that wants a reply.

    `kind` is "text", "command", "own" (an answer of the bot itself), or a kind of content;
    `language` the code the person's app is set to.
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
    sent: datetime | None = None


def read_message(message: Message, me: Me, *, edited: bool = False) -> Incoming | None:
    """Return what a message wants of the bot, or None where it wants nothing."""
    person = message.from_user
    if person is None or person.is_bot or message.chat.type == ChatType.CHANNEL:
        return None
    private = message.chat.type == ChatType.PRIVATE
    text = message.text or message.caption or ""
    kind = _kind(message, me)
    command, argument, named = _command(text, me) if kind == "text" else ("", "", True)
    if command and not named:
        return None
    if not private and not (command or _is_addressed(message, text, me)):
        return None
    if kind == "":
        return None
    return Incoming(
        chat=message.chat.id,
        person=person.id,
        message=message.message_id,
        private=private,
        kind="command" if command else kind,
        text=text if private else _without_name(text, me),
        command=command,
        argument=argument,
        thread=message.message_thread_id if message.is_topic_message else None,
        language=_code(person),
        edited=edited,
        sent=message.date,
    )


def app_language(person: User | None) -> str:
    """Return the language for a person whose app is set so: German, else English."""
    code = _code(person) if person else None
    return "de" if not code or code.startswith("de") else "en"


def _code(person: User) -> str | None:
    return person.language_code.lower() if person.language_code else None


def _kind(message: Message, me: Me) -> str:
    """Return the kind; '' for messages about the chat itself, which want no reply."""
    if message.via_bot is not None and message.via_bot.id == me.id:
        return "own"
    if message.text or message.caption:
        return "text"
    for name, kind in KINDS:
        if getattr(message, name, None):
            return kind
    return ""


def _command(text: str, me: Me) -> tuple[str, str, bool]:
    """Return command and argument, and whether it is for this bot."""
    if not text.startswith("/") or len(text) < 2 or not text[1].isalpha():
        return "", "", True
    word, _, argument = text[1:].partition(" ")
    command, _, name = word.partition("@")
    return command.lower()[:64], argument.strip(), not name or name.lower() == me.name.lower()


def _is_addressed(message: Message, text: str, me: Me) -> bool:
    replied = message.reply_to_message
    if replied and replied.from_user and replied.from_user.id == me.id:
        return True
    if f"@{me.name}".lower() in text.lower():
        return True
    entities = (*message.entities, *message.caption_entities)
    return any(
        entity.type == MessageEntity.TEXT_MENTION and entity.user and entity.user.id == me.id
        for entity in entities
    )


def _without_name(text: str, me: Me) -> str:
    place = text.lower().find(f"@{me.name}".lower())
    if place < 0:
        return text
    return f"{text[:place]} {text[place + len(me.name) + 1 :]}".strip(" ,:")
