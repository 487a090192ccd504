"""Faces: deep links; `t.me/<bot>?start=<id>` opens that answer or talk; pure.

A start parameter holds A–Z a–z 0–9 _ - and at most 64 characters; ids have dots, but never an
underscore, so a dot is written as one. An id that is too long is replaced by its digest.
"""

import re

from bot.faces.telegram.presses import digest

LONGEST = 64
ASK = "ask"
"""The start parameter that opens no answer but the chat itself."""

_ALLOWED = re.compile(r"[A-Za-z0-9_-]{1,64}")


def start_parameter(id_: str) -> str:
    """Return the start parameter that opens this id."""
    written = id_.replace(".", "_")
    return written if len(written) <= LONGEST else digest(id_)


def started(parameter: str) -> str | None:
    """Return the id a start parameter names, or None where it is none."""
    return parameter.replace("_", ".") if _ALLOWED.fullmatch(parameter) else None


def address(bot_name: str, id_: str) -> str:
    """Return the web address that opens the bot at this id."""
    return f"https://t.me/{bot_name}?start={start_parameter(id_)}"
