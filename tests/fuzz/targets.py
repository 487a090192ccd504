"""Targets: everything that reads from outside, each with honest seeds and a way to feed it.

A target may refuse with a BotError (or what its caller handles, named in `refusals`); anything
else is a crash. What comes over the network is in `network_targets.py`.
"""

import random
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.call import read_call
from bot.core.assistant import Assistant
from bot.core.masking import masked
from bot.core.nouns import Context, Question
from bot.curation.evaluate import read_labelled
from bot.curation.table_import import plan
from bot.errors import BotError
from bot.faces.plain import plain
from bot.logs import Discreet
from bot.settings import read_settings
from bot.stores.knowledge_files import read_knowledge
from bot.stores.schedule_files import read_schedule
from bot.stores.table_files import read_table
from tests.fuzz import network_targets, seeds
from tests.fuzz.mutations import Mutate, mutated, mutated_text
from tests.fuzz.update_seeds import broken_update, hostile_update

NOW = datetime(2024, 10, 16, 13, 5, tzinfo=UTC)

Feed = Callable[[bytes], object]


@dataclass(frozen=True, slots=True)
class Target:
    """Name something that reads from outside; `share` is its part of a full run."""

    name: str
    share: int
    seeds: Sequence[bytes]
    feed: Feed
    mutate: Mutate = mutated
    refusals: tuple[type[BaseException], ...] = (BotError,)

    def input(self, chance: random.Random) -> bytes:
        """Return one hostile input."""
        return self.mutate(chance.choice(self.seeds), chance)


def targets(assistant: Assistant, folder: Path, rooms: ExitStack) -> list[Target]:
    """Return every target; files are written below the folder, what is open ends with the rooms."""
    return [
        *_words(assistant),
        *_files(folder),
        Target("settings (.env)", 8, seeds.ENVIRONMENT, _settings(folder)),
        Target("command line", 3, seeds.CALLS, _call, mutated_text, (BotError, SystemExit)),
        *_network(assistant, folder, rooms),
    ]


def _words(assistant: Assistant) -> list[Target]:
    questions, ids = seeds.questions(assistant), seeds.ids(assistant)
    return [
        Target("messages", 30, questions, _messages(assistant), mutated_text),
        Target("ids of buttons and links", 15, ids, _ids(assistant), mutated_text),
        Target("masking and logs", 8, questions, _masked, mutated_text),
    ]


def _files(folder: Path) -> list[Target]:
    def file(name: str, read: Callable[[Path], object]) -> Feed:
        def feed(given: bytes) -> None:
            (folder / name).write_bytes(given)
            read(folder / name)

        return feed

    (folder / "known.yaml").write_bytes(seeds.YAML[0])
    known = read_knowledge(folder, folder)

    def table(path: Path) -> object:
        return plan(read_table(path), known)

    return [
        Target("knowledge (YAML)", 8, seeds.YAML, _knowledge(folder)),
        Target("schedule (JSON)", 7, seeds.SCHEDULE_JSON, file("s.json", read_schedule)),
        Target("schedule (XML)", 5, seeds.SCHEDULE_XML, file("s.xml", read_schedule)),
        Target("calendar (iCalendar)", 5, seeds.CALENDAR, file("s.ics", read_schedule)),
        Target("table (CSV)", 2, seeds.TABLE, file("t.csv", table)),
        Target("labelled questions", 3, seeds.LABELLED, file("q.jsonl", read_labelled)),
    ]


def _network(assistant: Assistant, folder: Path, rooms: ExitStack) -> list[Target]:
    bot = network_targets.served_bot(assistant, folder, rooms)
    answers = network_targets.answering(bot, rooms)
    return [
        Target("Telegram updates", 15, bot.updates, bot.take, hostile_update),
        Target("webhook bodies", 8, bot.updates, bot.post, broken_update),
        Target("HTTP requests", 3, seeds.REQUESTS, bot.request),
        Target("answers of the Bot API", 4, seeds.ANSWERS, answers, refusals=answers.refusals),
    ]


def _messages(assistant: Assistant) -> Feed:
    context = [Context()]

    def feed(given: bytes) -> None:
        text = given.decode("utf-8", "surrogatepass")
        reply, context[0] = assistant.reply(Question(text, NOW, "de"), context[0])
        said = plain(reply, assistant.book)
        assert said.strip()
        assert 0 <= reply.score <= 1

    return feed


def _ids(assistant: Assistant) -> Feed:
    def feed(given: bytes) -> None:
        target = given.decode("utf-8", "surrogatepass")
        assistant.show(target, NOW, "de")
        assistant.pick(target, NOW, "en")

    return feed


def _masked(given: bytes) -> None:
    text = given.decode("utf-8", "surrogatepass")
    assert len(masked(text)) <= 500
    assert "\n" not in Discreet().discreet(text)


def _knowledge(folder: Path) -> Feed:
    place = folder / "knowledge"
    place.mkdir()

    def feed(given: bytes) -> None:
        (place / "k.yaml").write_bytes(given)
        read_knowledge(place, place)

    return feed


def _settings(folder: Path) -> Feed:
    def feed(given: bytes) -> None:
        (folder / ".env").write_bytes(given)
        read_settings({}, folder)

    return feed


def _call(given: bytes) -> None:
    read_call(given.decode("utf-8", "surrogatepass").split("\n"))


def temporary_folder() -> tempfile.TemporaryDirectory[str]:
    """Make a folder in memory where there is one: files are written a hundred thousand times."""
    memory = Path("/dev/shm")
    return tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None)
