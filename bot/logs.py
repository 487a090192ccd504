"""Logs: one line per event, for people or as JSON; no token, no person, no person's words.

Libraries are heard from warnings on. An exception is told by its kind and where it arose: its own
words may quote a person. Long numbers are blotted out, since they may be ids.
"""

import json
import logging
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from traceback import extract_tb
from types import TracebackType
from typing import TextIO

from bot.errors import BotError

FRAMES = 6
"""Innermost places of an exception that are shown."""

_TOKEN = re.compile(r"\d{3,20}:[A-Za-z0-9_-]{20,100}")
_ID = re.compile(r"\d{6,}")
_FOREIGN = ("aiosqlite", "asyncio", "httpcore", "httpx", "telegram", "tornado")


class Discreet(logging.Formatter):
    """Write one line an event and blot out what must not be in it."""

    def __init__(self, secrets: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._secrets = tuple(secret for secret in secrets if secret)

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        return self.line(record, self.discreet(_event(record)))

    def line(self, record: logging.LogRecord, event: str) -> str:
        """Draw an event for people."""
        moment = _moment(record).astimezone().strftime("%Y-%m-%d %H:%M:%S")
        return f"{moment} {record.levelname:7} {event}"

    def discreet(self, text: str) -> str:
        """Blot out tokens, secrets and long numbers; keep it on one line."""
        for secret in self._secrets:
            text = text.replace(secret, "…")
        text = _ID.sub("…", _TOKEN.sub("…", text))
        return " ".join(text.split())


class DiscreetJson(Discreet):
    """Write one JSON object an event."""

    def line(self, record: logging.LogRecord, event: str) -> str:
        """Draw an event for a machine."""
        return json.dumps(
            {
                "time": _moment(record).isoformat(timespec="milliseconds"),
                "level": record.levelname.lower(),
                "room": record.name,
                "event": event,
            },
            ensure_ascii=False,
        )


def set_up_logs(
    *, as_json: bool = False, secrets: tuple[str, ...] = (), to: TextIO | None = None
) -> None:
    """Send all logs to one stream (standard error), discreetly, and quieten the libraries."""
    handler = logging.StreamHandler(to or sys.stderr)
    handler.setFormatter(DiscreetJson(secrets) if as_json else Discreet(secrets))
    root = logging.getLogger()
    root.handlers = [h for h in root.handlers if not isinstance(h.formatter, Discreet)] + [handler]
    root.setLevel(logging.INFO)
    for name in _FOREIGN:
        logging.getLogger(name).setLevel(logging.WARNING)


def _moment(record: logging.LogRecord) -> datetime:
    return datetime.fromtimestamp(record.created, UTC)


def _event(record: logging.LogRecord) -> str:
    kind, fault, traceback = record.exc_info or (None, None, None)
    if kind is None:
        return record.getMessage()
    words = f": {fault}" if isinstance(fault, BotError) else ""
    return f"{record.getMessage()} ({kind.__name__}{words}{_places(traceback)})"


def _places(traceback: TracebackType | None) -> str:
    frames = extract_tb(traceback)[-FRAMES:]
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return f"; {' > '.join(places)}" if places else ""
