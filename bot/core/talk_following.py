"""Core: follow-ups – "und danach?", "und morgen?", "wer spricht da?" go on from the last talk."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.moments import Moment, Span
from bot.core.nouns import Context, Entry, Reply
from bot.core.phrasebook import Phrasebook
from bot.core.talk_asking import PROGRAMME
from bot.core.talk_beside import TalkBeside
from bot.core.talk_cards import MOST, TalkCards
from bot.core.talk_finding import GOOD
from bot.core.talk_heard import Heard
from bot.core.talk_index import Item, TalkIndex
from bot.core.talk_narrowing import TalkNarrowing
from bot.core.talk_scores import coverage
from bot.core.talk_search import TalkSearch
from bot.core.talk_sides import (
    OPENERS,
    POINTING,
    SHORT,
    TalkSides,
    asks_for_a_side,
    is_about_a_side,
    points_back,
)
from bot.core.talk_turns import TalkTurns, Turn
from bot.core.talk_verbs import verb_places


class TalkFollowing:
    """Understand what only makes sense after the talks that were shown last."""

    def __init__(
        self, book: Phrasebook, cards: TalkCards, index: TalkIndex, entries: Mapping[str, Entry]
    ) -> None:
        self._book = book
        self._index = index
        self._turns = TalkTurns(book, cards)
        self._beside = TalkBeside(book, self._turns, index)
        self._sides = TalkSides(book, cards, index, entries)
        self._narrowing = TalkNarrowing(book, self._turns, self._sides, index)

    def step(self, heard: Heard, turn: Turn) -> Reply | TalkSearch | None:
        """Return the reply, or the search to go on with; None where the question stands alone."""
        last = self._last(turn.context)
        step = self._narrowing.reply(heard, last, turn) or self._step(heard, last, turn)
        return _chosen_from(step, last, turn) if isinstance(step, Reply) else step

    def _step(self, heard: Heard, last: Sequence[Item], turn: Turn) -> Reply | TalkSearch | None:
        began = last or isinstance(turn.context.search, TalkSearch)
        if not self._leans(heard) or not began:
            return None
        if heard.moment and heard.moment.kind in ("after", "before"):
            kind = heard.moment.kind
            return (
                self._beside.reply(kind, last, heard.stages, turn)
                if last
                else self._from_now_on(turn)
            )
        return self._of_the_last(heard, last, turn) or self._changed(heard, last, turn)

    def after(self, item: Item, now: datetime, language: str) -> Reply:
        """Return what comes after the talk."""
        return self._beside.reply("after", [item], (), Turn(Context(), now, language))

    def _of_the_last(
        self, heard: Heard, last: Sequence[Item], turn: Turn
    ) -> Reply | TalkSearch | None:
        """Answer what only the last talk makes sense of: is it on, what else is on its day."""
        if len(last) == 1 and (_asks_if_on(heard) or heard.presence):
            return self._turns.card(last[0], turn)
        if last and last[-1].day and _asks_for_that_day(heard):
            return _that_day(last[-1], last[-1].day)
        return None

    def _changed(self, heard: Heard, last: Sequence[Item], turn: Turn) -> Reply | TalkSearch | None:
        """Change the time, the stage or the event searched for, or ask for a side of the talk."""
        if heard.stages or heard.events or (heard.moment and heard.moment.spans):
            return self._moved(heard, last, turn) if self._opens(heard) else None
        return self._side(heard, last, turn)

    def _last(self, context: Context) -> list[Item]:
        place_of = self._index.place_of
        search = context.search if isinstance(context.search, TalkSearch) else TalkSearch()
        ids = [context.subject] if context.subject in place_of else list(context.talks)
        ids = ids or list(search.shown[:MOST])
        return [self._index.items[place_of[id_]] for id_ in ids if id_ in place_of]

    def _from_now_on(self, turn: Turn) -> TalkSearch:
        """Return the last search for the time that comes, where it had found nothing."""
        span = Span(turn.now, turn.now + timedelta(days=7))
        moment = Moment(kind="in", spans=(span,), dated=True)
        return replace(turn.search, moment=moment, shown=(), offset=0)

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

    def _moved(self, heard: Heard, last: Sequence[Item], turn: Turn) -> TalkSearch:
        """Keep what was searched and change the time, the stage or the event in it."""
        before = turn.search
        moment = heard.moment if heard.moment and heard.moment.spans else before.moment
        if moment is heard.moment and moment and not moment.dated and before.moment:
            moment = _on_days(moment, before.moment)
        if anew := self._in_another_event(heard, last, before):
            return anew
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

    def _in_another_event(
        self, heard: Heard, last: Sequence[Item], before: TalkSearch
    ) -> TalkSearch | None:
        """Return the search for the same thing in another year's event: "und letztes Jahr?"."""
        item = last[0] if len(last) == 1 else None
        other = heard.events[0] if len(heard.events) == 1 else ""
        if item is None or other in ("", item.event.id) or heard.stages or heard.content:
            return None
        there = [at for at, each in enumerate(self._index.items) if each.event.id == other]
        scores = coverage(self._index, before.words)
        same = [at for at in there if scores.get(at, 0.0) >= GOOD] or [
            at for at in there if self._index.items[at].talk.kind == item.talk.kind
        ]
        return TalkSearch(events=(other,), titles=tuple(same)) if there else None

    def _side(self, heard: Heard, last: Sequence[Item], turn: Turn) -> Reply | None:
        """Return the side of the talk that is asked for, its card, or the talks shown again."""
        if not last or not points_back(heard):
            return None
        if len(last) > 1:
            sides = any(is_about_a_side(word.text) for word in heard.words)
            again = (asks_for_a_side(heard) or sides) and not heard.lists
            heading = self._book.say("talk.heading.found", turn.language, count=len(last))
            return self._turns.listed(last, heading, turn) if again else None
        if side := self._sides.reply(heard, last[0], turn.now, turn.language):
            return side
        fresh = replace(turn, context=Context())
        return self._turns.card(last[0], fresh) if asks_for_a_side(heard) else None


