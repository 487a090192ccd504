"""Faces: how the bot introduces itself on Telegram: commands and descriptions, per language."""

import logging
from collections.abc import Iterable

from bot.faces.telegram.api import ApiError
from bot.faces.telegram.house import House
from bot.faces.telegram.menu import COMMANDS

SHOWN = ((None, "en"), ("en", "en"), ("de", "de"))
"""The language of an app (None for any other) and the language it is shown."""

_log = logging.getLogger(__name__)


async def introduce(house: House) -> None:
    """Set commands, description and short description; where that fails, the old ones stay."""
    for code, language in SHOWN:
        try:
            await _introduce(house, code, language)
        except ApiError as fault:
            _log.warning("Telegram nahm die Vorstellung nicht an: %s", type(fault).__name__)
    for admin in sorted(house.outside.admins):
        try:
            await _show_desk(house, admin)
        except ApiError:  # the editor has never written to the bot
            _log.info("Ein Konto aus BOT_ADMINS hat dem Bot noch nie geschrieben")


async def _introduce(house: House, code: str | None, language: str) -> None:
    say, insist = house.say, house.sender.insist
    long, short = (say(f"tg.about.{kind}", language) for kind in ("description", "short"))
    await insist("setMyCommands", commands=_citizens(house, language), language_code=code)
    await insist("setMyDescription", description=long, language_code=code)
    await insist("setMyShortDescription", short_description=short, language_code=code)


async def _show_desk(house: House, admin: int) -> None:
    """Show an editor the desk's commands beside those of everybody, in German."""
    commands = [*_described(house, house.outside.admin_commands, "de"), *_citizens(house, "de")]
    scope = {"type": "chat", "chat_id": admin}
    await house.sender.insist("setMyCommands", commands=commands, scope=scope)


def _citizens(house: House, language: str) -> list[dict[str, str]]:
    return [
        {**each, "command": house.say(f"tg.name.{name}", language).split(",")[0]}
        for name, each in zip(COMMANDS, _described(house, COMMANDS, language), strict=True)
    ]


def _described(house: House, names: Iterable[str], language: str) -> list[dict[str, str]]:
    return [
        {"command": name, "description": house.say(f"tg.command.{name}", language) or name}
        for name in names
    ]
