"""Core: a grammar of moments – "morgen Nachmittag", "16.10. um 14 Uhr", "jetzt" – to spans of time.

Days are read against the days of the event. What the grammar can't read it does not guess: it
returns None, or leaves those words over. Spans are half-open and aware.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal

from bot.core.moment_anchor import Anchor
from bot.core.moment_clock import Hours, hours_at
from bot.core.moment_days import days_at, is_morning
from bot.core.moment_hours import Clock
from bot.core.moment_signs import Shift, Sign, sign_at
from bot.core.moment_words import PART_ENDS, PART_STARTS, Token, tokens_of

MomentKind = Literal["now", "next", "later", "after", "before", "at", "in"]
Pick = Literal["first", "last"]


@dataclass(frozen=True, slots=True)
class Span:
    """Hold a stretch of time, `end` not included."""

    start: datetime
    end: datetime

    def holds(self, moment: datetime) -> bool:
        """Tell whether the moment lies in the span."""
        return self.start.astimezone(UTC) <= moment.astimezone(UTC) < self.end.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Moment:
    """Hold what a text says about time.

    `kind`: "at" a point (running then), "in" a stretch (starting in it), "now", "next", "later"
    today, or "after" and "before" what was shown last. Several spans mean one for each day.
    `year` picks the event; `pick` wants the first or last talk only; `dated` says that a day was
    named and not only assumed. `used` are the stretches of
    text, in characters, that were understood.
    """

    kind: MomentKind = "in"
    spans: tuple[Span, ...] = ()
    days: tuple[date, ...] = ()
    year: int | None = None
    pick: Pick | None = None
    dated: bool = False
    used: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class _Heard:
    days: tuple[date, ...] = ()
    hours: Hours | None = None
    part: tuple[int, int] | None = None
    shift: Shift | None = None
    sign: Sign | None = None
    year: int | None = None
    pick: Pick | None = None


def read_moment(
    text: str,
    now: datetime,
    days: Sequence[date],
    also: Sequence[date] = (),
    reserved: Iterable[tuple[int, int]] = (),
) -> Moment | None:
    """Return the moment a text names, or None where it names none.

    `now` is aware, in the event's time zone; `days` are the event's, `also` those of other events
    that a date without a year may mean. Stretches of text in `reserved` are not read.
    """
    tokens = tokens_of(text, reserved)
    anchor = Anchor(now.date(), days, also)
    heard = _Heard()
    used = _listen(tokens, anchor, heard)
    if heard == _Heard():
        return None
    moment = _combined(heard, now, anchor)
    return replace(moment, used=tuple((tokens[at].start, tokens[at].end) for at in sorted(used)))


def moment_now(now: datetime) -> Moment:
    """Return the moment "jetzt" names."""
    return Moment(kind="now", spans=(_point(now),))


def moment_so_far(now: datetime) -> Moment:
    """Return the moment of what began today until now."""
    return Moment(spans=(Span(_at(now.date(), 0, now.tzinfo), now),), days=(now.date(),))


def _listen(tokens: Sequence[Token], anchor: Anchor, heard: _Heard) -> set[int]:
    """Take in every expression from left to right; return the places of the tokens used."""
    used: set[int] = set()
    place = 0
    while place < len(tokens):
        size = 0
        if tokens[place].kind != "block":
            size = _take(tokens, place, anchor, heard)
        used.update(range(place, place + size))
        place += size or 1
    return used


def _take(tokens: Sequence[Token], place: int, anchor: Anchor, heard: _Heard) -> int:
    """Take in the expression that starts at that token; return how many tokens it has."""
    if sign := sign_at(tokens, place):
        return _take_sign(sign, anchor, heard)
    if days := days_at(tokens, place, anchor):
        heard.days = tuple(dict.fromkeys((*heard.days, *days.days)))
        if days.part is not None:
            heard.part = _part(days.part)
        return days.size
    if hours := hours_at(tokens, place):
        heard.hours = heard.hours or hours
        return hours.size
    return _take_part(tokens, place, heard)


def _take_sign(sign: Sign, anchor: Anchor, heard: _Heard) -> int:
    if sign.year is not None:
        heard.year = sign.year if sign.year > 1000 else anchor.today.year + sign.year
    elif sign.pick is not None:
        heard.pick = sign.pick
    elif sign.shift is not None:
        heard.shift = heard.shift or sign.shift
    elif sign.kind is not None:
        now_and_next = heard.sign and heard.sign.kind == "now" and sign.kind == "next"
        stronger = heard.sign is None or (heard.sign.kind == "now" and not now_and_next)
        heard.sign = sign if stronger else heard.sign
    elif sign.days is not None:
        heard.days = sign.days(anchor)
    return sign.size


def _take_part(tokens: Sequence[Token], place: int, heard: _Heard) -> int:
    token = tokens[place]
    start = PART_STARTS.get(token.text) if token.kind == "word" else None
    if token.text == "morgen" and is_morning(tokens, place):
        start = 5
    if start is None or (token.text == "fruh" and not (heard.days or place)):
        return 0
    before = tokens[place - 1].text if place else ""
    part = _part(start, before)
    if heard.part and before in ("und", "and", "oder", "or"):
        part = min(heard.part[0], part[0]), max(heard.part[1], part[1])
    heard.part = part
    return 1


def _part(start: int, before: str = "") -> tuple[int, int]:
    """Return the hours of a part of the day; "früher" takes half of it, "ab" what follows too."""
    end = PART_ENDS[start]
    if before in ("ab", "from", "seit"):
        return start, 24
    if before in ("bis", "until", "till"):
        return 0, 12 if start == 11 else start
    middle = (start + end) // 2
    if before.startswith("fruh") or before == "early":
        return start, middle
    if before.startswith("spat") or before == "late":
        return middle, end
    return start, end


def _combined(heard: _Heard, now: datetime, anchor: Anchor) -> Moment:
    moment = Moment(year=heard.year, pick=heard.pick, dated=bool(heard.days))
    days = heard.days or _default_days(heard, anchor)
    if heard.shift and not heard.days:
        return _shifted(moment, heard.shift, heard, now)
    if heard.hours:
        return _by_hours(moment, heard.hours, heard.part, days, now.tzinfo)
    if heard.part:
        spans = tuple(_span(day, _minutes(heard.part), now.tzinfo) for day in days)
        return replace(moment, spans=spans, days=days)
    if heard.sign and heard.sign.kind and (not heard.days or heard.days == (anchor.today,)):
        return _by_sign(moment, heard, now)
    spans = tuple(_span(day, (0, 1440), now.tzinfo) for day in heard.days)
    return replace(moment, spans=spans, days=heard.days)


def _default_days(heard: _Heard, anchor: Anchor) -> tuple[date, ...]:
    """Return today on an event's day, else every day of the event."""
    if anchor.today in anchor.days or not anchor.days:
        return (anchor.today,)
    days = [day for day in (*anchor.days, *anchor.also) if heard.year in (None, day.year)]
    return tuple(day for day in days if heard.year or day in anchor.days)


