"""An event loop whose clock leaps over the time in which nothing happens: minutes take a moment."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any

BLINK = 0.02
"""Seconds that something outside the loop, such as a thread, gets before the clock leaps."""


class _Leaping(selectors.DefaultSelector):
    leapt = 0.0

    def select(self, timeout: float | None = None) -> list[Any]:
        if timeout is None or timeout <= BLINK:
            return super().select(timeout)
        found = super().select(BLINK)
        if not found:
            self.leapt += timeout - BLINK
        return found


class LeapingLoop(asyncio.SelectorEventLoop):
    """Sleep without waiting."""

    def __init__(self) -> None:
        self._leaping = _Leaping()
        super().__init__(self._leaping)

    def time(self) -> float:
        """Return seconds, those leapt over too."""
        return super().time() + self._leaping.leapt


def run_leaping(story: Coroutine[Any, Any, None]) -> None:
    """Run a story on such a loop."""
    with asyncio.Runner(loop_factory=LeapingLoop) as runner:
        runner.run(story)
