"""Stores: the journal's file: one writer that commits what waits together, one reader beside it.

Every write that is acknowledged is on the disk (WAL, synchronous=FULL). Writes that arrive while
one is being committed share the next commit, so a flood costs few of them. The reader sees the
last committed state and never waits for the writer.
"""

import asyncio
import logging
import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import aiosqlite

from bot.errors import StoreError
from bot.stores.journal_schema import migrate

PATIENCE = 5.0
"""Seconds to wait for another program that holds the database."""

Values = Sequence[Any]
Statements = Sequence[tuple[str, Values]]
_Waiting = tuple[Statements, asyncio.Future[list[int]]]

_log = logging.getLogger(__name__)


class Database:
    """Hold the two connections; made by `open_database`."""

    def __init__(
        self, path: Path, writer: aiosqlite.Connection, reader: aiosqlite.Connection
    ) -> None:
        self.path = path
        self._writer = writer
        self._reader = reader
        self._waiting: list[_Waiting] = []
        self._committing: asyncio.Task[None] | None = None
        self._log_to_empty = False

    async def close(self) -> None:
        """Finish what waits, then let go of the file."""
        while self._committing:
            await asyncio.wait([self._committing])
        await self._reader.close()
        await self._writer.close()

    async def rows(self, statement: str, values: Values = ()) -> list[tuple[Any, ...]]:
        """Read the last committed state."""
        try:
            return [tuple(row) for row in await self._reader.execute_fetchall(statement, values)]
        except (sqlite3.Error, ValueError) as fault:
            raise told(fault, self.path) from None

    async def change(self, statement: str, values: Values = ()) -> int:
        """Write one statement durably and return how many rows it changed."""
        changed = await self.changes([(statement, values)])
        return changed[0]

    async def changes(self, statements: Statements) -> list[int]:
        """Write several statements, all or none, and return how many rows each changed."""
        future: asyncio.Future[list[int]] = asyncio.get_running_loop().create_future()
        self._waiting.append((statements, future))
        if self._committing is None:
            self._committing = asyncio.create_task(self._commit_waiting())
        return await future

    async def erase(self, statements: Statements) -> list[int]:
        """Delete, and leave nothing of it in the write-ahead log either."""
        self._log_to_empty = True
        return await self.changes(statements)

    @property
    def waiting(self) -> int:
        """Return how many writes wait for a commit."""
        return len(self._waiting)

    async def _commit_waiting(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting, []
                if not await self._commit(batch) and len(batch) > 1:
                    for each in batch:
                        await self._commit([each])
                await self._empty_log()
        finally:
            self._committing = None

    async def _commit(self, batch: Sequence[_Waiting]) -> bool:
        """Run the batch in one transaction; where it fails, a batch of one says why."""
        try:
            await self._writer.execute("BEGIN IMMEDIATE")
            results = [
                [(await self._writer.execute(*statement)).rowcount for statement in statements]
                for statements, _ in batch
            ]
            await self._writer.execute("COMMIT")
        except (sqlite3.Error, ValueError) as fault:
            await self._roll_back()
            if len(batch) == 1:
                _fail(batch[0][1], told(fault, self.path))
            return False
        for (_, future), result in zip(batch, results, strict=True):
            if not future.done():  # the one who asked may have gone
                future.set_result(result)
        return True

    async def _empty_log(self) -> None:
        if not self._log_to_empty:
            return
        self._log_to_empty = False
        try:
            await self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as fault:
            _log.info("Aufräumen verschoben: %s", type(fault).__name__)

    async def _roll_back(self) -> None:
        try:
            if self._writer.in_transaction:
                await self._writer.execute("ROLLBACK")
        except (sqlite3.Error, ValueError) as fault:
            _log.warning("Zurückrollen nicht möglich: %s", type(fault).__name__)


async def open_database(path: Path, patience: float = PATIENCE) -> Database:
    """Make the folder and the file if needed, bring the tables up to date."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as fault:
        raise StoreError(
            f"Die Datenbank {path} lässt sich nicht anlegen oder öffnen ({fault.strerror}) – bitte "
            "BOT_DATA auf einen beschreibbaren Ordner setzen."
        ) from None
    writer = await _connect(path, patience)
    try:
        await writer.execute("PRAGMA journal_mode = WAL")
        await writer.execute("PRAGMA synchronous = FULL")
        await writer.execute("PRAGMA secure_delete = ON")  # deleted means overwritten
        await migrate(writer, path)
        reader = await _connect(path, patience)
        await reader.execute("PRAGMA query_only = ON")
    except (sqlite3.Error, OSError) as fault:
        await writer.close()
        raise told(fault, path) from None
    except StoreError:
        await writer.close()
        raise
    return Database(path, writer, reader)


async def _connect(path: Path, patience: float) -> aiosqlite.Connection:
    return await aiosqlite.connect(path, timeout=patience, isolation_level=None)


def _fail(future: asyncio.Future[list[int]], fault: StoreError) -> None:
    if not future.done():
        future.set_exception(fault)


def told(fault: Exception, path: Path) -> StoreError:
    """Say in one sentence what is wrong with the database and what to do."""
    code = getattr(fault, "sqlite_errorcode", None)
    what = _SENTENCES.get(
        (code or 0) & 0xFF, f"ist nicht benutzbar ({fault}) – bitte `doctor` aufrufen."
    )
    return StoreError(f"Die Datenbank {path} {what}")


_SENTENCES = {
    sqlite3.SQLITE_BUSY: "ist gerade von einem anderen Programm gesperrt – bitte gleich noch "
    "einmal versuchen.",
    sqlite3.SQLITE_LOCKED: "ist gerade gesperrt – bitte gleich noch einmal versuchen.",
    sqlite3.SQLITE_FULL: "kann nicht wachsen, der Platz ist voll – bitte Platz auf dem Datenträger "
    "schaffen.",
    sqlite3.SQLITE_IOERR: "lässt sich nicht lesen oder schreiben – bitte den Datenträger und "
    "seinen freien Platz prüfen.",
    sqlite3.SQLITE_READONLY: "ist schreibgeschützt – bitte die Rechte von BOT_DATA prüfen.",
    sqlite3.SQLITE_CANTOPEN: "lässt sich nicht öffnen – bitte die Rechte von BOT_DATA prüfen.",
    sqlite3.SQLITE_CORRUPT: "ist beschädigt – bitte mit `restore` eine Sicherung zurückspielen.",
    sqlite3.SQLITE_NOTADB: "ist keine Datenbank – bitte mit `restore` eine Sicherung "
    "zurückspielen.",
}
