"""Stores: the journal's pages about questions: counts, ratings, and what was kept with consent."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from bot.core.masking import masked
from bot.errors import StoreError
from bot.stores.journal_aside import LET_GO
from bot.stores.journal_nouns import Count, KeptQuestion, Rating
from bot.stores.journal_page import Page

_COUNT = """
    INSERT INTO counts (day, hour, outcome, answer, number)
    SELECT ?, ?, json_extract(value, '$[0]'), json_extract(value, '$[1]'),
        json_extract(value, '$[2]') FROM json_each(?) WHERE true
    ON CONFLICT DO UPDATE SET number = number + excluded.number
"""
_RATE = """
    INSERT INTO ratings (day, answer, helpful, number) VALUES (?, ?, ?, 1)
    ON CONFLICT DO UPDATE SET number = number + 1
"""
_KEEP = """
    INSERT INTO questions (text, language, outcome, nearest, score, day)
    VALUES (?, ?, ?, ?, ?, ?)
"""
_KEEP_ONCE = """
    INSERT INTO questions (text, language, outcome, nearest, score, day)
    SELECT ?, ?, ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM updates WHERE id = ?)
"""

LATELY = 2000
"""Handled updates a new start looks at; Telegram sends again at most a few hundred of them."""

_ALL_HANDLED = "INSERT OR IGNORE INTO updates (id, day) SELECT value, ? FROM json_each(?)"
_HANDLED = "INSERT OR IGNORE INTO updates (id, day) VALUES (?, ?)"


class QuestionPages(Page):
    """Keep what is asked, without who asked it."""

    async def count(self, outcome: str, answer: str | None, now: datetime) -> None:
        """Count one question under its day, hour (UTC), outcome and answer."""
        await self.note((), {(outcome, answer or ""): 1}, now)

    async def note(
        self, handled: Sequence[int], counts: Mapping[tuple[str, str], int], now: datetime
    ) -> None:
        """Remember handled updates, let go of those put aside, count questions; in one write."""
        day, hour = self._day(now), now.astimezone(UTC).hour
        counted = json.dumps([(*key, number) for key, number in counts.items()])
        keys = json.dumps([*handled])
        await self._database.changes(
            [(_ALL_HANDLED, (day, keys)), (LET_GO, (keys,)), (_COUNT, (day, hour, counted))]
        )

    async def counts(self, since: date) -> list[Count]:
        """Return what was counted since a day, that day included."""
        statement = "SELECT * FROM counts WHERE day >= ? ORDER BY day, hour, outcome, answer"
        return [
            Count(date.fromisoformat(day), hour, outcome, answer or None, number)
            for day, hour, outcome, answer, number in await self._database.rows(
                statement, (since.isoformat(),)
            )
        ]

    async def rate(self, answer: str, *, helpful: bool, now: datetime) -> None:
        """Count one rating of an answer."""
        await self._database.change(_RATE, (self._day(now), answer, helpful))

    async def ratings(self, since: date) -> list[Rating]:
        """Return the ratings since a day, that day included."""
        statement = "SELECT * FROM ratings WHERE day >= ? ORDER BY day, answer, helpful"
        return [
            Rating(date.fromisoformat(day), answer, bool(helpful), number)
            for day, answer, helpful, number in await self._database.rows(
                statement, (since.isoformat(),)
            )
        ]

    async def keep_question(  # noqa: PLR0913 - a row has six columns
        self,
        text: str,
        language: str,
        outcome: str,
        nearest: str | None,
        score: float,
        now: datetime,
        update: int | None = None,
    ) -> None:
        """Keep a question, masked and sealed; only to be called where consent was given.

        With the identity of its update it is kept once, should a crash bring that update again.
        """
        sealed, day = self._seal.seal_text(masked(text)), self._day(now)
        values = (sealed, language, outcome, nearest, score, day)
        if update is None:
            await self._database.change(_KEEP, values)
            return
        mark = -update  # apart from updates that have been handled
        await self._database.changes([(_KEEP_ONCE, (*values, mark)), (_HANDLED, (mark, day))])

    async def questions(self) -> list[KeptQuestion]:
        """Return the kept questions, oldest first; those sealed with a lost key are left out."""
        statement = "SELECT id, text, language, outcome, nearest, score, day FROM questions"
        found = []
        for row in await self._database.rows(f"{statement} ORDER BY id"):
            id_, sealed, language, outcome, nearest, score, day = row
            try:
                text = self._seal.open_text(sealed)
            except StoreError:  # `doctor` counts these
                continue
            kept_on = date.fromisoformat(day)
            found.append(KeptQuestion(id_, text, language, outcome, nearest, score, kept_on))
        return found

    async def settle_question(self, ids: Sequence[int]) -> None:
        """Delete kept questions an editor is done with."""
        statement = "DELETE FROM questions WHERE id = ?"
        await self._database.erase([(statement, (id_,)) for id_ in ids])

    async def handled(self, update_id: int, now: datetime) -> bool:
        """Remember an update durably; return True if it was remembered before."""
        return await self._database.change(_HANDLED, (update_id, self._day(now))) == 0

    async def handled_lately(self) -> set[int]:
        """Return the newest of the updates that were handled."""
        statement = "SELECT id FROM updates WHERE id >= 0 ORDER BY id DESC LIMIT ?"
        return {id_ for (id_,) in await self._database.rows(statement, (LATELY,))}
