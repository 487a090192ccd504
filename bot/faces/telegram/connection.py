"""Faces: one HTTP/1.1 connection that carries one call after the other (RFC 9112)."""

import asyncio
import time
from collections.abc import Mapping

_KEPT = 50.0
"""Seconds a connection may lie idle; servers close theirs after a minute or more."""

_LARGEST = 16_000_000
"""Most bytes of an answer; a hundred updates stay far below."""

BROKEN = (OSError, EOFError, ValueError, IndexError, asyncio.LimitOverrunError)
"""What a broken connection, or an answer that makes no sense, raises."""


class Connection:
    """Carry one call after the other over one connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self._used = time.monotonic()
        self.is_kept = False

    @property
    def is_usable(self) -> bool:
        """Tell whether another call may be carried."""
        return not self._reader.at_eof() and time.monotonic() - self._used < _KEPT

    async def carry(self, call: bytes) -> tuple[int, bytes]:
        """Return status and body of the answer."""
        self._writer.write(call)
        await self._writer.drain()
        status = 100
        while status < 200:
            first, *lines = (await self._reader.readuntil(b"\r\n\r\n")).split(b"\r\n")
            status = int(first.split(b" ", 2)[1])
        headers = {
            name.strip().lower(): value.strip().lower()
            for name, _, value in (line.partition(b":") for line in lines)
        }
        body = await self._body(headers)
        self._used = time.monotonic()
        self.is_kept = first.startswith(b"HTTP/1.1") and headers.get(b"connection") != b"close"
        return status, body

    async def _body(self, headers: Mapping[bytes, bytes]) -> bytes:
        if headers.get(b"transfer-encoding") == b"chunked":
            return await self._chunks()
        length = int(headers[b"content-length"]) if b"content-length" in headers else -1
        if length > _LARGEST:
            raise ValueError("answer too large")
        return await (self._rest() if length < 0 else self._reader.readexactly(length))

    async def _rest(self) -> bytes:
        body = bytearray()
        while part := await self._reader.read(65_536):
            body += part
            if len(body) > _LARGEST:
                raise ValueError("answer too large")
        return bytes(body)

    async def _chunks(self) -> bytes:
        body = bytearray()
        while size := int((await self._reader.readline()).partition(b";")[0], 16):
            if size + len(body) > _LARGEST:
                raise ValueError("answer too large")
            body += await self._reader.readexactly(size)
            await self._reader.readline()
        while (await self._reader.readline()).strip():
            pass  # trailers
        return bytes(body)

    def close(self) -> None:
        """Let go of it at once."""
        self._writer.transport.abort()
