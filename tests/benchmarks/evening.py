"""A scripted evening: many people ask, Telegram has its troubles, and the bot is killed twice.

`python -m tests.benchmarks.evening` plays 2,000 chats with 20,000 updates; the suite plays a small
one. Some people ask one question after the other or several at once, others look up a talk and
want to be reminded. 429, 5xx and dropped connections come by a seeded plan. At the end everything
must hold that `Report.broken` looks for.
"""

import argparse
import asyncio
import random
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.benchmarks.evening_judging import Asker, Judge, Report
from tests.bot_api.bot_process import BotProcess, ready, start_bot
from tests.bot_api.faults import BAD_GATEWAY, DROP_AFTER, DROP_BEFORE, FLOOD, SERVER_ERROR, Plan
from tests.bot_api.people import Person, labels
from tests.bot_api.server import BotApi, bot_api
from tests.bot_api.small_town import THINGS, question, write_town

SHARES = {FLOOD: 0.02, SERVER_ERROR: 0.01, BAD_GATEWAY: 0.01, DROP_BEFORE: 0.01, DROP_AFTER: 0.005}
LEAD = timedelta(minutes=5)
PATIENCE = 90.0


@dataclass(frozen=True, slots=True)
class Scale:
    """Say how large an evening is, and how many seconds people keep asking."""

    chats: int = 2000
    updates: int = 20_000
    seconds: float = 150.0
    talks: int = 12
    kills: int = 2
    seed: int = 1
    webhook: bool = False

    @property
    def visitors(self) -> int:
        """Return how many want to be reminded of a talk; the others ask questions."""
        return self.chats // 10


