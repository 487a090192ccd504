"""Faces: how the bot introduces itself on Telegram: commands and descriptions, per language."""

import logging

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


async def _introduce(house: House, code: str | None, language: str) -> None:
    say, insist = house.say, house.sender.insist
    commands = [
        {
            "command": say(f"tg.name.{name}", language).split(",")[0],
            "description": say(f"tg.command.{name}", language),
        }
        for name in COMMANDS
    ]
    long, short = (say(f"tg.about.{kind}", language) for kind in ("description", "short"))
    await insist("setMyCommands", commands=commands, language_code=code)
    await insist("setMyDescription", description=long, language_code=code)
    await insist("setMyShortDescription", short_description=short, language_code=code)
