"""What one machine carries, without Telegram: `python -m tests.benchmarks.capacity`.

Prints processor time a question and a write (so that other work on the machine matters little),
writes a second side by side, size and backup of a large journal, memory.
"""

import asyncio
import json
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from bot.core.assistant import Assistant
from bot.core.nouns import Question
from bot.stores.journal import Journal
from bot.stores.journal_backup import back_up, restore
from bot.stores.seal import KeySeal
from bot.wiring import SHIPPED, build_assistant

NOW = datetime(2024, 10, 16, 13, 5, tzinfo=UTC)
QUESTIONS = Path(__file__).parent.parent / "questions" / "citizens.jsonl"
PEOPLE = 10_000


def show(what: str, value: float, unit: str) -> None:
    print(f"{what:52} {value:12,.2f} {unit}", flush=True)


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def ask(assistant: Assistant) -> None:
    texts = [json.loads(line)["text"] for line in QUESTIONS.read_text().splitlines()][:1000]
    spent = []
    for text in texts:
        start = time.process_time()
        assistant.reply(Question(text, NOW))
        spent.append((time.process_time() - start) * 1000)
    spent.sort()
    show("question, processor time, median", spent[len(spent) // 2], "ms")
    show("question, processor time, 99 of 100", spent[len(spent) * 99 // 100], "ms")
    show("questions a second on one core", 1000 * len(spent) / sum(spent), "/s")


async def write(folder: Path) -> None:
    path = folder / "journal.db"
    journal = await Journal.open(path, KeySeal(bytes(64)))
    for side_by_side in (1, 16, 256):
        start, processor = time.perf_counter(), time.process_time()
        await asyncio.gather(*(handle(journal, n, side_by_side) for n in range(side_by_side)))
        writes = 4096
        show(
            f"writes a second, {side_by_side} side by side",
            writes / (time.perf_counter() - start),
            "/s",
        )
        show("  processor time a write", 1000 * (time.process_time() - processor) / writes, "ms")
    for chat in range(0, PEOPLE, 500):
        await asyncio.gather(*(fill(journal, chat + n) for n in range(500)))
    start = time.perf_counter()
    reminders = await journal.reminders()
    show(f"reading {len(reminders):,} reminders", (time.perf_counter() - start) * 1000, "ms")
    start = time.perf_counter()
    back_up(path, folder / "copy")
    show("backup, verified", (time.perf_counter() - start) * 1000, "ms")
    start = time.perf_counter()
    restore(folder / "copy", path)
    show("restore, verified", (time.perf_counter() - start) * 1000, "ms")
    await journal.close()
    show(f"file with {PEOPLE:,} people, 3 stars, 1 reminder each", path.stat().st_size / 1e6, "MB")


async def handle(journal: Journal, number: int, side_by_side: int) -> None:
    for count in range(2048 // side_by_side):
        await journal.handled((side_by_side * 256 + number) * 4096 + count, NOW)
        await journal.count("answer", "freies-wlan", NOW)


async def fill(journal: Journal, chat: int) -> None:
    await journal.set_language(chat, "de", NOW)
    for talk in ("one", "two", "three"):
        await journal.star(chat, f"sccon-2024.forum-stage.{talk}", 0, NOW)
    await journal.remind(chat, "sccon-2024.forum-stage.one", 10, NOW)


def main() -> int:
    """Measure everything once."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        assistant = build_assistant(SHIPPED, Path(folder))
        show("memory with the knowledge learnt", memory(), "MB")
        ask(assistant)
        asyncio.run(write(Path(folder)))
    show("memory at most", memory(), "MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
