"""Core: follow-ups – "und danach?", "und morgen?", "wer spricht da?" go on from the last talk."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.moments import Moment, Span
from bot.core.nouns import Context, Entry, Reply
from bot.core.phrasebook import Phrasebook, in_language
from bot.core.talk_cards import MOST, TalkCards
from bot.core.talk_hearing import Heard
from bot.core.talk_index import Item, TalkIndex
from bot.core.talk_search import TalkSearch, by_time
from bot.core.talk_times import title_of

_OPENERS = ("und", "and", "what", "how", "oder", "aber", "dann", "then", "or")
_POINTING = frozenset(
    "da dort das dieser diese dieses diesem dem den der er sie es ihn ihm ihr hier dazu davon darum "
    "it that there he she they them this his her their its denn".split()
)
_LENGTH = ("lange", "dauert", "dauer", "dauerte", "long", "duration", "length")
_LANGUAGE = ("sprache", "language", "deutsch", "englisch", "english", "german")
_SUBJECT = ("worum", "inhalt", "about", "thema", "themen", "beschreibung", "description", "abstract")
_ELSE = ("sonst", "else", "anderes", "other", "weiteren", "andere")
_SIDES = ("wer", "who", "wo", "where", "wann", "when", "uhrzeit", "wohin", "raum", "buhne", "stage",
          "whos", "room", "welche", "which", "welcher", "speaker", "speaking", "referent")  # fmt: skip
SHORT = 7
"""Words up to which a question without a subject of its own is taken as a follow-up."""

SURE = 0.93


class TalkFollowing:
    """Understand what only makes sense after the talks that were shown last."""

    def __init__(
        self, book: Phrasebook, cards: TalkCards, index: TalkIndex, entries: Mapping[str, Entry]
    ) -> None:
        self._book = book
        self._cards = cards
        self._index = index
        self._entries = entries

    def step(
        self, heard: Heard, context: Context, now: datetime, language: str
    ) -> Reply | TalkSearch | None:
        """Return the reply, or the search to go on with; None where the question stands alone."""
        last = self._last(context)
        if not self._leans(heard) or not (last or isinstance(context.search, TalkSearch)):
            return None
        if heard.moment and heard.moment.kind in ("after", "before"):
            if not last:
                return self._from_now_on(context, now)
            return self._beside(heard.moment.kind, last, context, now, language)
        moved = bool(heard.stages or heard.events or (heard.moment and heard.moment.spans))
        if moved:
            return self._moved(heard, last, context) if self._opens(heard) else None
        return self._side(heard, last, now, language)

    def _last(self, context: Context) -> list[Item]:
        place_of = self._index.place_of
        search = context.search if isinstance(context.search, TalkSearch) else TalkSearch()
        ids = [context.subject] if context.subject in place_of else list(context.talks)
        ids = ids or list(search.shown[:MOST])
        return [self._index.items[place_of[id_]] for id_ in ids if id_ in place_of]

    def _from_now_on(self, context: Context, now: datetime) -> TalkSearch:
        """Return the last search for the time that comes, where it had found nothing."""
        before = context.search if isinstance(context.search, TalkSearch) else TalkSearch()
        moment = Moment(kind="in", spans=(Span(now, now + timedelta(days=7)),), dated=True)
        return replace(before, moment=moment, shown=(), offset=0)

    def _leans(self, heard: Heard) -> bool:
        """Tell whether the question has no subject of its own."""
        own = heard.titles or heard.people or heard.lost_spot
        telling = [word for word in heard.content if word not in (*_LANGUAGE, *_LENGTH, *_ELSE)]
        telling = [word for word in telling if word not in _SUBJECT]
        return not own and not telling and len(heard.words) <= SHORT + 3

    def _opens(self, heard: Heard) -> bool:
        """Tell "und morgen?" and a bare "Halle 25?" from a question that stands alone."""
        first = heard.words[0].text if heard.words else ""
        bare = not heard.strong and not heard.going_on and len(heard.words) <= 4
        return first in ("und", "and", "oder", "aber", "or") or bare or (
            first in _OPENERS and heard.asks("about") and len(heard.words) <= SHORT
        )

    def _moved(self, heard: Heard, last: Sequence[Item], context: Context) -> TalkSearch:
        """Keep what was searched and change the time, the stage or the event in it."""
        before = context.search if isinstance(context.search, TalkSearch) else TalkSearch()
        moment = heard.moment if heard.moment and heard.moment.spans else before.moment
        if moment is heard.moment and moment and not moment.dated and before.moment:
            moment = _on_days(moment, before.moment)
        if heard.stages and not moment and len(last) == 1 and last[0].start:
            moment = _while(last[0])
        card = len(last) == 1
        return TalkSearch(
            events=heard.events or before.events or ((last[0].event.id,) if card else ()),
            moment=moment,
            stages=heard.stages or before.stages,
            people=() if heard.stages and card else before.people,
            titles=() if card else before.titles,
            words=() if card else before.words,
        )

    def _beside(
        self, kind: str, last: Sequence[Item], context: Context, now: datetime, language: str
    ) -> Reply:
        """Return what comes after or before the talks shown last, on their stage where it was one."""
        timed = by_time(item for item in last if item.start)
        if not timed:
            return self._plain("talk.none.undated-after", context, language)
        base = timed[-1] if kind == "after" else timed[0]
        stages = {item.talk.stage for item in last}
        same = [item for item in self._index.items if item.event is base.event and item.start]
        beside = [item for item in same if _is_beside(kind, item, base)]
        narrowed = context.search.stages if isinstance(context.search, TalkSearch) else ()
        on_stage = [item for item in beside if item.talk.stage in stages and item.day == base.day]
        if len(stages) == 1 and (on_stage or narrowed):
            beside = on_stage
        beside = _first_of_stages(beside, kind)
        if not beside:
            return self._plain(f"talk.none.{kind}", context, language)
        if len(beside) == 1:
            return self._card(beside[0], context, now, language)
        key = "talk.heading.going-on" if kind == "after" else "talk.heading.before"
        return self._listed(beside[:MOST], self._book.say(key, language), context, now, language)

    def _side(
        self, heard: Heard, last: Sequence[Item], now: datetime, language: str
    ) -> Reply | TalkSearch | None:
        """Return the side of the talk that is asked for: who, where, when, how long …"""
        if not last or not self._points(heard):
            return None
        if len(last) > 1:
            sides = heard.asks(*_SIDES) and not heard.lists
            places = tuple(self._index.place_of[item.talk.id] for item in last)
            return TalkSearch(titles=places) if sides else None
        item = last[0]
        if heard.asks(*_ELSE):
            return self._others(item, now, language)
        if heard.asks(*_LENGTH):
            return self._with_line(item, self._length(item, now, language), language)
        if heard.asks(*_LANGUAGE):
            return self._with_line(item, self._spoken(item, language), language)
        if heard.asks(*_SUBJECT):
            return self._with_line(item, self._abstract(item, language), language)
        if heard.asks(*_SIDES):
            return replace(self._card(item, Context(), now, language), score=SURE)
        return None

    def _points(self, heard: Heard) -> bool:
        said = {word.text for word in heard.words}
        first = heard.words[0].text if heard.words else ""
        return len(heard.words) <= SHORT and bool(
            said & _POINTING or first in _OPENERS or len(heard.words) <= 3
        )

    def _others(self, item: Item, now: datetime, language: str) -> Reply:
        """Return the other talks of the same speakers, and where to read on about them."""
        places = {at for person in item.people for at in self._index.by_person[person]}
        others = by_time(self._index.items[at] for at in places)
        others = [other for other in others if other.talk.id != item.talk.id]
        name = ", ".join(self._index.person_names[person] for person in item.people[:2])
        if others:
            heading = self._book.say("talk.others", language, name=name)
            return self._listed(others[:MOST], heading, Context(), now, language)
        text = self._book.say("talk.others.none", language, name=name)
        return self._with_line(item, text, language)

    def _length(self, item: Item, now: datetime, language: str) -> str:
        past = ".past" if self._cards.times.tense(item, now) == "past" else ""
        title = title_of(item.talk, language)
        if item.start is None or item.end is None:
            return self._book.say(f"talk.length.unknown{past}", language, title=title)
        length = self._cards.times.rest(item.end - item.start, language, left=True)
        return self._book.say(f"talk.length{past}", language, title=title, length=length)

    def _spoken(self, item: Item, language: str) -> str:
        if not item.talk.language:
            title = title_of(item.talk, language)
            return self._book.say("talk.language.unknown", language, title=title)
        name = self._book.say(f"talk.language.{item.talk.language[:2]}", language)
        return self._book.say("talk.language", language, name=name or item.talk.language)

    def _abstract(self, item: Item, language: str) -> str:
        abstract = in_language(item.talk.abstract, language)
        topics = self._book.say("talk.topics", language, topics=", ".join(item.talk.topics))
        parts = [abstract or self._book.say("talk.about.unknown", language)]
        if item.talk.topics:
            parts.append(topics)
        return "\n".join([title_of(item.talk, language), *parts])

    def _with_line(self, item: Item, text: str, language: str) -> Reply:
        linked = [self._entries[id_] for id_ in item.talk.about if id_ in self._entries]
        return Reply(
            "answer",
            language,
            text,
            id=item.talk.id,
            title=title_of(item.talk, language),
            score=SURE,
            talks=(item.talk.id,),
            sources=self._cards.sources([item]),
            as_of=item.talk.seen,
            suggestions=self._cards.linked(linked, language),
            search=TalkSearch(shown=(item.talk.id,)),
        )

    def _card(self, item: Item, context: Context, now: datetime, language: str) -> Reply:
        before = context.search if isinstance(context.search, TalkSearch) else TalkSearch()
        reply = self._cards.card(item, now, language, SURE)
        return replace(reply, search=replace(before, shown=(item.talk.id,)))

    def _listed(
        self, items: Sequence[Item], heading: str, context: Context, now: datetime, language: str
    ) -> Reply:
        before = context.search if isinstance(context.search, TalkSearch) else TalkSearch()
        ids = tuple(item.talk.id for item in items)
        return Reply(
            "answer",
            language,
            "\n".join([heading, "", *self._cards.lines(items, now, language)]),
            score=SURE,
            talks=ids,
            choices=self._cards.choices(items, language),
            sources=self._cards.sources(items),
            search=replace(before, shown=ids, offset=0),
        )

    def _plain(self, key: str, context: Context, language: str) -> Reply:
        """Return a sentence without talks; the subject and the talks in hand stay what they were."""
        text = self._book.say(key, language)
        search = replace(
            context.search if isinstance(context.search, TalkSearch) else TalkSearch(),
            shown=tuple(item.talk.id for item in self._last(context)),
        )
        return Reply("unknown", language, text, score=SURE, search=search)


def _is_beside(kind: str, item: Item, base: Item) -> bool:
    if item.start is None or base.start is None or item is base:
        return False
    if kind == "after":
        return item.start >= base.end if base.end else item.start > base.start
    end = item.end or item.start
    return end <= base.start and item.start < base.start


def _first_of_stages(items: Sequence[Item], kind: str) -> list[Item]:
    """Return the nearest talk of each stage."""
    nearest: dict[str, Item] = {}
    for item in by_time(items) if kind == "after" else reversed(by_time(items)):
        nearest.setdefault(item.talk.stage or item.talk.hall or "", item)
    return by_time(nearest.values())


def _on_days(moment: Moment, before: Moment) -> Moment:
    """Return the time of day on the days that were asked for before."""
    days = dict.fromkeys(before.days or [span.start.date() for span in before.spans])
    first = moment.spans[0]
    spans = []
    for day in days:
        shift = day - first.start.date()
        spans.append(Span(first.start + shift, first.end + shift))
    return replace(moment, spans=tuple(spans), days=tuple(days)) if spans else moment


def _while(item: Item) -> Moment:
    """Return the time the talk is on, in the event's time zone."""
    zone = ZoneInfo(item.event.timezone)
    start = item.start.astimezone(zone) if item.start else None
    if start is None:
        return Moment()
    end = item.end.astimezone(zone) if item.end else start + timedelta(minutes=1)
    return Moment(kind="at", spans=(Span(start, end),), dated=True)
