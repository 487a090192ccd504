"""Core: days in a text – "heute", "Donnerstag", "16.10.", "October 16th", "zweiter Messetag"."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.core.moment_anchor import Anchor
from bot.core.moment_words import (
    DAY_SHIFTS,
    EVENT_DAYS,
    MONTHS,
    ORDINALS,
    PART_STARTS,
    SHORT_WEEKDAYS,
    WEEKDAYS,
    Token,
    text_at,
)


@dataclass(frozen=True, slots=True)
class Days:
    """Hold the days that were named; `size` counts tokens, `part` a part of the day glued on."""

    days: tuple[date, ...]
    size: int
    part: int | None = None


def days_at(tokens: Sequence[Token], place: int, anchor: Anchor) -> Days | None:
    """Read the day or days named at that token."""
    return (
        _span_of_dates(tokens, place, anchor)
        or _date(tokens, place, anchor)
        or _day_and_month(tokens, place, anchor)
        or _event_day(tokens, place, anchor)
        or _day_of_month(tokens, place, anchor)
        or _weekday(tokens, place, anchor)
        or _shifted(tokens, place, anchor)
        or _whole_month(tokens, place, anchor)
    )


def _date(tokens: Sequence[Token], place: int, anchor: Anchor) -> Days | None:
    token = tokens[place]
    if token.kind == "iso":
        year, month, day = token.parts
        return _one(anchor.dated(day, month, year))
    if token.kind == "slash":
        first, second, *rest = token.parts
        day, month = (second, first) if second > 12 else (first, second)
        return _one(_valid(anchor, day, month, rest[0] if rest else None))
    if token.kind == "date":
        day, month, *rest = token.parts
        return _one(_valid(anchor, day, month, rest[0] if rest else None))
    if token.kind == "clock" and "." in token.text:
        return _one(_undotted(tokens, place, anchor))
    return None


def _undotted(tokens: Sequence[Token], place: int, anchor: Anchor) -> date | None:
    """Read "16.10" as a date after "am", or where it is an event's day and no hour is said."""
    day, month = tokens[place].parts
    if text_at(tokens, place + 1) == "uhr" or not 1 <= month <= 12:
        return None
    found = _valid(anchor, day, month, None)
    before = text_at(tokens, place - 1)
    if before in ("am", "vom", "den", "dem", "on"):
        return found
    timely = before in ("um", "ab", "bis", "gegen", "at", "nach", "vor", "from", "until")
    return found if found in (*anchor.days, *anchor.also) and not timely else None


def _span_of_dates(tokens: Sequence[Token], place: int, anchor: Anchor) -> Days | None:
    """Read "15. bis 17. Oktober", "15.10.–17.10.", "15 and 16 October"."""
    joint = text_at(tokens, place + 1)
    if place + 2 >= len(tokens) or not (
        joint in ("bis", "to", "und", "and") or text_at(tokens, place + 1) == "-"
    ):
        return None
    last = _date(tokens, place + 2, anchor) or _day_and_month(tokens, place + 2, anchor)
    if last is None:
        return None
    end = last.days[0]
    whole = _date(tokens, place, anchor)
    number = _day_number(tokens, place)
    start = whole.days[0] if whole else _valid(anchor, number or 0, end.month, end.year)
    if start is None or not timedelta(0) <= end - start <= timedelta(31):
        return None
    if joint in ("und", "and"):
        return Days((start, end), 2 + last.size)
    length = (end - start).days + 1
    return Days(tuple(start + timedelta(step) for step in range(length)), 2 + last.size)


def _day_and_month(tokens: Sequence[Token], place: int, anchor: Anchor) -> Days | None:
    """Read "16. Oktober 2024", "16th of October", "October 16th, 2024"."""
    day = _day_number(tokens, place)
    at = place + 1
    if day is not None:
        at += text_at(tokens, at) == "of"
        month = _month(tokens, at)
        at += 1
    else:
        month = _month(tokens, place)
        at += text_at(tokens, at) == "the"
        day = _day_number(tokens, at)
        at += 1
    if day is None or month is None:
        return None
    year = _year(tokens, at)
    found = _valid(anchor, day, month, year)
    return Days((found,), at - place + (year is not None)) if found else None


def _event_day(tokens: Sequence[Token], place: int, anchor: Anchor) -> Days | None:
    """Read "zweiter Messetag", "am letzten Tag", "2. Tag", "day 2", "Tag 2"."""
    token, follower = tokens[place], text_at(tokens, place + 1)
    number = ORDINALS.get(token.text)
    if token.kind == "ordinal":
        number = token.number
    if number is not None and follower in EVENT_DAYS - {"tagen"}:
        return _one(anchor.ordinal(number), size=2)
    if token.text in ("tag", "day", "messetag", "konferenztag") and place + 1 < len(tokens):
        after = tokens[place + 1]
        if after.kind in ("number", "ordinal") or after.text in ("eins", "one", "zwei", "two"):
            found = anchor.ordinal(after.number or 0)
            return _one(found, size=2)
    return None