def _chosen_from(reply: Reply, last: Sequence[Item], turn: Turn) -> Reply:
    """Keep the list that the talks in hand were chosen from, for "und die anderen?"."""
    if not reply.talks or not isinstance(reply.search, TalkSearch):
        return reply
    chosen, shown = {*reply.talks}, tuple(item.talk.id for item in last)
    kept = next((each for each in (shown, turn.search.among) if chosen < {*each}), ())
    return replace(reply, search=replace(reply.search, among=kept))


def _asks_if_on(heard: Heard) -> bool:
    """Tell "läuft der gerade?" from "was läuft gerade?"."""
    now = heard.moment is not None and heard.moment.kind == "now" and not heard.stages
    points = any(word.text in POINTING for word in heard.words)
    return now and points and not heard.asks("was", "what", "whats", "wo", "where", "hier", "here")


def _asks_for_that_day(heard: Heard) -> bool:
    """Tell "was ist an dem Tag noch?", which names the day of the talk in hand."""
    that = heard.asks("dem", "selben", "gleichen", "diesem", "that", "same")
    return that and heard.asks("tag", "day") and not (heard.moment and heard.moment.spans)


def _asks_anew(heard: Heard) -> bool:
    """Tell "und was ist morgen?", which asks for all there is, from "und morgen?"."""
    whole = heard.asks("was", "what", "whats") and not heard.asks("davon", "darunter", "them")
    return whole and heard.moment is not None and heard.moment.dated


def _that_day(item: Item, day: date) -> TalkSearch:
    """Return the search for all of the day the talk is on."""
    zone = ZoneInfo(item.event.timezone)
    start, end = (
        datetime.combine(each, time(), tzinfo=zone) for each in (day, day + timedelta(days=1))
    )
    moment = Moment(spans=(Span(start, end),), days=(day,), dated=True)
    return TalkSearch(events=(item.event.id,), moment=moment)


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
