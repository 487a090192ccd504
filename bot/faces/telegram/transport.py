"""Faces: calls of the Bot API over python-telegram-bot's HTTP client; its only import.

The fields of a call go as forms, objects within a field as JSON
(https://core.telegram.org/bots/api#making-requests).
"""

import asyncio
import ssl
from collections.abc import Mapping
from typing import Any

from telegram import InputFile
from telegram.error import NetworkError
from telegram.request import BaseRequest, HTTPXRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.faces.telegram.api import PUBLIC, File, Unreachable

_TO_CONNECT = 10.0


class Http:
    """Carry calls over `request`; by default as many at once as `side_by_side` says, and a poll.

    `proxy` is an address such as http://name:password@proxy:3128.
    """

    def __init__(  # noqa: PLR0913 - all but the token have defaults
        self,
        token: str,
        url: str | None = None,
        proxy: str | None = None,
        trust: ssl.SSLContext | None = None,
        *,
        side_by_side: int = 16,
        request: BaseRequest | None = None,
    ) -> None:
        self._start = f"{(url or PUBLIC).rstrip('/')}/bot{token}/"
        self._request = request or HTTPXRequest(
            connection_pool_size=side_by_side + 1,
            connect_timeout=_TO_CONNECT,
            pool_timeout=None,
            proxy=proxy,
            httpx_kwargs={"verify": trust} if trust else None,
        )

    async def post(
        self, method: str, fields: Mapping[str, Any], file: File | None, seconds: float
    ) -> tuple[int, bytes]:
        """Return status and body; raise Unreachable where there is no answer."""
        try:
            async with asyncio.timeout(seconds):
                return await self._request.do_request(
                    self._start + method,
                    "POST",
                    RequestData(_parameters(fields, file)),
                    read_timeout=seconds,
                    write_timeout=seconds,
                )
        except NetworkError as fault:  # never its text: it may name the address
            raise Unreachable(type(fault.__cause__ or fault).__name__) from None
        except (TimeoutError, ValueError) as fault:
            raise Unreachable(type(fault).__name__) from None

    async def close(self) -> None:
        """Let go of the connections."""
        await self._request.shutdown()


def _parameters(fields: Mapping[str, Any], file: File | None) -> list[RequestParameter]:
    given = {name: _sound(value) for name, value in fields.items()}
    if file:
        given[file.field] = InputFile(file.content, filename=file.name)
    return [RequestParameter.from_input(name, value) for name, value in given.items()]


def _sound(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Return text without halves of characters, which no server takes."""
    return value.encode(errors="replace").decode() if isinstance(value, str) else value
