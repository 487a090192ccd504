"""Faces: a talk's card and buttons; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.core.nouns import Entry, Knowledge, Place, Reply, Talk
from bot.core.phrasebook import in_language
from bot.core.reminding import LEADS, clashes, is_to_come
from bot.faces.telegram.pages import Button, Page, Row
from bot.faces.telegram.presses import Verb, written
from bot.faces.telegram.talk_words import TalkWords
from bot.faces.telegram.view import View


@dataclass(frozen=True, slots=True)
class Kept:
    """Hold what one person keeps: starred talks, and minutes of reminders by talk."""

    stars: frozenset[str] = frozenset()
    reminders: Mapping[str, int] = field(default_factory=dict)


class TalksView:
    """Draw what can be done with talks."""

    def __init__(self, knowledge: Knowledge, view: View) -> None:
        self._entries = knowledge.entries
        self._talks = knowledge.talks
        self._view = view
        self._say = view.book.say
        self._words = TalkWords(knowledge, view.book)
        self._places = _places(knowledge.entries.values())

    def card(self, reply: Reply, kept: Kept, now: datetime, *, unfolded: bool = False) -> Page:
        """Return the card of one talk with what can be done with it."""
        page = self._view.page(reply, unfolded=unfolded)
        rows = self.rows(self._talks[reply.id or ""], kept, now, reply.language)
        folding = page.rows[:1] if reply.details else ()
        return Page(page.html, (*rows, *folding, *page.rows[len(folding) :]), page.rest)

    def rows(self, talk: Talk, kept: Kept, now: datetime, language: str) -> list[Row]:
        """Return the buttons of a talk: star, reminder, calendar, map."""
        starred = talk.id in kept.stars
        key, verb = ("tg.starred", Verb.UNSTAR) if starred else ("tg.star", Verb.STAR)
        first = [self._view.button(key, language, verb, talk.id)]
        if is_to_come(talk, now):
            first.append(self._reminder(talk, kept, language))
        second = []
        if talk.start or talk.day:
            second.append(self._view.button("tg.calendar", language, Verb.CALENDAR, talk.id))
        place = self.place_of(talk)
        if button := self._view.map_button(place, language, talk.id):
            second.append(button)
        return [tuple(row) for row in (first, second) if row]

    def leads(self, talk: Talk, kept: Kept, language: str) -> list[Row]:
        """Return the choice of lead times."""
        buttons = [
            Button(self._say("tg.lead", language, minutes=m), written(Verb.LEAD, f"{m}.{talk.id}"))
            for m in LEADS
        ]
        back = self._view.button("tg.back", language, Verb.FOLD, talk.id)
        last = [back]
        if talk.id in kept.reminders:
            last.insert(0, self._view.button("tg.forget", language, Verb.FORGET, talk.id))
        return [*((button,) for button in buttons), tuple(last)]

    def clash_rows(self, talk: Talk, language: str) -> list[Row]:
        """Return the choice when a talk overlaps with one that is starred."""
        anyway = self._view.button("tg.star.anyway", language, Verb.STAR_ANYWAY, talk.id)
        return [(anyway, self._view.button("tg.star.not", language, Verb.FOLD, talk.id))]

    def clash(self, talk: Talk, stars: Iterable[str], language: str) -> str:
        """Say which starred talks overlap with this one, or ''."""
        others = clashes(talk, [self._talks[id_] for id_ in stars if id_ in self._talks])
        return "\n".join(
            self._say(
                "tg.clash",
                language,
                title=in_language(other.title, language),
                time=self._words.clock(other, language),
            )
            for other in others
        )

    def place_of(self, talk: Talk) -> Place | None:
        """Return where a talk is: at its stage, in its hall, or where its event is."""
        for name in (talk.stage, talk.hall):
            if name and name.casefold() in self._places:
                return self._places[name.casefold()]
        event = self._entries.get(talk.event)
        return event.place if event else None

    def _reminder(self, talk: Talk, kept: Kept, language: str) -> Button:
        minutes = kept.reminders.get(talk.id)
        if minutes is None:
            return self._view.button("tg.remind", language, Verb.LEADS, talk.id)
        label = self._say("tg.reminded", language, minutes=minutes)
        return Button(label, written(Verb.LEADS, talk.id))


def _places(entries: Iterable[Entry]) -> dict[str, Place]:
    """Return the places of entries by their titles and names."""
    places: dict[str, Place] = {}
    for entry in entries:
        if entry.place is None:
            continue
        for name in (*entry.title.values(), *(n for names in entry.names.values() for n in names)):
            places.setdefault(name.casefold(), entry.place)
    return places