def _day_of_month(tokens: Sequence[Token], place: int, anchor: Anchor) -> Days | None:
    """Read "am 16." or "on the 16th" where the event has such a day."""
    token = tokens[place]
    led = text_at(tokens, place - 1) in (
        "am",
        "den",
        "dem",
        "vom",
        "the",
        "der",
        "zum",
        "on",
        "beim",
    )
    if token.kind not in ("ordinal", "number") or not led:
        return None
    if token.kind == "number" and text_at(tokens, place + 1) in ("uhr", "h"):
        return None
    day = token.number
    return _one(next((each for each in (*anchor.days, *anchor.also) if each.day == day), None))


def _weekday(tokens: Sequence[Token], place: int, anchor: Anchor) -> Days | None:
    word = tokens[place].text if tokens[place].kind == "word" else ""
    if text_at(tokens, place - 1) in ("herr", "herrn", "frau", "dr", "prof", "mr", "mrs", "ms"):
        return None
    if word in WEEKDAYS:
        return Days((anchor.weekday(WEEKDAYS[word]),), 1)
    for weekday, number in WEEKDAYS.items():
        if word.startswith(weekday) and word[len(weekday) :] in _GLUED:
            return Days((anchor.weekday(number),), 1, _GLUED[word[len(weekday) :]])
    if word in SHORT_WEEKDAYS and _is_short_weekday(tokens, place):
        return Days((anchor.weekday(SHORT_WEEKDAYS[word]),), 1)
    return None


_GLUED = {**{part: hour for part, hour in PART_STARTS.items() if len(part) > 3}, "morgen": 5}


def _is_short_weekday(tokens: Sequence[Token], place: int) -> bool:
    """Tell "Do 15 Uhr" from words like "do" and "so": a clock, a date or a part must follow."""
    if place + 1 >= len(tokens):
        return False
    after, word = tokens[place + 1], tokens[place].text
    if after.kind in ("clock", "date") or after.text in PART_STARTS:
        return word != "so" or after.kind == "date"
    hours = (
        text_at(tokens, place + 2) in ("uhr", "h", "bis", "-") or text_at(tokens, place + 2) == "-"
    )
    if after.kind in ("number", "ordinal"):
        return word != "so" and (hours or _month(tokens, place + 2) is not None)
    leads = ("um", "ab", "gegen", "at", "zwischen", "nach", "vor", "von")
    return word in ("mi", "di", "fr", "mo", "do", "sa") and after.text in leads


def _shifted(tokens: Sequence[Token], place: int, anchor: Anchor) -> Days | None:
    """Read "heute", "morgen", "the day after tomorrow"; not the "morgen" that is a morning."""
    words = tuple(text_at(tokens, place + step) for step in range(4))
    for phrase, shift in _LONGER_SHIFTS:
        if words[: len(phrase)] == phrase:
            return Days((anchor.today + timedelta(shift),), len(phrase))
    word = tokens[place].text if tokens[place].kind == "word" else ""
    if word in ("this", "diesen", "diesem") and words[1] in PART_STARTS:
        return Days((anchor.today,), 1)
    if word not in DAY_SHIFTS or (word == "morgen" and is_morning(tokens, place)):
        return None
    part = 17 if word == "tonight" else None
    return Days((anchor.today + timedelta(DAY_SHIFTS[word]),), 1, part)


_LONGER_SHIFTS = (
    (("day", "after", "tomorrow"), 2),
    (("day", "before", "yesterday"), -2),
    (("uber", "morgen"), 2),
)


def is_morning(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether "morgen" at that token is the time of day: "heute morgen", "am Morgen"."""
    before = text_at(tokens, place - 1)
    return before in ("am", "jeden", "guten", "diesen", "heute", "gestern", "herr", "frau") or (
        before in WEEKDAYS
    )


def _whole_month(tokens: Sequence[Token], place: int, anchor: Anchor) -> Days | None:
    month = _month(tokens, place)
    if month is None or text_at(tokens, place - 1) not in ("im", "in", "this", "last", "letzten"):
        return None
    year = _year(tokens, place + 1)
    known = [each for each in (*anchor.days, *anchor.also) if each.month == month]
    known = [each for each in known if year in (None, each.year)]
    base = known[0] if known else _valid(anchor, 1, month, year)
    if base is None:
        return None
    start = base.replace(day=1)
    length = ((start + timedelta(32)).replace(day=1) - start).days
    days = tuple(start + timedelta(step) for step in range(length))
    return Days(days, 1 + (year is not None))


def _valid(anchor: Anchor, day: int, month: int, year: int | None) -> date | None:
    return anchor.dated(day, month, year) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _one(day: date | None, size: int = 1) -> Days | None:
    return Days((day,), size) if day else None


def _day_number(tokens: Sequence[Token], place: int) -> int | None:
    if not 0 <= place < len(tokens) or tokens[place].kind not in ("number", "ordinal"):
        return None
    number = tokens[place].number
    return number if number is not None and 1 <= number <= 31 else None


def _month(tokens: Sequence[Token], place: int) -> int | None:
    return MONTHS.get(text_at(tokens, place))


def _year(tokens: Sequence[Token], place: int) -> int | None:
    if not 0 <= place < len(tokens) or tokens[place].kind != "number":
        return None
    number = tokens[place].number or 0
    return number if 1900 < number < 2200 and len(tokens[place].text) == 4 else None
