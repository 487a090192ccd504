"""Core: the days that dates and weekdays are read against."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Anchor:
    """Say what days are read against: today, the event's days, and those of other events."""

    today: date
    days: Sequence[date]
    also: Sequence[date] = ()

    def dated(self, day: int, month: int, year: int | None = None) -> date | None:
        """Return the date; without a year the one that is an event's day, else the event's year."""
        if year is None:
            known = (each for each in (*self.days, *self.also) if each.month == month)
            match = next((each for each in known if each.day == day), None)
            if match:
                return match
            year = (self.days[0] if self.days else self.today).year
        try:
            return date(year + 2000 if year < 100 else year, month, day)
        except ValueError:
            return None

    def weekday(self, number: int) -> date:
        """Return the event's day of that weekday, else the next such day from today on."""
        for day in self.days:
            if day.weekday() == number:
                return day
        return self.today + timedelta((number - self.today.weekday()) % 7)

    def ordinal(self, number: int) -> date | None:
        """Return the event's first, second … (1, 2 …) or last (-1) day."""
        if number == -1:
            return self.days[-1] if self.days else None
        return self.days[number - 1] if 0 < number <= len(self.days) else None
