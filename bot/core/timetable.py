"""Core: the timetable – questions about talks, stages, speakers and times become replies.

A question is heard (`talk_hearing`), the talks it names are found (`talk_finding`), the gate says
whether the programme is meant at all (`talk_gate`), time and place filter them (`talk_choosing`),
and cards and lists put them into words (`talk_cards`, `talk_now`, `talk_missing`).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.core.nouns import Choice, Context, Event, Knowledge, Question, Reply, Talk
from bot.core.phrasebook import Phrasebook, in_language
from bot.core.talk_cards import MOST, TalkCards
from bot.core.talk_choosing import NEAREST, TalkChooser
from bot.core.talk_finding import Finding, find
from bot.core.talk_following import TalkFollowing
from bot.core.talk_gate import sureness
from bot.core.talk_hearing import Heard, TalkEar
from bot.core.talk_index import Item, TalkIndex
from bot.core.talk_missing import WORTH_NAMING, TalkMissing
from bot.core.talk_now import TalkNow, local_day
from bot.core.talk_search import TalkSearch, by_time
from bot.core.talk_words import folded_words

MOST_OPTIONS = 3
"""Speakers or talks offered when it is unclear which one is meant."""

CERTAIN_FOLLOW_UP = 0.93

_MORE = frozenset("mehr weiter weitere noch bitte zeig zeige more next please show me".split())


class Timetable:
    """Answer questions about the talks of one state of the knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        book = Phrasebook(knowledge)
        filler = frozenset(
            word
            for texts in knowledge.filler.values()
            for text in texts
            for word in folded_words(text)
        )
        self._book = book
        self._events = knowledge.events
        self._index = TalkIndex(knowledge)
        self._ear = TalkEar(self._index, tuple(knowledge.events.values()), filler)
        self._chooser = TalkChooser(self._index)
        self._cards = TalkCards(book, knowledge.entries)
        self._now = TalkNow(book, self._cards)
        self._missing = TalkMissing(book, self._cards, self._index)
        self._following = TalkFollowing(book, self._cards, self._index, knowledge.entries)
        self._entry_names = _names_of_entries(knowledge)

    def reply(self, question: Question, language: str, context: Context) -> Reply | None:
        """Return the reply to a question about talks, or None where it is not about talks."""
        if not self._index.items:
            return None
        heard = self._ear.hear(question.text, question.now)
        if continued := self._continued(heard, question, language, context):
            return continued
        finding = find(heard, self._index)
        sure = sureness(heard, finding, self._entry_names)
        if not sure:
            return None
        reply = self._answer(heard, finding, question.now, language)
        return replace(reply, score=round(min(reply.score, sure), 3))

    def card(self, talk: Talk, now: datetime, language: str) -> Reply:
        """Return the card of one talk."""
        item = self._index.items[self._index.place_of[talk.id]]
        reply = self._cards.card(item, now, language)
        return replace(reply, search=TalkSearch(shown=(talk.id,)))

    def listing(
        self,
        talks: Sequence[Talk],
        now: datetime,
        language: str,
        heading: str = "",
        offset: int = 0,
    ) -> Reply:
        """Return a list of the talks in the order given, at most eight from the offset on."""
        places = self._index.place_of
        items = [self._index.items[places[talk.id]] for talk in talks]
        return self._list(items, TalkSearch(heading=heading, offset=offset), now, language)

    def more(self, context: Context, now: datetime, language: str) -> Reply | None:
        """Return the next talks of the list shown last, or None where there is no such list."""
        search = context.search
        if not isinstance(search, TalkSearch) or search.offset + MOST >= len(search.shown):
            return None
        items = [self._index.items[self._index.place_of[id_]] for id_ in search.shown]
        return self._list(items, replace(search, offset=search.offset + MOST), now, language)

    def now_and_next(self, now: datetime, language: str, event: str | None = None) -> Reply:
        """Return what is on now and next, stage by stage."""
        anchor = self._events.get(event or "") or self._ear.anchor(now)
        items = self._chooser.all_of((anchor.id,)) if anchor else []
        reply = self._now.now_and_next(anchor, items, now, language)
        search = TalkSearch(events=(anchor.id,) if anchor else (), shown=reply.talks)
        return replace(reply, search=search)

    def programme(
        self, now: datetime, language: str, event: str | None = None, day: date | None = None
    ) -> Reply:
        """Return the programme of an event, or of one day of it; by default today's if it is on."""
        anchor = self._events.get(event or "") or self._ear.anchor(now)
        if anchor is None or not anchor.talks:
            return self._now.now_and_next(anchor, [], now, language)
        today = local_day(anchor, now)
        wanted = day or (today if anchor.start <= today <= anchor.end else None)
        items = by_time(self._chooser.all_of((anchor.id,)))
        of_day = [item for item in items if wanted is None or item.day == wanted]
        name = in_language(anchor.title, language)
        heading = self._book.say("talk.heading.programme", language, event=name)
        search = TalkSearch(events=(anchor.id,), heading=heading)
        return self._list(of_day or items, search, now, language)

    def _answer(self, heard: Heard, finding: Finding, now: datetime, language: str) -> Reply:
        search = self._chooser.search_of(heard, finding, now)
        if heard.lost_spot:
            return self._missing.spot(heard, search, now, language)
        if finding.way == "missing":
            near = self._near(heard, finding, search, now)
            return self._missing.subject(heard, near, search, now, language)
        if finding.way == "filter" and (reply := self._by_clock(heard, search, now, language)):
            return reply
        if finding.way == "speakers" and len(finding.people) <= MOST_OPTIONS:
            return self._who(finding, search, now, language)
        if finding.way == "title" and finding.single:
            return self._card(self._index.items[finding.places[0]], search, now, language)
        return self._found(search, heard, now, language)

    def _near(
        self, heard: Heard, finding: Finding, search: TalkSearch, now: datetime
    ) -> Sequence[Item]:
        """Return what is at the stage and time asked for, else what shares some of the words."""
        if heard.stages or (heard.moment and heard.moment.spans):
            chosen = self._chooser.choose(replace(search, titles=(), words=()), now)
            return (*chosen.items, *chosen.nearest)[:NEAREST]
        if finding.sureness < WORTH_NAMING:
            return ()
        return [self._index.items[place] for place in finding.places]

    def _found(
        self, search: TalkSearch, heard: Heard | None, now: datetime, language: str
    ) -> Reply:
        chosen = self._chooser.choose(search, now)
        if not chosen.items:
            return self._missing.nothing(heard, search, chosen.nearest, now, language)
        if len(chosen.items) == 1:
            return self._card(chosen.items[0], search, now, language)
        anchor = heard.anchor if heard else None
        return self._list(_current_first(chosen.items, anchor, now), search, now, language)

    def _by_clock(
        self, heard: Heard, search: TalkSearch, now: datetime, language: str
    ) -> Reply | None:
        """Answer "jetzt" and "als Nächstes" where nothing but a stage or an event was named."""
        anchor = self._events[search.events[0]] if len(search.events) == 1 else heard.anchor
        if anchor is None or heard.moment is None or heard.moment.kind not in ("now", "next"):
            return self._empty_event(heard, search, language)
        items = self._chooser.at_stages(self._chooser.all_of((anchor.id,)), search.stages)
        if not items and search.stages:
            return None
        running = anchor.start <= local_day(anchor, now) <= anchor.end
        reply = None
        if heard.moment.kind == "next" and running:
            reply = self._now.next_ones(anchor, items, now, language)
        reply = reply or self._now.now_and_next(anchor, items, now, language)
        return replace(reply, search=replace(search, shown=reply.talks))

    def _empty_event(self, heard: Heard, search: TalkSearch, language: str) -> Reply | None:
        named = [self._events[id_] for id_ in heard.events]
        if named and not any(event.talks for event in named):
            return replace(self._now.no_programme(named[0], language), search=search)
        return None

    def _who(self, finding: Finding, search: TalkSearch, now: datetime, language: str) -> Reply:
        """Ask back which of two or three speakers is meant."""
        choices: list[Choice] = []
        talks: list[Item] = []
        for person in finding.people:
            items = by_time(self._index.items[at] for at in self._index.by_person[person])
            first = _most_current(items, now)
            name = self._index.person_names[person]
            title = in_language(first.talk.title, language)
            label = self._book.say("talk.choice.person", language, name=name, title=title)
            choices.append(Choice(label, first.talk.id))
            talks += items
        shown = tuple(dict.fromkeys(choice.target for choice in choices))
        text = self._book.say("talk.choice", language)
        return Reply(
            "choice",
            language,
            text,
            score=0.95,
            choices=tuple(choices),
            talks=shown,
            search=replace(search, shown=tuple(item.talk.id for item in talks)),
        )

    def _card(self, item: Item, search: TalkSearch, now: datetime, language: str) -> Reply:
        reply = self._cards.card(item, now, language)
        return replace(reply, search=replace(search, shown=(item.talk.id,)))

    def _list(
        self, items: Sequence[Item], search: TalkSearch, now: datetime, language: str
    ) -> Reply:
        shown = items[search.offset : search.offset + MOST]
        more = search.offset + MOST < len(items)
        count, end = len(items), search.offset + len(shown)
        heading = search.heading or self._book.say("talk.heading.found", language, count=count)
        lines = [heading, "", *self._cards.lines(shown, now, language)]
        if more:
            lines += ["", self._book.say("talk.list.more", language, shown=end, count=count)]
        ids = tuple(item.talk.id for item in items)
        return Reply(
            "answer",
            language,
            "\n".join(lines),
            score=1.0,
            choices=self._cards.choices(shown, language, more=more),
            talks=tuple(item.talk.id for item in shown),
            sources=self._cards.sources(shown),
            search=replace(search, shown=ids),
        )

    def _continued(
        self, heard: Heard, question: Question, language: str, context: Context
    ) -> Reply | None:
        """Go on from the talk or list shown last, if the question makes sense only then."""
        now = question.now
        if {word.text for word in heard.words} <= _MORE and (more := self.more(context, now, language)):
            return more
        step = self._following.step(heard, context, now, language)
        if step is None or isinstance(step, Reply):
            return step
        reply = self._found(step, heard, now, language)
        return replace(reply, score=CERTAIN_FOLLOW_UP)


def _current_first(items: Sequence[Item], anchor: Event | None, now: datetime) -> Sequence[Item]:
    """Return the talks of the event that is on or coming before those of other events."""
    if anchor is None or local_day(anchor, now) > anchor.end:
        return items
    return sorted(items, key=lambda item: item.event is not anchor)


def _most_current(items: Sequence[Item], now: datetime) -> Item:
    """Return the next talk that comes, else the last that was."""
    coming = [item for item in items if item.day and item.day >= local_day(item.event, now)]
    return coming[0] if coming else items[-1]


def _names_of_entries(knowledge: Knowledge) -> frozenset[tuple[str, ...]]:
    """Return the names and titles of all entries as folded words."""
    return frozenset(
        folded_words(text)
        for entry in knowledge.entries.values()
        for text in (*entry.title.values(), *(name for names in entry.names.values() for name in names))
    )
