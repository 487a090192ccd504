"""Stores: the journal, all that the assistant remembers of people, in one SQLite file.

Each subject has its page (`journal_*.py`); all stand on one writer and one reader
(`journal_database.py`). Times are arguments. Every fault is a StoreError in one sentence.
"""

from pathlib import Path
from typing import Self

from bot.errors import StoreError
from bot.stores.journal_aside import AsidePages
from bot.stores.journal_database import PATIENCE, open_database
from bot.stores.journal_nouns import Count, Deleted, KeptQuestion, Rating, Reminder, Star
from bot.stores.journal_people import PeoplePages
from bot.stores.journal_questions import QuestionPages
from bot.stores.journal_retention import RetentionPages
from bot.stores.journal_talks import TalkPages
from bot.stores.seal import Seal

__all__ = [
    "Count",
    "Deleted",
    "Journal",
    "KeptQuestion",
    "Rating",
    "Reminder",
    "Star",
]


class Journal(TalkPages, PeoplePages, QuestionPages, AsidePages, RetentionPages):
    """Hold the journal of one bot; what a method acknowledges survives a power cut."""

    @classmethod
    async def open(cls, path: Path, seal: Seal, patience: float = PATIENCE) -> Self:
        """Open the file, made and brought up to date if needed.

        `patience` is how many seconds to wait for another program that holds the database.
        """
        database = await open_database(path, patience)
        journal = cls(database, seal)
        await journal.recall_trust()
        return journal

    async def close(self) -> None:
        """Finish what is being written and let go of the file."""
        await self._database.close()

    async def healthy(self) -> bool:
        """Return whether the database can be written right now."""
        try:
            await self._database.change(
                "INSERT OR REPLACE INTO notes (name, value) VALUES ('health', '')"
            )
        except StoreError:
            return False
        return True

    @property
    def waiting(self) -> int:
        """Return how many writes wait for the disk."""
        return self._database.waiting

    async def unreadable(self) -> int:
        """Return how many rows are sealed with a key that is not this one."""
        stars = await self._database.rows("SELECT count(*) FROM stars")
        reminders = await self._database.rows("SELECT count(*) FROM reminders")
        questions = await self._database.rows("SELECT count(*) FROM questions")
        there = stars[0][0] + reminders[0][0] + questions[0][0]
        read = len(await self.starred()) + len(await self.reminders()) + len(await self.questions())
        return int(there) - read
