"""Migration: forwards, whole or not at all, with a copy of the old state laid beside."""

import sqlite3
from pathlib import Path

import aiosqlite
import pytest

from bot.errors import StoreError
from bot.stores.journal import Journal
from bot.stores.journal_schema import STEPS, migrate
from bot.stores.seal import KeySeal

FIRST = "CREATE TABLE a (x); INSERT INTO a VALUES (1)"
SECOND = "ALTER TABLE a ADD COLUMN y; UPDATE a SET y = x + 1"


async def migrated(path: Path, *steps: str) -> None:
    connection = await aiosqlite.connect(path, isolation_level=None)
    try:
        await migrate(connection, path, steps)
    finally:
        await connection.close()


def rows_of(path: Path) -> list[tuple[int, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute("SELECT * FROM a").fetchall()
    finally:
        connection.close()


async def test_an_old_database_comes_up_to_date_and_keeps_a_copy(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    await migrated(path, FIRST)

    await migrated(path, FIRST, SECOND)
    await migrated(path, FIRST, SECOND)

    assert rows_of(path) == [(1, 2)]
    assert rows_of(tmp_path / "journal.db.version-1") == [(1,)]
    assert len(list(tmp_path.iterdir())) == 2  # noqa: ASYNC240


async def test_a_step_that_fails_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    await migrated(path, FIRST)

    with pytest.raises(sqlite3.OperationalError):
        await migrated(path, FIRST, f"{SECOND}; INSERT INTO nowhere VALUES (1)")
    await migrated(path, FIRST, SECOND)

    assert rows_of(path) == [(1, 2)]


async def test_a_database_from_the_future_is_refused_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    await migrated(path, *["CREATE TABLE IF NOT EXISTS a (x)"] * (len(STEPS) + 1))

    with pytest.raises(StoreError, match="neuer als dieses Programm – bitte"):
        await Journal.open(path, KeySeal(bytes(64)))
