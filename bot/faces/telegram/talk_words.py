"""Faces: when and where a talk is, in the words of a message; pure."""

from datetime import date
from zoneinfo import ZoneInfo

from bot.core.nouns import Event, Knowledge, Talk
from bot.core.phrasebook import Phrasebook
from bot.core.reminding import Told


class TalkWords:
    """Put times and places into words."""

    def __init__(self, knowledge: Knowledge, book: Phrasebook) -> None:
        self._events = knowledge.events
        self._say = book.say

    def event_of(self, talk: Talk) -> Event:
        """Return the event a talk belongs to."""
        return self._events[talk.event]

    def day_of(self, talk: Talk) -> date | None:
        """Return the day of a talk where its event is; None where none was published."""
        zone = ZoneInfo(self.event_of(talk).timezone)
        return talk.start.astimezone(zone).date() if talk.start else talk.day

    def clock(self, talk: Talk, language: str) -> str:
        """Return from when to when a talk is."""
        if talk.start is None:
            return self._say("talk.list.no-time", language)
        zone = ZoneInfo(self.event_of(talk).timezone)
        start = f"{talk.start.astimezone(zone):%H:%M}"
        if talk.end is None:
            return self._say("talk.time.open", language, start=start)
        end = f"{talk.end.astimezone(zone):%H:%M}"
        return self._say("talk.time.range", language, start=start, end=end)

    def day(self, day: date, language: str) -> str:
        """Return a day, spelled out."""
        return self._say(
            "talk.date",
            language,
            weekday=self._say(f"talk.weekday.{day.weekday()}", language),
            day=day.day,
            month=self._say(f"month.{day.month:02}", language),
            year=day.year,
        )

    def moment(self, told: Told, talk: Talk, language: str) -> str:
        """Return the start somebody was told of a talk, spelled out."""
        moment = told.moment
        if moment is None:
            return self._say("tg.change.untimed", language)
        if "T" not in told.start:
            return self.day(moment.date(), language)
        local = moment.astimezone(ZoneInfo(self.event_of(talk).timezone))
        return self._say(
            "tg.time",
            language,
            weekday=self._say(f"talk.weekday.{local.weekday()}", language),
            day=local.day,
            month=self._say(f"month.{local.month:02}", language),
            time=f"{local:%H:%M}",
        )


def place_name(talk: Talk) -> str:
    """Return stage and hall, what of them is known."""
    return ", ".join(dict.fromkeys(filter(None, (talk.stage, talk.hall))))
