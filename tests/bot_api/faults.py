"""Fake Bot API: trouble by a seeded plan, the same for the same calls whatever their order."""

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

FLOOD = "429"
SERVER_ERROR = "500"
BAD_GATEWAY = "502"
DROP_BEFORE = "drop before"
DROP_AFTER = "drop after"
KINDS = (FLOOD, SERVER_ERROR, BAD_GATEWAY, DROP_BEFORE, DROP_AFTER)
"""DROP_BEFORE: the connection breaks, nothing is done; DROP_AFTER: it is done, and nobody told."""


@dataclass(slots=True)
class Plan:
    """Decide for each call whether it meets trouble: shares of all calls by kind.

    The n-th call of a method in a chat always meets the same. `next_ones` are met first, by
    method, for tests of one thing.
    """

    seed: int = 0
    shares: Mapping[str, float] = field(default_factory=dict)
    retry_after: int = 1
    next_ones: dict[str, list[str]] = field(default_factory=dict)
    met: Counter[str] = field(default_factory=Counter)
    _calls: Counter[tuple[str, int]] = field(default_factory=Counter)

    def trouble(self, method: str, chat: int) -> str | None:
        """Return what the next call meets, or None."""
        waiting = self.next_ones.get(method)
        kind = waiting.pop(0) if waiting else self._drawn(method, chat)
        if kind:
            self.met[kind] += 1
        return kind

    def _drawn(self, method: str, chat: int) -> str | None:
        if not self.shares:
            return None
        self._calls[method, chat] += 1
        draw = random.Random(f"{self.seed} {method} {chat} {self._calls[method, chat]}").random()
        for kind, share in self.shares.items():
            if draw < share:
                return kind
            draw -= share
        return None
