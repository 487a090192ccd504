"""Backup and restore: verified, taken under load, brought back while the bot runs."""

import asyncio
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.stores.journal import Journal
from bot.stores.journal_backup import back_up, restore, verified
from bot.stores.seal import KeySeal

SEAL = KeySeal(bytes(64))
NOW = datetime(2024, 10, 15, 13, 5, tzinfo=UTC)


async def journal_with(path: Path, *talks: str) -> Journal:
    journal = await Journal.open(path, SEAL)
    for talk in talks:
        await journal.star(7, talk, 0, NOW)
    return journal


async def test_a_backup_is_one_file_and_comes_back_whole(tmp_path: Path) -> None:
    journal = await journal_with(tmp_path / "journal.db", "one", "two")
    held = back_up(tmp_path / "journal.db", tmp_path / "copy")
    await journal.unstar(7, "one")
    await journal.close()

    restored = restore(tmp_path / "copy", tmp_path / "new" / "journal.db")
    again = await Journal.open(tmp_path / "new" / "journal.db", SEAL)
    stars = await again.stars(7)
    await again.close()

    assert held == restored
    assert held["stars"] == 2
    assert stars == ["one", "two"]
    assert (tmp_path / "copy").stat().st_mode & 0o777 == 0o600
    assert {path.name for path in tmp_path.iterdir()} == {"journal.db", "copy", "new"}  # noqa: ASYNC240


async def test_a_restore_reaches_a_running_bot_and_keeps_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    journal = await journal_with(path, "one")
    back_up(path, tmp_path / "copy")
    await journal.star(7, "two", 0, NOW)

    restore(tmp_path / "copy", path)
    restored = await journal.stars(7)
    await journal.star(7, "three", 0, NOW)
    stars = await journal.stars(7)
    await journal.close()

    assert restored == ["one"]
    assert stars == ["one", "three"]
    assert verified(tmp_path / "journal.db.before-restore")["stars"] == 2


async def test_a_restore_mends_a_damaged_database(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    journal = await journal_with(path, "one")
    await journal.close()
    back_up(path, tmp_path / "copy")
    path.write_bytes(b"not a database" * 500)

    with pytest.raises(StoreError, match="keine Datenbank – bitte mit `restore`"):
        await Journal.open(path, SEAL)
    restore(tmp_path / "copy", path)
    mended = await Journal.open(path, SEAL)
    stars = await mended.stars(7)
    await mended.close()

    assert stars == ["one"]
    assert (tmp_path / "journal.db.damaged").exists()


async def held(path: Path) -> list[tuple[str, int, str]]:
    """Return everything in a journal that people asked for."""
    journal = await Journal.open(path, SEAL)
    found = [("star", star.chat, star.talk) for star in await journal.starred()]
    found += [("reminder", each.chat, each.talk) for each in await journal.reminders()]
    for question in await journal.questions():
        chat, talk = question.text.split()
        found.append(("question", int(chat), talk))
    await journal.close()
    return found


async def test_a_backup_under_load_holds_all_that_was_acknowledged_before_it(
    tmp_path: Path,
) -> None:
    path = tmp_path / "journal.db"
    journal = await Journal.open(path, SEAL)
    acknowledged: list[tuple[str, int, str]] = []
    stop = asyncio.Event()

    async def write(chat: int) -> None:
        number = 0
        while not stop.is_set():
            talk = f"talk-{number}"
            await journal.star(chat, talk, 0, NOW)
            acknowledged.append(("star", chat, talk))
            await journal.remind(chat, talk, 10, NOW)
            acknowledged.append(("reminder", chat, talk))
            await journal.keep_question(f"{chat} {talk}", "de", "unknown", None, 0.1, NOW)
            acknowledged.append(("question", chat, talk))
            number += 1

    writers = [asyncio.create_task(write(chat)) for chat in range(8)]
    rounds = []
    for number in range(5):
        while len(acknowledged) < 100 * (number + 1):  # noqa: ASYNC110
            await asyncio.sleep(0)
        before = set(acknowledged)
        await asyncio.to_thread(back_up, path, tmp_path / f"copy-{number}")
        rounds.append((before, len(acknowledged)))
    stop.set()
    await asyncio.gather(*writers)
    await journal.close()

    for number, (before, meanwhile) in enumerate(rounds):
        restore(tmp_path / f"copy-{number}", tmp_path / f"back-{number}.db")
        back = await held(tmp_path / f"back-{number}.db")
        assert len(back) == len(set(back))
        assert before <= set(back) <= set(acknowledged)
        assert len(before) <= len(back) <= meanwhile + len(writers)


def test_what_is_no_backup_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("hallo")
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE x (y)")
    other.close()

    for name, words in (("text", "keine heile"), ("other.db", "keine heile"), ("no", "gibt es")):
        with pytest.raises(StoreError, match=f"{words}.* – bitte"):
            restore(tmp_path / name, tmp_path / "journal.db")
    assert not (tmp_path / "journal.db").exists()


async def test_a_cut_backup_is_refused(tmp_path: Path) -> None:
    journal = await journal_with(tmp_path / "journal.db", *(f"talk-{n}" for n in range(300)))
    await journal.close()
    back_up(tmp_path / "journal.db", tmp_path / "copy")
    whole = (tmp_path / "copy").read_bytes()
    (tmp_path / "copy").write_bytes(whole[: len(whole) // 2])

    with pytest.raises(StoreError, match="– bitte"):
        restore(tmp_path / "copy", tmp_path / "journal.db")


async def test_a_backup_never_overwrites_anything_else(tmp_path: Path) -> None:
    journal = await journal_with(tmp_path / "journal.db", "one")
    await journal.close()
    (tmp_path / "letter").write_text("wichtig")
    back_up(tmp_path / "journal.db", tmp_path / "copy")

    back_up(tmp_path / "journal.db", tmp_path / "copy")
    with pytest.raises(StoreError, match="gibt es schon und ist keine Sicherung"):
        back_up(tmp_path / "journal.db", tmp_path / "letter")
    with pytest.raises(StoreError, match="lässt sich nicht schreiben"):
        back_up(tmp_path / "journal.db", tmp_path / "nowhere" / "copy")
    with pytest.raises(StoreError, match="noch keine Datenbank"):
        back_up(tmp_path / "none.db", tmp_path / "copy")

    assert (tmp_path / "letter").read_text() == "wichtig"
