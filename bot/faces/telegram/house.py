"""Faces: everything a Telegram handler needs, in one object."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.core.assistant import Assistant
from bot.core.nouns import Talk
from bot.core.phrasebook import in_language
from bot.errors import StoreError
from bot.faces.limits import PERSON, Limits, Rate
from bot.faces.telegram.api import Api, ApiError
from bot.faces.telegram.incoming import Me, app_language
from bot.faces.telegram.journal import Figures, Journal, NoFigures
from bot.faces.telegram.menu import Menu
from bot.faces.telegram.mine_view import MineView
from bot.faces.telegram.notices import Notices
from bot.faces.telegram.noting import Notes
from bot.faces.telegram.pressed import Act, Pressed
from bot.faces.telegram.presses import Presses
from bot.faces.telegram.sender import Sender, Where
from bot.faces.telegram.sessions import Session, Sessions
from bot.faces.telegram.talks_view import Kept, TalksView
from bot.faces.telegram.view import View

Calendar = Callable[[Sequence[Talk], datetime, str], bytes]
"""Make an iCalendar file of talks, at a moment, in a language."""

AdminCommand = Callable[[str], Awaitable[tuple[str, str | None]]]
"""Carry out an editor's command; return what to say, and what can be reported as wrong."""

Report = Callable[[str], Awaitable[str]]
"""Note that an answer is wrong, and return what to say."""

UNLIMITED = Rate(burst=1e9, each_second=1e9)
"""All together may ask as much as they like: Telegram keeps what waits, and nobody is refused."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outside:
    """Hold what the wiring hands in."""

    journal: Journal
    clock: Callable[[], datetime]
    calendar: Calendar
    figures: Figures = field(default_factory=NoFigures)
    limits: Limits = field(default_factory=lambda: Limits(PERSON, UNLIMITED))
    admins: frozenset[int] = frozenset()
    admin_commands: Mapping[str, AdminCommand] = field(default_factory=dict)
    report_fault: Report | None = None


class House:
    """Hold the assistant with everything drawn from it, the conversations and the outside."""

    def __init__(self, assistant: Assistant, outside: Outside, api: Api, me: Me) -> None:
        self.outside = outside
        self.journal = outside.journal
        self.sender = Sender(api, self.forget)
        self.me = me
        self.sessions = Sessions()
        self.thinking = asyncio.Lock()
        self.notes = Notes(outside.journal, outside.clock)
        self.stirred = asyncio.Event()
        self.talks: Mapping[str, Talk] = {}
        self._former: dict[str, Talk] = {}
        self.use(assistant)

    def use(self, assistant: Assistant) -> None:
        """Let another state of the knowledge answer from now on."""
        view = View(assistant.book)
        menu = Menu(assistant.knowledge, view)
        talks = TalksView(assistant.knowledge, view)
        mine = MineView(assistant.knowledge, view)
        notices = Notices(assistant.knowledge, assistant.book)
        presses = Presses(assistant.knowledge)
        self.assistant, self.view, self.menu = assistant, view, menu
        self.talks_view, self.mine_view = talks, mine
        self.notices, self.presses = notices, presses
        self._former = {**self._former, **self.talks}
        self.talks = assistant.knowledge.talks
        self.stirred.set()

    def now(self) -> datetime:
        """Return the time."""
        return self.outside.clock()

    def say(self, key: str, language: str, **values: object) -> str:
        """Return one of the bot's own sentences."""
        return self.view.book.say(key, language, **values)

    def former_title(self, talk: str, language: str) -> str:
        """Return the title of a talk that is gone; '' where it went before this start."""
        former = self._former.get(talk)
        return in_language(former.title, language) if former else ""

    async def session(self, chat: int, person: int, code: str | None) -> Session:
        """Return the conversation, in the language spoken last, else chosen, else their app's."""
        session = self.sessions.of(chat, person)
        if not session.looked_up and chat == person:  # only a private chat has kept something
            try:
                session.chosen = await self.journal.language(chat)
                session.looked_up = True
            except StoreError as fault:
                _log.warning("%s", fault)
        session.language = session.context.language or session.chosen or app_language(code)
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

    async def consents(self, chat: int) -> bool:
        """Return whether a chat lets unanswered questions be kept; not where nobody can tell."""
        try:
            return await self.journal.consents(chat)
        except StoreError as fault:
            _log.warning("%s", fault)
            return False

    async def forget(self, chat: int) -> None:
        """Let go of a chat that blocked the bot."""
        self.sessions.forget(chat)
        try:
            await self.journal.delete(chat)
        except StoreError as fault:
            _log.warning("%s", fault)

    async def tell_admins(self, text: str) -> None:
        """Tell the editors something; one that can't be reached misses it."""
        for admin in sorted(self.outside.admins):
            try:
                await self.sender.send(Where(admin), self.view.plain(text))
            except ApiError as fault:
                _log.warning("Eine Nachricht an die Redaktion ging nicht hinaus: %s", fault)


Handler = Callable[[House, Session, Pressed, str], Awaitable[Act | None]]
"""Do what a press with that target asks for; None where the target is no longer known."""
