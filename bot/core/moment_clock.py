"""Core: clock times in a text – "14:30", "halb drei", "quarter past two", "von 14 bis 16 Uhr"."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.moment_hours import (
    FIRST_PLAIN_HOUR,
    HOUR_WORDS,
    Clock,
    bare_hour,
    half_of_day,
    hour_at,
    plain_clock,
)
from bot.core.moment_words import (
    DAY_SHIFTS,
    PART_STARTS,
    WEEKDAYS,
    Token,
    text_at,
    token_at,
    word_set,
)

_AT = frozenset({"um", "gegen", "at", "around", "circa", "ca", "ungefahr", "about", "punkt"})
_FROM = frozenset({"ab", "nach", "after", "seit", "since", "from", "starting"})
_UNTIL = frozenset({"bis", "vor", "before", "until", "till", "by"})
_STRICT = frozenset({"nach", "vor", "after", "before", "from", "about", "around", "by", "since"})
"""Prepositions after which a bare number may count anything, not only hours."""

_BESIDE = {"vor": "until", "before": "until", "nach": "from", "after": "from"}
_LUNCH = word_set("lunch lunchtime lunchbreak mittag mittagessen mittagspause mittagszeit")
_ARTICLES = word_set("der dem das die the")

_GOES_ON = word_set(
    "uhr heute morgen whats am im in auf on der die das was wer wo wann lauft los dran denn so noch und "
    "bitte please the is are who what bei an hall halle stage vormittags nachmittags abends "
    "morgens fruh statt in at for this sharp genau irgendwas etwas something anything"
)
"""Words after which a bare number before them may still be an hour."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Hold what was said about the hours: at, from, until or between; `size` counts tokens."""

    relation: str
    start: Clock
    end: Clock | None
    size: int


def hours_at(tokens: Sequence[Token], place: int) -> Hours | None:
    """Read hours at that token: a range, or a time with or without a preposition."""
    return _range(tokens, place) or _single(tokens, place)


def _range(tokens: Sequence[Token], place: int) -> Hours | None:
    """Read "von 14 bis 16 Uhr", "zwischen 2 und 4", "between 2 and 4 pm", "14–16 Uhr"."""
    word = text_at(tokens, place)
    opened = word in ("von", "zwischen", "between", "from", "vom", "ab")
    first = place + opened
    start = plain_clock(tokens, first) or bare_hour(tokens, first) or _clock(tokens, first)
    if start is None:
        return None
    joint = first + start[1]
    joined = text_at(tokens, joint) in ("bis", "und", "and", "to", "till", "until", "-")
    if not joined or (text_at(tokens, joint) in ("und", "and") and not opened):
        return None
    end = _clock(tokens, joint + 1) or bare_hour(tokens, joint + 1)
    if end is None:
        return None
    after = joint + 1 + end[1]
    certain = opened or plain_clock(tokens, first) or plain_clock(tokens, joint + 1)
    if not certain or not _may_follow(tokens, after):
        return None
    return Hours("between", _like(start[0], end[0]), end[0], after - place)


def _like(start: Clock, end: Clock) -> Clock:
    """Give the start the half of the day its end has: "2 to 4 pm"."""
    if start.loose and not end.loose and end.minute > 720 and start.minute + 720 < end.minute:
        return Clock(start.minute + 720)
    return start


def _single(tokens: Sequence[Token], place: int) -> Hours | None:
    relation = _relation(tokens, place)
    if meal := _meal(tokens, place):
        return meal
    first = place + (relation is not None)
    clock = _clock(tokens, first)
    if clock is None and relation and text_at(tokens, place) not in _STRICT:
        clock = bare_hour(tokens, first)
        if clock and not _may_follow(tokens, first + clock[1]):
            clock = None
    if clock is None:
        return None
    size = first - place + clock[1]
    if relation == "from" and text_at(tokens, place + size) in ("on", "onwards", "an"):
        size += 1
    return Hours(relation or "at", clock[0], None, size)


