"""Faces: long polling; Telegram is asked for updates again and again, faults are waited out."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Sequence

from bot.faces.telegram.api import PAGE, Api, ApiError, BadToken, Conflict, TooFast
from bot.faces.telegram.intake import KINDS, Intake, Json

WAIT = 50
"""Seconds Telegram holds a poll open while there is nothing new."""

STEP = 0.1
LONGEST_STEP = 1.0
"""Seconds to wait for what is in hand before asking whether there is more beside it."""

STUCK = 0.8
"""Step from which what is in hand has waited so long that it is put aside."""

QUICK = 0.1
"""Seconds between two questions to a server that does not hold them open."""

LONGEST_PAUSE = 20.0

_log = logging.getLogger(__name__)


class Polling:
    """Ask for updates; `reached` says whether the last poll came through."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self.reached = False

    async def run(self, ready: Awaitable[Intake]) -> None:
        """Ask until cancelled; raise BadToken, wait out everything else.

        The first question is on its way while the bot is still getting ready.
        """
        polled = asyncio.create_task(self._asked(None, WAIT))
        try:
            intake, pause, step = await ready, 0.0, STEP
            self.reached = True  # it has said who the bot is
            while True:
                try:
                    step = await self._hand_on(intake, await polled, step)
                except BadToken:
                    raise
                except ApiError as fault:
                    pause = await self._wait_out(fault, pause)
                else:
                    pause = self._is_back(pause)
                wait = 0 if intake.kept else WAIT
                polled = asyncio.create_task(self._asked(intake.offset, wait))
        finally:
            polled.cancel()

    async def confirm(self, intake: Intake) -> None:
        """Tell Telegram what has been handled, so that it is not sent again."""
        if intake.offset is None:
            return
        try:
            await self._api.updates(intake.offset, 0, KINDS)
        except ApiError as fault:
            _log.warning("Nicht bestätigt: %s", type(fault).__name__)

    async def _asked(self, offset: int | None, wait: int) -> Sequence[Json]:
        """Ask once."""
        begun = time.monotonic()
        updates = await self._api.updates(offset, wait, KINDS)
        if wait and not updates and time.monotonic() - begun < QUICK:
            await asyncio.sleep(QUICK)
        return updates

    async def _wait_out(self, fault: ApiError, pause: float) -> float:
        """Wait after a fault, longer than the last time; return the seconds."""
        self.reached = False
        await self._clear_way(fault)
        pause = _longer(fault, pause)
        _log.warning("%s", _words(fault, pause))
        await asyncio.sleep(pause)
        return pause

    def _is_back(self, pause: float) -> float:
        self.reached = True
        if pause:
            _log.info("Telegram ist wieder zu erreichen")
        return 0.0

    async def _clear_way(self, fault: ApiError) -> None:
        """Take away a webhook from an earlier run; what waits is kept."""
        if not isinstance(fault, Conflict) or "webhook" not in str(fault).lower():
            return
        try:
            await self._api.call("deleteWebhook")
        except ApiError as other:
            _log.warning("Der Webhook ließ sich nicht entfernen: %s", type(other).__name__)

    @staticmethod
    async def _hand_on(intake: Intake, updates: Sequence[Json], step: float) -> float:
        """Hand updates on and wait a moment; return how long to wait the next time."""
        before, kept = intake.in_hand, intake.kept
        for update in updates:
            intake.take(update)
        new = intake.in_hand - before
        is_full = len(updates) >= PAGE and new < PAGE // 2
        if kept and (is_full or step >= STUCK) and await intake.make_way(kept):
            return STEP
        await intake.shrink(intake.in_hand // 2, step)
        return STEP if new > 0 else min(step * 2, LONGEST_STEP)


def _longer(fault: ApiError, pause: float) -> float:
    if isinstance(fault, TooFast):
        return fault.seconds
    return min(max(0.5, pause * 2), LONGEST_PAUSE)


def _words(fault: ApiError, pause: float) -> str:
    if isinstance(fault, Conflict):
        return (
            "Ein anderes Programm holt die Nachrichten dieses Bots ab, oder ein Webhook ist gesetzt "
            "– bitte das andere beenden."
        )
    return f"Telegram ist nicht zu erreichen ({fault}), neuer Versuch in {pause:.1f} s"
