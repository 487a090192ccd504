"""Stores: the journal's tables, one migration a version, only ever forwards.

A step that stands here never changes; a new need is a new step at the end. Before the first step
on a database that holds something, a safety copy is laid beside it.
"""

from collections.abc import Sequence
from pathlib import Path

import aiosqlite

from bot.errors import StoreError

STEPS: Sequence[str] = (
    """
    CREATE TABLE people (
        chat BLOB PRIMARY KEY, language TEXT, consent INTEGER NOT NULL DEFAULT 0,
        day TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE stars (
        chat BLOB NOT NULL, talk TEXT NOT NULL, sequence INTEGER NOT NULL,
        told TEXT NOT NULL DEFAULT '', day TEXT NOT NULL,
        PRIMARY KEY (chat, talk)) WITHOUT ROWID;
    CREATE TABLE reminders (
        chat BLOB NOT NULL, talk TEXT NOT NULL, minutes INTEGER NOT NULL,
        fired_for TEXT, day TEXT NOT NULL,
        PRIMARY KEY (chat, talk)) WITHOUT ROWID;
    CREATE TABLE questions (
        id INTEGER PRIMARY KEY, text BLOB NOT NULL, language TEXT NOT NULL,
        outcome TEXT NOT NULL, nearest TEXT, score REAL NOT NULL, day TEXT NOT NULL);
    CREATE TABLE counts (
        day TEXT NOT NULL, hour INTEGER NOT NULL, outcome TEXT NOT NULL,
        answer TEXT NOT NULL, number INTEGER NOT NULL,
        PRIMARY KEY (day, hour, outcome, answer)) WITHOUT ROWID;
    CREATE TABLE ratings (
        day TEXT NOT NULL, answer TEXT NOT NULL, helpful INTEGER NOT NULL,
        number INTEGER NOT NULL,
        PRIMARY KEY (day, answer, helpful)) WITHOUT ROWID;
    CREATE TABLE updates (id INTEGER PRIMARY KEY, day TEXT NOT NULL);
    CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    """,
    """
    CREATE TABLE aside (id INTEGER PRIMARY KEY, content BLOB NOT NULL, day TEXT NOT NULL)
    """,
)


async def migrate(
    connection: aiosqlite.Connection, path: Path, steps: Sequence[str] = STEPS
) -> None:
    """Bring the database to the newest version, each step whole or not at all."""
    version = await _version(connection)
    if version > len(steps):
        raise StoreError(
            f"Die Datenbank {path} ist neuer als dieses Programm – bitte das Programm auf den "
            "neuesten Stand bringen oder eine ältere Sicherung zurückspielen."
        )
    if 0 < version < len(steps):
        await _copy_beside(connection, path.with_name(f"{path.name}.version-{version}"))
    for number in range(version, len(steps)):
        await _take(connection, steps[number], number)


async def _take(connection: aiosqlite.Connection, step: str, number: int) -> None:
    await connection.execute("BEGIN IMMEDIATE")
    try:
        if await _version(connection) == number:  # another start may have been faster
            for statement in step.split(";"):
                await connection.execute(statement)
            await connection.execute(f"PRAGMA user_version = {number + 1}")
    except BaseException:
        await connection.execute("ROLLBACK")
        raise
    await connection.execute("COMMIT")


async def _copy_beside(connection: aiosqlite.Connection, target: Path) -> None:
    """Lay a whole copy at the target; one that is there already is older and stays."""
    if target.exists():  # noqa: ASYNC240 - once, before anything is served
        return
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    await connection.execute("VACUUM INTO ?", (str(part),))
    part.chmod(0o600)
    part.replace(target)


async def _version(connection: aiosqlite.Connection) -> int:
    async with connection.execute("PRAGMA user_version") as rows:
        row = await rows.fetchone()
    return int(row[0]) if row else 0
