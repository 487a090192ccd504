"""Killed fifty times at random points while writing: nothing acknowledged is lost or doubled."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO

from bot.stores.journal import Journal
from tests.running.writing_child import CHATS, SEAL, steps, talk, update

ROOT = Path(__file__).parent.parent.parent
KILLS = 50
LONGEST_LIFE = 0.15
"""Seconds: from before the journal is open to well into the writing."""


@dataclass(slots=True)
class Held:
    """Hold what there is of one writer's one life."""

    stars: list[str] = field(default_factory=list)
    reminders: list[tuple[str, str | None]] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    updates: list[int] = field(default_factory=list)
    counted: int = 0


def expected(life: int, chat: int, taken: Iterable[tuple[str, int]]) -> Held:
    """Return what is held after some steps."""
    held, fired = Held(), {}
    for kind, number in taken:
        name = talk(life, number)
        match kind:
            case "note":
                held.updates.append(update(life, chat, number))
                held.counted += 1
            case "star":
                held.stars.append(name)
            case "remind":
                fired[name] = None
            case "fire":
                fired[name] = "start"
            case "keep":
                held.questions.append(f"w{chat} {name}")
            case "unstar":
                held.stars.remove(name)
                del fired[name]
    held.stars.sort()
    held.reminders = sorted(fired.items())
    held.questions.sort()
    return held


@contextmanager
def writers(path: Path) -> Iterator[tuple[IO[str], IO[str]]]:
    program = [sys.executable, "-m", "tests.running.writing_child", str(path)]
    with subprocess.Popen(
        program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as child:
        assert child.stdin
        assert child.stdout
        yield child.stdin, child.stdout
        child.stdin.close()


def lived(begin: IO[str], said: IO[str], seconds: float) -> Counter[int]:
    """Let a child live so long; return how many steps of each writer it acknowledged."""
    begin.write("live\n")
    begin.flush()
    timer = threading.Timer(seconds, os.kill, (int(said.readline()), signal.SIGKILL))
    timer.start()
    acknowledged = Counter(int(line) for line in iter(said.readline, "end\n"))
    timer.join()
    return acknowledged


async def held(path: Path) -> dict[tuple[int, int], Held]:
    """Return what the journal holds, by life and writer."""
    journal = await Journal.open(path, SEAL)
    found = {(life, chat): Held() for life in range(KILLS) for chat in CHATS}
    for star in await journal.starred():
        found[_life(star.talk), star.chat].stars.append(star.talk)
    for each in await journal.reminders():
        found[_life(each.talk), each.chat].reminders.append((each.talk, each.fired_for))
    for question in await journal.questions():
        chat, name = question.text.removeprefix("w").split()
        found[_life(name), int(chat)].questions.append(question.text)
    await journal.close()
    with closing(sqlite3.connect(path)) as file:
        for (id_,) in file.execute("SELECT id FROM updates ORDER BY id"):
            found[id_ // 1_000_000, id_ // 10_000 % 100].updates.append(id_)
        for answer, number in file.execute("SELECT answer, number FROM counts"):
            life, chat = map(int, answer.split())
            found[life, chat].counted = number
    for each in found.values():
        for rows in (each.stars, each.reminders, each.questions):
            rows.sort()  # type: ignore[attr-defined]
    return found


def _life(name: str) -> int:
    return int(name.removeprefix("t").split("-")[0])


async def test_fifty_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    path, chance = tmp_path / "journal.db", random.Random()
    with writers(path) as (begin, said):
        lives = [lived(begin, said, chance.uniform(0, LONGEST_LIFE)) for _ in range(KILLS)]

    found = await held(path)

    wrong = {}
    for (life, chat), there in found.items():
        number = lives[life][chat]
        taken = list(islice(steps(), number + 1))
        done, and_one = expected(life, chat, taken[:-1]), expected(life, chat, taken)
        if there not in (done, and_one):  # what was under way may have come through
            wrong[life, chat] = (number, there, done)
    assert wrong == {}
    assert sum(life.total() > 0 for life in lives) > KILLS // 4
