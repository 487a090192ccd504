"""Disk full, database locked, folder gone: a sentence, no loss, and it recovers by itself."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from bot.errors import StoreError
from bot.stores.journal import Journal
from bot.stores.seal import KeySeal

SEAL = KeySeal(bytes(64))
NOW = datetime(2024, 10, 15, 13, 5, tzinfo=UTC)


@pytest_asyncio.fixture
async def journal(tmp_path: Path) -> AsyncIterator[Journal]:
    journal = await Journal.open(tmp_path / "journal.db", SEAL, patience=0.05)
    yield journal
    await journal.close()


async def allow_pages(journal: Journal, number: int) -> None:
    """Make the database full at a number of pages, as a full disk does."""
    writer = journal._database._writer  # noqa: SLF001 - there is no other way to fill it
    await writer.execute(f"PRAGMA max_page_count = {number}")


async def star_until_full(journal: Journal) -> list[str]:
    kept = []
    for number in range(10_000):
        talk = f"talk-{number:04}-{'x' * 200}"
        try:
            await journal.star(7, talk, 0, NOW)
        except StoreError as fault:
            assert "der Platz ist voll – bitte" in str(fault)  # noqa: PT017
            return kept
        kept.append(talk)
    raise AssertionError


async def test_a_full_disk_loses_nothing_and_heals(journal: Journal) -> None:
    await allow_pages(journal, 40)

    kept = await star_until_full(journal)
    at_once = await asyncio.gather(
        *(journal.star(8, f"{'y' * 3000}{number}", 0, NOW) for number in range(20)),
        return_exceptions=True,
    )
    full = await journal.stars(7)
    await allow_pages(journal, 100_000)
    healed = await journal.star(7, "healed", 0, NOW)

    assert full == kept
    assert {type(each) for each in at_once} == {StoreError}
    assert healed
    assert await journal.stars(8) == []
    assert await journal.healthy()


async def test_a_full_disk_does_not_keep_anyone_from_leaving(journal: Journal) -> None:
    await allow_pages(journal, 40)
    kept = await star_until_full(journal)

    deleted = await journal.delete(7)

    assert deleted.stars == len(kept)
    assert await journal.stars(7) == []


async def test_a_locked_database_still_reads_and_heals(journal: Journal, tmp_path: Path) -> None:
    await journal.star(7, "before", 0, NOW)
    with closing(sqlite3.connect(tmp_path / "journal.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(StoreError, match="gesperrt – bitte gleich noch einmal"):
            await journal.star(7, "during", 0, NOW)
        locked = (await journal.stars(7), await journal.healthy())
        other.execute("ROLLBACK")

    assert locked == (["before"], False)
    assert await journal.star(7, "after", 0, NOW)
    assert await journal.stars(7) == ["after", "before"]


async def test_a_short_lock_is_waited_for(tmp_path: Path) -> None:
    journal = await Journal.open(tmp_path / "journal.db", SEAL, patience=30)
    with closing(sqlite3.connect(tmp_path / "journal.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        star = asyncio.create_task(journal.star(7, "talk", 0, NOW))
        await asyncio.sleep(0.05)
        other.execute("ROLLBACK")

        assert await star
    await journal.close()


async def test_closing_finishes_what_is_being_written(tmp_path: Path) -> None:
    journal = await Journal.open(tmp_path / "journal.db", SEAL)
    stars = [asyncio.create_task(journal.star(chat, "talk", 0, NOW)) for chat in range(100)]
    await asyncio.sleep(0)
    await journal.close()

    assert all(await asyncio.gather(*stars))
    again = await Journal.open(tmp_path / "journal.db", SEAL)
    assert len(await again.starred()) == 100
    await again.close()


async def test_one_who_stops_waiting_does_not_hold_up_the_others(journal: Journal) -> None:
    gone = asyncio.create_task(journal.star(7, "gone", 0, NOW))
    stays = asyncio.create_task(journal.star(8, "stays", 0, NOW))
    await asyncio.sleep(0)
    gone.cancel()

    assert await stays
    assert await journal.star(7, "next", 0, NOW)


async def test_a_closed_journal_says_so(tmp_path: Path) -> None:
    journal = await Journal.open(tmp_path / "journal.db", SEAL)
    await journal.close()

    with pytest.raises(StoreError):
        await journal.star(7, "talk", 0, NOW)
    with pytest.raises(StoreError):
        await journal.stars(7)


@pytest.mark.parametrize("where", ["file/journal.db", "folder"])
async def test_a_place_that_can_not_be_used_is_one_sentence(tmp_path: Path, where: str) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()

    with pytest.raises(StoreError, match="– bitte BOT_DATA"):
        await Journal.open(tmp_path / where, SEAL)
