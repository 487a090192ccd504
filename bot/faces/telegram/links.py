"""Faces: deep links; `t.me/<bot>?start=<id>` opens that answer or talk; pure.

A start parameter holds A–Z a–z 0–9 _ - and at most 64 characters; ids have dots, but never an
underscore, so a dot is written as one.
"""

import re

LONGEST = 64
_ALLOWED = re.compile(r"[A-Za-z0-9_-]{1,64}")


def start_parameter(id_: str) -> str:
    """Return the start parameter that opens this id."""
    return id_.replace(".", "_")


def started(parameter: str) -> str | None:
    """Return the id a start parameter names, or None where it is none."""
    return parameter.replace("_", ".") if _ALLOWED.fullmatch(parameter) else None


def address(bot_name: str, id_: str) -> str:
    """Return the web address that opens the bot at this id."""
    return f"https://t.me/{bot_name}?start={start_parameter(id_)}"
