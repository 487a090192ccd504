"""Curation: the editor's desk as sentences – what admins get on Telegram and read in the log.

A face gets the desk as one object; every method returns plain German text to show. Who may call
it is the face's business: these are for admins only.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.core.assistant import Assistant
from bot.core.live import LiveAssistant
from bot.core.nouns import Entry, Question
from bot.core.phrasebook import in_language
from bot.curation.inbox import FAULT_REPORTED, bundled, inbox_text
from bot.curation.statistics import WEEK, figures, figures_text
from bot.curation.why import why
from bot.errors import BotError
from bot.stores.journal_nouns import Count, KeptQuestion, Rating
from bot.stores.knowledge_edit import bring_back, withdraw
from bot.stores.watching import Reload

MOST_REASONS = 5

Said = tuple[str, str | None]
"""What to say, and the entry (or side of one) that can be reported as wrong with one tap."""

Command = Callable[[str], Awaitable[Said]]


class Pages(Protocol):
    """The pages of the journal the desk reads."""

    async def questions(self) -> list[KeptQuestion]:
        """Return the kept questions."""

    async def counts(self, since: date) -> list[Count]:
        """Return what was counted since a day."""

    async def ratings(self, since: date) -> list[Rating]:
        """Return the ratings since a day."""

    async def star_counts(self) -> dict[str, int]:
        """Return how many chats starred each talk."""

    async def keep_question(  # noqa: PLR0913 - the journal's row
        self,
        text: str,
        language: str,
        outcome: str,
        nearest: str | None,
        score: float,
        now: datetime,
    ) -> None:
        """Keep a question, masked."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Let admins see what is open, what is asked, and take an answer away or bring it back."""

    folder: Path
    live: LiveAssistant
    pages: Pages
    zone: ZoneInfo
    asked: dict[str, str] = field(default_factory=dict)
    """The last question an admin asked for reasons about, by what was answered."""

    def commands(self, clock: Callable[[], datetime]) -> Mapping[str, Command]:
        """Return the admins' commands by name; each takes what was typed behind it."""
        return {
            "offen": lambda _: _bare(self.open_questions()),
            "zahlen": lambda _: _bare(self.numbers(clock())),
            "zurueckziehen": lambda id_: _bare(self.withdraw(id_)),
            "freigeben": lambda id_: _bare(self.bring_back(id_)),
            "warum": lambda text: self.why(text, clock()),
        }

    async def open_questions(self) -> str:
        """Return the inbox: `/offen`."""
        questions = await self.pages.questions()
        bundles = await asyncio.to_thread(bundled, questions, self.live.current)
        return inbox_text(bundles)

    async def numbers(self, now: datetime) -> str:
        """Return the last seven days in numbers: `/zahlen`."""
        today = now.astimezone(self.zone).date()
        since = today - timedelta(days=WEEK)
        found = figures(
            await self.pages.counts(since),
            await self.pages.ratings(since),
            await self.pages.star_counts(),
            self.live.knowledge,
            today=today,
            zone=self.zone,
        )
        return figures_text(found)

    async def withdraw(self, id_: str) -> str:
        """Take one answer away, at once and in the files: `/zurueckziehen <id>`."""
        return await self._switch(id_.strip(), withdrawn=True)

    async def bring_back(self, id_: str) -> str:
        """Answer an entry again that was taken away: `/freigeben <id>`."""
        return await self._switch(id_.strip(), withdrawn=False)

    async def why(self, text: str, now: datetime, language: str | None = None) -> Said:
        """Return why a question gets the answer it gets, and what answers: `/warum <frage>`."""
        current = self.live.current
        if not text.strip():
            return f"Bitte die Frage dazu schreiben, zum Beispiel: /warum {self._example[1]}", None
        reply, _ = current.reply(Question(text, now, language))
        said = await asyncio.to_thread(why, current, text, reply)
        about = "/".join(filter(None, (reply.id, reply.aspect)))
        if about:
            self.asked[about] = text
        return said, about or None

    async def report_fault(self, about: str, now: datetime) -> str:
        """Note that an answer is wrong, under exactly its entry; it comes up in the inbox."""
        entry = self.live.knowledge.entries.get(about.partition("/")[0])
        if entry is None:
            return f"„{about}“ gibt es nicht mehr."
        text = self.asked.get(about) or in_language(entry.title, "de")
        await self.pages.keep_question(text, "de", FAULT_REPORTED, about, 0.0, now)
        return f"Notiert: Fehler in „{about}“ (siehe /offen)."

    @property
    def _example(self) -> tuple[str, str]:
        """Return the id and the title of an entry there is."""
        entry = next(iter(self.live.knowledge.entries.values()))
        return entry.id, in_language(entry.title, "de")

    async def _switch(self, id_: str, *, withdrawn: bool) -> str:
        entry = self.live.knowledge.entries.get(id_)
        if not id_:
            command = "zurueckziehen" if withdrawn else "freigeben"
            return f"Bitte die Kennung dazu schreiben, zum Beispiel: /{command} {self._example[0]}"
        if entry is None:
            return f"Den Eintrag „{id_}“ gibt es nicht – bitte die Kennung prüfen."
        if entry.withdrawn == withdrawn:
            return f"„{id_}“ ist {'schon' if withdrawn else 'nicht'} zurückgezogen."
        switched = replace(entry, withdrawn=withdrawn)
        self.live.replace(await asyncio.to_thread(_with, self.live.current, switched))
        done = "zurückgezogen" if withdrawn else "wieder freigegeben"
        change = withdraw if withdrawn else bring_back
        try:
            edit = await asyncio.to_thread(change, self.folder, id_)
        except BotError as fault:
            return f"„{id_}“ ist {done}, aber nur bis zum nächsten Neustart: {fault}"
        title = in_language(entry.title, "de")
        return f"„{id_}“ ({title}) ist {done} – {edit.file}:{edit.line}"


def reload_text(reload: Reload) -> str:
    """Return what an editor reads after saving: taken over, or refused and why."""
    if reload.learned:
        learned = "gelernt: neue Fragen werden jetzt auch in anderen Worten verstanden"
        return f"{learned}, {reload.seconds:.1f} s".replace(".", ",", 1)
    if reload.assistant:
        entries = reload.assistant.knowledge.entries.values()
        answered = sum(not entry.withdrawn for entry in entries)
        many = "1 Eintrag" if answered == 1 else f"{answered} Einträge"
        return f"übernommen: {many}, {reload.seconds:.1f} s".replace(".", ",", 1)
    shown = reload.reasons[:MOST_REASONS]
    more = len(reload.reasons) - len(shown)
    lines = ["abgelehnt, alter Stand läuft weiter:", *shown]
    return "\n".join([*lines, f"… und {more} weitere (alle mit: check)"] if more else lines)


async def _bare(text: Awaitable[str]) -> Said:
    return await text, None


def _with(assistant: Assistant, entry: Entry) -> Assistant:
    """Return the assistant with one entry changed in what is not learned."""
    entries = {**assistant.knowledge.entries, entry.id: entry}
    return Assistant(replace(assistant.knowledge, entries=entries), assistant.matcher)
