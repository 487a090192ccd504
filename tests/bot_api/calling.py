"""Fake Bot API: every call that is carried out, by its method."""

import time
from collections.abc import Callable, Mapping
from typing import Any

from tests.bot_api import sending
from tests.bot_api.errors import fault, refusal
from tests.bot_api.spec import shapes
from tests.bot_api.world import BOT, QUERY_LIFE, Query, World

Parameters = Mapping[str, Any]
_LATE = "query is too old and response timeout expired or query ID is invalid"


def carry_out(world: World, method: str, call: Parameters) -> Any:
    """Do what a checked call asks; raise Refused where it can't be."""
    if method in _DONE:
        return _DONE[method](world, call)
    if shapes()[method].returned == ("Boolean",):
        return True
    raise fault(f"{method} is not emulated by the fake server")


def _me(world: World, call: Parameters) -> dict[str, Any]:
    return {**BOT}


def _answer_press(world: World, call: Parameters) -> bool:
    return _answer(world.queries.get(call["callback_query_id"]), call)


def _answer_inline(world: World, call: Parameters) -> bool:
    return _answer(world.inline.get(call["inline_query_id"]), call)


def _answer(query: Query | None, call: Parameters) -> bool:
    if query and query.told:
        raise fault(f"answered twice: {_LATE}")
    if query is None or query.answer is not None or time.monotonic() - query.asked > QUERY_LIFE:
        raise refusal(_LATE)
    query.answer = dict(call)
    return True


def _keep(*names: str) -> Callable[[World, Parameters], bool]:
    """Return a call that keeps a setting by scope and language."""

    def keep(world: World, call: Parameters) -> bool:
        world.settings[_key(names[0], call)] = call.get(names[1], "")
        return True

    return keep


def _kept(name: str, field: str) -> Callable[[World, Parameters], Any]:
    """Return a call that gives a setting back, the one without a language where there is none."""

    def kept(world: World, call: Parameters) -> Any:
        without = {**call, "language_code": ""}
        empty: Any = [] if field == "" else ""
        value = world.settings.get(_key(name, call), world.settings.get(_key(name, without), empty))
        return {field: value} if field else value

    return kept


def _forget_commands(world: World, call: Parameters) -> bool:
    world.settings.pop(_key("commands", call), None)
    return True


def _key(name: str, call: Parameters) -> tuple[str, ...]:
    scope = call.get("scope", {"type": "default"})
    chat = str(scope.get("chat_id", ""))
    return (name, scope["type"] + chat, call.get("language_code", ""))


def _get_chat(world: World, call: Parameters) -> dict[str, Any]:
    about = world.chat(call["chat_id"]).about
    gifts = dict.fromkeys(
        (
            "unlimited_gifts",
            "limited_gifts",
            "unique_gifts",
            "premium_subscription",
            "gifts_from_channels",
        ),
        True,
    )
    return {
        **about,
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": gifts,
    }


def _webhook_info(world: World, call: Parameters) -> dict[str, Any]:
    known = {"url": "", "has_custom_certificate": False, **world.webhook}
    known.pop("secret_token", None)
    return {**known, "pending_update_count": len(world.waiting.updates)}


_DONE: Mapping[str, Callable[[World, Parameters], Any]] = {
    "answerCallbackQuery": _answer_press,
    "answerInlineQuery": _answer_inline,
    "deleteMessage": sending.delete,
    "deleteMessages": sending.delete_many,
    "deleteMyCommands": _forget_commands,
    "editMessageReplyMarkup": sending.edit_markup,
    "editMessageText": sending.edit_text,
    "getChat": _get_chat,
    "getMe": _me,
    "getMyCommands": _kept("commands", ""),
    "getMyDescription": _kept("description", "description"),
    "getMyName": _kept("name", "name"),
    "getMyShortDescription": _kept("short", "short_description"),
    "getWebhookInfo": _webhook_info,
    "sendChatAction": sending.send_action,
    "sendDocument": sending.send_document,
    "sendLocation": sending.send_location,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendVenue": sending.send_venue,
    "setMyCommands": _keep("commands", "commands"),
    "setMyDescription": _keep("description", "description"),
    "setMyName": _keep("name", "name"),
    "setMyShortDescription": _keep("short", "short_description"),
}
