"""Stores: the journal's page of updates put aside: those that wait long for their turn.

They hold people's words, so they are sealed, go with the reply, and are few: only what waits while
Telegram has more than it names at once.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.errors import StoreError
from bot.stores.journal_page import Page

_KEEP = "INSERT OR REPLACE INTO aside (id, content, day) VALUES (?, ?, ?)"

LET_GO = "DELETE FROM aside WHERE id IN (SELECT value FROM json_each(?))"


class AsidePages(Page):
    """Keep updates until they are handled."""

    async def put_aside(self, updates: Mapping[int, Mapping[str, Any]], now: datetime) -> None:
        """Keep updates by their identity; `note` lets go of them."""
        day = self._day(now)
        await self._database.changes(
            [
                (_KEEP, (key, self._seal.seal_text(json.dumps(update)), day))
                for key, update in updates.items()
            ]
        )

    async def aside(self) -> list[Mapping[str, Any]]:
        """Return the updates put aside, oldest first; those sealed with a lost key are left out."""
        found = []
        for (sealed,) in await self._database.rows("SELECT content FROM aside ORDER BY id"):
            try:
                found.append(json.loads(self._seal.open_text(sealed)))
            except StoreError:
                continue
        return found