class Evening:
    """Play one evening."""

    def __init__(self, scale: Scale, folder: Path, api: BotApi) -> None:
        self.scale, self.folder, self.api = scale, folder, api
        self.dice = random.Random(scale.seed)
        self.report = Report()
        begin = scale.visitors
        self.askers = [Asker(Person(api.world, 10_000 + n)) for n in range(begin, scale.chats)]
        self.visitors = [Person(api.world, 10_000 + n) for n in range(begin)]
        self.wanted: dict[int, int] = {}
        self.killed: list[float] = []
        self.environment = _webhook() if scale.webhook else {}
        self.begun = time.monotonic()
        self.starts = self._starts()
        self.bot: BotProcess

    async def play(self) -> Report:
        """Play it and return how it went."""
        write_town(self.folder / "town", self.starts)
        await self._start()
        self.begun = time.monotonic()
        visits = [self._visit(number, person) for number, person in enumerate(self.visitors)]
        await asyncio.gather(self._ask(), self._kill(), *visits)
        await self._settle()
        self.report.exit_status = await self.bot.stop()
        self.report.seconds = time.monotonic() - self.begun
        self.report.log = self.bot.words
        judge = Judge(self.api, self.report, self.killed)
        judge.all(self.askers, self.wanted)
        return self.report

    def _starts(self) -> list[datetime]:
        """Return starts of talks such that their reminders fall into the evening's second half."""
        half = self.scale.seconds / 2
        now = datetime.now(UTC) + LEAD
        steps = [half + half * number / self.scale.talks for number in range(self.scale.talks)]
        return [now + timedelta(seconds=12 + step) for step in steps]

    async def _start(self) -> None:
        arguments = ("telegram", "--knowledge", str(self.folder / "town"))
        self.bot = await start_bot(self.api, self.folder / "run", arguments, **self.environment)
        await ready(self.api, self.bot)

    async def _ask(self) -> None:
        """Let everybody ask at their times; now and then three questions at once."""
        for moment, asker in self._moments():
            pause = self.begun + moment - time.monotonic()
            if pause > 0:
                await asyncio.sleep(pause)
            left = [thing for thing, _ in THINGS if thing not in asker.asked]
            thing = self.dice.choice(left)
            asker.asked.append(thing)
            asker.person.says(question(thing))

    def _moments(self) -> Iterator[tuple[float, Asker]]:
        number = self.scale.updates - 3 * len(self.visitors)
        each, more = divmod(number, len(self.askers))
        moments = []
        for place, asker in enumerate(self.askers):
            moment = 0.0
            for _ in range(min(each + (place < more), len(THINGS))):
                if self.dice.random() < 0.7:
                    moment = self.dice.uniform(0, self.scale.seconds)
                moments.append((moment, place, asker))
        return ((moment, asker) for moment, _, asker in sorted(moments, key=lambda m: m[:2]))

    async def _visit(self, number: int, person: Person) -> None:
        """Look up a talk and ask to be reminded of it five minutes before."""
        await asyncio.sleep(self.dice.uniform(0, self.scale.seconds / 3))
        talk = number % self.scale.talks + 1
        person.says(f"Vortrag Nummer {talk}")
        card = (await person.sees(seconds=PATIENCE))[0]
        await self._press(person, card, "Erinnern", "5 Minuten")
        await self._press(person, card, "5 Minuten", "Erinnerung: 5")
        self.wanted[person.about["id"]] = talk

    async def _press(self, person: Person, card: dict[str, Any], label: str, then: str) -> None:
        """Press a button and wait until another one is there."""
        query = person.presses(card, label)
        try:
            await self.api.world.until(lambda: any(then in each for each in labels(card)), PATIENCE)
        except TimeoutError:
            calls = [
                (round(call.at - self.begun, 2), call.method, str(call.refused), call.trouble)
                for call in self.api.world.calls
                if call.chat == person.chat.about["id"]
            ]
            raise AssertionError(
                f"{label!r} did nothing: pressed at {query.asked - self.begun:.2f}, answered "
                f"{query.answer}, buttons {labels(card)}, calls {calls}"
            ) from None

    async def _kill(self) -> None:
        """Kill the bot and start it again, at even distances."""
        for number in range(self.scale.kills):
            at = self.begun + self.scale.seconds * (number + 1) / (self.scale.kills + 1)
            await asyncio.sleep(max(0.0, at - time.monotonic()))
            await self.bot.kill()
            self.killed.append(time.monotonic())
            for query in self.api.world.queries.values():
                query.told = False  # who is killed does not know any more that it was
            self.report.kills += 1
            self.report.log += self.bot.words
            await self._start()

    async def _settle(self) -> None:
        """Wait until all is answered and the last reminder is due, or patience ends."""
        due = self.starts[-1] - LEAD - datetime.now(UTC)
        await asyncio.sleep(max(0.0, due.total_seconds()) + 2)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if all(set(each.told) >= set(each.asked) for each in self.askers):
                break
            await asyncio.sleep(1)
        await asyncio.sleep(2)


def _webhook() -> dict[str, str]:
    """Return the environment of a bot that is called by Telegram."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    return {
        "BOT_WEBHOOK_URL": f"http://127.0.0.1:{port}/hook",
        "BOT_WEBHOOK_SECRET": "an-evening",
        "BOT_PORT": str(port),
    }


async def evening(scale: Scale, folder: Path) -> Report:
    """Play an evening in a folder and return how it went."""
    async with bot_api(plan=Plan(scale.seed, SHARES), careful=False) as api:
        played = Evening(scale, folder, api)
        try:
            return await played.play()
        finally:
            await played.bot.kill()


def main() -> int:
    """Play a full evening and print how it went; exit 1 where something is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    usual = Scale()
    parser.add_argument("--chats", type=int, default=usual.chats)
    parser.add_argument("--updates", type=int, default=usual.updates)
    parser.add_argument("--seconds", type=float, default=usual.seconds)
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--webhook", action="store_true")
    given = parser.parse_args()
    scale = Scale(given.chats, given.updates, given.seconds, seed=given.seed, webhook=given.webhook)
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        report = asyncio.run(evening(scale, Path(folder)))
    for each in fields(report):
        if each.name != "log":
            print(f"{each.name:24} {getattr(report, each.name)}")
    print("broken:", report.broken or "nothing")
    return 1 if report.broken else 0


if __name__ == "__main__":
    sys.exit(main())
