"""Fake Bot API: the calls that write, change and delete messages."""

import time
from collections.abc import Mapping
from typing import Any

from tests.bot_api.checking import plain
from tests.bot_api.errors import fault, refusal
from tests.bot_api.markup import parse
from tests.bot_api.spec import Upload
from tests.bot_api.world import BOT, Chat, World

Parameters = Mapping[str, Any]


def send_message(world: World, call: Parameters) -> dict[str, Any]:
    """Write a text."""
    return written(world, call, formatted(call, "text"))


def send_document(world: World, call: Parameters) -> dict[str, Any]:
    """Send a file."""
    file = _file(world, call["document"])
    return written(world, call, {"document": file, **formatted(call, "caption")})


def send_photo(world: World, call: Parameters) -> dict[str, Any]:
    """Send a picture."""
    file = _file(world, call["photo"])
    file.pop("file_name", None)
    photo = [{**file, "width": 90, "height": 90}]
    return written(world, call, {"photo": photo, **formatted(call, "caption")})


def send_location(world: World, call: Parameters) -> dict[str, Any]:
    """Send a point on the map."""
    return written(world, call, {"location": _point(call)})


def send_venue(world: World, call: Parameters) -> dict[str, Any]:
    """Send a place on the map."""
    if not call["title"].strip() or not call["address"].strip():
        raise fault("VENUE_TITLE_INVALID" if not call["title"].strip() else "address is empty")
    venue = {"location": _point(call), "title": call["title"], "address": call["address"]}
    return written(world, call, {"venue": venue, "location": venue["location"]})


def send_action(world: World, call: Parameters) -> bool:
    """Show that the bot is at work."""
    world.chat(call["chat_id"])
    return True


def edit_text(world: World, call: Parameters) -> dict[str, Any] | bool:
    """Put another text into a message."""
    return _edit(world, call, formatted(call, "text"))


def edit_markup(world: World, call: Parameters) -> dict[str, Any] | bool:
    """Put other buttons under a message."""
    return _edit(world, call, {})


def delete(world: World, call: Parameters) -> bool:
    """Delete one message."""
    chat = world.chat(call["chat_id"])
    if call["message_id"] not in chat.messages:
        raise refusal("message to delete not found")
    del chat.messages[call["message_id"]]
    return True


def delete_many(world: World, call: Parameters) -> bool:
    """Delete messages; those that are missing are skipped."""
    chat = world.chat(call["chat_id"])
    for number in call["message_ids"]:
        chat.messages.pop(number, None)
    return True


def written(world: World, call: Parameters, content: Mapping[str, Any]) -> dict[str, Any]:
    """Put a message of the bot into its chat and return it."""
    chat = world.chat(call["chat_id"])
    message = {
        "message_id": world.number(),
        "date": int(time.time()),
        "chat": chat.about,
        "from": {key: BOT[key] for key in ("id", "is_bot", "first_name", "username")},
        **_thread(chat, call),
        **_reply(chat, call),
        **content,
    }
    if "inline_keyboard" in call.get("reply_markup", {}):
        message["reply_markup"] = call["reply_markup"]
    chat.messages[message["message_id"]] = message
    return message


def formatted(call: Parameters, name: str) -> dict[str, Any]:
    """Return a text of a call as messages hold it: plain, with its entities beside it."""
    if name not in call:
        return {}
    mode = call.get("parse_mode")
    entities = list(parse(call[name])[1]) if mode == "HTML" else call.get("entities", [])
    beside = "entities" if name == "text" else "caption_entities"
    found = {name: plain(call[name], mode)}
    return {**found, beside: entities} if entities else found


def _edit(world: World, call: Parameters, content: Mapping[str, Any]) -> dict[str, Any] | bool:
    if "inline_message_id" in call:
        return True
    if "chat_id" not in call or "message_id" not in call:
        raise fault("message identifier is not specified")
    chat = world.chat(call["chat_id"])
    message = world.message(chat, call["message_id"], "message to edit not found")
    if content and "text" not in message:
        raise fault("there is no text in the message to edit")
    parts = ("text", "entities", "reply_markup") if content else ("reply_markup",)
    new = {**content, "reply_markup": call.get("reply_markup")}
    if all((message.get(part) or None) == (new.get(part) or None) for part in parts):
        raise refusal(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        )
    for part in parts:
        message.pop(part, None)
    message.update({part: new[part] for part in parts if new.get(part)}, edit_date=int(time.time()))
    return message


def _reply(chat: Chat, call: Parameters) -> dict[str, Any]:
    reply = call.get("reply_parameters")
    if not reply:
        return {}
    found = chat.messages.get(reply["message_id"])
    if found is None:
        if not reply.get("allow_sending_without_reply"):
            raise refusal("message to be replied not found")
        return {}
    return {"reply_to_message": {k: v for k, v in found.items() if k != "reply_to_message"}}


def _thread(chat: Chat, call: Parameters) -> dict[str, Any]:
    thread = call.get("message_thread_id")
    if thread is None:
        return {}
    if not chat.about.get("is_forum"):
        raise fault("message thread not found (the chat has no topics)")
    return {"message_thread_id": thread, "is_topic_message": True}


def _point(call: Parameters) -> dict[str, Any]:
    if not (-90 <= call["latitude"] <= 90 and -180 <= call["longitude"] <= 180):
        raise fault("wrong latitude or longitude")
    return {"latitude": call["latitude"], "longitude": call["longitude"]}


def _file(world: World, given: Any) -> dict[str, Any]:
    number = f"file{world.number()}"
    if not isinstance(given, Upload):
        if given.startswith(("http://", "https://")) or given not in world.files:
            raise refusal("wrong file identifier/HTTP URL specified")
        return {"file_id": given, "file_unique_id": f"u{given}"}
    if not given.content:
        raise fault("file must be non-empty")
    world.files[number] = given.content
    return {
        "file_id": number,
        "file_unique_id": f"u{number}",
        "file_name": given.name,
        "file_size": len(given.content),
    }