def _by_sign(moment: Moment, heard: _Heard, now: datetime) -> Moment:
    kind = heard.sign.kind if heard.sign else None
    if kind == "now":
        return replace(moment, kind="now", spans=(_point(now),))
    rest_of_day = Span(now, _at(now.date(), 1440, now.tzinfo))
    if kind == "next":
        return replace(moment, kind="next", spans=(rest_of_day,))
    if kind == "later":
        return replace(moment, kind="later", spans=(rest_of_day,), days=(now.date(),))
    return replace(moment, kind="before" if kind == "before" else "after")


def _shifted(moment: Moment, shift: Shift, heard: _Heard, now: datetime) -> Moment:
    """Move on from now by elapsed time; whole days keep the time said or mean the whole day."""
    if shift.minutes % 1440 == 0:
        day = now.date() + timedelta(days=shift.minutes // 1440)
        if heard.hours:
            return _by_hours(moment, heard.hours, heard.part, (day,), now.tzinfo)
        part = _minutes(heard.part) if heard.part else (0, 1440)
        return replace(moment, spans=(_span(day, part, now.tzinfo),), days=(day,))
    then = (now.astimezone(UTC) + timedelta(minutes=shift.minutes)).astimezone(now.tzinfo)
    if shift.within:
        return replace(moment, spans=(Span(now, then),))
    return replace(moment, kind="at", spans=(_point(then),))


def _by_hours(
    moment: Moment,
    hours: Hours,
    part: tuple[int, int] | None,
    days: Iterable[date],
    zone: tzinfo | None,
) -> Moment:
    start = _settled(hours.start, part)
    days = tuple(days)
    if hours.relation == "at":
        points = tuple(_point(_at(day, start, zone)) for day in days)
        return replace(moment, kind="at", spans=points, days=days)
    end = _settled(hours.end, part) if hours.end else 1440
    if hours.end and end <= start:
        end += 720 if end + 720 > start and hours.end.loose else 1440
    bounds = (0, start) if hours.relation == "until" else (start, end)
    spans = tuple(_span(day, bounds, zone) for day in days)
    return replace(moment, kind="at" if hours.end else "in", spans=spans, days=days)


def _settled(clock: Clock, part: tuple[int, int] | None) -> int:
    """Return the minute of the day; the part of the day, else fair hours, settle which half."""
    if part and part[1] > 24 and (clock.minute < (part[1] - 24) * 60 or clock.minute == 720):
        return clock.minute % 720 + 1440
    if part and clock.minute < 720:
        start, end = part
        fits = start * 60 <= clock.minute + 720 < min(end, 24) * 60
        return clock.minute + 720 if fits and clock.minute < start * 60 else clock.minute
    return clock.minute + 720 if clock.loose and not part else clock.minute


def _minutes(part: tuple[int, int]) -> tuple[int, int]:
    return part[0] * 60, part[1] * 60


def _span(day: date, minutes: tuple[int, int], zone: tzinfo | None) -> Span:
    return Span(_at(day, minutes[0], zone), _at(day, minutes[1], zone))


def _point(moment: datetime) -> Span:
    return Span(moment, moment + timedelta(minutes=1))


def _at(day: date, minute: int, zone: tzinfo | None) -> datetime:
    later, minute = divmod(minute, 1440)
    return datetime.combine(day + timedelta(later), time(minute // 60, minute % 60), tzinfo=zone)
