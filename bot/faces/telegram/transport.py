"""Faces: calls of the Bot API over HTTP, on connections that are kept open."""

import json
from collections.abc import Mapping
from typing import Any

import httpx

from bot.faces.telegram.api import PUBLIC, File, Unreachable

_TO_CONNECT = 10.0


class Http:
    """Carry calls over as many connections as may be used at once."""

    def __init__(self, token: str, url: str | None, connections: int) -> None:
        self._base = f"{(url or PUBLIC).rstrip('/')}/bot{token}/"
        limits = httpx.Limits(
            max_connections=connections, max_keepalive_connections=connections, keepalive_expiry=60
        )
        self._client = httpx.AsyncClient(limits=limits)

    async def post(
        self, method: str, fields: Mapping[str, Any], file: File | None, seconds: float
    ) -> tuple[int, bytes]:
        """Return status and body; raise Unreachable where there is no answer."""
        timeout = httpx.Timeout(seconds, connect=_TO_CONNECT)
        try:
            answer = await self._client.post(
                self._base + method, timeout=timeout, **_written(fields, file)
            )
        except (httpx.HTTPError, httpx.InvalidURL) as fault:
            raise Unreachable(type(fault).__name__) from None
        return answer.status_code, answer.content

    async def close(self) -> None:
        """Let go of the connections."""
        await self._client.aclose()


def _written(fields: Mapping[str, Any], file: File | None) -> dict[str, Any]:
    if file is None:
        body = json.dumps(fields, ensure_ascii=False).encode(errors="replace")
        return {"content": body, "headers": {"Content-Type": "application/json"}}
    texts = {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in fields.items()
    }
    return {"data": texts, "files": {file.field: (file.name, file.content)}}
