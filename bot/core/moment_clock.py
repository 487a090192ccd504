"""Core: clock times in a text – "14:30", "halb drei", "quarter past two", "von 14 bis 16 Uhr"."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.moment_words import NUMBERS, Token

_AT = frozenset({"um", "gegen", "at", "around", "circa", "ca", "ungefahr", "about", "punkt"})
_FROM = frozenset({"ab", "nach", "after", "seit", "since", "from", "starting"})
_UNTIL = frozenset({"bis", "vor", "before", "until", "till", "by"})
_STRICT = frozenset({"nach", "vor", "after", "before", "from", "about", "around", "by", "since"})
"""Prepositions after which a bare number may count anything, not only hours."""

_HOUR_WORDS = frozenset({"uhr", "oclock"})
_GOES_ON = frozenset(
    "uhr heute morgen am im in auf on der die das was wer wo wann lauft los dran denn so noch und "
    "bitte please the is are who what bei an hall halle stage vormittags nachmittags abends "
    "morgens fruh statt in at for".split()
)
"""Words after which a bare number before them may still be an hour."""

_FIRST_PLAIN_HOUR = 7
"""Hours below that stand for the afternoon unless night or morning is said: "um drei"."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Hold a time of day in minutes; `loose` when it may mean the other half of the day."""

    minute: int
    loose: bool = False


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
    word = _text(tokens, place)
    opened = word in ("von", "zwischen", "between", "from", "vom")
    first = place + opened
    start = _plain(tokens, first) or _bare(tokens, first) or _clock(tokens, first)
    if start is None:
        return None
    joint = first + start[1]
    joined = _text(tokens, joint) in ("bis", "und", "and", "to", "till", "until", "-")
    if not joined or (_text(tokens, joint) in ("und", "and") and not opened):
        return None
    end = _clock(tokens, joint + 1) or _bare(tokens, joint + 1)
    if end is None:
        return None
    after = joint + 1 + end[1]
    certain = opened or _plain(tokens, first) or _plain(tokens, joint + 1)
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
    first = place + (relation is not None)
    clock = _clock(tokens, first)
    if clock is None and relation and _text(tokens, place) not in _STRICT:
        clock = _bare(tokens, first)
        if clock and not _may_follow(tokens, first + clock[1]):
            clock = None
    if clock is None:
        return None
    size = first - place + clock[1]
    if relation == "from" and _text(tokens, place + size) in ("on", "onwards", "an"):
        size += 1
    return Hours(relation or "at", clock[0], None, size)


def _relation(tokens: Sequence[Token], place: int) -> str | None:
    word = _text(tokens, place)
    if word in _AT:
        return "at"
    if word in _FROM:
        return "from"
    return "until" if word in _UNTIL else None


def _clock(tokens: Sequence[Token], place: int) -> tuple[Clock, int] | None:
    """Read a time that says itself that it is one; return it and how many tokens it took."""
    return (
        _plain(tokens, place)
        or _half(tokens, place)
        or _quarter(tokens, place)
        or _minutes_past(tokens, place)
    )


def _plain(tokens: Sequence[Token], place: int) -> tuple[Clock, int] | None:
    word = _text(tokens, place)
    if word in ("noon", "midday"):
        return Clock(720), 1
    if word in ("mitternacht", "midnight"):
        return Clock(1440), 1
    return _digital(tokens, place) or _hour_named(tokens, place)


def _digital(tokens: Sequence[Token], place: int) -> tuple[Clock, int] | None:
    token = _token(tokens, place)
    if token is None or token.kind not in ("clock", "date"):
        return None
    hour, minute = token.parts[:2]
    if hour > 24 or minute > 59 or len(token.parts) > 2:
        return None
    dated = token.kind == "date" and _text(tokens, place + 1) not in _HOUR_WORDS
    if dated and 0 < minute <= 12:
        return None
    loose = 0 < hour < _FIRST_PLAIN_HOUR and not token.text.startswith("0")
    size = 1 + (_text(tokens, place + 1) in _HOUR_WORDS)
    return _half_of_day(tokens, place, hour * 60 + minute, loose, size)


def _hour_named(tokens: Sequence[Token], place: int) -> tuple[Clock, int] | None:
    """Read "14 Uhr", "14 Uhr 30", "drei Uhr", "3 o'clock", "14h", "3 pm"."""
    hour = _hour(tokens, place)
    if hour is None:
        return None
    follower = _text(tokens, place + 1)
    loose = 0 < hour < _FIRST_PLAIN_HOUR and not _text(tokens, place).startswith("0")
    if follower in _HOUR_WORDS or follower == "h":
        minutes = _token(tokens, place + 2)
        if minutes and minutes.kind == "number" and int(minutes.text) < 60:
            if follower == "uhr":
                return _half_of_day(tokens, place, hour * 60 + int(minutes.text), loose, 3)
        return _half_of_day(tokens, place, hour * 60, loose, 2)
    if follower in ("pm", "am") and _means_half(tokens, place):
        return _half_of_day(tokens, place, hour * 60, loose, 1)
    return None


