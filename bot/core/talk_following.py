"""Core: follow-ups – "und danach?", "und morgen?", "wer spricht da?" go on from the last talk."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.moments import Moment, Span
from bot.core.nouns import Context, Entry, Reply
from bot.core.phrasebook import Phrasebook
from bot.core.talk_asking import PROGRAMME
from bot.core.talk_cards import MOST, TalkCards
from bot.core.talk_hearing import Heard
from bot.core.talk_index import Item, TalkIndex
from bot.core.talk_search import TalkSearch, by_time
from bot.core.talk_sides import (
    OPENERS,
    SHORT,
    SURE,
    TalkSides,
    asks_for_a_side,
    is_about_a_side,
    points_back,
)
from bot.core.talk_verbs import verb_places


class TalkFollowing:
    """Understand what only makes sense after the talks that were shown last."""

    def __init__(
        self, book: Phrasebook, cards: TalkCards, index: TalkIndex, entries: Mapping[str, Entry]
    ) -> None:
        self._book = book
        self._cards = cards
        self._index = index
        self._sides = TalkSides(book, cards, index, entries)

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
        return self._side(heard, last, context, now, language)

    def after(self, item: Item, now: datetime, language: str) -> Reply:
        """Return what comes after the talk."""
        return self._beside("after", [item], Context(), now, language)

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
        verbs = {heard.words[place].text for place in verb_places(heard.words)}
        telling = [word for word in heard.content if not is_about_a_side(word)]
        telling = [word for word in telling if word not in verbs or self._index.knows(word)]
        return not own and not telling and len(heard.words) <= SHORT + 3

    def _opens(self, heard: Heard) -> bool:
        """Tell "und morgen?" and a bare "Halle 25?" from a question that stands alone."""
        first = heard.words[0].text if heard.words else ""
        anew = heard.strong or heard.going_on or heard.asks(*PROGRAMME)
        bare = not anew and len(heard.words) <= 4
        return (
            first in ("und", "and", "oder", "aber", "or")
            or heard.asks("davon", "darunter", "them", "these")
            or bare
            or (first in OPENERS and heard.asks("about") and len(heard.words) <= SHORT)
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
        if heard.events and moment and moment.kind in ("now", "next"):
            moment = None
        if _asks_anew(heard):
            before = replace(before, people=(), titles=(), words=(), stages=())
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
        self, heard: Heard, last: Sequence[Item], context: Context, now: datetime, language: str
    ) -> Reply | None:
        """Return the side of the talk that is asked for, its card, or the talks shown again."""
        if not last or not points_back(heard):
            return None
        if len(last) > 1:
            again = asks_for_a_side(heard) and not heard.lists
            heading = self._book.say("talk.heading.found", language, count=len(last))
            return self._listed(last, heading, context, now, language) if again else None
        if side := self._sides.reply(heard, last[0], now, language):
            return side
        return self._card(last[0], Context(), now, language) if asks_for_a_side(heard) else None

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


def _asks_anew(heard: Heard) -> bool:
    """Tell "und was ist morgen?", which asks for all there is, from "und morgen?"."""
    whole = heard.asks("was", "what", "whats") and not heard.asks("davon", "darunter", "them")
    return whole and heard.moment is not None and heard.moment.dated


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
