"""The bot in process, with a journal of its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from bot.core.assistant import Assistant
from bot.stores.journal import Journal
from bot.stores.seal import KeySeal
from tests.faces.telegram.in_process import InProcess


@pytest_asyncio.fixture
async def journal(tmp_path: Path) -> AsyncIterator[Journal]:
    opened = await Journal.open(tmp_path / "journal.db", KeySeal(bytes(range(64))))
    yield opened
    await opened.close()


@pytest_asyncio.fixture
async def bot(assistant: Assistant, journal: Journal) -> AsyncIterator[InProcess]:
    running = InProcess(assistant, journal)
    yield running
    assert running.world.faults == []