def _means_half(tokens: Sequence[Token], place: int) -> bool:
    """Tell "3 am" from German "um 3 am Stand": written as one word, or after English words."""
    number, half = tokens[place], tokens[place + 1]
    if half.text == "pm" or number.end == half.start:
        return True
    return _text(tokens, place - 1) in (
        "at",
        "from",
        "after",
        "before",
        "until",
        "till",
        "to",
        "and",
    )


def _half_of_day(
    tokens: Sequence[Token], place: int, minute: int, loose: bool, size: int
) -> tuple[Clock, int]:
    half = _text(tokens, place + size)
    if half not in ("am", "pm") or not _means_half(tokens, place + size - 1):
        return Clock(minute, loose), size
    if half == "pm" and minute < 720:
        minute += 720
    if half == "am" and minute >= 720:
        minute -= 720
    return Clock(minute), size + 1


def _half(tokens: Sequence[Token], place: int) -> tuple[Clock, int] | None:
    """Read "halb drei" (2:30) and "half past two", British "half two" (2:30)."""
    word = _text(tokens, place)
    past = word == "half" and _text(tokens, place + 1) == "past"
    if word not in ("halb", "half"):
        return None
    hour = _hour(tokens, place + 1 + past, longest=12)
    if hour is None or (word == "half" and _text(tokens, place + 1) in ("a", "an")):
        return None
    minute = hour * 60 + (-30 if word == "halb" else 30)
    return _named(tokens, place, minute, 2 + past)


def _quarter(tokens: Sequence[Token], place: int) -> tuple[Clock, int] | None:
    """Read "viertel nach zwei", "quarter to three", "dreiviertel drei" (2:45)."""
    word = _text(tokens, place)
    if word in ("dreiviertel", "dreiviertl"):
        hour = _hour(tokens, place + 1, longest=12)
        return _named(tokens, place, hour * 60 - 15, 2) if hour else None
    if word not in ("viertel", "quarter"):
        return None
    sign = _direction(tokens, place + 1)
    hour = _hour(tokens, place + 2, longest=24)
    return _named(tokens, place, hour * 60 + sign * 15, 3) if sign and hour is not None else None


def _minutes_past(tokens: Sequence[Token], place: int) -> tuple[Clock, int] | None:
    """Read "zehn nach drei", "5 vor 12", "ten to three", "5 vor halb drei"."""
    token = _token(tokens, place)
    minutes = token.number if token else None
    if token is None or minutes is None or token.text in ("ein", "a", "an", "einem", "einer"):
        return None
    unit = int(_text(tokens, place + 1) in ("minuten", "minutes", "minute", "min"))
    sign = _direction(tokens, place + 1 + unit)
    if not sign or minutes not in (5, 10, 15, 20, 25):
        return None
    base = place + 2 + unit
    half = _half(tokens, base)
    if half:
        return _named(tokens, place, half[0].minute + sign * minutes, 2 + unit + half[1])
    hour = _hour(tokens, base, longest=12)
    if hour is None:
        return None
    return _named(tokens, place, hour * 60 + sign * minutes, 3 + unit)


def _direction(tokens: Sequence[Token], place: int) -> int:
    word = _text(tokens, place)
    return {"nach": 1, "past": 1, "after": 1, "vor": -1, "to": -1, "of": -1, "before": -1}.get(
        word, 0
    )


def _named(tokens: Sequence[Token], place: int, minute: int, size: int) -> tuple[Clock, int]:
    size += _text(tokens, place + size) in _HOUR_WORDS
    loose = 0 < minute < _FIRST_PLAIN_HOUR * 60
    return _half_of_day(tokens, place, minute % 1440, loose, size)


def _bare(tokens: Sequence[Token], place: int) -> tuple[Clock, int] | None:
    """Read a number alone as an hour; only the words around it can allow that."""
    hour = _hour(tokens, place)
    if hour is None:
        return None
    written = _text(tokens, place)
    if written in ("a", "an", "ein", "eine", "einer", "einem", "einen"):
        return None
    loose = 0 < hour < _FIRST_PLAIN_HOUR and not written.startswith("0")
    return Clock(hour * 60, loose), 1


def _hour(tokens: Sequence[Token], place: int, longest: int = 24) -> int | None:
    token = _token(tokens, place)
    if token is None or token.kind not in ("number", "word", "ordinal"):
        return None
    if token.kind == "ordinal" and not (token.text.endswith(".") and place + 1 == len(tokens)):
        return None
    hour = token.number if token.kind != "word" else NUMBERS.get(token.text)
    return hour if hour is not None and 0 <= hour <= longest else None


def _may_follow(tokens: Sequence[Token], place: int) -> bool:
    token = _token(tokens, place)
    return token is None or token.kind != "word" or token.text in _GOES_ON


def _token(tokens: Sequence[Token], place: int) -> Token | None:
    return tokens[place] if 0 <= place < len(tokens) else None


def _text(tokens: Sequence[Token], place: int) -> str:
    token = _token(tokens, place)
    if token is None:
        return ""
    return "-" if token.kind == "dash" else token.text
