"""Faces: calls of the Bot API over python-telegram-bot's HTTP client; its only import.

The fields of a call go as forms, objects within a field as JSON
(https://core.telegram.org/bots/api#making-requests).
"""

import asyncio
import ssl
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from httpx import create_ssl_context
from telegram import InputFile
from telegram.error import NetworkError
from telegram.request import BaseRequest, HTTPXRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.faces.telegram.api import PUBLIC, File, Unreachable

_TO_CONNECT = 10.0


class Http:
    """Carry calls, each on a client with one connection of its own; the last used goes first.

    A client that shares many connections looks at all of them before each call, which with 16
    costs as much again as the call. `proxy` is an address such as http://name:password@proxy:3128.
    """

    def __init__(
        self,
        token: str,
        url: str | None = None,
        proxy: str | None = None,
        trust: ssl.SSLContext | None = None,
        *,
        request: Callable[[], BaseRequest] | None = None,
    ) -> None:
        self._start = f"{(url or PUBLIC).rstrip('/')}/bot{token}/"
        self._request = request or partial(
            HTTPXRequest,
            connection_pool_size=1,
            connect_timeout=_TO_CONNECT,
            proxy=proxy,
            httpx_kwargs={"verify": trust or create_ssl_context()},
        )
        self._free: list[BaseRequest] = []
        self._all: list[BaseRequest] = []

    async def post(
        self, method: str, fields: Mapping[str, Any], file: File | None, seconds: float
    ) -> tuple[int, bytes]:
        """Return status and body; raise Unreachable where there is no answer."""
        request = self._free.pop() if self._free else self._another()
        try:
            async with asyncio.timeout(seconds):
                return await request.do_request(
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
        finally:
            self._free.append(request)

    def _another(self) -> BaseRequest:
        self._all.append(self._request())
        return self._all[-1]

    async def close(self) -> None:
        """Let go of the connections."""
        for request in self._all:
            await request.shutdown()


def _parameters(fields: Mapping[str, Any], file: File | None) -> list[RequestParameter]:
    given = {name: _sound(value) for name, value in fields.items()}
    if file:
        given[file.field] = InputFile(file.content, filename=file.name)
    return [RequestParameter.from_input(name, value) for name, value in given.items()]


def _sound(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Return text without halves of characters, which no server takes."""
    return value.encode(errors="replace").decode() if isinstance(value, str) else value
