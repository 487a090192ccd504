"""Core: the assistant people talk to while its knowledge changes; each reply has one whole state."""

from collections.abc import Callable
from datetime import datetime

from bot.core.assistant import Assistant
from bot.core.conversation import FRESH
from bot.core.nouns import Context, Knowledge, Question, Reply
from bot.core.phrasebook import Phrasebook
from bot.core.timetable import Timetable


class LiveAssistant:
    """Stand in for an assistant that can be replaced in one step.

    A reply that has begun ends with the state it began with.
    """

    def __init__(self, current: Assistant) -> None:
        self.current = current
        self._followers: list[Callable[[Assistant], None]] = []

    def replace(self, assistant: Assistant) -> None:
        """Let every reply from now on come from that assistant, and tell who follows."""
        self.current = assistant
        for follower in self._followers:
            follower(assistant)

    def follow(self, follower: Callable[[Assistant], None]) -> None:
        """Hand every new assistant to `follower`, for faces that draw on more than replies."""
        self._followers.append(follower)

    @property
    def knowledge(self) -> Knowledge:
        """Return the knowledge of the current state."""
        return self.current.knowledge

    @property
    def book(self) -> Phrasebook:
        """Return the bot's own sentences of the current state."""
        return self.current.book

    @property
    def timetable(self) -> Timetable:
        """Return the talks of the current state."""
        return self.current.timetable

    def reply(self, question: Question, context: Context = FRESH) -> tuple[Reply, Context]:
        """Return the reply to a question, and the context the next one stands in."""
        return self.current.reply(question, context)

    def pick(
        self, target: str, now: datetime, language: str, context: Context = FRESH
    ) -> tuple[Reply, Context]:
        """Return the reply to a picked choice or button."""
        return self.current.pick(target, now, language, context)

    def show(self, target: str, now: datetime, language: str) -> Reply | None:
        """Return an entry, one side of it, or a talk; None where nothing has that id."""
        return self.current.show(target, now, language)
