"""Core: filter the talks found by event, stage and time; and the nearest where nothing is left."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bot.core.moments import Moment, Span
from bot.core.nouns import Event
from bot.core.talk_events import days_of, local_day
from bot.core.talk_finding import Finding
from bot.core.talk_heard import Heard
from bot.core.talk_index import Item, TalkIndex
from bot.core.talk_search import TalkSearch, by_time, fits, may_fit, picked

ANY_TIME = datetime.min.replace(tzinfo=UTC)

TELLING = 8
"""Letters from which a word of a stage's name tells it from others: "Südwestfalen", not "Stage"."""

FEW = 3
"""Talks asked for by name or subject up to which one without a day may be meant by any day."""

NEAREST = 4
"""Talks named as the nearest where nothing fits."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Hold the talks that fit, or, where none does, the nearest that exist."""

    items: tuple[Item, ...]
    nearest: tuple[Item, ...] = ()


class TalkChooser:
    """Choose among the talks of the index; holds no question."""

    def __init__(self, index: TalkIndex) -> None:
        self._index = index

    def search_of(self, heard: Heard, finding: Finding, now: datetime) -> TalkSearch:
        """Return what is searched; without a time, a stage or an event the anchor's programme."""
        events = heard.events
        anchor = heard.anchor
        timed = heard.moment is not None and bool(heard.moment.spans)
        if not events and anchor and finding.way == "filter" and not timed:
            here = self.at_stages(self.all_of((anchor.id,)), heard.stages)
            events = (anchor.id,) if here else ()
        if not events and anchor and finding.way == "filter" and _are_within(heard.moment, anchor):
            events = (anchor.id,)
        if not events and anchor and finding.way == "words" and not finding.single:
            current = local_day(anchor, now) <= anchor.end
            if current and any(self._at(place).event is anchor for place in finding.places):
                events = (anchor.id,)
        return TalkSearch(
            events=events,
            moment=heard.moment,
            stages=self._stages_at(heard.stages, events),
            people=finding.people,
            titles=() if finding.way == "missing" or self._are_all(finding) else finding.places,
            words=heard.content,
            language=heard.spoken_in,
        )

    def _stages_at(self, stages: tuple[str, ...], events: Sequence[str]) -> tuple[str, ...]:
        """Return the stages; of another event's only, those here that share a telling word."""
        here = {key for key, places in self._index.by_stage.items() if self._any_at(places, events)}
        if not events or not stages or here & set(stages):
            return stages
        telling = {word for stage in stages for word in stage.split() if len(word) >= TELLING}
        alike = sorted(key for key in here if telling & set(key.split()))
        return tuple(alike) or stages

    def _any_at(self, places: Iterable[int], events: Sequence[str]) -> bool:
        return any(self._at(place).event.id in events for place in places)

    def choose(self, search: TalkSearch, now: datetime) -> Chosen:
        """Return the talks that fit the whole search, by time, or the nearest ones."""
        items = self._subject(search)
        found = self._filtered(items, search, now)
        found = found or self._placeless(items, search, now)
        found = found or self._timeless(items, search) or self._undated(items, search)
        if found:
            return Chosen(tuple(picked(by_time(found), search.moment)))
        return Chosen((), tuple(self._nearest(items, search, now)))

    def at_any_time(self, search: TalkSearch, now: datetime) -> TalkSearch:
        """Return the search for all day where its stage has nothing at the time kept from before."""
        wider = replace(search, moment=_whole_days(search.moment))
        if not (search.stages and wider.moment) or self.choose(search, now).items:
            return search
        return wider if self.choose(wider, now).items else search

    def all_of(self, events: Sequence[str]) -> list[Item]:
        """Return all talks of the events; of all events where none is named."""
        return [item for item in self._index.items if not events or item.event.id in events]

    def at_stages(self, items: Iterable[Item], stages: Sequence[str]) -> list[Item]:
        """Return those of the talks that are on the stages or in the halls."""
        if not stages:
            return list(items)
        places: set[int] = set()
        for stage in stages:
            here = set(self._index.by_stage[stage])
            places = places & here or places | here
        return [item for item in items if self._index.place_of[item.talk.id] in places]

    def _at(self, place: int) -> Item:
        return self._index.items[place]

    def _subject(self, search: TalkSearch) -> list[Item]:
        if search.people and not search.titles:
            places = sorted({at for one in search.people for at in self._index.by_person[one]})
            return [self._at(place) for place in places]
        if search.titles:
            return [self._at(place) for place in search.titles]
        return list(self._index.items)

    def _filtered(self, items: Iterable[Item], search: TalkSearch, now: datetime) -> list[Item]:
        kept = self.at_stages(items, search.stages)
        if search.events:
            kept = [item for item in kept if item.event.id in search.events]
        if search.language:
            kept = [item for item in kept if item.talk.language == search.language]
        if search.moment is None:
            return kept
        moment = search.moment
        sure = [item for item in kept if fits(item, moment, now) or _is_all_of_it(moment, item)]
        return sure or [item for item in kept if fits(item, search.moment, now, perhaps=True)]

    def _are_all(self, finding: Finding) -> bool:
        """Tell whether all talks of the people are meant and not just some of them."""
        theirs = {at for one in finding.people for at in self._index.by_person[one]}
        return bool(theirs) and theirs == set(finding.places)

    def _undated(self, items: Iterable[Item], search: TalkSearch) -> list[Item]:
        """Return the few talks or the person asked for, whose day nobody published: it may be then."""
        if not search.people and not 0 < len(search.titles) <= FEW:
            return []
        kept = self._filtered(items, replace(search, moment=None), ANY_TIME)
        return [
            item for item in kept if item.day is None and _are_within(search.moment, item.event)
        ]

    def _placeless(self, items: Iterable[Item], search: TalkSearch, now: datetime) -> list[Item]:
        """Return the talks asked for by name whose place nobody published: it may be that one."""
        if not search.stages or not (search.people or search.titles):
            return []
        kept = self._filtered(items, replace(search, stages=()), now)
        return [item for item in kept if not (item.talk.stage or item.talk.hall)]

    def _timeless(self, items: Iterable[Item], search: TalkSearch) -> list[Item]:
        """Return what is on that day at the stage or with the words asked for, at whatever time."""
        if not search.moment or not (search.people or search.titles or search.stages):
            return []
        kept = self._filtered(items, replace(search, moment=None), ANY_TIME)
        return [item for item in kept if may_fit(item, search.moment)]

    def _nearest(self, items: Sequence[Item], search: TalkSearch, now: datetime) -> list[Item]:
        """Loosen the search step by step: another time of that day, another day, another stage."""
        loose = [
            replace(search, language=None),
            replace(search, moment=_whole_days(search.moment)),
            replace(search, moment=None),
            replace(search, stages=()),
            replace(search, stages=(), moment=_whole_days(search.moment)),
            replace(search, events=(), moment=None),
            replace(search, events=(), stages=(), moment=None),
        ]
        for wider in loose:
            if found := self._filtered(items, wider, now):
                return by_time(_closest(found, search.moment, now)[:NEAREST])
        return []


