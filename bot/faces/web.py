"""Faces: the one HTTP port: /healthz, /readyz, /metrics, and Telegram's webhook when it is used.

The only import of tornado. A webhook call must carry the secret; bodies are bounded; nothing else
is answered. No request is logged.
"""

import hmac
import json
import socket
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.web import Application, HTTPError, RequestHandler

from bot.errors import SettingsError

LARGEST_BODY = 1_000_000
"""Bytes; Telegram's updates stay far below."""

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name

Check = Callable[[], Awaitable[bool]]
Take = Callable[[Mapping[str, Any]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Webhook:
    """Take Telegram's calls at a path; `take` gets the update as JSON and returns when it is safe.

    What `take` has returned from is acknowledged to Telegram and not sent again; where it raises,
    Telegram tries again later.
    """

    path: str
    secret: str
    take: Take


@dataclass(frozen=True, slots=True)
class Port:
    """Say what one port serves: the checks of /readyz by name, the figures, the webhook."""

    number: int
    checks: Mapping[str, Check] = field(default_factory=dict)
    figures: Callable[[], bytes] = bytes
    webhook: Webhook | None = None
    address: str = "127.0.0.1"


async def serve(port: Port) -> HTTPServer:
    """Listen; the caller stops it with `stop()`, then `await close_all_connections()`."""
    routes: list[tuple[str, type[RequestHandler], dict[str, Any]]] = [
        ("/healthz", _Alive, {}),
        ("/readyz", _Ready, {"checks": port.checks}),
        ("/metrics", _Figures, {"figures": port.figures}),
    ]
    if port.webhook:
        routes.append((port.webhook.path, _Updates, {"webhook": port.webhook}))
    application = Application(
        list(routes), default_handler_class=_Missing, log_function=lambda _: None
    )
    server = HTTPServer(
        application,
        max_body_size=LARGEST_BODY,
        max_buffer_size=2 * LARGEST_BODY,
        idle_connection_timeout=75,
        body_timeout=30,
    )
    server.add_socket(_listening(port))
    return server


def _listening(port: Port) -> socket.socket:
    family = socket.AF_INET6 if ":" in port.address else socket.AF_INET
    try:
        listening = socket.create_server((port.address, port.number), family=family, backlog=128)
    except OSError as fault:
        raise SettingsError(
            f"BOT_PORT {port.number} ist nicht zu haben ({fault.strerror}) – bitte einen anderen "
            "Port oder eine andere BOT_ADDRESS setzen."
        ) from None
    listening.settimeout(0)
    return listening


class _Quiet(RequestHandler):
    def set_default_headers(self) -> None:
        self.set_header("Server", "bot")
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Type", "text/plain; charset=utf-8")

    def write_error(self, status_code: int, **_: object) -> None:
        self.finish(f"{status_code}\n")

    def log_exception(self, *_: object) -> None:
        """Say nothing: a request may hold people's words."""


class _Alive(_Quiet):
    def get(self) -> None:
        self.write("ok\n")


class _Missing(_Quiet):
    def prepare(self) -> None:
        raise HTTPError(404)


class _Ready(_Quiet):
    def initialize(self, checks: Mapping[str, Check]) -> None:
        self._checks = checks

    async def get(self) -> None:
        states = {name: await _holds(check) for name, check in self._checks.items()}
        self.set_status(200 if all(states.values()) else 503)
        self.set_header("Content-Type", "application/json")
        self.write(json.dumps(states) + "\n")


class _Figures(_Quiet):
    def initialize(self, figures: Callable[[], bytes]) -> None:
        self._figures = figures

    def get(self) -> None:
        self.set_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        self.write(self._figures())


class _Updates(_Quiet):
    def initialize(self, webhook: Webhook) -> None:
        self._webhook = webhook

    async def post(self) -> None:
        given = self.request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._webhook.secret.encode()):
            raise HTTPError(403)
        try:
            update = json.loads(self.request.body)
        except (ValueError, RecursionError):
            raise HTTPError(400) from None
        if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
            raise HTTPError(400)
        await self._webhook.take(update)


async def _holds(check: Check) -> bool:
    try:
        return await check()
    except Exception:  # noqa: BLE001 - a check that can't be made has not passed
        return False
