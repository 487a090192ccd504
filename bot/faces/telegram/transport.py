"""Faces: calls of the Bot API over HTTP/1.1, on connections that are kept open.

Small and of its own: one call through httpx costs several times the processor time of everything
else in an answer (`python -m tests.benchmarks.telegram`).
"""

import asyncio
import ssl
from base64 import b64encode
from collections.abc import Mapping
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from bot.faces.telegram.api import PUBLIC, File, Unreachable
from bot.faces.telegram.connection import BROKEN, Connection
from bot.faces.telegram.posting import written

_TO_CONNECT = 10.0
_NEXT_ADDRESS = 0.25
"""Seconds after which the next address of the server is tried as well (RFC 8305)."""


class Http:
    """Carry calls over connections of their own; as many are open as calls are made at once.

    `proxy` is an address such as http://name:password@proxy:3128, for servers that speak TLS.
    """

    def __init__(
        self,
        token: str,
        url: str | None = None,
        proxy: str | None = None,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._server = urlsplit((url or PUBLIC).rstrip("/"))
        self._proxy = urlsplit(proxy) if proxy else None
        self._tls = (trust or _trust()) if self._server.scheme == "https" else None
        self._start = f"{self._server.path}/bot{token}/"
        self._named = self._server.netloc.rpartition("@")[2]
        self._idle: list[Connection] = []

    async def post(
        self, method: str, fields: Mapping[str, Any], file: File | None, seconds: float
    ) -> tuple[int, bytes]:
        """Return status and body; raise Unreachable where there is no answer."""
        call = self._call(method, fields, file)
        connection: Connection | None = None
        try:
            async with asyncio.timeout(seconds):
                connection = self._kept() or await self._opened()
                answer = await connection.carry(call)
        except BaseException as fault:
            if connection:
                connection.close()
            if isinstance(fault, BROKEN):
                raise Unreachable(type(fault).__name__) from None
            raise
        if connection.is_kept:
            self._idle.append(connection)
        else:
            connection.close()
        return answer

    async def close(self) -> None:
        """Let go of the connections."""
        for connection in self._idle:
            connection.close()
        self._idle.clear()

    def _call(self, method: str, fields: Mapping[str, Any], file: File | None) -> bytes:
        kind, body = written(fields, file)
        head = (
            f"POST {self._start}{method} HTTP/1.1\r\nHost: {self._named}\r\n"
            f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body

    def _kept(self) -> Connection | None:
        while self._idle:
            connection = self._idle.pop()
            if connection.is_usable:
                return connection
            connection.close()
        return None

    async def _opened(self) -> Connection:
        host, port = self._server.hostname or "", _port(self._server)
        async with asyncio.timeout(_TO_CONNECT):
            if self._proxy and self._tls:
                return Connection(*await _tunnel(self._proxy, host, port, self._tls))
            return Connection(
                *await asyncio.open_connection(
                    host, port, ssl=self._tls, happy_eyeballs_delay=_NEXT_ADDRESS
                )
            )


async def _tunnel(
    proxy: SplitResult, host: str, port: int, tls: ssl.SSLContext
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Open a connection through a proxy (RFC 9110, CONNECT)."""
    reader, writer = await asyncio.open_connection(proxy.hostname, _port(proxy))
    try:
        writer.write(_connect(proxy, f"{host}:{port}"))
        _check_tunnel(await reader.readuntil(b"\r\n\r\n"))
        await writer.start_tls(tls, server_hostname=host)
    except BaseException:
        writer.transport.abort()
        raise
    return reader, writer


def _connect(proxy: SplitResult, target: str) -> bytes:
    head = f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n"
    if proxy.username:
        who = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}"
        head += f"Proxy-Authorization: Basic {b64encode(who.encode()).decode()}\r\n"
    return f"{head}\r\n".encode()


def _check_tunnel(answer: bytes) -> None:
    if answer.split(b" ", 2)[1] != b"200":
        raise OSError("the proxy refuses")


def _port(address: SplitResult) -> int:
    return address.port or (443 if address.scheme == "https" else 80)


def _trust() -> ssl.SSLContext:
    """Return the certificates of the machine, or where it has none those of certifi."""
    context = ssl.create_default_context()
    paths = ssl.get_default_verify_paths()
    if not (paths.cafile or paths.capath):
        import certifi  # noqa: PLC0415

        context.load_verify_locations(certifi.where())
    return context
