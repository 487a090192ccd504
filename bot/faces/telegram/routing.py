"""Faces: an update finds its handler; no fault gets further than this."""

import logging
import time
from collections.abc import Hashable
from dataclasses import replace
from functools import partial

from bot.faces.limits import Pass
from bot.faces.telegram.answering import answer, answer_kind
from bot.faces.telegram.api import ApiError
from bot.faces.telegram.commands import command
from bot.faces.telegram.house import House
from bot.faces.telegram.incoming import Incoming, Json, app_code, app_language, read_message
from bot.faces.telegram.intake import Handle, identity
from bot.faces.telegram.pressed import read_press
from bot.faces.telegram.pressing import press
from bot.faces.telegram.sender import Where
from bot.faces.telegram.sharing import share

_MESSAGE = {"text": answer, "command": command}
_LEFT = ("kicked", "left")

_SENSELESS = (AttributeError, KeyError, TypeError, ValueError)
"""What reading an update raises that has not the form of one."""

_log = logging.getLogger(__name__)


def find(house: House, update: Json) -> Handle | None:
    """Return what is to be done with an update: handle it, ask for patience once, or nothing."""
    try:
        who, handle = _wish(house, update)
        if handle is None or who is None:
            return handle
        passed = house.outside.limits.ask(who, time.monotonic())
    except _SENSELESS:  # nothing Telegram sends; nobody to answer
        house.outside.figures.failed("Update")
        return None
    if passed is Pass.ALLOWED:
        return partial(_carefully, house, update, handle)
    house.outside.figures.refused()
    if passed is Pass.SILENT:
        return None
    return partial(_carefully, house, update, partial(_say, house, update, "tg.too-fast"))


def _wish(house: House, update: Json) -> tuple[Hashable, Handle | None]:
    """Return who wants something, and what does it."""
    for kind in ("message", "edited_message"):
        if kind in update:
            incoming = read_message(update[kind], house.me, edited=kind != "message")
            return _message(house, incoming and replace(incoming, update=identity(update)))
    if query := update.get("callback_query"):
        pressed = read_press(query)
        gone = partial(_say, house, update, "tg.toast.gone")
        return query["from"]["id"], partial(press, house, pressed) if pressed else gone
    if query := update.get("inline_query"):
        return ("inline", query["from"]["id"]), partial(share, house, query)
    change = update.get("my_chat_member") or {}
    if (change.get("new_chat_member") or {}).get("status") in _LEFT:
        return None, partial(house.forget, change["chat"]["id"])
    return None, None


def _message(house: House, incoming: Incoming | None) -> tuple[Hashable, Handle | None]:
    if incoming is None:
        return None, None
    if incoming.sent is not None:
        house.outside.figures.lagged(max(0.0, time.time() - incoming.sent))
    return incoming.person, partial(_MESSAGE.get(incoming.kind, answer_kind), house, incoming)


async def _carefully(house: House, update: Json, handle: Handle) -> None:
    """Handle an update; whatever goes wrong, the person gets a sentence and the bot goes on."""
    try:
        await handle()
    except ApiError as fault:
        house.outside.figures.failed(type(fault).__name__)
        _log.warning("Telegram nahm eine Antwort nicht an: %s", type(fault).__name__)
    except Exception as fault:  # noqa: BLE001 - likewise, whatever it was
        house.outside.figures.failed(type(fault).__name__)
        _log.exception("Ein Update ließ sich nicht bearbeiten")
        await _apologise(house, update)


async def _apologise(house: House, update: Json) -> None:
    try:
        await _say(house, update, "tg.trouble")
    except (ApiError, *_SENSELESS):
        _log.warning("Auch die Entschuldigung ging nicht hinaus")


async def _say(house: House, update: Json, key: str) -> None:
    """Say one sentence to whoever pressed or wrote; in a group, only to who pressed."""
    query, message = update.get("callback_query"), update.get("message")
    words = house.say(key, app_language(app_code((query or message or {}).get("from") or {})))
    if query:
        await house.sender.answer(query["id"], words, alert=True)
    elif message and message["chat"].get("type") == "private":
        await house.sender.send(Where(message["chat"]["id"]), house.view.plain(words))
