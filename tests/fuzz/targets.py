"""Targets: everything that reads from outside, each with honest seeds and a way to feed it.

A target may refuse with a BotError (or what its caller handles, named in `refusals`); anything
else is a crash.
"""

import json
import random
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.core.assistant import Assistant
from bot.core.masking import masked
from bot.core.nouns import Context, Question
from bot.curation.evaluate import read_labelled
from bot.errors import BotError
from bot.faces.plain import plain
from bot.logs import Discreet
from bot.settings import read_settings
from bot.stores.knowledge_files import read_knowledge
from bot.stores.schedule_files import read_schedule
from tests.fuzz import seeds
from tests.fuzz.mutations import mutated, mutated_text

NOW = datetime(2024, 10, 16, 13, 5, tzinfo=UTC)

Feed = Callable[[bytes], object]


@dataclass(frozen=True, slots=True)
class Target:
    """Name something that reads from outside; `share` is its part of a full run."""

    name: str
    seeds: Sequence[bytes]
    feed: Feed
    share: int
    refusals: tuple[type[Exception], ...] = (BotError,)
    as_text: bool = False

    def input(self, chance: random.Random) -> bytes:
        """Return one hostile input."""
        seed = chance.choice(self.seeds)
        if self.as_text:
            text = mutated_text(seed.decode(), chance)
            return text.encode("utf-8", "surrogatepass")
        return mutated(seed, chance)


def targets(assistant: Assistant, folder: Path) -> list[Target]:
    """Return every target; files are written below the folder."""
    questions = seeds.questions(assistant)
    ids = seeds.ids(assistant)
    return [
        Target("messages", questions, _messages(assistant), 40, as_text=True),
        Target("buttons and start parameters", ids, _buttons(assistant), 20, as_text=True),
        Target("masking and logs", questions, _words, 10, as_text=True),
        Target("knowledge (YAML)", seeds.YAML, _knowledge(folder), 8),
        Target("schedule (JSON)", seeds.SCHEDULE_JSON, _file(folder, "s.json", read_schedule), 8),
        Target("schedule (XML)", seeds.SCHEDULE_XML, _file(folder, "s.xml", read_schedule), 5),
        Target("calendar (iCalendar)", seeds.CALENDAR, _file(folder, "s.ics", read_schedule), 5),
        Target("labelled questions", seeds.LABELLED, _file(folder, "q.jsonl", read_labelled), 5),
        Target("settings (.env)", seeds.ENVIRONMENT, _settings(folder), 9),
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


def _buttons(assistant: Assistant) -> Feed:
    def feed(given: bytes) -> None:
        target = given.decode("utf-8", "surrogatepass")
        assistant.show(target, NOW, "de")
        assistant.pick(target, NOW, "en")

    return feed


def _words(given: bytes) -> None:
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


def _file(folder: Path, name: str, read: Callable[[Path], object]) -> Feed:
    def feed(given: bytes) -> None:
        (folder / name).write_bytes(given)
        read(folder / name)

    return feed


def _settings(folder: Path) -> Feed:
    def feed(given: bytes) -> None:
        (folder / ".env").write_bytes(given)
        read_settings({}, folder)

    return feed


def temporary_folder() -> tempfile.TemporaryDirectory[str]:
    """Make a folder in memory where there is one: files are written a hundred thousand times."""
    memory = Path("/dev/shm")
    return tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None)


def as_update(text: str, number: int) -> bytes:
    """Return a message as Telegram's webhook brings it."""
    person = {"id": 4_711_000_001, "is_bot": False, "first_name": "A", "language_code": "de"}
    chat = {"id": 4_711_000_001, "type": "private", "first_name": "A"}
    message = {"message_id": number, "date": 1729087500, "chat": chat, "from": person, "text": text}
    return json.dumps({"update_id": number, "message": message}).encode()
