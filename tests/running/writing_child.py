"""A process to be killed: writes to a journal and says on standard output what was acknowledged.

Each line read starts a fresh child (forked, so that 50 of them start quickly) that opens the
journal and writes with four writers side by side until it is killed. A line `PID` names it, each
further line is one acknowledged write, `end` says that it is gone.
"""

import asyncio
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.stores.journal import Journal
from bot.stores.seal import KeySeal

SEAL = KeySeal(bytes(64))
NOW = datetime(2024, 10, 15, 13, 5, tzinfo=UTC)
CHATS = (11, 12, 13, 14)


def say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


async def write(journal: Journal, life: int, chat: int) -> None:
    number = 0
    while True:
        name = f"t{life}-{number}"
        update = life * 1_000_000 + chat * 10_000 + number
        if await journal.handled(update, NOW):
            say(f"doubled {update} -")
        say(f"update {update} -")
        await journal.star(chat, name, 0, NOW)
        say(f"star {chat} {name}")
        await journal.remind(chat, name, 10, NOW)
        say(f"reminder {chat} {name}")
        await journal.mark_fired(chat, name, "start")
        say(f"fired {chat} {name}")
        await journal.keep_question(f"w{chat} {name}", "de", "unknown", None, 0.1, NOW)
        say(f"question w{chat} {name}")
        if number % 2 == 1:
            await journal.unstar(chat, name)
            say(f"unstar {chat} {name}")
        number += 1


async def live(path: Path, life: int) -> None:
    journal = await Journal.open(path, SEAL)
    await asyncio.gather(*(write(journal, life, chat) for chat in CHATS))


def main() -> None:
    path = Path(sys.argv[1])
    for life, _ in enumerate(sys.stdin):
        pid = os.fork()
        if pid == 0:
            say(str(os.getpid()))
            asyncio.run(live(path, life))
        os.waitpid(pid, 0)
        say("end")


if __name__ == "__main__":
    main()
