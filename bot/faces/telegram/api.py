"""Faces: the Bot API, called by method name with its fields; faults become errors by kind.

Plain JSON over HTTP (https://core.telegram.org/bots/api#making-requests): no model of Telegram's
types stands between, so a call costs little and the bot starts fast.

ApiError            the call came to nothing
|-- Refused         400 and the like: repeating it would not help
|-- Blocked         403: the chat can't be reached any more
|-- Moved           the group has become a supergroup with another id
|-- TooFast         429: wait as long as Telegram says
|-- Conflict        409: another program takes this bot's updates
|-- BadToken        401, 404: Telegram does not know this token
`-- Unreachable     5xx, no connection, or an answer that makes no sense
"""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

PUBLIC = "https://api.telegram.org"

PAGE = 100
"""Most updates Telegram names at once."""

SECONDS = 20.0
"""Time one call may take, beside what it is asked to wait for updates."""


class ApiError(Exception):
    """Say that a call came to nothing; the text is Telegram's, never the address."""


class Refused(ApiError):
    """Say that repeating the call would not help."""


class Blocked(ApiError):
    """Say that the chat can't be reached any more."""


class Moved(ApiError):
    """Say that a group has another id now."""

    def __init__(self, chat: int) -> None:
        super().__init__("moved")
        self.chat = chat


class TooFast(ApiError):
    """Say how many seconds to wait."""

    def __init__(self, seconds: float) -> None:
        super().__init__("too many requests")
        self.seconds = seconds


class Conflict(ApiError):
    """Say that another program takes this bot's updates, or a webhook does."""


class BadToken(ApiError):
    """Say that Telegram does not know the token."""


class Unreachable(ApiError):
    """Say that Telegram can't be reached or makes no sense at the moment.

    `answered` tells the two apart: where there was an answer, only this call may be at fault.
    """

    def __init__(self, words: str, *, answered: bool = False) -> None:
        super().__init__(words)
        self.answered = answered


@dataclass(frozen=True, slots=True)
class File:
    """Hold a file to send, in the field of that name."""

    field: str
    name: str
    content: bytes


class Transport(Protocol):
    """Carry one call to the server and its answer back."""

    async def post(
        self, method: str, fields: Mapping[str, Any], file: File | None, seconds: float
    ) -> tuple[int, bytes]:
        """Return status and body; raise Unreachable where there is no answer."""

    async def close(self) -> None:
        """Let go of the connections."""


class Api:
    """Call the Bot API, as many calls at once as `side_by_side` says; the others wait."""

    def __init__(self, transport: Transport, side_by_side: int = 16) -> None:
        self._transport = transport
        self._gate = asyncio.Semaphore(side_by_side)

    async def call(self, method: str, file: File | None = None, **fields: Any) -> Any:  # noqa: ANN401 - JSON
        """Return the result; fields that are None are left out. Raise ApiError."""
        given = {name: value for name, value in fields.items() if value is not None}
        async with self._gate:
            return _result(*await self._transport.post(method, given, file, SECONDS))

    async def updates(
        self, offset: int | None, wait: int, kinds: list[str]
    ) -> list[dict[str, Any]]:
        """Return the updates from the offset on; those before it are confirmed. Raise ApiError."""
        fields: dict[str, Any] = {"timeout": wait, "limit": PAGE, "allowed_updates": kinds}
        if offset is not None:
            fields["offset"] = offset
        answer = await self._transport.post("getUpdates", fields, None, wait + SECONDS)
        return [each for each in _result(*answer) if isinstance(each, dict)]

    async def close(self) -> None:
        """Let go of the connections."""
        await self._transport.close()


def _result(status: int, body: bytes) -> Any:  # noqa: ANN401 - JSON
    try:
        answer = json.loads(body)
        if answer["ok"] is True:
            return answer["result"]
    except (ValueError, KeyError, TypeError):
        raise Unreachable(f"status {status}", answered=True) from None
    raise _fault(int(answer.get("error_code", status)), answer)


def _fault(code: int, answer: Mapping[str, Any]) -> ApiError:
    words = str(answer.get("description", ""))[:200]
    parameters = answer.get("parameters") or {}
    if "migrate_to_chat_id" in parameters:
        return Moved(int(parameters["migrate_to_chat_id"]))
    if code == 429:
        return TooFast(float(parameters.get("retry_after", 1)))
    kinds = {401: BadToken, 403: Blocked, 404: BadToken, 409: Conflict}
    if code in kinds:
        return kinds[code](words)
    return Unreachable(words, answered=True) if code >= 500 else Refused(words)
