"""Answering: a verdict becomes a reply, in an editor's words, without markup."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from bot.core.nouns import (
    Aspect,
    Candidate,
    Choice,
    Entry,
    Event,
    Knowledge,
    Outcome,
    Reply,
    Source,
    Talk,
)
from bot.core.phrasebook import Phrasebook, in_language

SUGGESTED_ASPECTS = 6
SUGGESTED_ENTRIES = 3
SUGGESTED_TALKS = 2
MORE = "more"
NONE_OF_THESE = "none"


class Answering:
    """Compose replies from entries; knows nothing of how the entry was found."""

    def __init__(self, knowledge: Knowledge, phrasebook: Phrasebook) -> None:
        self._knowledge = knowledge
        self._book = phrasebook
        self._talks: dict[str, list[Talk]] = {}
        for talk in knowledge.talks.values():
            for id_ in dict.fromkeys(talk.about):
                self._talks.setdefault(id_, []).append(talk)

    def entry(self, entry: Entry, language: str, today: date) -> Reply:
        """Answer with the whole entry: the short answer, its details on demand."""
        if notice := self._notice(entry, language, today):
            return Reply("answer", language, notice, id=entry.id, title=self.title(entry, language))
        text = in_language(entry.answer, language) or self._event_dates(entry.id, language)
        return self._reply(
            entry, language, text, in_language(entry.details, language) or None, None
        )

    def aspect(self, entry: Entry, aspect: Aspect, language: str, today: date) -> Reply:
        """Answer with one side of the entry; the whole answer is the rest."""
        if self._notice(entry, language, today):
            return self.entry(entry, language, today)
        text = in_language(aspect.answer, language)
        whole = in_language(entry.answer, language) or None
        return self._reply(entry, language, text, whole, aspect)

    def without_aspect(self, entry: Entry, language: str, today: date) -> Reply:
        """Answer with the whole entry after saying that the side asked for is not published."""
        reply = self.entry(entry, language, today)
        lead = self._book.say("unpublished", language)
        return _with_text(reply, f"{lead}\n{reply.text}")

    def details(self, entry: Entry, language: str, today: date) -> Reply:
        """Answer with what the short answer left out."""
        reply = self.entry(entry, language, today)
        return _with_text(reply, reply.details or self._book.say("more.nothing", language))

    def choice(self, candidates: Sequence[Candidate], language: str) -> Reply:
        """Ask back between candidates, with their titles as options."""
        options = tuple(
            Choice(self.label(candidate.id, language), candidate.id) for candidate in candidates
        )
        none = Choice(self._book.say("choice.none", language), NONE_OF_THESE)
        text = self._book.say("choice", language)
        return Reply("choice", language, text, choices=(*options, none))

    def unknown(
        self, language: str, near: Sequence[Candidate] = (), *, elsewhere: bool = False
    ) -> Reply:
        """Say honestly that nothing is known, and who knows; offer what comes nearest, if any."""
        text = self._book.say("unknown.elsewhere" if elsewhere else "unknown", language)
        options = tuple(Choice(self.label(each.id, language), each.id) for each in near)
        if options:
            text += "\n" + self._book.say("unknown.near", language)
        return Reply("unknown", language, text, suggestions=options)

    def outside(self, entry: Entry, language: str) -> Reply:
        """Say in the entry's words that this is not answered here, and who helps."""
        text = in_language(entry.answer, language)
        return Reply("unknown", language, text, suggestions=tuple(self._related(entry, language)))

    def phrase(self, key: str, language: str, outcome: Outcome = "answer") -> Reply:
        """Reply with one of the bot's own sentences."""
        return Reply(outcome, language, self._book.say(key, language))

    def label(self, id_: str, language: str) -> str:
        """Return the title of an entry, event or talk."""
        if entry := self._knowledge.entries.get(id_):
            return self.title(entry, language)
        talk = self._knowledge.talks.get(id_)
        return in_language(talk.title, language) if talk else id_

    def title(self, entry: Entry, language: str) -> str:
        """Return the entry's title in that language."""
        return in_language(entry.title, language)

    def _reply(
        self, entry: Entry, language: str, text: str, details: str | None, aspect: Aspect | None
    ) -> Reply:
        if not entry.answer.get(language) and entry.answer:
            text = f"{self._book.say('translation', language)}\n{text}"
        return Reply(
            "answer",
            language,
            text,
            id=entry.id,
            aspect=aspect.id if aspect else None,
            title=self.title(entry, language),
            details=details,
            suggestions=(
                *self._sides(entry, aspect, language),
                *self._presented(entry, language),
                *self._related(entry, language),
            ),
            sources=tuple(entry.sources) or self._event_source(entry.id),
            as_of=entry.as_of,
            links=tuple((in_language(link.label, language), link.url) for link in entry.links),
            place=entry.place,
            kind=entry.kind,
        )

    def _notice(self, entry: Entry, language: str, today: date) -> str | None:
        if entry.withdrawn:
            return self._book.say("withdrawn", language)
        too_early = entry.valid_from is not None and today < entry.valid_from
        too_late = entry.valid_until is not None and today > entry.valid_until
        return self._book.say("outdated", language) if too_early or too_late else None

    def _sides(self, entry: Entry, shown: Aspect | None, language: str) -> Iterable[Choice]:
        kinds = self._knowledge.aspect_kinds
        sides = [
            Choice(in_language(kinds[each.about].label, language), f"{entry.id}/{each.id}")
            for each in entry.aspects
            if each.about and each.about in kinds and not each.unpublished and each is not shown
        ]
        return sides[:SUGGESTED_ASPECTS]

    def _presented(self, entry: Entry, language: str) -> Iterable[Choice]:
        """Offer the latest talks on the entry: from the project to where it is presented."""
        talks = self._talks.get(entry.id, ())[-SUGGESTED_TALKS:]
        return [Choice(self.label(talk.id, language), talk.id) for talk in reversed(talks)]

    def _related(self, entry: Entry, language: str) -> Iterable[Choice]:
        return [Choice(self.label(id_, language), id_) for id_ in entry.related][:SUGGESTED_ENTRIES]

    def _event_dates(self, id_: str, language: str) -> str:
        event = self._knowledge.events.get(id_)
        if event is None:
            return ""
        start = self._book.date(event.start.isoformat(), language)
        end = self._book.date(event.end.isoformat(), language)
        key = "event.day" if event.start == event.end else "event.dates"
        title = in_language(event.title, language)
        return self._book.say(key, language, title=title, start=start, end=end)

    def _event_source(self, id_: str) -> tuple[Source, ...]:
        event: Event | None = self._knowledge.events.get(id_)
        return (Source(event.source),) if event and event.source else ()


def _with_text(reply: Reply, text: str) -> Reply:
    return replace(reply, text=text, details=None)
