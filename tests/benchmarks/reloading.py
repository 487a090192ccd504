"""Measure live reload on the shipped knowledge: `python -m tests.benchmarks.reloading [SAVES]`.

Fifty chats ask without pause between their turns while files are saved. Printed are how long a
save takes until it answers, and how late replies come because of it: the time from when a chat
wants to ask until it has its reply, beside the same without any reload.
"""

import asyncio
import random
import shutil
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from bot.core.nouns import Question
from bot.core.phrasings import phrasings_of
from bot.settings import Settings
from bot.wiring import SHIPPED, build_assistant
from bot.wiring_live import Place, go_live, keep_live

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
CHATS = 50
PAUSE = 2.0
REST = 8.0
"""Seconds between two saves, as an editor takes; what was saved is learned meanwhile."""


async def ask(live, texts, waits, seed):
    chance = random.Random(seed)
    while True:
        wait = chance.uniform(0, 2 * PAUSE)
        due = time.perf_counter() + wait
        await asyncio.sleep(wait)
        live.reply(Question(chance.choice(texts), NOW))
        waits.append(time.perf_counter() - due)


def shown(name, seconds):
    found = sorted(seconds)

    def at(share):
        return found[min(len(found) - 1, int(len(found) * share))] * 1000

    print(
        f"{name:34} n={len(found):5}  median {at(0.5):7.1f}  p99 {at(0.99):7.1f}  most {found[-1] * 1000:7.1f} ms"
    )


async def main(saves: int) -> None:
    root = Path(tempfile.mkdtemp())
    folder = root / "knowledge"
    shutil.copytree(SHIPPED, folder)
    place = Place(folder, SHIPPED, Settings(data=root / "data"), build_assistant)
    live = go_live(place)
    texts = [each.text for each in phrasings_of(live.knowledge) if each.role != "answer"]
    told: asyncio.Queue[str] = asyncio.Queue()
    watch = asyncio.create_task(keep_live(place, live, told.put))
    waits: list[float] = []
    chats = [asyncio.create_task(ask(live, texts, waits, seed)) for seed in range(CHATS)]
    await asyncio.sleep(10)
    quiet, waits[:] = list(waits), []
    path = folder / "entries" / "stadt.yaml"
    original = path.read_text(encoding="utf-8")
    for what, change in (
        ("a text", "Stand {}"),
        ("withdrawn", ""),
        ("a phrasing", "ganz neue frage nummer {}"),
    ):
        seconds = []
        for number in range(saves):
            start = time.perf_counter()
            if what == "a text":
                new = original.replace(
                    "answer:\n      de: >-\n        ",
                    f"answer:\n      de: >-\n        {number}. ",
                    1,
                )
            elif what == "withdrawn":
                new = original.replace(
                    "    topic:",
                    f"    withdrawn: {'true' if number % 2 == 0 else 'false'}\n    topic:",
                    1,
                )
            else:
                new = original.replace(
                    "    questions:\n      de:\n",
                    f"    questions:\n      de:\n        - {change.format(number)}\n",
                    1,
                )
            assert new != original, what
            path.write_text(new, encoding="utf-8")
            text = await told.get()
            seconds.append(time.perf_counter() - start)
            assert text.startswith("übernommen"), text
            await asyncio.sleep(REST)
        shown(f"saved and live: {what}", seconds)
    shown("a reply, nothing saved", quiet)
    shown("a reply, while saving", waits)
    for task in (watch, *chats):
        task.cancel()
    shutil.rmtree(root)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 3))
