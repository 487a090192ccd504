"""Stores: copies of the journal, taken while it is in use, verified, and brought back.

SQLite's own backup copies a consistent state however busy the database is. A copy is written
under another name, verified, brought to the disk and only then gets its name. The key is not in
it: it lies apart, and is to be kept apart.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.errors import StoreError
from bot.stores.journal_database import told
from bot.stores.journal_schema import STEPS

TABLES = ("people", "stars", "reminders", "questions", "counts", "ratings")
"""What is counted to show what a copy holds."""

_PATIENCE = 30.0
_NO_COPY = "{} ist keine heile Sicherung dieses Bots – bitte eine andere Datei wählen."


def back_up(journal: Path, target: Path) -> dict[str, int]:
    """Copy the journal to the target, verified; return how many rows of each table it holds.

    A target that exists is replaced only if it is such a copy. Raise StoreError.
    """
    if not journal.is_file():
        raise StoreError(f"Es gibt noch keine Datenbank {journal} – bitte BOT_DATA prüfen.")
    if target.exists() and not _is_copy(target):
        raise StoreError(
            f"{target} gibt es schon und ist keine Sicherung dieses Bots – bitte einen anderen "
            "Namen wählen."
        )
    part = target.with_name(f".{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        _copy(journal, part, one_file=True)
        held = verified(part)
        _to_disk(part)
        part.replace(target)
    except OSError as fault:
        raise StoreError(
            f"Die Sicherung {target} lässt sich nicht schreiben ({fault.strerror}) – bitte Ort, "
            "Rechte und freien Platz prüfen."
        ) from None
    finally:
        part.unlink(missing_ok=True)
    return held


def restore(source: Path, journal: Path) -> dict[str, int]:
    """Bring a verified copy back as the journal; what was there is laid beside it first.

    The bot may be running: it goes on with the restored state. Raise StoreError.
    """
    if source.is_file() and _is_damaged(source):
        raise StoreError(_NO_COPY.format(source))
    held = verified(source)
    try:
        journal.parent.mkdir(parents=True, exist_ok=True)
        if journal.exists():
            _lay_aside(journal)
        os.close(os.open(journal, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as fault:
        raise StoreError(
            f"Die Datenbank {journal} lässt sich nicht schreiben ({fault.strerror}) – bitte die "
            "Rechte von BOT_DATA prüfen."
        ) from None
    _copy(source, journal, one_file=False)
    return held


def verified(copy: Path) -> dict[str, int]:
    """Return how many rows of each table a sound copy holds; raise StoreError if it is none."""
    if not copy.is_file():
        raise StoreError(f"Die Datei {copy} gibt es nicht – bitte den Pfad prüfen.")
    with _opened(copy, "mode=ro") as connection:
        faults = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        if faults != ["ok"] or not names.issuperset(TABLES) or not 0 < version <= len(STEPS):
            raise StoreError(_NO_COPY.format(copy))
        return {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
            for table in TABLES
        }


def _is_copy(path: Path) -> bool:
    try:
        return bool(verified(path))
    except StoreError:
        return False


def _lay_aside(journal: Path) -> None:
    """Keep the present state; a damaged file can't be copied and is moved with its log."""
    if _is_damaged(journal):
        for ending in ("", "-wal", "-shm"):
            old = journal.with_name(journal.name + ending)
            if old.exists():
                old.replace(journal.with_name(f"{journal.name}.damaged{ending}"))
        return
    aside = journal.with_name(f"{journal.name}.before-restore")
    aside.unlink(missing_ok=True)
    os.close(os.open(aside, os.O_RDWR | os.O_CREAT, 0o600))
    _copy(journal, aside, one_file=True)


def _is_damaged(journal: Path) -> bool:
    try:
        with closing(sqlite3.connect(journal, timeout=_PATIENCE)) as connection:
            return [row[0] for row in connection.execute("PRAGMA integrity_check")] != ["ok"]
    except sqlite3.DatabaseError as fault:
        return fault.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def _copy(source: Path, target: Path, *, one_file: bool) -> None:
    with _opened(source, "mode=rw") as here, _opened(target, "mode=rw") as there:
        here.backup(there)
        there.execute(f"PRAGMA journal_mode = {'DELETE' if one_file else 'WAL'}")


@contextmanager
def _opened(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    try:
        address = f"{path.absolute().as_uri()}?{mode}"
        with closing(sqlite3.connect(address, uri=True, timeout=_PATIENCE)) as connection:
            yield connection
    except (sqlite3.Error, ValueError) as fault:
        raise told(fault, path) from None


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
