"""What people notice of a full disk, a locked database, a leaping clock: one sentence, no loss."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.core.assistant import Assistant
from bot.errors import StoreError
from bot.stores.journal import Journal
from bot.stores.seal import KeySeal
from tests.bot_api.people import Person
from tests.faces.telegram.in_process import NOON, TALK, InProcess

FREE = "Freies WLAN in der Innenstadt"
NOT_NOW = "Ich kann mir gerade nichts merken."


@asynccontextmanager
async def living(assistant: Assistant, folder: Path) -> AsyncIterator[tuple[InProcess, Journal]]:
    journal = await Journal.open(folder / "journal.db", KeySeal(bytes(64)), patience=0.05)
    bot = InProcess(assistant, journal)
    try:
        yield bot, journal
    finally:
        await journal.close()
    assert bot.world.faults == []


@contextmanager
def locked(path: Path) -> Iterator[None]:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def fill(journal: Journal) -> None:
    """Make the file as full as a full disk does, but for nothing."""
    writer = journal._database._writer  # noqa: SLF001 - there is no other way to fill it
    await writer.execute("PRAGMA max_page_count = 1")
    for size in (300, 1):  # the last small rows too
        with pytest.raises(StoreError, match="der Platz ist voll"):
            await write_on(journal, size)


async def write_on(journal: Journal, size: int) -> None:
    for number in range(1000):
        await journal.star(1, f"{number}{'x' * size}", 0, NOON)


async def make_room(journal: Journal) -> None:
    await journal._database._writer.execute("PRAGMA max_page_count = 100000")  # noqa: SLF001
    await journal.delete(1)


async def asked(bot: InProcess, person: Person) -> str:
    return str((await bot.asked(person, "gibts freies wlan"))["text"].split("\n")[0])


async def counted(journal: Journal) -> int:
    return sum(count.number for count in await journal.counts(date.min))


async def starred(bot: InProcess, person: Person) -> str:
    """Star the talk and return what the person is told."""
    card = await bot.asked(person, f"/start {TALK.replace('.', '_')}")
    return await bot.pressed(person, card, "Merken")


async def test_with_a_locked_database_questions_are_answered_and_counted_later(
    assistant: Assistant, tmp_path: Path
) -> None:
    async with living(assistant, tmp_path) as (bot, journal):
        anna = bot.person()
        with locked(tmp_path / "journal.db"):
            meanwhile = [await asked(bot, anna) for _ in range(3)]
            refused = await starred(bot, anna)
        after = await starred(bot, anna)
        await bot.settled()

        assert meanwhile == [FREE] * 3
        assert refused.startswith(NOT_NOW)
        assert after.startswith("Gemerkt")
        assert await journal.stars(7) == [TALK]
        assert await counted(journal) == 5  # three questions, two links opened


async def test_with_a_full_disk_questions_are_answered_and_stars_refused(
    assistant: Assistant, tmp_path: Path
) -> None:
    async with living(assistant, tmp_path) as (bot, journal):
        anna = bot.person()
        await fill(journal)
        meanwhile = await asked(bot, anna)
        refused = await starred(bot, anna)
        kept = await journal.stars(7)
        await make_room(journal)
        after = await starred(bot, anna)

        assert (meanwhile, kept) == (FREE, [])
        assert refused.startswith(NOT_NOW)
        assert after.startswith("Gemerkt")
        assert await journal.stars(7) == [TALK]


@pytest.mark.parametrize(
    ("leaps", "reminded"),
    [
        (("14:40", "14:46", "14:47", "14:20", "14:46"), [0, 1, 1, 1, 1]),
        (("18:00", "14:46", "14:50"), [0, 1, 1]),
        (("09:00", "14:50", "09:00", "14:59"), [0, 1, 1, 1]),
    ],
)
async def test_a_leaping_clock_sends_each_reminder_once(
    assistant: Assistant, tmp_path: Path, leaps: tuple[str, ...], reminded: list[int]
) -> None:
    async with living(assistant, tmp_path) as (bot, journal):
        anna = bot.person()
        await journal.remind(7, TALK, 15, bot.now)
        came = []
        for clock in leaps:
            hour, minute = map(int, clock.split(":"))
            bot.now = NOON.replace(hour=hour, minute=minute)
            await bot.told()
            came.append(len(anna.chat.sent))

        assert came == reminded


async def test_a_clock_years_ahead_deletes_nothing_people_keep(
    assistant: Assistant, tmp_path: Path
) -> None:
    async with living(assistant, tmp_path) as (bot, journal):
        anna = bot.person()
        await starred(bot, anna)
        await journal.expire(bot.now)
        for days in (5000, 5000, 1):
            bot.now = NOON + timedelta(days=days)
            await journal.expire(bot.now)
        bot.now = NOON

        assert await journal.stars(7) == [TALK]