def events_of(items: Iterable[Item]) -> list[Event]:
    """Return the events of the talks, each once."""
    return list({item.event.id: item.event for item in items}.values())


def _are_within(moment: Moment | None, event: Event) -> bool:
    """Tell whether all the time asked for is on the event's days."""
    days = {span.start.date() for span in moment.spans} if moment else set()
    return bool(days) and all(event.start <= day <= event.end for day in days)


def _is_all_of_it(moment: Moment, item: Item) -> bool:
    """Tell whether all the days of the event are meant, so that a talk without a day fits as well."""
    if item.day is not None or moment.kind != "in":
        return False
    whole = {span.start.date() for span in moment.spans if span == _day_of(span)}
    return all(day in whole for day in days_of(item.event))


def _whole_days(moment: Moment | None) -> Moment | None:
    if moment is None or not moment.spans:
        return None
    spans = tuple(_day_of(span) for span in moment.spans)
    return Moment(spans=tuple(dict.fromkeys(spans)))


def _day_of(span: Span) -> Span:
    start = span.start.replace(hour=0, minute=0, second=0, microsecond=0)
    return Span(start, start + timedelta(days=1))


def _closest(items: list[Item], moment: Moment | None, now: datetime) -> list[Item]:
    """Sort talks by how far they are from the moment asked for, else from now."""
    wanted = moment.spans[0].start if moment and moment.spans else now
    far = timedelta(days=36500)

    def distance(item: Item) -> timedelta:
        if item.start is not None:
            return abs(item.start - wanted)
        if item.day is not None:
            return abs(item.day - wanted.date()) + timedelta(hours=12)
        return far

    return sorted(items, key=distance)
