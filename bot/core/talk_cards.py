"""Core: talks as plain text – one as a card, several as a short list grouped by day."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.core.nouns import Choice, Entry, Reply, Source
from bot.core.phrasebook import Phrasebook, in_language
from bot.core.talk_index import Item
from bot.core.talk_names import name_of
from bot.core.talk_times import TalkTimes, title_of

MOST = 8
"""Talks shown at once; "mehr" shows the next ones."""

LONGEST_ABSTRACT = 320
"""Characters of an abstract on the card; the whole stands in the details."""

_NOT_SPEECHES = ("stand", "gremium", "side-event", "rundgang", "preisverleihung", "format")


class TalkCards:
    """Put talks into words; holds the phrases, not the talks."""

    def __init__(self, book: Phrasebook, entries: Mapping[str, Entry]) -> None:
        self._book = book
        self._entries = entries
        self.times = TalkTimes(book)

    def card(self, item: Item, now: datetime, language: str, score: float = 1.0) -> Reply:
        """Return the reply that shows one talk with all that is known of it."""
        talk = item.talk
        abstract = in_language(talk.abstract, language)
        short = _shortened(abstract)
        lines = [
            title_of(talk, language),
            self._cancelled(item, now, language),
            self.times.when(item, now, language),
            self.place(item, language) or self._book.say("talk.place.unknown", language),
            self._kind(item, now, language),
            self.speakers(item, now, language),
            self._language(item, language),
            short,
            in_language(talk.note, language),
        ]
        source = talk.source or item.event.source
        return Reply(
            outcome="answer",
            language=language,
            text="\n".join(line for line in lines if line),
            id=talk.id,
            title=title_of(talk, language),
            details=abstract if short != abstract else None,
            score=score,
            sources=(Source(source, talk.seen),) if source else (),
            as_of=talk.seen,
            talks=(talk.id,),
            suggestions=self.linked(
                [self._entries[id_] for id_ in talk.about if id_ in self._entries], language
            ),
        )

    def place(self, item: Item, language: str) -> str:
        """Return "Plaza Stage, hub27", or what of it was published, or ''."""
        stage, hall = item.talk.stage, item.talk.hall
        if stage and hall and hall != stage:
            return self._book.say("talk.place", language, stage=stage, hall=hall)
        return stage or hall or ""

    def speakers(self, item: Item, now: datetime, language: str) -> str:
        """Return the line that says who speaks, or spoke."""
        names = ", ".join(item.talk.speakers)
        tense = self.times.tense(item, now)
        if not names:
            if item.talk.kind in _NOT_SPEECHES:
                return ""
            past = ".past" if tense == "past" else ""
            return self._book.say(f"talk.speakers.unknown{past}", language)
        if item.talk.kind in _NOT_SPEECHES:
            return self._book.say("talk.with", language, names=names)
        count = "one" if len(item.talk.speakers) == 1 else "many"
        return self._book.say(f"talk.speakers.{count}.{tense}", language, names=names)

    def lines(self, items: Sequence[Item], now: datetime, language: str) -> list[str]:
        """Return the talks line by line, under the day and event they belong to."""
        lines: list[str] = []
        heading = None
        for item in items:
            above = self._above(item, language)
            if above != heading:
                lines += ["", above] if lines else [above]
                heading = above
            lines.append(self.line(item, now, language))
        return lines

    def line(self, item: Item, now: datetime, language: str) -> str:
        """Return one talk in one line."""
        say = self._book.say
        place = self.place(item, language)
        key = "" if place else ".placeless"
        if item.day is None:
            text = title_of(item.talk, language)
            text = (
                say("talk.list.line.timeless", language, title=text, place=place) if place else text
            )
        else:
            time = self.times.clock(item, language)
            title = title_of(item.talk, language)
            text = say(f"talk.list.line{key}", language, time=time, title=title, place=place)
        if names := self._names(item, language):
            text = say("talk.list.speakers", language, line=text, names=names)
        return self._marked(item, text, now, language)

    def choices(
        self, items: Sequence[Item], language: str, *, more: bool = False
    ) -> tuple[Choice, ...]:
        """Return the talks to pick from, and "mehr" where there are more."""
        options = [Choice(self._label(item, language), item.talk.id) for item in items]
        if more:
            options.append(Choice(self._book.say("talk.more", language), "more"))
        return tuple(options)

    def sources(self, items: Sequence[Item]) -> tuple[Source, ...]:
        """Return the sources of the talks, each once."""
        named = ((item.talk.source or item.event.source, item.talk.seen) for item in items)
        return tuple(dict.fromkeys(Source(url, seen) for url, seen in named if url))

    def linked(self, entries: Sequence[Entry], language: str) -> tuple[Choice, ...]:
        """Return up to three entries to go on to."""
        return tuple(Choice(in_language(each.title, language), each.id) for each in entries[:3])

    def _above(self, item: Item, language: str) -> str:
        event = in_language(item.event.title, language)
        if item.day is None:
            return self._book.say("talk.list.undated", language, event=event)
        day = self.times.day(item.day, language)
        return self._book.say("talk.list.day", language, date=day, event=event)

    def _names(self, item: Item, language: str) -> str:
        names = [name_of(speaker) for speaker in item.talk.speakers]
        if len(names) <= 3:
            return ", ".join(names)
        return self._book.say("talk.list.others", language, names=", ".join(names[:2]))

    def _marked(self, item: Item, text: str, now: datetime, language: str) -> str:
        if item.talk.status == "cancelled":
            return self._book.say("talk.list.cancelled", language, line=text)
        state, rest = self.times.relation(item, now)
        if item.start is None or state not in ("running", "running.open", "soon"):
            return text
        words = self.times.rest(rest, language, left=state == "running") if rest else ""
        return self._book.say(f"talk.list.{state}", language, line=text, rest=words)

    def _label(self, item: Item, language: str) -> str:
        title = title_of(item.talk, language)
        if item.start is None or item.day is None:
            return title
        when = f"{self.times.weekday(item.day, language)}, {self.times.clock(item, language)}"
        return self._book.say("talk.choice.label", language, when=when, title=title)

    def _cancelled(self, item: Item, now: datetime, language: str) -> str:
        if item.talk.status != "cancelled":
            return ""
        past = ".past" if self.times.tense(item, now) == "past" else ""
        return self._book.say(f"talk.cancelled{past}", language)

    def _kind(self, item: Item, now: datetime, language: str) -> str:
        event = in_language(item.event.title, language)
        if item.day is None:
            tense = self.times.tense(item, now)
            days = self.times.days(item.event, language)
            event = self._book.say(f"talk.event.{tense}", language, event=event, days=days)
        kind = self._book.say(f"talk.kind.{(item.talk.kind or '').casefold()}", language)
        return (
            self._book.say("talk.event.kind", language, kind=kind, event=event) if kind else event
        )

    def _language(self, item: Item, language: str) -> str:
        code = item.talk.language
        if not code:
            return ""
        name = self._book.say(f"talk.language.{code[:2]}", language) or code
        return self._book.say("talk.language", language, name=name)


def _shortened(text: str) -> str:
    """Return the text up to a sentence's or word's end within the card's measure."""
    flat = " ".join(text.split())
    if len(flat) <= LONGEST_ABSTRACT:
        return flat if "\n" in text else text
    cut = flat[:LONGEST_ABSTRACT]
    stop = max(cut.rfind(mark) for mark in (". ", "! ", "? "))
    return cut[: stop + 1] if stop > LONGEST_ABSTRACT // 2 else cut.rsplit(" ", 1)[0] + " …"
