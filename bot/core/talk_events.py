"""Core: which event and which days a question means."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.moments import Moment, read_moment
from bot.core.nouns import Event

_YEAR = re.compile(r"\b(19|20)\d\d\b")

RECENT = timedelta(days=14)
"""How long an event that is over is still meant by "was war am Mittwoch"."""


class TalkEvents:
    """Know the events; read moments against the days of the one that is meant."""

    def __init__(self, events: Sequence[Event]) -> None:
        self._events = events

    def anchor(
        self,
        now: datetime,
        named: Sequence[str] = (),
        year: int | None = None,
        *,
        past: bool = False,
    ) -> Event | None:
        """Return the event meant: the named, the running, the next with talks, the last with talks.

        With `past` one that ended within two weeks goes before the next.
        """
        events = [each for each in self._events if not named or each.id in named]
        if year is not None and any(_in_year(each, year) for each in events):
            events = [each for each in events if _in_year(each, year)]
        if running := _running(events, now):
            return running
        held = [each for each in events if each.talks] or events
        recent = [each for each in held if _is_recent(each, now)]
        if past and recent:
            return max(recent, key=lambda each: each.end)
        coming = [each for each in held if each.start > local_day(each, now)]
        if coming:
            return min(coming, key=lambda each: each.start)
        return max(held, key=lambda each: (each.end, len(each.talks)), default=None)

    def when(
        self,
        text: str,
        now: datetime,
        named: tuple[str, ...],
        reserved: Sequence[tuple[int, int]],
        *,
        past: bool = False,
    ) -> tuple[Moment | None, Event | None, tuple[str, ...]]:
        """Return the moment said, the event it is read against, and the events named by it."""
        anchor = self.anchor(now, named, past=past)
        moment = self._moment(text, now, anchor, reserved)
        if moment is None or moment.year is None:
            return moment, anchor, named
        known = [each for each in self._events if not named or each.id in named]
        in_year = [each for each in known if _in_year(each, moment.year)]
        of_year = tuple(each.id for each in self._editions(in_year, now, named))
        anchor = self.anchor(now, of_year or named, moment.year)
        return self._moment(text, now, anchor, reserved), anchor, of_year or named

    def is_on(self, now: datetime) -> Event | None:
        """Return the event that is on, of several the one with the most talks."""
        return _running(self._events, now)

    def _editions(
        self, events: Sequence[Event], now: datetime, named: Sequence[str]
    ) -> Sequence[Event]:
        """Keep those that are the event that is on in another year, where none was named."""
        current = None if named else self.is_on(now)
        same = [each for each in events if current and _series(each) == _series(current)]
        return same or events

    def is_on_event(self, moment: Moment | None) -> bool:
        """Tell whether some of the time asked for is on a day of an event."""
        days = {span.start.date() for span in moment.spans} if moment else set()
        return any(event.start <= day <= event.end for event in self._events for day in days)

    def _moment(
        self,
        text: str,
        now: datetime,
        anchor: Event | None,
        reserved: Sequence[tuple[int, int]],
    ) -> Moment | None:
        if anchor is None:
            return None
        local = now.astimezone(ZoneInfo(anchor.timezone))
        others = sorted(self._events, key=lambda each: abs((each.start - local.date()).days))
        also = [day for each in others if each is not anchor for day in days_of(each)]
        return read_moment(text, local, days_of(anchor), also, reserved)


def days_of(event: Event) -> list[date]:
    """Return the days of an event in their order."""
    return [event.start + timedelta(at) for at in range((event.end - event.start).days + 1)]


def local_day(event: Event, now: datetime) -> date:
    """Return the date at the event's place."""
    return now.astimezone(ZoneInfo(event.timezone)).date()


def _running(events: Sequence[Event], now: datetime) -> Event | None:
    running = [each for each in events if each.start <= local_day(each, now) <= each.end]
    return max(running, key=lambda each: len(each.talks), default=None)


def _is_recent(event: Event, now: datetime) -> bool:
    return timedelta() < local_day(event, now) - event.end <= RECENT


def _series(event: Event) -> str:
    """Return the title of an event without its year."""
    return _YEAR.sub("", next(iter(event.title.values()), "")).strip()


def _in_year(event: Event, year: int) -> bool:
    return event.start.year <= year <= event.end.year
