"""Core: times of talks in words – dates, clock times, "in 12 Minuten", "war am …"."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.nouns import Event, Talk
from bot.core.phrasebook import Phrasebook, in_language
from bot.core.talk_index import Item
from bot.core.talk_search import OPEN_END

SOON = timedelta(hours=12)
"""Until how long before its start a talk is announced as "in …"."""


class TalkTimes:
    """Say when talks are; a time that was not published is never said."""

    def __init__(self, book: Phrasebook) -> None:
        self._book = book

    def day(self, day: date, language: str) -> str:
        """Return "Mittwoch, 16. Oktober 2024"."""
        return self._book.say(
            "talk.date", language, weekday=self.weekday(day, language), **self._parts(day, language)
        )

    def weekday(self, day: date, language: str) -> str:
        """Return the weekday's name."""
        return self._book.say(f"talk.weekday.{day.weekday()}", language)

    def days(self, event: Event, language: str) -> str:
        """Return "vom 15. Oktober 2024 bis 17. Oktober 2024", or "am …" for a single day."""
        first, last = (
            self._book.say("talk.date.plain", language, **self._parts(day, language))
            for day in (event.start, event.end)
        )
        if event.start == event.end:
            return self._book.say("talk.days.one", language, day=first)
        return self._book.say("talk.days.many", language, start=first, end=last)

    def clock(self, item: Item, language: str) -> str:
        """Return "15:00–15:30 Uhr" in the event's time zone, or what of it was published."""
        talk, zone = item.talk, ZoneInfo(item.event.timezone)
        if talk.start is None:
            return self._book.say("talk.list.no-time", language)
        start = talk.start.astimezone(zone).strftime("%H:%M")
        if talk.end is None:
            return self._book.say("talk.time.open", language, start=start)
        end = talk.end.astimezone(zone).strftime("%H:%M")
        return self._book.say("talk.time.range", language, start=start, end=end)

    def when(self, item: Item, now: datetime, language: str) -> str:
        """Return the sentence that says when a talk is, in the right tense."""
        if item.day is None:
            return self._book.say("talk.undated", language)
        day = self.day(item.day, language)
        if item.start is None:
            return self._book.say(f"talk.day.{self.tense(item, now)}", language, date=day)
        key, rest = self._stage_of(item, now)
        words = self.rest(rest, language, left=key == "running") if rest is not None else ""
        text = self._book.say(
            f"talk.when.{key}", language, date=day, time=self.clock(item, language), rest=words
        )
        return text if item.end else f"{text}. {self._open_end(item, now, language)}"

    def relation(self, item: Item, now: datetime) -> tuple[str, timedelta | None]:
        """Return how a timed talk stands to now, and the time until its start or end."""
        return self._stage_of(item, now)

    def tense(self, item: Item, now: datetime) -> str:
        """Return "past" or "coming"; what is on now still comes."""
        today = now.astimezone(ZoneInfo(item.event.timezone)).date()
        if item.start is not None:
            return "past" if self._stage_of(item, now)[0] == "past" else "coming"
        return "past" if (item.day or item.event.end) < today else "coming"

    def rest(self, time: timedelta, language: str, *, left: bool = False) -> str:
        """Return "12 Minuten", "einer Stunde und 5 Minuten", "2 Tagen"; at least a minute."""
        minutes = max(1, -(-int(time.total_seconds()) // 60))
        hours, minutes = divmod(minutes, 60)
        parts = [("hours", hours), ("minutes", minutes)]
        said = [self._count(unit, count, language, left=left) for unit, count in parts if count]
        if len(said) == 1:
            return said[0]
        return self._book.say("talk.hours.and", language, hours=said[0], minutes=said[1])

    def _count(self, unit: str, count: int, language: str, *, left: bool) -> str:
        if count > 1:
            return self._book.say(f"talk.{unit}.many", language, count=count)
        return self._book.say(f"talk.{unit}.left.one" if left else f"talk.{unit}.one", language)

    def _stage_of(self, item: Item, now: datetime) -> tuple[str, timedelta | None]:
        start, moment = item.start, now.astimezone(UTC)
        if start is None:
            return self.tense(item, now), None
        if moment < start:
            return ("soon", start - moment) if start - moment <= SOON else ("coming", None)
        if item.end is not None:
            return ("running", item.end - moment) if moment < item.end else ("past", None)
        if moment - start >= OPEN_END:
            return "past", None
        if moment - start < timedelta(minutes=1):
            return "begun", None
        return "running.open", moment - start

    def _open_end(self, item: Item, now: datetime, language: str) -> str:
        past = ".past" if self.tense(item, now) == "past" else ""
        return self._book.say(f"talk.time.open.note{past}", language)

    def _parts(self, day: date, language: str) -> dict[str, object]:
        month = self._book.say(f"month.{day.month:02}", language)
        return {"day": day.day, "month": month, "year": day.year}


def title_of(talk: Talk, language: str) -> str:
    """Return the talk's title in that language, or in the one there is."""
    return in_language(talk.title, language)
