"""Live reload: a change goes live whole or not at all, and whoever asks meanwhile is answered."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.core.assistant import Assistant
from bot.core.live import LiveAssistant
from bot.core.nouns import Question
from bot.stores.knowledge_files import read_knowledge
from bot.stores.watching import Pace, Reload, Watcher
from bot.wiring import learn

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
QUICK = Pace(every=0.005, rest=0.02, content=0.2)


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def clock_file(state: int) -> str:
    return (
        "entries:\n  - id: uhr\n    questions: [welche uhr hängt am turm]\n"
        f"    answer: Stand {state}\n    related: [linde]\n"
    )


def tree_file(state: int) -> str:
    return (
        "entries:\n  - id: linde\n    questions: [wie alt ist die linde]\n"
        f"    title: Linde {state}\n    answer: Sehr alt.\n"
    )


class Watched:
    """A folder with its assistant, and what was said about each change."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said: asyncio.Queue[Reload] = asyncio.Queue()
        self.live = LiveAssistant(self.build())

    def build(self) -> Assistant:
        knowledge = read_knowledge(self.folder)
        return Assistant(knowledge, learn(knowledge))

    async def tell(self, reload: Reload) -> None:
        if reload.assistant:
            self.live.replace(reload.assistant)
        await self.said.put(reload)

    def answer(self, text: str) -> str:
        reply, _ = self.live.reply(Question(text, NOW))
        return reply.text

    def states(self) -> set[str]:
        reply, _ = self.live.reply(Question("welche uhr hängt am turm", NOW))
        return {reply.text.split()[-1], reply.suggestions[0].label.split()[-1]}


@asynccontextmanager
async def watched(folder: Path, pace: Pace = QUICK) -> AsyncIterator[Watched]:
    write(folder / "uhr.yaml", clock_file(0))
    write(folder / "linde.yaml", tree_file(0))
    watch = Watched(folder)
    watcher = Watcher(folder, watch.build, watch.live.knowledge.digest, pace)
    task = asyncio.create_task(watcher.run(watch.tell))
    yield watch
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_a_saved_file_goes_live(tmp_path: Path) -> None:
    async with watched(tmp_path) as watch:
        write(tmp_path / "uhr.yaml", clock_file(1))

        reload = await watch.said.get()

        assert reload.accepted
        assert watch.answer("welche uhr hängt am turm") == "Stand 1"


async def test_faulty_content_is_refused_with_reasons_and_the_old_state_goes_on(
    tmp_path: Path,
) -> None:
    async with watched(tmp_path) as watch:
        write(tmp_path / "uhr.yaml", clock_file(1).replace("answer", "anwser"))

        refused = await watch.said.get()
        meanwhile = watch.answer("welche uhr hängt am turm")
        write(tmp_path / "uhr.yaml", clock_file(1))
        accepted = await watch.said.get()

        assert not refused.accepted
        assert "uhr.yaml:4:5: der Schlüssel „anwser“ ist hier unbekannt" in refused.reasons[0]
        assert [meanwhile, watch.answer("welche uhr hängt am turm")] == ["Stand 0", "Stand 1"]
        assert accepted.accepted


async def test_going_back_to_what_is_live_is_told_too(tmp_path: Path) -> None:
    async with watched(tmp_path) as watch:
        write(tmp_path / "uhr.yaml", "entries: [")
        refused = await watch.said.get()
        write(tmp_path / "uhr.yaml", clock_file(0))
        accepted = await watch.said.get()

        assert [refused.accepted, accepted.accepted] == [False, True]


async def test_a_swap_file_and_a_file_written_half_cause_no_flicker(tmp_path: Path) -> None:
    async with watched(tmp_path, replace(QUICK, rest=0.2)) as watch:
        write(tmp_path / ".uhr.yaml.swp", "\0binary")
        write(tmp_path / "4913", "")
        (tmp_path / "4913").unlink()
        text = clock_file(1)
        for length in range(0, len(text), 20):
            write(tmp_path / "uhr.yaml", text[:length])
            await asyncio.sleep(0.005)
        write(tmp_path / "uhr.yaml", text)

        reload = await watch.said.get()
        await asyncio.sleep(0.3)

        assert reload.accepted
        assert watch.said.empty()


async def test_forty_files_of_one_pull_are_one_reload(tmp_path: Path) -> None:
    async with watched(tmp_path, replace(QUICK, rest=0.2)) as watch:
        for number in range(40):
            text = (
                clock_file(number)
                .replace("id: uhr", f"id: uhr{number}")
                .replace("turm", f"turm {number}")
            )
            write(tmp_path / f"pull-{number}.yaml", text)
            await asyncio.sleep(0.002)

        reload = await watch.said.get()
        await asyncio.sleep(0.3)

        assert reload.assistant is not None
        assert len(reload.assistant.knowledge.entries) == 42
        assert watch.said.empty()


async def test_a_file_that_would_be_ignored_is_refused(tmp_path: Path) -> None:
    async with watched(tmp_path) as watch:
        write(tmp_path / "neu.yml", clock_file(1))

        refused = await watch.said.get()

        assert "in „.yaml“ umbenennen" in refused.reasons[0]


async def test_a_deleted_folder_keeps_the_old_state(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    async with watched(folder) as watch:
        folder.rename(tmp_path / "gone")

        refused = await watch.said.get()

        assert "diesen Ordner gibt es nicht" in refused.reasons[0]
        assert watch.answer("welche uhr hängt am turm") == "Stand 0"


async def test_five_hundred_saves_while_fifty_chats_ask(tmp_path: Path) -> None:
    random_ = random.Random(6)
    async with watched(tmp_path) as watch:
        replies: list[set[str]] = []
        saving = True

        async def chat() -> None:
            while saving:
                replies.append(watch.states())
                await asyncio.sleep(random_.uniform(0.1, 0.5))

        chats = [asyncio.create_task(chat()) for _ in range(50)]
        for state in range(1, 501):
            write(tmp_path / "uhr.yaml", clock_file(state))
            write(tmp_path / "linde.yaml", tree_file(state))
            if state % 5 == 0:
                await asyncio.sleep(0.05 if state % 20 == 0 else random_.uniform(0, 0.002))
        while watch.states() != {"500"}:
            await watch.said.get()
        saving = False
        await asyncio.gather(*chats)

        assert all(len(states) == 1 for states in replies)
        assert len({*map(tuple, replies)}) > 5
