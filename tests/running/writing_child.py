"""A process to be killed: writes to a journal and says on standard output what was acknowledged.

Each line read starts a fresh child (forked, so that 50 of them start quickly) that opens the
journal and writes with four writers side by side until it is killed. The first line it says is its
process id; each further line names the writer whose next step was acknowledged; `end` says that
it is gone.
"""

import asyncio
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from bot.stores.journal import Journal
from bot.stores.seal import KeySeal

SEAL = KeySeal(bytes(64))
NOW = datetime(2024, 10, 15, 13, 5, tzinfo=UTC)
CHATS = (11, 12, 13, 14)


def say(line: object) -> None:
    os.write(1, f"{line}\n".encode())


def steps() -> Iterator[tuple[str, int]]:
    """Return what a writer does in one life, without end: a kind of step and its round."""
    for number in count():
        for kind in ("note", "star", "remind", "fire", "keep"):
            yield kind, number
        if number % 2:
            yield "unstar", number


def talk(life: int, number: int) -> str:
    return f"t{life}-{number}"


def update(life: int, chat: int, number: int) -> int:
    return life * 1_000_000 + chat * 10_000 + number


async def take(journal: Journal, life: int, chat: int, step: tuple[str, int]) -> None:
    kind, number = step
    name = talk(life, number)
    match kind:
        case "note":
            counts = {("answer", f"{life} {chat}"): 1}
            await journal.note([update(life, chat, number)], counts, NOW)
        case "star":
            await journal.star(chat, name, 0, NOW)
        case "remind":
            await journal.remind(chat, name, 10, NOW)
        case "fire":
            await journal.mark_fired(chat, name, "start")
        case "keep":
            await journal.keep_question(f"w{chat} {name}", "de", "unknown", None, 0.1, NOW)
        case "unstar":
            await journal.unstar(chat, name)


async def write(journal: Journal, life: int, chat: int) -> None:
    for step in steps():
        await take(journal, life, chat, step)
        say(chat)


async def live(path: Path, life: int) -> None:
    journal = await Journal.open(path, SEAL)
    await asyncio.gather(*(write(journal, life, chat) for chat in CHATS))


def main() -> None:
    path = Path(sys.argv[1])
    for life, _ in enumerate(sys.stdin):
        pid = os.fork()
        if pid == 0:
            say(os.getpid())
            asyncio.run(live(path, life))
        os.waitpid(pid, 0)
        say("end")


if __name__ == "__main__":
    main()
