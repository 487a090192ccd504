"""Fake Bot API: what Telegram asks of single types and methods beyond their fields."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from tests.bot_api.errors import fault

MOST_BUTTONS = 100
MOST_IN_A_ROW = 8
MOST_RESULTS = 50
MOST_COMMANDS = 100

_ADDRESS = re.compile(r"(https?://[^\s/]+\S*|tg://\S+)", re.IGNORECASE)
_DEEP_LINK = re.compile(r"https?://t\.me/[^?\s]+\?(?:start|startgroup)=([^&\s]*)")
_PARAMETER = re.compile(r"[A-Za-z0-9_-]{1,64}")
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LANGUAGE = re.compile(r"([a-z]{2})?")
_LOOKS = {"text", "icon_custom_emoji_id", "style"}

Rule = Callable[[Mapping[str, Any]], None]


def check_link(url: str) -> None:
    """Raise a fault where a link opens a bot with a start parameter Telegram cuts off."""
    found = _DEEP_LINK.match(url)
    if found and not _PARAMETER.fullmatch(found[1]):
        raise fault(f"START_PARAM_INVALID ({url})")


def _button(button: Mapping[str, Any]) -> None:
    actions = button.keys() - _LOOKS
    if len(actions) != 1:
        raise fault(
            "can't parse inline keyboard button: exactly one of its optional fields must be used, "
            f"not {sorted(actions) or 'none'}"
        )
    if not button["text"].strip():
        raise fault("can't parse inline keyboard button: its text is empty")
    if "url" in button:
        if not _ADDRESS.fullmatch(button["url"]):
            raise fault(f"BUTTON_URL_INVALID ({button['url']})")
        check_link(button["url"])


def _keyboard(markup: Mapping[str, Any]) -> None:
    rows = markup["inline_keyboard"]
    if sum(map(len, rows)) > MOST_BUTTONS or max(map(len, rows), default=0) > MOST_IN_A_ROW:
        raise fault("REPLY_MARKUP_TOO_LONG")
    if not all(rows):
        raise fault("reply markup has an empty row (strict)")


def _entity_text(message: Mapping[str, Any]) -> None:
    if "parse_mode" in message and "entities" in message:
        raise fault("parse_mode and entities exclude each other (strict)")


def _command(command: Mapping[str, Any]) -> None:
    if not _COMMAND.fullmatch(command["command"]):
        raise fault(f"BOT_COMMAND_INVALID ({command['command']})")


def _commands(call: Mapping[str, Any]) -> None:
    names = [each["command"] for each in call["commands"]]
    if not 0 < len(names) <= MOST_COMMANDS or len(set(names)) < len(names):
        raise fault("BOT_COMMANDS_INVALID: 1 to 100 different commands")
    _language(call)


def _language(call: Mapping[str, Any]) -> None:
    if not _LANGUAGE.fullmatch(call.get("language_code", "")):
        raise fault(f"LANG_CODE_INVALID ({call['language_code']})")


def _inline_answer(call: Mapping[str, Any]) -> None:
    ids = [each["id"] for each in call["results"]]
    if len(ids) > MOST_RESULTS:
        raise fault("RESULTS_TOO_MUCH")
    if len(set(ids)) < len(ids):
        raise fault("RESULT_ID_DUPLICATE")
    if len(call.get("next_offset", "").encode()) > 64:
        raise fault("NEXT_OFFSET_INVALID")


def _results_button(button: Mapping[str, Any]) -> None:
    if not _PARAMETER.fullmatch(button.get("start_parameter", "x")):
        raise fault("START_PARAM_INVALID")


def _webhook(call: Mapping[str, Any]) -> None:
    if call["url"] and not re.match(r"https://|http://127\.0\.0\.1[:/]", call["url"]):
        raise fault("bad webhook: An HTTPS URL must be provided for webhook")
    if not _SECRET.fullmatch(call.get("secret_token", "x")):
        raise fault("secret token contains unallowed characters")


RULES: Mapping[str, Rule] = {
    "InlineKeyboardButton": _button,
    "InlineKeyboardMarkup": _keyboard,
    "InlineQueryResultsButton": _results_button,
    "InputTextMessageContent": _entity_text,
    "BotCommand": _command,
    "answerInlineQuery": _inline_answer,
    "deleteMyCommands": _language,
    "editMessageText": _entity_text,
    "sendMessage": _entity_text,
    "setMyCommands": _commands,
    "setMyDescription": _language,
    "setMyName": _language,
    "setMyShortDescription": _language,
    "setWebhook": _webhook,
}
