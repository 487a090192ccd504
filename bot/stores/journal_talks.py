"""Stores: the journal's pages about talks: stars and reminders, under sealed chat ids."""

from datetime import datetime
from typing import Any

from bot.errors import StoreError
from bot.stores.journal_nouns import Reminder, Star
from bot.stores.journal_page import Page

_STAR = "INSERT OR IGNORE INTO stars (chat, talk, sequence, day) VALUES (?, ?, ?, ?)"
_UNSTAR = "DELETE FROM stars WHERE chat = ? AND talk = ?"
_REMIND = """
    INSERT INTO reminders (chat, talk, minutes, day) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET day = excluded.day, minutes = excluded.minutes,
        fired_for = CASE WHEN minutes = excluded.minutes THEN fired_for END
"""
_FORGET = "DELETE FROM reminders WHERE chat = ? AND talk = ?"
_REMINDERS = "SELECT chat, talk, minutes, fired_for FROM reminders"


class TalkPages(Page):
    """Keep who starred which talk and who wants to be reminded of it."""

    async def star(self, chat: int, talk: str, sequence: int, now: datetime) -> bool:
        """Star a talk; return False if it was starred already."""
        values = (self._seal.seal(chat), talk, sequence, self._day(now))
        return await self._database.change(_STAR, values) == 1

    async def unstar(self, chat: int, talk: str) -> bool:
        """Take a star away, and its reminder with it; return False if there was none."""
        values = (self._seal.seal(chat), talk)
        unstarred, _ = await self._database.erase([(_UNSTAR, values), (_FORGET, values)])
        return unstarred == 1

    async def stars(self, chat: int) -> list[str]:
        """Return the talks a chat starred."""
        statement = "SELECT talk FROM stars WHERE chat = ? ORDER BY talk"
        return [talk for (talk,) in await self._database.rows(statement, (self._seal.seal(chat),))]

    async def starred(self) -> list[Star]:
        """Return every star; those sealed with a lost key are left out."""
        rows = await self._database.rows("SELECT chat, talk, told FROM stars ORDER BY talk")
        return [Star(chat, talk, told) for chat, talk, told in self._opened(rows)]

    async def star_counts(self) -> dict[str, int]:
        """Return how many chats starred each talk."""
        statement = "SELECT talk, count(*) FROM stars GROUP BY talk ORDER BY talk"
        return dict(await self._database.rows(statement))

    async def mark_told(self, chat: int, talk: str, fingerprint: str) -> None:
        """Remember what a chat was last told about a talk's time, stage and status."""
        statement = "UPDATE stars SET told = ? WHERE chat = ? AND talk = ?"
        await self._database.change(statement, (fingerprint, self._seal.seal(chat), talk))

    async def remind(self, chat: int, talk: str, minutes: int, now: datetime) -> None:
        """Set a reminder, in place of the one there was."""
        values = (self._seal.seal(chat), talk, minutes, self._day(now))
        await self._database.change(_REMIND, values)

    async def forget(self, chat: int, talk: str) -> bool:
        """Take a reminder away; return False if there was none."""
        return await self._database.change(_FORGET, (self._seal.seal(chat), talk)) == 1

    async def reminders(self, chat: int | None = None) -> list[Reminder]:
        """Return the reminders of a chat, or all; those sealed with a lost key are left out."""
        if chat is None:
            rows = await self._database.rows(f"{_REMINDERS} ORDER BY talk")
        else:
            values = (self._seal.seal(chat),)
            rows = await self._database.rows(f"{_REMINDERS} WHERE chat = ? ORDER BY talk", values)
        return [Reminder(*row) for row in self._opened(rows)]

    async def mark_fired(self, chat: int, talk: str, fired_for: str) -> None:
        """Remember the start a reminder was sent for, so that it is not sent for it again."""
        statement = "UPDATE reminders SET fired_for = ? WHERE chat = ? AND talk = ?"
        await self._database.change(statement, (fired_for, self._seal.seal(chat), talk))

    def _opened(self, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        opened = []
        for sealed, *rest in rows:
            try:
                opened.append((self._seal.open(sealed), *rest))
            except StoreError:  # `doctor` counts these
                continue
        return opened
