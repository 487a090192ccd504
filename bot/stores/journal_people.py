"""Stores: the journal's pages about people: their language, their consent, and leaving."""

from datetime import datetime

from bot.stores.journal_nouns import Deleted
from bot.stores.journal_page import Page

_LANGUAGE = """
    INSERT INTO people (chat, language, day) VALUES (?, ?, ?)
    ON CONFLICT DO UPDATE SET language = excluded.language, day = excluded.day
"""
_CONSENT = """
    INSERT INTO people (chat, consent, day) VALUES (?, ?, ?)
    ON CONFLICT DO UPDATE SET consent = excluded.consent, day = excluded.day
"""


class PeoplePages(Page):
    """Keep what a person chose, under the sealed chat id."""

    async def language(self, chat: int) -> str | None:
        """Return the language a person chose."""
        language, _ = await self._person(chat)
        return language

    async def set_language(self, chat: int, language: str, now: datetime) -> None:
        """Remember the language a person chose."""
        values = (self._seal.seal(chat), language, self._day(now))
        await self._database.change(_LANGUAGE, values)

    async def consents(self, chat: int) -> bool:
        """Return whether a person lets unanswered questions be kept."""
        _, consent = await self._person(chat)
        return consent

    async def set_consent(self, chat: int, *, given: bool, now: datetime) -> None:
        """Remember that a person gave or took back consent."""
        values = (self._seal.seal(chat), given, self._day(now))
        await self._database.change(_CONSENT, values)

    async def delete(self, chat: int) -> Deleted:
        """Delete everything of a person and say what it was.

        Kept questions and counts carry nobody's id, so nothing in them can be found again.
        """
        language, consent = await self._person(chat)
        values = (self._seal.seal(chat),)
        tables = ("people", "stars", "reminders")
        _, stars, reminders = await self._database.erase(
            [(f"DELETE FROM {table} WHERE chat = ?", values) for table in tables]  # noqa: S608
        )
        return Deleted(language is not None, stars, reminders, consent)

    async def _person(self, chat: int) -> tuple[str | None, bool]:
        statement = "SELECT language, consent FROM people WHERE chat = ?"
        rows = await self._database.rows(statement, (self._seal.seal(chat),))
        return (rows[0][0], bool(rows[0][1])) if rows else (None, False)
