"""The bot beside a bare echo bot, on the same fake server: `python -m tests.benchmarks.telegram`.

Prints updates answered a second without latency and with 50 ms a call, memory at most, and the
time from start to the first look for updates. Both bots run as processes of their own, one after
the other, several rounds; the middle one counts. Aim: at least 0.9 of echo's rate, at most 1.5 of
its memory and start.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bot_api.bot_process import RUN_BOT, BotProcess, ready, start_bot
from tests.bot_api.people import Person
from tests.bot_api.server import BotApi, bot_api
from tests.bot_api.small_town import THINGS, answer, question, write_town

CHATS = 200
ROUNDS = 3
ECHO = (sys.executable, "-m", "tests.benchmarks.echo_bot")


@dataclass(frozen=True, slots=True)
class Run:
    """Say how one bot is started, and what it answers about a thing."""

    name: str
    command: Sequence[str]
    answer: Callable[[str], str]
    arguments: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """Hold what was measured in one run."""

    rate: float
    processor: float
    memory: float
    start: float


async def measure(run: Run, folder: Path, latency: float, updates: int) -> Figures:
    """Let one bot answer so many questions from many chats."""
    async with bot_api(careful=False) as api:
        bot = await start_bot(api, folder, run.arguments, run.command)
        try:
            start = await ready(api, bot)
            await asyncio.sleep(0.3)
            await answered(api, run, 50)
            api.latency = latency
            before, used = time.monotonic(), processor(bot)
            await answered(api, run, updates)
            spent = time.monotonic() - before
            used = processor(bot) - used
            return Figures(updates / spent, 1000 * used / updates, bot.memory(), start)
        finally:
            await bot.stop()


async def answered(api: BotApi, run: Run, updates: int) -> None:
    """Let people ask so many questions at once and wait until each has its right answer."""
    people = [Person(api.world, 1000 + number) for number in range(CHATS)]
    done = len(api.world.calls) + updates
    expected: Counter[tuple[int, str]] = Counter()
    for number in range(updates):
        person, thing = people[number % CHATS], THINGS[number % len(THINGS)][0]
        person.says(question(thing))
        expected[person.about["id"], run.answer(thing)] += 1

    def is_answered() -> bool:
        return len(api.world.calls) >= done and not expected - _told(api)

    await api.world.until(is_answered, 120)


def _told(api: BotApi) -> Counter[tuple[int, str]]:
    return Counter(
        (id_, message["text"].splitlines()[-1])
        for id_, chat in api.world.chats.items()
        for message in chat.sent
    )


def processor(bot: BotProcess) -> float:
    """Return the seconds of processor time a bot has used."""
    fields = Path(f"/proc/{bot.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


async def compare(folder: Path, updates: int, rounds: int) -> None:
    """Measure both bots and print one table."""
    town = write_town(folder / "town")
    ours = Run("bot", RUN_BOT, answer, ("telegram", "--knowledge", str(town)))
    print(f"{'':34}{'echo':>10}{'bot':>10}{'ratio':>8}")
    for latency, side_by_side, number in ((0.0, "1", updates), (0.05, "16", updates // 2)):
        echo = Run("echo", (*ECHO, side_by_side), question)
        figures: dict[str, list[Figures]] = {"echo": [], "bot": []}
        for _ in range(rounds):
            for run in (echo, ours):
                figures[run.name].append(await measure(run, folder / run.name, latency, number))
        show(f"at {latency * 1000:.0f} ms, echo {side_by_side} side by side", figures)


def show(what: str, figures: dict[str, list[Figures]]) -> None:
    """Print the middle figures of both bots."""
    print(what)
    for name, unit in (
        ("rate", "updates/s"),
        ("processor", "ms processor time an update"),
        ("memory", "MB memory at most"),
        ("start", "s to the first look"),
    ):
        echo, bot = (
            statistics.median(getattr(each, name) for each in figures[who])
            for who in ("echo", "bot")
        )
        print(f"  {unit:32}{echo:10.2f}{bot:10.2f}{bot / echo:8.2f}", flush=True)


def main() -> int:
    """Measure everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--updates", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        asyncio.run(compare(Path(folder), given.updates, given.rounds))
    return 0


if __name__ == "__main__":
    sys.exit(main())
