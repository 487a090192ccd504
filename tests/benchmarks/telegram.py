"""The bot beside a bare echo bot, on the same fake server: `python -m tests.benchmarks.telegram`.

Prints updates answered a second without latency and with 50 ms a call, memory at most (with all
child processes), and the time from start to the first look for updates and to the first answer.
All bots run as processes of their own, one after the other, several rounds; the middle one counts.
Aim: at least 0.9 of echo's rate, at most 1.5 of its memory and start. "Shipped" is the bot with the
knowledge in knowledge/, "town" the same with a small one.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
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
    """Say how one bot is started, what it is asked, and which words the answers have."""

    name: str
    command: Sequence[str]
    asked: Mapping[str, str]
    arguments: Sequence[str] = ()


TOWN = {question(thing): answer(thing) for thing, _ in THINGS}
SHIPPED = {
    "gibts in schwerte eig freies wlan?": "Freies WLAN in der Innenstadt",
    "was ist die factory 4": "Factory 4 in Schwerte",
    "was ist lorawan": "LoRaWAN-Funknetz",
    "was ist die smart country convention?": "Smart Country Convention",
    "wo kann man mitmachen und ideen einreichen": "MitMachStadt und Beteiligung",
    "wer spricht bei cooperation is king?": "Cooperation is king",
}


@dataclass(frozen=True, slots=True)
class Figures:
    """Hold what was measured in one run."""

    rate: float
    processor: float
    memory: float
    start: float
    first: float


async def measure(run: Run, folder: Path, latency: float, updates: int) -> Figures:
    """Let one bot answer so many questions from many chats."""
    async with bot_api(careful=False) as api:
        early = Person(api.world, 999)
        early.says(next(iter(run.asked)))
        bot = await start_bot(api, folder, run.arguments, run.command)
        try:
            start = await ready(api, bot)
            await api.world.until(lambda: early.new() or bot.process.returncode is not None, 900)
            assert bot.process.returncode is None, bot.words
            first = time.monotonic() - bot.started
            await answered(api, run, 50)
            api.latency = latency
            before, used = time.monotonic(), processor(bot)
            await answered(api, run, updates)
            spent = time.monotonic() - before
            used = processor(bot) - used
            return Figures(updates / spent, 1000 * used / updates, memory(bot), start, first)
        finally:
            await bot.stop()


async def answered(api: BotApi, run: Run, updates: int) -> None:
    """Let people ask so many questions at once and wait until each has its right answer."""
    people = [Person(api.world, 1000 + number) for number in range(CHATS)]
    asked = list(run.asked.items())
    before = len(api.world.of("sendMessage"))
    for number in range(updates):
        people[number % CHATS].says(asked[number % len(asked)][0])
    done = len(api.world.calls) + updates
    await api.world.until(
        lambda: (
            len(api.world.calls) >= done and len(api.world.of("sendMessage")) >= before + updates
        ),
        120,
    )
    told = Counter(call.chat for call in api.world.of("sendMessage")[before:])
    assert all(told[each.about["id"]] == updates // CHATS for each in people if updates >= CHATS)
    for call in api.world.of("sendMessage")[before:]:
        assert any(words in call.result["text"] for words in run.asked.values()), call.result


def memory(bot: BotProcess) -> float:
    """Return the most memory a bot has had, with what its children have, in MB."""
    pid = bot.process.pid
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
    return bot.memory() + sum(resident(int(child)) for child in children)


def resident(pid: int) -> float:
    """Return the memory of a process in MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def processor(bot: BotProcess) -> float:
    """Return the seconds of processor time a bot has used."""
    fields = Path(f"/proc/{bot.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


async def compare(folder: Path, updates: int, rounds: int) -> None:
    """Measure all bots and print one table."""
    town = write_town(folder / "town")
    ours = [
        Run("town", RUN_BOT, TOWN, ("telegram", "--knowledge", str(town))),
        Run("shipped", RUN_BOT, SHIPPED, ("telegram", "--now", "2024-10-16T13:05")),
    ]
    print(f"{'':34}{'echo':>10}{'town':>10}{'ratio':>8}{'shipped':>10}{'ratio':>8}")
    for latency, side_by_side, number in ((0.0, "1", updates), (0.05, "16", updates // 2)):
        runs = [Run("echo", (*ECHO, side_by_side), {each: each for each in TOWN}), *ours]
        figures: dict[str, list[Figures]] = {run.name: [] for run in runs}
        for run in runs[1:]:
            await measure(
                run, folder / "runs" / run.name, 0.0, CHATS
            )  # learns what is not learned yet
        for _ in range(rounds):
            for run in runs:
                figures[run.name].append(
                    await measure(run, folder / "runs" / run.name, latency, number)
                )
        show(f"at {latency * 1000:.0f} ms, echo {side_by_side} side by side", figures)


def show(what: str, figures: Mapping[str, Sequence[Figures]]) -> None:
    """Print the middle figures of all bots, and beside echo's their ratio to it."""
    print(what)
    for name, unit in (
        ("rate", "updates/s"),
        ("processor", "ms processor time an update"),
        ("memory", "MB memory at most"),
        ("start", "s to the first look"),
        ("first", "s to the first answer"),
    ):
        echo, *others = (
            statistics.median(getattr(each, name) for each in measured)
            for measured in figures.values()
        )
        beside = "".join(f"{other:10.2f}{other / echo:8.2f}" for other in others)
        print(f"  {unit:32}{echo:10.2f}{beside}", flush=True)


def main() -> int:
    """Measure everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--updates", type=int, default=2000, help=f"a multiple of {2 * CHATS}")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        asyncio.run(compare(Path(folder), given.updates, given.rounds))
    return 0


if __name__ == "__main__":
    sys.exit(main())
