"""Stores: what every page of the journal stands on."""

from datetime import datetime

from bot.stores.journal_database import Database
from bot.stores.seal import Seal


class Page:
    """Hold the database, the seal, and the newest day the clock was trusted on."""

    def __init__(self, database: Database, seal: Seal) -> None:
        self._database = database
        self._seal = seal
        self._trusted = ""

    def _day(self, now: datetime) -> str:
        """Return the day to write; a clock that fell back does not make new rows look old."""
        return max(now.date().isoformat(), self._trusted)
