"""Stores: how long the journal keeps what, and whether to believe the clock about it.

A clock that is wrong must not delete. After a leap of more than LEAP days since the last
clean-up, the first call only notes the leap and the deleting waits until the clock has shown
another day; a clock behind the last clean-up deletes nothing.
"""

from datetime import date, datetime, timedelta

from bot.stores.journal_page import Page

KEPT_DAYS = {
    "people": 365,
    "stars": 365,
    "reminders": 365,
    "questions": 180,
    "counts": 1095,
    "ratings": 1095,
    "updates": 3,
    "aside": 3,
}
"""Days each table keeps a row after it was last set."""

LEAP = 40

_NOTE = "INSERT OR REPLACE INTO notes (name, value) VALUES (?, ?)"
_TRUSTED = "trusted-day"
_LEAPT = "leapt-day"


class RetentionPages(Page):
    """Let go of what has been kept long enough."""

    async def expire(self, now: datetime) -> int:
        """Delete what is older than its time and return how many rows went.

        To be called at start and once a day. The first call ever believes its clock.
        """
        today = now.date()
        if not await self._believes(today):
            return 0
        self._trusted = today.isoformat()
        deletions = [
            (f"DELETE FROM {table} WHERE day < ?", ((today - timedelta(days)).isoformat(),))  # noqa: S608
            for table, days in KEPT_DAYS.items()
        ]
        notes = [(_NOTE, (_TRUSTED, self._trusted)), (_NOTE, (_LEAPT, ""))]
        changed = await self._database.erase([*deletions, *notes])
        return sum(changed[: len(deletions)])

    async def recall_trust(self) -> None:
        """Remember the newest day the clock was believed, from the last run."""
        self._trusted = (await self._notes()).get(_TRUSTED, "")

    async def _believes(self, today: date) -> bool:
        notes = await self._notes()
        trusted = notes.get(_TRUSTED, "")
        if not trusted:
            return True
        leap = (today - date.fromisoformat(trusted)).days
        if 0 <= leap <= LEAP:
            return True
        leapt = notes.get(_LEAPT, "")
        if leap > LEAP and leapt and date.fromisoformat(leapt) < today:
            return True
        if leap > LEAP and not leapt:
            await self._database.change(_NOTE, (_LEAPT, today.isoformat()))
        return False

    async def _notes(self) -> dict[str, str]:
        return dict(await self._database.rows("SELECT name, value FROM notes"))
