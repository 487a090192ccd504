"""Faces: everything a Telegram handler needs, in one object."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.core.assistant import Assistant
from bot.core.nouns import Talk
from bot.errors import StoreError
from bot.faces.limits import Limits
from bot.faces.telegram.incoming import Me
from bot.faces.telegram.journal import Figures, Journal, NoFigures
from bot.faces.telegram.menu import Menu
from bot.faces.telegram.presses import Presses
from bot.faces.telegram.sender import Sender
from bot.faces.telegram.sessions import Session, Sessions
from bot.faces.telegram.talks_view import Kept, TalksView
from bot.faces.telegram.view import View

Calendar = Callable[[Sequence[Talk], str], bytes]
"""Make an iCalendar file of talks, in a language."""

AdminCommand = Callable[[str], Awaitable[str]]
"""Carry out an editor's command with its argument and return what to say."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outside:
    """Hold what the wiring hands in."""

    journal: Journal
    clock: Callable[[], datetime]
    calendar: Calendar
    figures: Figures = field(default_factory=NoFigures)
    limits: Limits = field(default_factory=Limits)
    admins: frozenset[int] = frozenset()
    admin_commands: Mapping[str, AdminCommand] = field(default_factory=dict)


class House:
    """Hold the assistant with everything drawn from it, the conversations and the outside."""

    def __init__(self, assistant: Assistant, outside: Outside) -> None:
        self.outside = outside
        self.journal = outside.journal
        self.sessions = Sessions()
        self.me = Me(0, "")
        self.sender: Sender
        self.use(assistant)

    def use(self, assistant: Assistant) -> None:
        """Let another state of the knowledge answer from now on."""
        view = View(assistant.book)
        menu = Menu(assistant.knowledge, view)
        talks = TalksView(assistant.knowledge, view)
        presses = Presses(assistant.knowledge)
        self.assistant, self.view, self.menu = assistant, view, menu
        self.talks_view, self.presses = talks, presses
        self.talks = assistant.knowledge.talks

    def now(self) -> datetime:
        """Return the time."""
        return self.outside.clock()

    def say(self, key: str, language: str, **values: object) -> str:
        """Return one of the bot's own sentences."""
        return self.view.book.say(key, language, **values)

    async def session(self, chat: int, person: int) -> Session:
        """Return the conversation, with the language the person once chose."""
        session = self.sessions.of(chat, person)
        if not session.looked_up:
            try:
                session.language = await self.journal.language(chat)
                session.looked_up = True
            except StoreError as fault:
                _log.warning("%s", fault)
        return session

    async def kept(self, chat: int) -> Kept:
        """Return what a chat keeps; nothing where the database can't be read."""
        try:
            stars = await self.journal.stars(chat)
            reminders = await self.journal.reminders(chat) if stars else ()
        except StoreError as fault:
            _log.warning("%s", fault)
            return Kept()
        return Kept(frozenset(stars), {each.talk: each.minutes for each in reminders})

    async def forget(self, chat: int) -> None:
        """Let go of a chat that blocked the bot."""
        self.sessions.forget(chat)
        try:
            await self.journal.delete(chat)
        except StoreError as fault:
            _log.warning("%s", fault)
