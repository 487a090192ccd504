"""Faces: the webhook; Telegram calls us, and what was handled is acknowledged by returning."""

import asyncio
import logging
from collections.abc import Awaitable

from bot.errors import SettingsError
from bot.faces.telegram.api import Api, Refused, TooFast, Unreachable
from bot.faces.telegram.intake import KINDS, Intake, Json

CONNECTIONS = 40
"""Calls Telegram may make at once: one per chat that waits for its reply."""

PAUSE = 5.0

_log = logging.getLogger(__name__)


class Hook:
    """Let Telegram's calls in."""

    def __init__(self, api: Api, url: str, secret: str) -> None:
        self._api = api
        self._url = url
        self._secret = secret
        self._intake: Intake | None = None
        self.reached = False

    async def run(self, ready: Awaitable[Intake]) -> None:
        """Tell Telegram where to call, then wait until cancelled.

        Raise SettingsError where Telegram refuses the address, BadToken where it does not know us.
        """
        self._intake = await ready
        try:
            while not self.reached:
                await self._try_to_set()
            await asyncio.Event().wait()
        finally:
            self._intake = None  # what comes from now on comes again to the next run

    async def _try_to_set(self) -> None:
        try:
            await self._api.call(
                "setWebhook",
                url=self._url,
                secret_token=self._secret,
                allowed_updates=KINDS,
                max_connections=CONNECTIONS,
            )
            self.reached = True
        except (TooFast, Unreachable) as fault:
            _log.warning("Telegram ist nicht zu erreichen (%s), neuer Versuch", fault)
            await asyncio.sleep(fault.seconds if isinstance(fault, TooFast) else PAUSE)
        except Refused as fault:
            raise SettingsError(
                f"Telegram nimmt BOT_WEBHOOK_URL nicht an ({fault}) – bitte die Adresse prüfen."
            ) from None

    async def take(self, update: Json) -> None:
        """Return when the update has been handled; where that never happens, it comes again."""
        if self._intake is None:
            raise RuntimeError("not ready")
        done = self._intake.take(update)
        if done is not None:
            await asyncio.shield(done)

    async def confirm(self, intake: Intake) -> None:
        """Do nothing: every call is confirmed by its answer."""