def _meal(tokens: Sequence[Token], place: int) -> Hours | None:
    """Read "before lunch" and "nach der Mittagspause"; lunch is from twelve to one."""
    if text_at(tokens, place) not in _BESIDE:
        return None
    at = place + 1 + (text_at(tokens, place + 1) in _ARTICLES)
    if text_at(tokens, at) not in _LUNCH:
        return None
    size = at + 1 - place + (text_at(tokens, at + 1) in ("break", "time"))
    relation = _BESIDE[text_at(tokens, place)]
    return Hours(relation, Clock(720 if relation == "until" else 780), None, size)


def _relation(tokens: Sequence[Token], place: int) -> str | None:
    word = text_at(tokens, place)
    if word in _AT:
        return "at"
    if word in _FROM:
        return "from"
    return "until" if word in _UNTIL else None


def _clock(tokens: Sequence[Token], place: int) -> tuple[Clock, int] | None:
    """Read a time that says itself that it is one; return it and how many tokens it took."""
    return (
        plain_clock(tokens, place)
        or _half(tokens, place)
        or _quarter(tokens, place)
        or _minutes_past(tokens, place)
    )


def _half(tokens: Sequence[Token], place: int) -> tuple[Clock, int] | None:
    """Read "halb drei" (2:30) and "half past two", British "half two" (2:30)."""
    word = text_at(tokens, place)
    past = word == "half" and text_at(tokens, place + 1) == "past"
    if word not in ("halb", "half"):
        return None
    hour = hour_at(tokens, place + 1 + past, longest=12)
    if hour is None or (word == "half" and text_at(tokens, place + 1) in ("a", "an")):
        return None
    minute = hour * 60 + (-30 if word == "halb" else 30)
    return _named(tokens, place, minute, 2 + past)


def _quarter(tokens: Sequence[Token], place: int) -> tuple[Clock, int] | None:
    """Read "viertel nach zwei", "quarter to three", "dreiviertel drei" (2:45)."""
    word = text_at(tokens, place)
    if word in ("dreiviertel", "dreiviertl"):
        hour = hour_at(tokens, place + 1, longest=12)
        return _named(tokens, place, hour * 60 - 15, 2) if hour else None
    if word not in ("viertel", "quarter"):
        return None
    sign = _direction(tokens, place + 1)
    hour = hour_at(tokens, place + 2, longest=24)
    return _named(tokens, place, hour * 60 + sign * 15, 3) if sign and hour is not None else None


def _minutes_past(tokens: Sequence[Token], place: int) -> tuple[Clock, int] | None:
    """Read "zehn nach drei", "5 vor 12", "ten to three", "5 vor halb drei"."""
    token = token_at(tokens, place)
    minutes = token.number if token else None
    if token is None or minutes is None or token.text in ("ein", "a", "an", "einem", "einer"):
        return None
    unit = int(text_at(tokens, place + 1) in ("minuten", "minutes", "minute", "min"))
    sign = _direction(tokens, place + 1 + unit)
    if not sign or minutes not in (5, 10, 15, 20, 25):
        return None
    base = place + 2 + unit
    half = _half(tokens, base)
    if half:
        return _named(tokens, place, half[0].minute + sign * minutes, 2 + unit + half[1])
    hour = hour_at(tokens, base, longest=12)
    if hour is None:
        return None
    return _named(tokens, place, hour * 60 + sign * minutes, 3 + unit)


def _direction(tokens: Sequence[Token], place: int) -> int:
    word = text_at(tokens, place)
    return {"nach": 1, "past": 1, "after": 1, "vor": -1, "to": -1, "of": -1, "before": -1}.get(
        word, 0
    )


def _named(tokens: Sequence[Token], place: int, minute: int, size: int) -> tuple[Clock, int]:
    size += text_at(tokens, place + size) in HOUR_WORDS
    loose = 0 < minute < FIRST_PLAIN_HOUR * 60
    return half_of_day(tokens, place, Clock(minute % 1440, loose), size)


def _may_follow(tokens: Sequence[Token], place: int) -> bool:
    token = token_at(tokens, place)
    if token is None or token.kind != "word" or token.text in _GOES_ON:
        return True
    return any(token.text in table for table in (DAY_SHIFTS, PART_STARTS, WEEKDAYS))
