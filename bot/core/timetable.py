"""Core: the timetable – questions about talks, stages, speakers and times become replies.

A question is heard (`talk_hearing`), the talks it names are found (`talk_finding`), the gate says
whether the programme is meant at all (`talk_gate`), time and place filter them (`talk_choosing`),
and cards and lists put them into words (`talk_cards`, `talk_now`, `talk_missing`).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.core.nouns import Context, Event, Knowledge, Question, Reply, Talk
from bot.core.phrasebook import Phrasebook, in_language
from bot.core.talk_cards import MOST, TalkCards
from bot.core.talk_choosing import NEAREST, TalkChooser
from bot.core.talk_entries import EntryNames
from bot.core.talk_events import TalkEvents, local_day
from bot.core.talk_finding import Finding, find
from bot.core.talk_following import TalkFollowing
from bot.core.talk_gate import MOSTLY_TITLE, sureness
from bot.core.talk_heard import Heard
from bot.core.talk_hearing import TalkEar
from bot.core.talk_index import Item, TalkIndex
from bot.core.talk_lexicon import Lexicon
from bot.core.talk_missing import WORTH_NAMING, TalkMissing
from bot.core.talk_now import TalkNow
from bot.core.talk_replies import TalkReplies
from bot.core.talk_search import TalkSearch, by_time
from bot.core.talk_stands import Stands
from bot.core.talk_turns import Turn
from bot.core.talk_words import word_set

MOST_OPTIONS = 3
"""Speakers or talks offered when it is unclear which one is meant."""

CERTAIN_FOLLOW_UP = 0.93

_MORE = word_set("mehr weiter weitere noch bitte zeig zeige more next please show me")


class Timetable:
    """Answer questions about the talks of one state of the knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        book = Phrasebook(knowledge)
        self._book = book
        self._events = knowledge.events
        self._index = TalkIndex(knowledge)
        self._calendar = TalkEvents(tuple(knowledge.events.values()))
        stands = Stands(self._index, knowledge.entries)
        self._ear = TalkEar(self._index, self._calendar, Lexicon.of(knowledge), stands)
        self._chooser = TalkChooser(self._index)
        self._cards = TalkCards(book, knowledge.entries)
        self._replies = TalkReplies(book, self._cards, self._index)
        self._now = TalkNow(book, self._cards)
        self._missing = TalkMissing(book, self._cards, self._index)
        self._following = TalkFollowing(book, self._cards, self._index, knowledge.entries)
        self._entry_names = EntryNames(knowledge)

    def reply(self, question: Question, language: str, context: Context) -> Reply | None:
        """Return the reply to a question about talks, or None where it is not about talks."""
        if not self._index.items:
            return None
        heard = self._ear.hear(question.text, question.now)
        if continued := self._continued(heard, question, language, context):
            return self._with_hall(continued, heard)
        finding = find(heard, self._index)
        sure = sureness(heard, finding, self._entry_names)
        if not sure:
            return None
        reply = self._answer(heard, finding, question.now, language)
        return self._with_hall(replace(reply, score=round(min(reply.score, sure), 3)), heard)

    def _with_hall(self, reply: Reply, heard: Heard) -> Reply:
        """Say that the hall of the one talk was not published, where just that was asked for."""
        place = self._index.place_of.get(reply.id or "")
        talk = self._index.items[place].talk if place is not None else None
        if talk is None or talk.hall or not talk.stage or not heard.asks("halle", "hall"):
            return reply
        return replace(
            reply, text=f"{reply.text}\n{self._book.say('talk.hall.unknown', reply.language)}"
        )

    def card(self, talk: Talk, now: datetime, language: str) -> Reply:
        """Return the card of one talk."""
        item = self._index.items[self._index.place_of[talk.id]]
        reply = self._cards.card(item, now, language)
        return replace(reply, search=TalkSearch(shown=(talk.id,)))

    def picked(self, reply: Reply, context: Context) -> Reply:
        """Return the card of a talk picked from a list, which keeps that list for follow-ups."""
        before = context.search
        if not isinstance(before, TalkSearch) or not isinstance(reply.search, TalkSearch):
            return reply
        shown = before.shown if len(before.shown) > 1 else before.among
        among = shown if reply.id in shown else ()
        return replace(reply, search=replace(reply.search, among=among))

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
        return self._replies.listing(
            items, TalkSearch(heading=heading, offset=offset), now, language
        )

    def more(self, context: Context, now: datetime, language: str) -> Reply | None:
        """Return the next talks of the list shown last, or None where there is no such list."""
        search = context.search
        if not isinstance(search, TalkSearch) or search.offset + MOST >= len(search.shown):
            return None
        items = [self._index.items[self._index.place_of[id_]] for id_ in search.shown]
        return self._replies.listing(
            items, replace(search, offset=search.offset + MOST), now, language
        )

    def nothing_more(self, context: Context, language: str) -> Reply | None:
        """Return that the list shown last has no more talks, or None where there was no list."""
        search = context.search
        if not isinstance(search, TalkSearch) or len(search.shown) < MOST_OPTIONS - 1:
            return None
        text = self._book.say("talk.list.last", language, count=len(search.shown))
        return Reply("answer", language, text, score=1.0, search=search)

    def now_and_next(self, now: datetime, language: str, event: str | None = None) -> Reply:
        """Return what is on now and next, stage by stage."""
        anchor = self._events.get(event or "") or self._calendar.anchor(now)
        items = self._chooser.all_of((anchor.id,)) if anchor else []
        reply = self._now.now_and_next(anchor, items, now, language)
        search = TalkSearch(events=(anchor.id,) if anchor else (), shown=reply.talks)
        return replace(reply, search=search)

    def programme(
        self, now: datetime, language: str, event: str | None = None, day: date | None = None
    ) -> Reply:
        """Return the programme of an event, or of one day of it; by default today's if it is on."""
        anchor = self._events.get(event or "") or self._calendar.anchor(now)
        if anchor is None or not anchor.talks:
            return self._now.now_and_next(anchor, [], now, language)
        today = local_day(anchor, now)
        wanted = day or (today if anchor.start <= today <= anchor.end else None)
        items = by_time(self._chooser.all_of((anchor.id,)))
        of_day = [item for item in items if wanted is None or item.day == wanted]
        name = in_language(anchor.title, language)
        heading = self._book.say("talk.heading.programme", language, event=name)
        search = TalkSearch(events=(anchor.id,), heading=heading)
        return self._replies.listing(of_day or items, search, now, language)

    def _answer(self, heard: Heard, finding: Finding, now: datetime, language: str) -> Reply:
        search = self._chooser.search_of(heard, finding, now)
        if heard.lost_spot:
            return self._missing.spot(heard, search, now, language)
        if finding.way == "missing":
            near = self._near(heard, finding, search, now)
            missing = self._missing.subject(heard, near, search, now, language)
            return replace(missing, suggestions=self._entry_names.choice(heard, language))
        special = self._special(heard, finding, search, now, language)
        return special or self._found(search, heard, now, language)

    def _special(
        self, heard: Heard, finding: Finding, search: TalkSearch, now: datetime, language: str
    ) -> Reply | None:
        """Answer what needs more than the talks that fit: now, next, which person, what after."""
        if finding.way == "filter":
            return self._by_clock(heard, search, now, language)
        if finding.way == "speakers" and len(finding.people) <= MOST_OPTIONS:
            return self._replies.who(finding, search, now, language)
        if not heard.titles and (after := self._after_it(heard, finding, now, language)):
            return after
        if finding.way == "title" and finding.single:
            return self._replies.card(self._index.items[finding.places[0]], search, now, language)
        return None

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
            none = self._missing.nothing(heard, search, chosen.nearest, now, language)
            called = heard and (heard.kind or {*search.titles} <= {*heard.aliases})
            one = called and len(search.titles) == 1 and search.language is None
            return self._on_another_day(none, chosen.nearest, now) if one else none
        if len(chosen.items) == 1:
            return self._replies.card(chosen.items[0], search, now, language)
        anchor = heard.anchor if heard else None
        return self._replies.listing(
            _current_first(chosen.items, anchor, now), search, now, language
        )

    def _on_another_day(self, none: Reply, nearest: Sequence[Item], now: datetime) -> Reply:
        """Return, after the sentence that it is not then, the card of the one talk that was named."""
        if len(nearest) != 1:
            return none
        card = self._replies.card(nearest[0], TalkSearch(), now, none.language)
        text = f"{none.text.splitlines()[0]}\n\n{card.text}"
        return replace(card, text=text, search=none.search)

    def _by_clock(
        self, heard: Heard, search: TalkSearch, now: datetime, language: str
    ) -> Reply | None:
        """Answer "jetzt" and "als Nächstes" where nothing but a stage or an event was named."""
        anchor = self._events[search.events[0]] if len(search.events) == 1 else heard.anchor
        kind = heard.moment.kind if heard.moment else "in"
        if kind == "after" and heard.stages:  # after nothing that was shown: from now on
            kind = "next"
        if anchor is None or kind not in ("now", "next"):
            return self._empty_event(heard, search, language)
        items = self._chooser.at_stages(self._chooser.all_of((anchor.id,)), search.stages)
        if not items and search.stages:
            return None
        running = anchor.start <= local_day(anchor, now) <= anchor.end
        reply = None
        if kind == "next" and running:
            reply = self._now.next_ones(anchor, items, now, language)
        reply = reply or self._now.now_and_next(anchor, items, now, language)
        return replace(reply, search=replace(search, shown=reply.talks))

    def _after_it(
        self, heard: Heard, finding: Finding, now: datetime, language: str
    ) -> Reply | None:
        """Answer "was kommt nach der Keynote von …" with what follows the one talk found."""
        led = heard.asks("nach", "after") or (heard.moment and heard.moment.kind == "after")
        one = len(finding.places) == 1 and finding.titled < MOSTLY_TITLE
        if not (one and led and heard.going_on):
            return None
        item = self._index.items[finding.places[0]]
        return self._following.after(item, now, language)

    def _empty_event(self, heard: Heard, search: TalkSearch, language: str) -> Reply | None:
        named = [self._events[id_] for id_ in heard.events]
        if named and not any(event.talks for event in named):
            return replace(self._now.no_programme(named[0], language), search=search)
        return None

    def _continued(
        self, heard: Heard, question: Question, language: str, context: Context
    ) -> Reply | None:
        """Go on from the talk or list shown last, if the question makes sense only then."""
        now = question.now
        if {word.text for word in heard.words} <= _MORE and (
            more := self.more(context, now, language)
        ):
            return more
        step = self._following.step(heard, Turn(context, now, language))
        if step is None or isinstance(step, Reply):
            return step
        whole = not (step.people or step.titles or step.words)
        reply = self._by_clock(heard, step, now, language) if whole else None
        before = context.search.moment if isinstance(context.search, TalkSearch) else None
        no_hour = before is None or before.kind in ("now", "next")
        if heard.stages and heard.moment is None and no_hour:
            step = self._chooser.at_any_time(step, now)
        reply = reply or self._found(step, heard, now, language)
        return replace(reply, score=CERTAIN_FOLLOW_UP)


def _current_first(items: Sequence[Item], anchor: Event | None, now: datetime) -> Sequence[Item]:
    """Return the talks of the event that is on or coming before those of other events."""
    if anchor is None or local_day(anchor, now) > anchor.end:
        return items
    return sorted(items, key=lambda item: item.event is not anchor)
