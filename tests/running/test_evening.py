"""A small evening with troubles and two kills; the full one: `python -m tests.benchmarks.evening`."""

from pathlib import Path

from tests.benchmarks.evening import Scale, evening
from tests.bot_api.faults import KINDS
from tests.bot_api.world import TOKEN


async def test_an_evening_with_troubles_and_two_kills(tmp_path: Path) -> None:
    report = await evening(Scale(chats=100, updates=1000, seconds=8, talks=5), tmp_path)

    assert report.broken == {}
    assert (report.asked, report.reminders, report.kills) == (970, 10, 2)
    assert report.met.keys() == set(KINDS)
    assert TOKEN not in report.log
    assert "Vortrag" not in report.log
